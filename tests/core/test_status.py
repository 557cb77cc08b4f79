"""The agent's status, from both sides: what holds at once, what waits, and what Salesforce hears of it."""

from dataclasses import replace

import pytest

from softphone.core.messages.commands import Answer, ChooseStatus, EndWrapUp, TakeStatus
from softphone.core.messages.events import LegConnected, LegEnded, PageAttached
from softphone.core.messages.facts import DoNotDisturbChanged, StatusChanged, StatusesKnown, StatusPending
from softphone.core.messages.lamp_events import StatusesTold
from softphone.core.messages.refusals import Why
from softphone.core.state.presence import Status
from tests.core.scenes import LEG_A, ONE_LINE, Scene, invited, scene

OFFLINE = Status("0", "Offline", is_offline=True)
ONLINE = Status("0N5a", "Available", "AvailableForVoice", has_channels=True)
AWAY = Status("0N5b", "Away")
BUSY = Status("0N5c", "Busy")
ALL = (OFFLINE, ONLINE, AWAY, BUSY)


def online(policy: object = ONE_LINE) -> Scene:
    play = scene(policy).happens(PageAttached(), StatusesTold(ALL))  # type: ignore[arg-type]
    play.salesforce(TakeStatus(ONLINE))
    return play


def in_a_call(play: Scene | None = None) -> Scene:
    play = (play or online()).happens(invited())
    play.desk(Answer())
    return play.happens(LegConnected(LEG_A))


def told(play: Scene) -> list[str]:
    """What Salesforce is told of the status."""
    return [fact.status.name for fact in play.facts if isinstance(fact, StatusChanged) and fact.is_news]


def now(play: Scene) -> Status | None:
    return play.phone.presence.current


def test_a1_salesforces_status_holds_at_once_and_is_not_told_back() -> None:
    play = online()

    request = play.salesforce(TakeStatus(AWAY))

    assert play.answer_to(request) == StatusChanged(AWAY, ONLINE, is_news=False)
    assert (now(play), told(play)) == (AWAY, [])


def test_a2_the_desks_status_is_told_and_its_echo_changes_nothing() -> None:
    play = online()

    request = play.desk(ChooseStatus("away"))
    play.salesforce(TakeStatus(AWAY))

    assert play.answer_to(request) == StatusChanged(AWAY, ONLINE, is_news=True)
    assert (now(play), told(play), play.new_facts) == (AWAY, ["Away"], [])


def test_a2_during_a_call_it_waits_and_is_told_after_it() -> None:
    play = in_a_call()

    request = play.desk(ChooseStatus("0N5b"))
    assert play.answer_to(request) == StatusPending(AWAY)
    assert (now(play), told(play)) == (ONLINE, [])
    play.happens(LegEnded(LEG_A))

    assert (now(play), told(play)) == (AWAY, ["Away"])
    assert play.names()[-3:] == ["CallEnded", "AfterCallWorkStarted", "StatusChanged"]
    assert play.phone.wrap_up


def test_a2_the_status_in_force_chosen_again_lets_none_wait() -> None:
    play = in_a_call()
    play.desk(ChooseStatus("Away"))

    play.desk(ChooseStatus("Available"))
    assert play.new_facts == [StatusPending(None)]
    play.happens(LegEnded(LEG_A))

    assert (now(play), told(play)) == (ONLINE, [])


def test_a3_an_enqueued_status_is_answered_at_once_and_waits_for_the_work_after_the_call() -> None:
    play = in_a_call()

    request = play.salesforce(TakeStatus(AWAY, is_enqueued=True))
    assert play.answer_to(request) == StatusPending(AWAY)
    play.happens(LegEnded(LEG_A))
    assert now(play) == ONLINE
    play.desk(EndWrapUp())

    assert (now(play), told(play)) == (AWAY, [])


def test_a3_without_a_call_it_does_not_wait() -> None:
    play = online()
    play.salesforce(TakeStatus(AWAY, is_enqueued=True))

    assert now(play) == AWAY


@pytest.mark.parametrize("status", [ONLINE, AWAY])
def test_a_status_ends_after_call_work(status: Status) -> None:
    play = in_a_call().happens(LegEnded(LEG_A))
    play.salesforce(TakeStatus(status))

    assert "WrapUpEnded" in play.names()
    assert play.phone.wrap_up is None


def test_a_status_that_salesforce_changes_outranks_the_one_that_waits() -> None:
    play = in_a_call()
    play.desk(ChooseStatus("Away"))
    play.salesforce(TakeStatus(BUSY))
    play.happens(LegEnded(LEG_A))

    assert (now(play), told(play)) == (BUSY, [])


def test_a_status_that_waits_already_is_confirmed_and_told_to_nobody() -> None:
    play = in_a_call()
    play.desk(ChooseStatus("Away"))

    request = play.desk(ChooseStatus("0N5b"))

    assert play.answer_to(request) == StatusPending(AWAY)
    assert play.new_facts == []


def test_a_status_for_later_that_is_in_force_by_then_changes_nothing() -> None:
    play = in_a_call()
    play.salesforce(TakeStatus(ONLINE, is_enqueued=True))
    play.happens(LegEnded(LEG_A))
    play.desk(EndWrapUp())

    assert (now(play), play.phone.presence.pending) == (ONLINE, None)
    assert "StatusChanged" not in [type(fact).__name__ for fact in play.new_facts]


def test_a_status_that_does_not_exist_is_refused_with_those_that_do() -> None:
    refusal = (play := online()).refusal(play.desk(ChooseStatus("Lunch")))
    silent = scene()

    assert (refusal.why, refusal.says) == (
        Why.NO_SUCH_STATUS,
        "There is no status Lunch: there are Offline, Available, Away, Busy.",
    )
    assert silent.refusal(silent.desk(ChooseStatus("Away"))).why is Why.NO_SUCH_STATUS


def test_statuses_are_told_once() -> None:
    play = scene().happens(StatusesTold(ALL), StatusesTold(ALL))

    assert play.facts == [StatusesKnown(ALL)]


def test_do_not_disturb_follows_the_statuses_of_the_settings_and_nothing_else() -> None:
    play = online(replace(ONE_LINE, do_not_disturb_statuses=("busy",)))

    play.desk(ChooseStatus("Busy"))
    assert DoNotDisturbChanged(is_on=True) in play.new_facts
    play.salesforce(TakeStatus(ONLINE))
    assert DoNotDisturbChanged(is_on=False) in play.new_facts
    play.desk(ChooseStatus("Away"))
    assert not play.phone.is_do_not_disturb
