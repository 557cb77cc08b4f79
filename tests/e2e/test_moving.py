"""A workstation that comes into another network: the phone lives there, and takes its calls along."""

from typing import Any

import pytest

from tests.e2e.desks import desk
from tests.e2e.engine import Engine
from tests.e2e.test_network import phone_on
from tests.peers import Peers, until
from tests.peers.namespaces import PHONE, REGISTRAR, FarNetwork, Network
from tests.peers.sipp.messages import SipMessage

pytestmark = pytest.mark.e2e

ELSEWHERE = "10.99.0.7"


@pytest.fixture
async def networks(peers: Peers) -> tuple[Network, FarNetwork]:
    """The phone's network, not connected yet, and the registrar's beyond it."""
    near = await peers.started(Network(peers.folder))
    return near, await peers.started(FarNetwork(near, peers.folder))


def contact_of(message: SipMessage) -> str:
    """Where a message says that the phone can be reached."""
    return message.header("Contact") or ""


async def test_a_phone_that_started_without_a_network_registers_from_the_address_it_gets_and_trusts_no_neighbour(
    peers: Peers, networks: tuple[Network, FarNetwork]
) -> None:
    near, far = networks
    port = peers.ports.one()
    engine = await peers.started(phone_on(near, peers, port))
    neighbour = await peers.sipp("invite ringing cancel", (await engine.status())["sip"], prefix=near.prefix)
    await neighbour.done()

    near.connect_to(far)
    registrar = await peers.sipp("registered", host=REGISTRAR, prefix=far.prefix, port=port)

    await engine.registration("registered", within_s=20)
    await registrar.done()
    assert PHONE in contact_of(registrar.received("REGISTER")[0])
    neighbour = await peers.sipp("invite refused:403", (await engine.status())["sip"], prefix=near.prefix)
    await neighbour.done()
    assert (await engine.event("STRANGER_TURNED_AWAY"))["payload"]["address"].startswith("127.")


@pytest.mark.parametrize("transport", ["udp", "tcp"])
async def test_a_phone_whose_address_changes_registers_from_the_new_one(
    peers: Peers, networks: tuple[Network, FarNetwork], transport: str
) -> None:
    near, far = networks
    near.connect_to(far)
    port = peers.ports.one()
    over = {"udp": "u1", "tcp": "t1"}[transport]
    first = await peers.sipp("registered", host=REGISTRAR, prefix=far.prefix, port=port, transport=over)
    engine = await peers.started(phone_on(near, peers, port, transport=transport))
    await engine.registration("registered")
    await first.done()

    near.readdress(PHONE, ELSEWHERE)
    second = await peers.sipp("registered", host=REGISTRAR, prefix=far.prefix, port=port, transport=over)

    await second.done()
    assert ELSEWHERE in contact_of(second.received("REGISTER")[0])
    await engine.registration("registered")


async def test_a_call_goes_on_from_the_new_address(peers: Peers, networks: tuple[Network, FarNetwork]) -> None:
    near, far = networks
    near.connect_to(far)
    mine = await engine_in(near, peers, "mine", 440, bind="auto", trusted=[REGISTRAR])
    friend = await engine_in(far, peers, "friend", 700, bind=REGISTRAR, trusted=["10.99.0.0/24"])
    await mine.ctl("dial", friend.uri)
    await friend.event("CALL_STARTED")
    await friend.ctl("answer")
    await mine.hears(700)
    await friend.hears(440)

    assert PHONE in (await mine.status())["sip"]
    near.readdress(PHONE, ELSEWHERE)
    await moved(mine, friend)
    assert ELSEWHERE in (await mine.status())["sip"]
    await mine.ctl("hangup")

    ended = await friend.event("HANGUP")
    assert ended["payload"]["ending"]["by"] == "remote"
    assert not (await mine.status())["calls"]


async def test_a_call_of_an_account_that_was_never_registered_goes_on_from_the_new_address(
    peers: Peers, networks: tuple[Network, FarNetwork]
) -> None:
    near, far = networks
    near.connect_to(far)
    nobody = f"sip:{REGISTRAR}:{peers.ports.one()}"
    account = {"name": "office", "uri": f"sip:agent@{REGISTRAR}", "registrar": nobody}
    mine = await engine_in(near, peers, "mine", 440, account=account, bind="auto", trusted=[REGISTRAR])
    friend = await engine_in(far, peers, "friend", 700, bind=REGISTRAR, trusted=["10.99.0.0/24"])
    await friend.ctl("dial", (await mine.status())["sip"])
    await mine.event("CALL_STARTED")
    await mine.ctl("answer")
    await mine.hears(700)
    await friend.hears(440)

    near.readdress(PHONE, ELSEWHERE)
    await moved(mine, friend)
    await friend.ctl("hangup")

    await mine.event("HANGUP")


async def engine_in(
    network: Network, peers: Peers, name: str, says_hz: float, *, account: dict[str, Any] | None = None, **sip: Any
) -> Engine:
    """Start an engine in a network, without a registrar unless its account has one."""
    accounts = [account] if account else None
    settings = desk(peers, name, says_hz, accounts=accounts, sip={"network_settle_ms": 100, **sip})
    settings.prefix = network.prefix
    return await peers.started(Engine(settings))


async def moved(mine: Engine, friend: Engine) -> None:
    """Wait until both have heard each other for two more seconds than now."""
    before = mine.heard().heard_s(700), friend.heard().heard_s(440)
    await until(lambda: mine.heard().heard_s(700) > before[0] + 2, "the friend is heard again", within_s=20)
    await until(lambda: friend.heard().heard_s(440) > before[1] + 2, "the friend hears again", within_s=20)
