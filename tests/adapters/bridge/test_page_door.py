"""Who may load the connector page over HTTP, and what protects it: each rule has a test that fails without it."""

import re
import shutil
from pathlib import Path

import pytest

from softphone import __version__
from softphone.adapters.bridge import page_files
from softphone.adapters.bridge.door import HEADERS
from softphone.connector.page import ASSETS
from tests.adapters.bridge.conftest import TEMPLATE, House, a_house
from tests.adapters.bridge.fetching import FRAME, OWN_SCRIPT, Fetched, fetch

PARENTS = ("https://acme.lightning.force.com", "https://acme--c.vf.force.com")


def ticket_in(answer: Fetched) -> str:
    found = re.search(r'data-ticket="([^"]+)"', answer.text)
    assert found
    return found[1]


async def test_a_frame_of_another_page_gets_the_page_with_everything_filled_in() -> None:
    async with a_house(parents=PARENTS) as house:
        answer = await fetch(house, "/connector/", **FRAME)

    assert (answer.status, answer.headers["Content-Type"]) == (200, "text/html; charset=utf-8")
    assert len(ticket_in(answer)) >= 40
    assert f'data-parents="{" ".join(PARENTS)}"' in answer.text
    assert f'data-version="{__version__}"' in answer.text
    assert "/connector/connector4.js" in answer.text
    assert "$" not in answer.text
    assert house.server.refusals == {}


async def test_every_protecting_header_is_on_the_page_and_its_scripts_once(house: House) -> None:
    page = await fetch(house, "/connector/", **FRAME)
    scripts = [await fetch(house, f"/connector/{name}", **OWN_SCRIPT) for name in ASSETS]

    for answer in (page, *scripts):
        assert answer.status == 200
        assert answer.headers.keys() >= HEADERS.keys()
        assert not any(name.lower().startswith("access-control") for name in answer.headers)
        assert answer.headers["Cache-Control"] == "no-store"
        assert answer.headers["Cross-Origin-Resource-Policy"] == "same-origin"
        assert answer.headers["Cross-Origin-Opener-Policy"] == "same-origin"
        assert answer.headers["X-Content-Type-Options"] == "nosniff"
    assert {answer.headers["Content-Type"] for answer in scripts} == {"text/javascript; charset=utf-8"}


async def test_the_policy_is_that_of_the_contract() -> None:
    async with a_house(parents=PARENTS) as house:
        answer = await fetch(house, "/connector/", **FRAME)

    assert answer.headers["Content-Security-Policy"] == (
        "default-src 'none'; script-src 'self'; style-src 'self'; worker-src 'self'; "
        f"connect-src ws://127.0.0.1:{house.port} ws://localhost:{house.port}; base-uri 'none'; form-action 'none'; "
        f"frame-ancestors {' '.join(PARENTS)}"
    )


async def test_without_a_list_only_salesforce_may_frame_the_page(house: House) -> None:
    answer = await fetch(house, "/connector/", **FRAME)

    ancestors = answer.headers["Content-Security-Policy"].rpartition("frame-ancestors ")[2].split()
    assert "https://*.lightning.force.com" in ancestors
    assert all(re.fullmatch(r"https://\*\.[a-z.-]+\.(com|mil)", ancestor) for ancestor in ancestors)


@pytest.mark.parametrize(
    ("query", "default", "script"),
    [("", 4, "connector4.js"), ("", 3, "connector3.js"), ("?base=3", 4, "connector3.js"), ("?base=9", 4, "connector4")],
)
async def test_the_url_or_the_setting_chooses_the_base_connector(query: str, default: int, script: str) -> None:
    async with a_house(base=default) as house:
        answer = await fetch(house, f"/connector/{query}", **FRAME)

    assert script in answer.text


@pytest.mark.parametrize(
    ("mode", "dest"),
    [
        ("no-cors", "script"),
        ("cors", "empty"),
        ("no-cors", "image"),
        ("no-cors", "style"),
        ("navigate", "document"),
        ("navigate", "object"),
        ("navigate", "embed"),
        ("navigate", "frame"),
        ("same-origin", "iframe"),
        ("navigate", ""),
        ("", "iframe"),
        ("", ""),
    ],
)
@pytest.mark.parametrize("site", ["cross-site", "same-origin", "none"])
async def test_nothing_but_a_frame_can_read_the_ticket(site: str, mode: str, dest: str, house: House) -> None:
    said = {"Sec-Fetch-Site": site, "Sec-Fetch-Mode": mode, "Sec-Fetch-Dest": dest}

    answer = await fetch(house, "/connector/", **{name: value for name, value in said.items() if value})

    assert answer.status == 403
    assert "ticket" not in answer.text
    assert "inside Salesforce" in answer.text
    assert house.server.refusals == {"not_framed": 1}


@pytest.mark.parametrize("site", ["cross-site", "same-site", "none", ""])
@pytest.mark.parametrize("name", sorted(ASSETS))
async def test_the_scripts_are_for_our_own_page_only(name: str, site: str, house: House) -> None:
    answer = await fetch(house, f"/connector/{name}", **({"Sec-Fetch-Site": site} if site else {}))

    assert answer.status == 403
    assert "//" not in answer.text
    assert house.server.refusals == {"foreign_reader": 1}


async def test_no_script_ever_holds_a_ticket(house: House) -> None:
    ticket = ticket_in(await fetch(house, "/connector/", **FRAME))

    for name in ASSETS:
        assert ticket not in (await fetch(house, f"/connector/{name}", **OWN_SCRIPT)).text


async def test_every_visit_has_a_ticket_of_its_own(house: House) -> None:
    assert len({ticket_in(await fetch(house, "/connector/", **FRAME)) for _ in range(20)}) == 20


@pytest.mark.parametrize("path", ["/connector/", "/connector/connector4.js", "/recordings/x"])
async def test_a_rebound_name_gets_nothing_of_the_page(path: str, house: House) -> None:
    answer = await fetch(house, path, **{**FRAME, "Sec-Fetch-Site": "same-origin", "Host": "evil.example"})

    assert answer.status == 421
    assert house.server.refusals == {"wrong_host": 1}


@pytest.mark.parametrize("origin", ["null", "https://evil.example", "http://127.0.0.1:1"])
@pytest.mark.parametrize("path", ["/connector/", "/connector/connector4.js", "/recordings/x"])
async def test_a_foreign_origin_gets_nothing_of_the_page(path: str, origin: str, house: House) -> None:
    answer = await fetch(house, path, **{**FRAME, "Sec-Fetch-Site": "same-origin", "Origin": origin})

    assert answer.status == 403
    assert house.server.refusals == {"foreign_origin": 1}


@pytest.mark.parametrize("method", ["POST", "HEAD", "OPTIONS", "PUT"])
@pytest.mark.parametrize("path", ["/connector/", "/connector/connector4.js", "/recordings/x"])
async def test_the_page_can_only_be_got(path: str, method: str, house: House) -> None:
    assert (await fetch(house, path, method=method, **FRAME)).status == 405


@pytest.mark.parametrize(
    "path",
    [
        "/connector",
        "/connector/index.html",
        "/connector/test/kit.mjs",
        "/connector/../engine.json",
        "/connector/%2e%2e/x",
        "/connector//connector4.js",
        "/connector/connector4.js?x",
        "/connector/connector4.js/",
    ],
)
async def test_no_other_file_is_served(path: str, house: House) -> None:
    answer = await fetch(house, path, **{**FRAME, "Sec-Fetch-Site": "same-origin"})

    assert answer.status == 404


async def test_a_page_that_was_never_bundled_says_what_to_run(house: House, built: Path) -> None:
    shutil.rmtree(built)

    page = await fetch(house, "/connector/", **FRAME)
    script = await fetch(house, "/connector/connector4.js", **OWN_SCRIPT)

    assert page.status == script.status == 503
    assert "make setup" in page.text
    assert "frame-ancestors https://" in page.headers["Content-Security-Policy"], "the frame has to show it"


def test_the_page_is_found_in_the_source_tree_and_in_an_installed_package(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.undo()
    assert page_files.page_folder() == TEMPLATE.parents[1] / "dist"
    monkeypatch.setattr(page_files, "_HERE", tmp_path)
    assert page_files.page_folder() == tmp_path / "page"
