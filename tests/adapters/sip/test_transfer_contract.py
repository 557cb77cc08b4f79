"""What the phone port promises about transfers, on made-up phones and real ones: one asks, two obeys, three answers."""

import pytest

from softphone.core.messages.effects import (
    SendAnswer,
    SendAttendedTransfer,
    SendGoodbye,
    SendReject,
    SendRinging,
    SendTones,
    SendTransfer,
)
from softphone.core.messages.events import (
    DigitReceived,
    Invited,
    LegConnected,
    LegEnded,
    PeerReplaced,
    ReferralRefused,
    TransferAccepted,
    TransferEnded,
    TransferProgressed,
)
from softphone.core.values import LegId
from tests.adapters.sip.spoken import Spoken, connected, endings
from tests.peers.waiting import until

Trio = tuple[Spoken, Spoken, Spoken]


async def test_a_transfer_moves_the_peers_leg_and_ends_ours(trio: Trio) -> None:
    one, two, three = trio
    mine, theirs = await connected(one, two)
    one.do(SendTransfer(mine, three.uri))
    assert await one.next(TransferAccepted) == TransferAccepted(mine)
    arrived = (await three.next(Invited)).leg
    three.do(SendRinging(arrived))
    assert await one.next(TransferProgressed, lambda event: event.code == 180) == TransferProgressed(
        mine, 180, "Ringing"
    )
    assert not two.told(PeerReplaced)
    three.do(SendAnswer(arrived))

    replaced = await two.next(PeerReplaced)
    assert (replaced.leg, replaced.peer.uri) == (theirs, three.uri)
    assert (await one.next(TransferEnded)).code == 200
    assert (await one.next(LegEnded)).leg == mine
    await three.next(LegConnected)
    assert not endings(two, theirs)
    assert len(two.told(LegConnected)) == 1


async def test_a_leg_that_was_moved_carries_digits_and_ends_with_its_new_peer(trio: Trio) -> None:
    one, two, three = trio
    mine, theirs = await connected(one, two)
    one.do(SendTransfer(mine, three.uri))
    arrived = (await three.next(Invited)).leg
    three.do(SendAnswer(arrived))
    await two.next(PeerReplaced)
    await three.next(LegConnected)
    two.talk(theirs)
    two.do(SendTones(theirs, "42"))
    assert [(await three.next(DigitReceived)).digit for _ in "42"] == ["4", "2"]

    three.do(SendGoodbye(arrived))

    assert (await two.next(LegEnded)).leg == theirs
    assert len(endings(two, theirs)) == 1


async def test_a_transfer_that_fails_leaves_both_legs_as_they_were(trio: Trio) -> None:
    one, two, three = trio
    mine, theirs = await connected(one, two)
    one.do(SendTransfer(mine, three.uri))
    three.do(SendReject((await three.next(Invited)).leg, 486))

    assert (await one.next(TransferEnded)).code == 486
    refused = await two.next(ReferralRefused)
    assert (refused.leg, refused.target) == (theirs, three.uri)
    one.do(SendGoodbye(mine))
    assert (await two.next(LegEnded)).leg == theirs
    assert not two.told(PeerReplaced)


async def test_an_attended_transfer_joins_the_peers_of_two_legs(trio: Trio) -> None:
    one, two, three = trio
    first, second_leg = await connected(one, two)
    other, third_leg = await connected(one, three, "other")
    one.do(SendAttendedTransfer(first, other))

    assert (await two.next(PeerReplaced)).leg == second_leg
    assert (await three.next(PeerReplaced)).leg == third_leg
    assert (await one.next(TransferEnded)).code == 200
    await until(lambda: endings(one, first) and endings(one, other), "our legs end")
    two.do(SendGoodbye(second_leg))
    assert (await three.next(LegEnded)).leg == third_leg


async def test_a_call_that_ends_during_its_transfer_says_no_more_of_it(trio: Trio) -> None:
    one, two, three = trio
    mine, _ = await connected(one, two)
    one.do(SendTransfer(mine, three.uri))
    await three.next(Invited)
    one.do(SendGoodbye(mine))

    assert (await one.next(LegEnded)).leg == mine
    three.do(SendReject(three.told(Invited)[0].leg, 486))
    await three.next(LegEnded)
    assert not one.told(TransferEnded)


@pytest.mark.parametrize(
    "effect", [SendTransfer(LegId("gone"), "sip:a@b"), SendAttendedTransfer(LegId("gone"), LegId("out"))]
)
async def test_a_transfer_of_a_leg_that_is_gone_is_answered(
    trio: Trio, effect: SendTransfer | SendAttendedTransfer
) -> None:
    one, *_ = trio
    one.do(effect)

    assert (await one.next(TransferEnded)).code == 481


async def test_a_transfer_into_a_leg_that_is_gone_is_answered(trio: Trio) -> None:
    one, two, _ = trio
    mine, _ = await connected(one, two)
    one.do(SendAttendedTransfer(mine, LegId("gone")))

    assert (await one.next(TransferEnded)).code == 481
