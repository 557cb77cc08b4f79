"""The connector page as the engine serves it: what is filled in cannot break out, and where it may be framed."""

from html.parser import HTMLParser
from pathlib import Path

import pytest
from hypothesis import given, strategies as st

from softphone.connector.page import base_asked_for, fill_in, looks_like_salesforce, security_policy

TEMPLATE = (Path(__file__).resolve().parents[2] / "resources/connector/page/index.html").read_text(encoding="utf-8")


class Reader(HTMLParser):
    """Notes the attributes of the root and the scripts."""

    def __init__(self) -> None:
        super().__init__()
        self.root: dict[str, str | None] = {}
        self.scripts: list[str | None] = []
        self.handlers: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag == "html":
            self.root = dict(attrs)
        if tag == "script":
            self.scripts.append(dict(attrs).get("src"))
        self.handlers += [name for name, _ in attrs if name.startswith("on")]


def read(html: str) -> Reader:
    reader = Reader()
    reader.feed(html)
    return reader


@given(ticket=st.text(max_size=40), version=st.text(max_size=10))
def test_whatever_is_filled_in_stays_an_attribute(ticket: str, version: str) -> None:
    page = read(fill_in(TEMPLATE, ticket=ticket, parents=["https://a.example"], base=4, version=version))

    assert page.root["data-ticket"] == ticket
    assert page.scripts == ["/connector/connector4.js"]
    assert page.handlers == []


def test_the_page_has_no_script_or_style_of_its_own() -> None:
    html = fill_in(TEMPLATE, ticket="t", parents=["https://a.example", "https://b.example:*"], base=3, version="1")

    assert read(html).root["data-parents"] == "https://a.example https://b.example:*"
    assert "<style" not in html
    assert "<script>" not in html
    assert "connector3.js" in html


@pytest.mark.parametrize(
    ("query", "base"), [("", 4), ("base=3", 3), ("x=1&base=3&y=2", 3), ("base=5", 4), ("base=33", 4), ("abase=3", 4)]
)
def test_a_url_may_ask_for_a_base(query: str, base: int) -> None:
    assert base_asked_for(query, 4) == base


def test_the_policy_allows_its_own_bridge_and_the_customers_salesforce_only() -> None:
    policy = security_policy(17171, ["https://acme.lightning.force.com"])

    assert "connect-src ws://127.0.0.1:17171 ws://localhost:17171;" in policy
    assert policy.endswith("frame-ancestors https://acme.lightning.force.com")
    assert "unsafe" not in policy


@pytest.mark.parametrize(
    ("origin", "expected"),
    [
        ("https://acme.lightning.force.com", True),
        ("https://acme--uat.sandbox.lightning.force.com", True),
        ("https://acme.my.salesforce.com", True),
        ("https://acme--c.vf.force.com:443", True),
        ("https://acme.lightning.force.com:8443", False),
        ("http://acme.lightning.force.com", False),
        ("https://acme.lightning.force.com.evil.example", False),
        ("https://evil.example/acme.lightning.force.com", False),
        ("https://lightning.force.com", False),
        ("https://.lightning.force.com", False),
        ("https://acme.my.site.com", False),
        ("null", False),
        ("", False),
    ],
)
def test_only_salesforces_own_hosts_look_like_salesforce(origin: str, expected: bool) -> None:
    assert looks_like_salesforce(origin) is expected
