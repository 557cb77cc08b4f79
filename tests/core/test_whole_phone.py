"""After the call, and the phone as a whole."""

from dataclasses import replace

from softphone.core.messages.commands import (
    Answer,
    EndWrapUp,
    SetDoNotDisturb,
    SetMute,
)
from softphone.core.messages.effects import Announce
from softphone.core.messages.events import (
    DeviceChanged,
    LegConnected,
    LegEnded,
    PageAttached,
    PageDetached,
    StrangerRefused,
    TroubleFound,
)
from softphone.core.messages.facts import (
    AudioDeviceChanged,
    AvailabilityChanged,
    DoNotDisturbChanged,
    MailboxChanged,
    StrangerTurnedAway,
    TroubleTold,
    WrapUpEnded,
)
from softphone.core.messages.lamp_events import ColleagueSeen, MailboxReported
from softphone.core.messages.refusals import Why
from softphone.core.messages.timers import WrapUpOver
from softphone.core.state.audio import LegAudio, Microphone, Route, Speaker
from softphone.core.state.policy import Policy
from softphone.core.state.presence import Availability, Mailbox
from softphone.core.values import AccountName, CallType, Origin, Tags
from tests.core.scenes import LEG_A, LEG_B, ONE_LINE, A, B, Scene, invited, scene

RECORDED = replace(ONE_LINE, records_calls=True)
TO_BOB = Route(Microphone(), LegAudio(LEG_A))
FROM_BOB = Route(LegAudio(LEG_A), Speaker())


def talking(policy: Policy = ONE_LINE, tags: Tags | None = None) -> Scene:
    play = scene(policy).happens(invited(tags=tags) if tags else invited())
    play.desk(Answer(A))
    return play.happens(LegConnected(LEG_A))


def routes(play: Scene) -> frozenset[Route]:
    return play.phone.audio.routes


def test_trouble_around_the_calls_is_told_and_changes_nothing() -> None:
    before = scene().phone
    play = scene().happens(TroubleFound("relay", "It does not answer."))

    assert play.facts == [TroubleTold("relay", "It does not answer.")]
    assert play.phone == before


def test_after_call_work_ends_by_itself_when_no_page_knew_the_call() -> None:
    play = talking().happens(LegEnded(LEG_A)).fires(WrapUpOver(A))

    assert isinstance(play.facts[-1], WrapUpEnded)
    assert play.fires(WrapUpOver(A)).was_ignored


def test_where_salesforce_does_no_after_call_work_the_phone_does_none() -> None:
    play = scene().happens(PageAttached(does_after_call_work=False), invited())
    play.desk(Answer())
    play.happens(LegConnected(LEG_A), LegEnded(LEG_A))

    assert play.phone.wrap_up is None
    assert "AfterCallWorkStarted" not in play.names()


def test_after_call_work_that_salesforce_knows_lasts_until_somebody_ends_it() -> None:
    play = scene().happens(PageAttached(), invited())
    play.desk(Answer())
    play.happens(LegConnected(LEG_A), PageDetached(), LegEnded(LEG_A))
    assert "WrapUpOver" not in repr(play.effects)

    request = play.salesforce(EndWrapUp())

    assert play.answer_to(request) == WrapUpEnded(A)
    assert play.refusal(play.desk(EndWrapUp())).why is Why.WRONG_STATE


def test_after_call_work_that_is_to_last_so_long_ends_by_itself_whoever_knows_the_call() -> None:
    play = talking(replace(ONE_LINE, wrap_up_s=20.0)).happens(PageAttached(), LegEnded(LEG_A)).fires(WrapUpOver(A))

    assert isinstance(play.facts[-1], WrapUpEnded)


def test_a_page_that_comes_during_a_call_knows_it() -> None:
    play = talking().happens(PageAttached())

    assert play.phone.conversations[0].is_known_to_page


def test_a_call_during_after_call_work_is_busy_unless_the_settings_let_it_ring() -> None:
    play = talking().happens(LegEnded(LEG_A), invited(B, LEG_B))
    assert play.names()[-1] == "CallRefused"

    play = talking(replace(ONE_LINE, rings_in_wrap_up=True)).happens(LegEnded(LEG_A), invited(B, LEG_B))
    assert play.names()[-1] == "CallStarted"
    play.desk(Answer())
    play.happens(LegConnected(LEG_B), LegEnded(LEG_B))
    assert play.phone.wrap_up
    assert play.phone.wrap_up.call == B


def test_internal_calls_need_no_after_call_work_unless_the_settings_say_so() -> None:
    internal = Tags(call_type=CallType.INTERNAL)
    assert "AfterCallWorkStarted" not in talking(tags=internal).happens(LegEnded(LEG_A)).names()

    policy = replace(ONE_LINE, wraps_up_internal_calls=True, wrap_up_without_page_s=None)
    assert "AfterCallWorkStarted" in talking(policy, internal).happens(LegEnded(LEG_A)).names()


# The phone as a whole


def test_do_not_disturb_is_told_once() -> None:
    play = scene()
    request = play.desk(SetDoNotDisturb(is_on=True))
    assert play.answer_to(request) == DoNotDisturbChanged(is_on=True)

    request = play.desk(SetDoNotDisturb(is_on=True))
    assert play.answer_to(request) == DoNotDisturbChanged(is_on=True)
    assert play.new_facts == []


def test_strangers_are_counted() -> None:
    play = scene().happens(StrangerRefused("10.0.0.1", "sip:x"), StrangerRefused("10.0.0.1", "sip:x"))

    assert play.facts[-1] == StrangerTurnedAway("10.0.0.1", "sip:x", 2)


def test_a_mailbox_is_told_when_it_changes_and_each_account_has_its_own() -> None:
    office, home = AccountName("office"), AccountName("home")
    play = scene().happens(MailboxReported(office, is_waiting=True, new=2), MailboxReported(home, is_waiting=False))
    play.happens(MailboxReported(office, is_waiting=True, new=2))
    assert play.new_facts == []

    play.happens(MailboxReported(office, is_waiting=False, old=2))

    assert play.new_facts == [MailboxChanged(Mailbox(office, is_waiting=False, old=2))]
    assert set(play.phone.mailboxes) == {Mailbox(home, is_waiting=False), Mailbox(office, is_waiting=False, old=2)}


def test_a_colleague_s_lamp_is_passed_on() -> None:
    play = scene().happens(ColleagueSeen("sip:ann@pbx", Availability.BUSY))

    assert play.facts == [AvailabilityChanged("sip:ann@pbx", Availability.BUSY)]


def test_a_device_that_failed_is_told() -> None:
    play = scene().happens(DeviceChanged("output", "null", "headset", "unplugged"))

    assert play.facts == [AudioDeviceChanged("output", "null", "headset", "unplugged")]


def test_what_is_told_says_on_whose_behalf() -> None:
    play = talking()
    request = play.salesforce(SetMute(is_muted=True))

    (told,) = [effect for effect in play.last if isinstance(effect, Announce)]
    assert told.asked.origin is Origin.CONNECTOR
    assert told.asked.request == request
