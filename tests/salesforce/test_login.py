"""The login page in Salesforce: the agent enters the SIP password once, at a real registrar, in a real browser."""

import json

import pytest
from playwright.async_api import FrameLocator

from tests.e2e.desks import desk
from tests.e2e.engine import Engine
from tests.e2e.pbx import account
from tests.page.lightning import Lightning
from tests.peers import Asterisk, Peers

pytestmark = [pytest.mark.e2e, pytest.mark.asyncio(loop_scope="session")]
FRAME = """(src) => {
    document.body.append(Object.assign(document.createElement("iframe"), { src, id: "login" }));
}"""


async def engine_without_a_password(peers: Peers, pbx: Asterisk, salesforce: Lightning) -> Engine:
    """Start an engine whose account wants a password that nobody has given."""
    office = account(pbx)
    del office["password_env"]
    bridge = {"port": 0, "parents": [salesforce.origin]}
    described = desk(peers, "engine", 440, accounts=[office], bridge=bridge, connector={"show_login": True})
    described.environment["PYTHON_KEYRING_BACKEND"] = "tests.fakes.keyring_file.FileKeyring"
    described.environment["TEST_KEYRING_FILE"] = str(described.folder / "keyring.json")
    return await peers.started(Engine(described))


async def login_page(engine: Engine, salesforce: Lightning) -> FrameLocator:
    """Open the login page as Salesforce does: in a frame of its own."""
    url = engine.hello["connector"].replace("/connector/", "/login/")
    await salesforce.page.evaluate(FRAME, url)
    return salesforce.page.frame_locator("#login")


async def test_the_agent_enters_the_password_once_and_is_not_asked_again(
    peers: Peers, salesforce: Lightning, base: str
) -> None:
    pbx = await peers.asterisk()
    engine = await engine_without_a_password(peers, pbx, salesforce)
    url = f"{engine.hello['connector']}{base}"
    await salesforce.load(url)
    (asked,) = await salesforce.hears("SHOW_LOGIN")
    assert asked["payload"]["loginFrameHeight"] == 350

    login = await login_page(engine, salesforce)
    for password, says in (("quite-wrong-9731", "refuses the login"), ("agent1-password", "You are logged in")):
        await login.get_by_label("SIP password").fill(password)
        await login.get_by_role("button", name="Log in").click()
        await login.get_by_role("status").filter(has_text=says).wait_for(timeout=30_000)

    await salesforce.hears("LOGIN_RESULT", "CONNECTOR_READY")
    await pbx.registered("agent1")
    kept = json.loads((engine.folder / "keyring.json").read_text())
    assert list(kept.values()) == ["agent1-password"]
    await salesforce.reload(url)
    await salesforce.hears("CONNECTOR_READY")
    for file in (engine.folder / "log").rglob("*"):
        assert b"-password" not in file.read_bytes()
