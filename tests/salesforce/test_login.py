"""The login page in Salesforce: the agent enters the SIP password once, at a real registrar, in a real browser."""

import json
from typing import Any

import pytest
from playwright.async_api import FrameLocator

from tests.e2e.desks import desk
from tests.e2e.engine import Engine
from tests.e2e.pbx import account
from tests.page.lightning import Lightning
from tests.peers import Asterisk, Peers

pytestmark = [pytest.mark.e2e, pytest.mark.asyncio(loop_scope="session")]
PASSWORD = "agent1-password"  # noqa: S105 - of an agent of the tests' own PBX
FRAME = """(src) => {
    document.body.append(Object.assign(document.createElement("iframe"), { src, id: "login" }));
}"""


async def engine_with_a_login(
    peers: Peers,
    pbx: Asterisk,
    salesforce: Lightning,
    *,
    password: str = "",
    keyring: str = "keyring_file.FileKeyring",
    **connector: Any,
) -> Engine:
    """Start an engine with a login page, whose account's password is in the keyring, or nobody has given it."""
    office = account(pbx)
    del office["password_env"]
    bridge = {"port": 0, "parents": [salesforce.origin]}
    described = desk(
        peers, "engine", 440, accounts=[office], bridge=bridge, connector={"show_login": True, **connector}
    )
    described.environment["PYTHON_KEYRING_BACKEND"] = f"tests.fakes.{keyring}"
    described.environment["TEST_KEYRING_FILE"] = str(described.folder / "keyring.json")
    if password:
        described.folder.mkdir(parents=True, exist_ok=True)
        (described.folder / "keyring.json").write_text(json.dumps({f"softphone/{office['name']}": password}))
    return await peers.started(Engine(described))


async def login_page(engine: Engine, salesforce: Lightning) -> FrameLocator:
    """Open the login page as Salesforce does: in a frame of its own."""
    url = engine.hello["connector"].replace("/connector/", "/login/")
    await salesforce.page.evaluate(FRAME, url)
    return salesforce.page.frame_locator("#login")


async def log_in(login: FrameLocator, password: str, says: str) -> None:
    """The agent enters a password, and reads what comes of it."""
    await login.get_by_label("SIP password").fill(password)
    await login.get_by_role("button", name="Log in").click()
    await login.get_by_role("status").filter(has_text=says).wait_for(timeout=30_000)


async def test_the_agent_enters_the_password_once_and_is_not_asked_again(
    peers: Peers, salesforce: Lightning, base: str
) -> None:
    pbx = await peers.asterisk()
    engine = await engine_with_a_login(peers, pbx, salesforce)
    url = f"{engine.hello['connector']}{base}"
    await salesforce.load(url)
    (asked,) = await salesforce.hears("SHOW_LOGIN")
    assert asked["payload"]["loginFrameHeight"] == 350

    login = await login_page(engine, salesforce)
    for password, says in (("quite-wrong-9731", "refuses the login"), (PASSWORD, "You are logged in")):
        await log_in(login, password, says)

    await salesforce.hears("LOGIN_RESULT", "CONNECTOR_READY")
    await pbx.registered("agent1")
    kept = json.loads((engine.folder / "keyring.json").read_text())
    assert list(kept.values()) == [PASSWORD]
    await salesforce.reload(url)
    await salesforce.hears("CONNECTOR_READY")
    for file in (engine.folder / "log").rglob("*"):
        assert b"-password" not in file.read_bytes()


async def test_a_page_does_not_wait_for_a_keyring_that_is_locked(
    peers: Peers, salesforce: Lightning, base: str
) -> None:
    engine = await engine_with_a_login(
        peers, await peers.asterisk(), salesforce, password=PASSWORD, keyring="keyring_locked.LockedKeyring"
    )

    await salesforce.load(f"{engine.hello['connector']}{base}")
    await salesforce.hears("CONNECTOR_READY")
    assert await engine.shut_down(within_s=5) == 0


@pytest.mark.parametrize("by", ["time", "salesforce"])
async def test_a_session_that_has_ended_begins_again_at_the_login_page(
    peers: Peers, salesforce: Lightning, base: str, by: str
) -> None:
    pbx = await peers.asterisk()
    limit_min = 0.05 if by == "time" else 0
    engine = await engine_with_a_login(peers, pbx, salesforce, password=PASSWORD, session_timeout_min=limit_min)
    await salesforce.load(f"{engine.hello['connector']}{base}")
    await salesforce.hears("CONNECTOR_READY")

    if by == "salesforce":
        await salesforce.says("LOGOUT")
    (ended,) = await salesforce.hears("LOGOUT_RESULT")
    assert ended["payload"] == {"success": True, "loginFrameHeight": 350}
    await salesforce.reload(f"{engine.hello['connector']}{base}")
    await salesforce.hears("SHOW_LOGIN")

    login = await login_page(engine, salesforce)
    await log_in(login, "quite-wrong-9731", "refuses the login")
    await log_in(login, PASSWORD, "You are logged in")
    await salesforce.hears("LOGIN_RESULT", "CONNECTOR_READY")
