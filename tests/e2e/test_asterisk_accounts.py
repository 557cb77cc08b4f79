"""Registration at Asterisk: every transport, both digests, wrong passwords, wrong certificates."""

import pytest

from tests.e2e.calls import DESK_HZ, FAR_HZ
from tests.e2e.desks import desk
from tests.e2e.engine import Engine
from tests.e2e.pbx import PASSWORD, account, phone_at, registered_at, secure_account
from tests.e2e.test_asterisk_transfers import registered
from tests.peers import Authority, Peers
from tests.peers.asterisk import TONE_HZ

pytestmark = pytest.mark.e2e


@pytest.mark.parametrize("transport", ["udp", "tcp"])
async def test_it_registers_and_takes_itself_off_when_it_ends(peers: Peers, transport: str) -> None:
    pbx = await peers.asterisk()
    registrar = f"{pbx.registrar};transport={transport}"

    engine = await registered_at(peers, account(pbx, transport=transport, registrar=registrar))
    await pbx.registered("agent1")
    assert await engine.shut_down() == 0

    await pbx.ami.event("ContactStatus", where=lambda event: event.get("ContactStatus") == "Removed")


async def test_it_registers_over_tls_with_its_own_authority(peers: Peers) -> None:
    pbx = await peers.asterisk()

    await registered_at(peers, secure_account(pbx))

    await pbx.registered("secure1")


async def test_it_registers_with_sha_256(peers: Peers) -> None:
    pbx = await peers.asterisk()

    await registered_at(peers, account(pbx, "agent3"))

    await pbx.registered("agent3")


async def test_a_wrong_password_is_told_and_kept_secret(peers: Peers) -> None:
    pbx = await peers.asterisk()

    engine = await phone_at(peers, account(pbx), password="quite-wrong-9731")  # noqa: S106 - made up
    failed = await engine.registration("waiting")
    assert failed["code"] in {401, 403}
    assert (await engine.ctl("logs")).code == 0
    await engine.shut_down()

    for file in engine.folder.rglob("*"):
        assert not file.is_file() or b"quite-wrong-9731" not in file.read_bytes(), file


@pytest.mark.parametrize("verify", [True, False])
async def test_an_unknown_authority_is_refused_with_the_reason_unless_tests_say_otherwise(
    peers: Peers, *, verify: bool
) -> None:
    pbx = await peers.asterisk()
    other = Authority(peers.folder / "other", "Another authority")

    engine = await phone_at(peers, secure_account(pbx, ca_file=str(other.ca), verify=verify))

    if verify:
        failed = await engine.registration("waiting")
        assert "certificate" in failed["says"].lower(), failed
    else:
        await engine.registration("registered")


async def test_a_certificate_for_another_domain_is_refused(peers: Peers) -> None:
    pbx = await peers.asterisk(certified_for="DNS:pbx.example.com")

    engine = await phone_at(peers, secure_account(pbx))

    failed = await engine.registration("waiting")
    assert "certificate" in failed["says"].lower(), failed


async def test_it_registers_when_the_pbx_comes_up(peers: Peers) -> None:
    pbx = await peers.asterisk()
    await pbx.stop()
    engine = await phone_at(peers, account(pbx), sip={"retry_first_s": 1, "retry_most_s": 2})
    await engine.registration("waiting", within_s=40)

    again = await peers.asterisk(like=pbx)

    await again.registered("agent1", within_s=20)
    await engine.registration("registered")


async def test_each_call_goes_out_by_the_account_for_its_kind_and_a_consultation_by_its_calls_own(
    peers: Peers,
) -> None:
    pbx, outside = await peers.asterisk(), await peers.sipp("offered ring answer bye_received")
    trunk = {"name": "outside", "uri": outside.uri, "use_for": ["dial"]}
    phone = desk(peers, "engine", DESK_HZ, accounts=[trunk, account(pbx, use_for=["agents"])])
    phone.environment[PASSWORD] = "agent1-password"
    engine = await peers.started(Engine(phone))
    await pbx.registered("agent1")
    colleague = await registered(pbx, peers, "agent2", FAR_HZ)

    await engine.ctl("dial", "555")
    await engine.event("CALL_CONNECTED")
    await engine.ctl("hangup")
    await outside.done()
    await engine.ctl("dial", "1002", "--kind", "Agent")
    await colleague.hears(DESK_HZ)
    await engine.ctl("consult", "9620")
    await engine.event("PARTICIPANT_CONNECTED")

    await engine.hears(TONE_HZ)
    assert outside.received("INVITE")[0].start.startswith("INVITE sip:555@")
