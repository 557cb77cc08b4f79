"""What the phone port promises, on made-up phones and on real ones."""

import pytest

from softphone.core.messages.effects import (
    ArrangeAudio,
    DropLeg,
    FollowRedirect,
    SendAnswer,
    SendGoodbye,
    SendHold,
    SendRedirect,
    SendReject,
    SendRinging,
    SendTones,
)
from softphone.core.messages.events import (
    DeviceChanged,
    DigitReceived,
    DigitsFailed,
    HoldConfirmed,
    HoldRefused,
    Invited,
    LegConnected,
    LegEnded,
    LegRedirected,
    MediaChanged,
    ProvisionalReceived,
)
from softphone.core.state.audio import SILENCE, AudioPlan
from softphone.core.values import CallId, LegId
from tests.adapters.sip.spoken import Spoken, connected, endings

Duo = tuple[Spoken, Spoken]


async def test_a_call_rings_is_answered_and_ends_once_on_both_sides(duo: Duo) -> None:
    one, two = duo
    mine = one.call(two.uri, key="the-key")
    invited = await two.next(Invited)
    assert invited.tags.key == CallId("the-key")
    assert invited.minted
    two.do(SendRinging(invited.leg))
    assert (await one.next(ProvisionalReceived)).code == 180
    two.do(SendAnswer(invited.leg))
    await two.next(LegConnected)
    await one.next(LegConnected)

    one.do(SendGoodbye(mine))

    await one.next(LegEnded)
    await two.next(LegEnded)
    assert len(endings(one, mine)) == len(endings(two, invited.leg)) == 1


async def test_media_is_known_when_a_call_is_connected(duo: Duo) -> None:
    one, two = duo
    await connected(one, two)

    for phone in duo:
        kinds = [type(event) for event in phone.events]
        assert kinds.index(MediaChanged) < kinds.index(LegConnected)
        assert phone.told(MediaChanged)[-1].media.codec
        assert phone.told(MediaChanged)[-1].media.digits_method


async def test_a_call_to_nobody_ends_with_what_the_network_said(duo: Duo) -> None:
    one, two = duo
    mine = one.call("sip:nobody@127.0.0.1:9" if two.uri.endswith("@fake") else "sip:not a uri")

    assert (await one.next(LegEnded)).leg == mine
    assert len(endings(one, mine)) == 1


async def test_a_refused_call_ends_with_its_code(duo: Duo) -> None:
    one, two = duo
    one.call(two.uri)
    two.do(SendReject((await two.next(Invited)).leg, 486))

    assert (await one.next(LegEnded)).code == 486
    assert (await two.next(LegEnded)).code == 486


async def test_a_call_can_be_taken_back_while_it_rings(duo: Duo) -> None:
    one, two = duo
    mine = one.call(two.uri)
    invited = await two.next(Invited)
    two.do(SendRinging(invited.leg))
    await one.next(ProvisionalReceived)

    one.do(SendGoodbye(mine))

    assert (await two.next(LegEnded)).leg == invited.leg
    assert (await one.next(LegEnded)).leg == mine


async def test_a_goodbye_before_any_answer_ends_the_call(duo: Duo) -> None:
    one, two = duo
    mine = one.call(two.uri)
    one.do(SendGoodbye(mine))

    await one.next(LegEnded)
    assert len(endings(one, mine)) == 1


async def test_hold_and_resume_are_confirmed_here_and_seen_there(duo: Duo) -> None:
    one, two = duo
    mine, _ = await connected(one, two)

    one.do(SendHold(mine, is_held=True))
    assert (await one.next(HoldConfirmed)).is_held
    assert (await two.next(MediaChanged, lambda event: event.media.is_held_by_peer)).media.is_held_by_peer
    one.do(SendHold(mine, is_held=False))
    assert not (await one.next(HoldConfirmed)).is_held
    await two.next(MediaChanged, lambda event: not event.media.is_held_by_peer)


async def test_digits_arrive_in_order(duo: Duo) -> None:
    one, two = duo
    mine, _ = await connected(one, two)
    one.talk(mine)

    one.do(SendTones(mine, "159#"))

    heard = [await two.next(DigitReceived) for _ in range(4)]
    assert "".join(event.digit for event in heard) == "159#"


async def test_a_redirect_waits_for_our_word_and_can_be_refused(duo: Duo) -> None:
    one, two = duo
    mine = one.call(two.uri)
    two.do(SendRedirect((await two.next(Invited)).leg, one.uri))

    redirected = await one.next(LegRedirected)
    assert redirected == LegRedirected(mine, one.uri)
    assert not endings(one, mine)
    one.do(FollowRedirect(mine, is_followed=False))
    await one.next(LegEnded)
    await two.next(LegEnded)


async def test_a_followed_redirect_calls_the_new_target(duo: Duo) -> None:
    one, two = duo
    mine = one.call(two.uri)
    two.do(SendRedirect((await two.next(Invited)).leg, two.uri))
    await one.next(LegRedirected)

    one.do(FollowRedirect(mine, is_followed=True))

    two.do(SendAnswer((await two.next(Invited)).leg))
    assert (await one.next(LegConnected)).leg == mine


async def test_a_dropped_leg_is_over_at_once(duo: Duo) -> None:
    one, two = duo
    mine, theirs = await connected(one, two)

    one.do(DropLeg(mine))

    await one.next(LegEnded)
    await two.next(LegEnded)
    assert len(endings(one, mine)) == len(endings(two, theirs)) == 1


@pytest.mark.parametrize("effect", [SendHold(LegId("gone"), is_held=True), SendTones(LegId("gone"), "1")])
async def test_what_is_asked_of_a_leg_that_is_gone_is_answered(duo: Duo, effect: SendHold | SendTones) -> None:
    one, _ = duo
    one.do(effect)

    await one.next(HoldRefused if isinstance(effect, SendHold) else DigitsFailed)


async def test_late_effects_for_a_leg_that_is_gone_change_nothing(duo: Duo) -> None:
    one, two = duo
    mine, theirs = await connected(one, two)
    one.do(SendGoodbye(mine))
    await two.next(LegEnded)
    for late in (SendAnswer(theirs), SendGoodbye(theirs), SendReject(theirs, 486), DropLeg(theirs)):
        two.do(late)

    two.do(SendTones(theirs, "1"))

    await two.next(DigitsFailed)
    assert len(endings(two, theirs)) == 1


async def test_a_connected_leg_is_looked_at_before_its_end_is_told(duo: Duo) -> None:
    one, two = duo
    mine, theirs = await connected(one, two)
    one.do(SendGoodbye(mine))
    await one.next(LegEnded)
    await two.next(LegEnded)
    one.do(SendGoodbye(one.call(two.uri, "unanswered")))
    await one.next(LegEnded)

    assert {looked.leg for looked in one.readings} == {mine}
    assert {looked.leg for looked in two.readings} == {theirs}
    for phone in duo:
        last = phone.story.index(phone.readings[-1])
        assert not [
            event for event in phone.story[:last] if isinstance(event, LegEnded) and event.leg in (mine, theirs)
        ]


async def test_a_plan_may_name_what_is_not_there_yet(duo: Duo) -> None:
    one, two = duo
    one.talk(LegId("out"))
    await connected(one, two)
    one.do(ArrangeAudio(AudioPlan(is_ringing=True)))
    one.do(ArrangeAudio(SILENCE))
    one.do(SendTones(LegId("gone"), "1"))

    await one.next(DigitsFailed)


async def test_stopping_ends_every_call_and_tells_nothing_afterwards(duo: Duo) -> None:
    one, two = duo
    mine, theirs = await connected(one, two)

    await one.stop()

    assert (await two.next(LegEnded)).leg == theirs
    assert len(endings(one, mine)) == 1
    told = len(one.events)
    two.do(SendTones(theirs, "1"))
    await two.next(DigitsFailed)
    assert len(one.events) == told


async def test_a_device_that_cannot_be_had_is_wished_all_the_same_and_told(duo: Duo) -> None:
    one, _ = duo
    await one.sound.use_devices("input", ("no such microphone",))
    changed = await one.next(DeviceChanged)
    setup = await one.sound.sound()

    assert setup is not None
    (use,) = (found for found in setup.uses if found.use == "input")
    assert (use.wished, use.device, use.why) == (("no such microphone",), changed.device, changed.why)
    assert use.why


async def test_a_level_is_kept(duo: Duo) -> None:
    one, _ = duo
    for use in ("input", "output", "ringer"):
        one.sound.set_level(use, -6)
    setup = await one.sound.sound()

    assert setup is not None
    assert [found.level_db for found in setup.uses] == [-6, -6, -6]


async def test_nothing_is_metered_where_nothing_is_heard(duo: Duo) -> None:
    one, _ = duo

    assert await one.sound.meters() == {"input": 0.0, "output": 0.0}
