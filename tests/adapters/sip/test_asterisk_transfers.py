"""Transfers with Asterisk between the phones: it obeys ours, and asks for some of its own."""

from pathlib import Path

import pytest

from softphone.core.messages.effects import Register, SendAnswer, SendAttendedTransfer, SendGoodbye, SendTransfer
from softphone.core.messages.events import (
    Invited,
    LegConnected,
    LegEnded,
    PeerReplaced,
    ReferralRefused,
    Registered,
    TransferAccepted,
    TransferEnded,
)
from softphone.core.values import LegId
from tests.adapters.sip.conftest import MakePhone
from tests.adapters.sip.spoken import Spoken
from tests.adapters.sip.test_audio import files, heard
from tests.peers import Asterisk, Peers
from tests.peers.asterisk import ANSWERED_HZ, TONE_HZ
from tests.peers.waiting import until

pytestmark = pytest.mark.e2e

HZ = {"agent1": 440, "agent2": 900, "customer": 1300}


async def at(pbx: Asterisk, phones: MakePhone, tmp_path: Path, user: str) -> Spoken:
    """Start a phone that says its tone, registered as a user."""
    account = {
        "name": user,
        "uri": f"sip:{user}@127.0.0.1:{pbx.ports.sip}",
        "registrar": pbx.registrar,
        "username": user,
    }
    audio = files(tmp_path / f"{user}-sound", HZ[user]) | {"codecs": ["pcmu"]}
    phone = await phones(user, {user: f"{user}-password"}, audio=audio, account=[account]).start()
    phone.do(Register(phone.account))
    await phone.next(Registered)
    return phone


async def hears(tmp_path: Path, user: str, hz: int) -> None:
    file = tmp_path / f"{user}-sound/heard.wav"
    await until(lambda: heard(file).hears(hz, for_s=0.8), f"{user} hears {hz} Hz", within_s=15)


async def called(caller: Spoken, extension: str, called: Spoken, leg: str) -> tuple[LegId, LegId]:
    """Let one phone call another through the PBX, and talk."""
    mine = caller.call(extension, leg)
    theirs = (await called.next(Invited)).leg
    called.do(SendAnswer(theirs))
    await called.next(LegConnected)
    await caller.next(LegConnected)
    called.talk(theirs)
    return mine, theirs


async def test_a_blind_transfer_brings_the_two_others_together(peers: Peers, phones: MakePhone, tmp_path: Path) -> None:
    pbx = await peers.asterisk()
    desk, colleague, customer = [await at(pbx, phones, tmp_path, user) for user in HZ]
    mine, _ = await called(desk, "2001", customer, "out")
    desk.do(SendTransfer(mine, "1002"))
    await desk.next(TransferAccepted)
    arrived = (await colleague.next(Invited)).leg
    colleague.do(SendAnswer(arrived))
    colleague.talk(arrived)

    ended = await desk.next(TransferEnded)
    assert (ended.leg, ended.code) == (mine, 200)
    await hears(tmp_path, "customer", HZ["agent2"])
    await hears(tmp_path, "agent2", HZ["customer"])
    desk.do(SendGoodbye(mine))
    await desk.next(LegEnded)
    assert len(desk.told(LegEnded)) == 1
    assert not customer.told(LegEnded)


async def test_an_attended_transfer_brings_the_two_others_together(
    peers: Peers, phones: MakePhone, tmp_path: Path
) -> None:
    pbx = await peers.asterisk()
    desk, colleague, customer = [await at(pbx, phones, tmp_path, user) for user in HZ]
    first, _ = await called(desk, "2001", customer, "first")
    second, _ = await called(desk, "1002", colleague, "second")
    desk.do(SendAttendedTransfer(first, second))

    ended = await desk.next(TransferEnded)
    assert (ended.leg, ended.code) == (first, 200)
    await hears(tmp_path, "customer", HZ["agent2"])
    await hears(tmp_path, "agent2", HZ["customer"])
    for leg in (first, second):
        desk.do(SendGoodbye(leg))
    await until(lambda: len(desk.told(LegEnded)) == 2, "our legs end")
    assert not customer.told(LegEnded)
    assert not colleague.told(LegEnded)


async def test_a_transfer_to_nobody_fails_and_the_call_stays(peers: Peers, phones: MakePhone, tmp_path: Path) -> None:
    pbx = await peers.asterisk()
    desk, customer = [await at(pbx, phones, tmp_path, user) for user in ("agent1", "customer")]
    mine, _ = await called(desk, "2001", customer, "out")
    desk.do(SendTransfer(mine, "no-such-extension"))

    ended = await desk.next(TransferEnded)
    assert ended.leg == mine
    assert ended.code >= 300
    desk.talk(mine)
    await hears(tmp_path, "agent1", HZ["customer"])
    assert not desk.told(LegEnded)


async def test_a_transfer_that_the_pbx_asks_for_is_obeyed(peers: Peers, phones: MakePhone, tmp_path: Path) -> None:
    pbx = await peers.asterisk()
    desk = await at(pbx, phones, tmp_path, "agent1")
    mine = desk.call("9303", "out")
    await desk.next(LegConnected)
    desk.talk(mine)

    replaced = await desk.next(PeerReplaced)
    assert (replaced.leg, replaced.peer.number) == (mine, "9620")
    await hears(tmp_path, "agent1", TONE_HZ)
    await until(lambda: any(sound.hears(HZ["agent1"]) for sound in pbx.heard_so_far()), "Asterisk hears us")
    assert not desk.told(LegEnded)
    desk.do(SendGoodbye(mine))
    assert (await desk.next(LegEnded)).leg == mine


async def test_a_transfer_to_nobody_that_the_pbx_asks_for_leaves_the_call(
    peers: Peers, phones: MakePhone, tmp_path: Path
) -> None:
    pbx = await peers.asterisk()
    desk = await at(pbx, phones, tmp_path, "agent1")
    mine = desk.call("9304", "out")
    await desk.next(LegConnected)
    desk.talk(mine)

    refused = await desk.next(ReferralRefused)
    assert refused.leg == mine
    assert "404" in refused.why
    before_s = heard(tmp_path / "agent1-sound/heard.wav").heard_s(ANSWERED_HZ)
    await until(
        lambda: heard(tmp_path / "agent1-sound/heard.wav").heard_s(ANSWERED_HZ) > before_s + 0.5, "it is heard on"
    )
    assert not desk.told(PeerReplaced)
