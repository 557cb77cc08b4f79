"""Registering: one attempt at a time, longer and longer pauses, at once when the network returns."""

import pytest
from hypothesis import given, strategies as st

from softphone.core.messages.commands import SetRegistered
from softphone.core.messages.effects import Register, StartTimer, Unregister
from softphone.core.messages.events import (
    Event,
    NetworkLost,
    NetworkReturned,
    Registered,
    RegistrationFailed,
    Stopping,
    TimerFired,
    Unregistered,
)
from softphone.core.messages.facts import RegistrationChanged
from softphone.core.messages.refusals import Why
from softphone.core.messages.timers import RegisterAgain, RegistrationDue
from softphone.core.state.policy import AccountPolicy, Policy
from softphone.core.state.registration import JITTER, RegistrationState, delay_s
from softphone.core.values import AccountName
from tests.core.scenes import Scene, scene

DESK, LOCAL = AccountName("desk"), AccountName("local")
POLICY = Policy(accounts=(AccountPolicy(DESK, has_registrar=True), AccountPolicy(LOCAL, has_registrar=False)))
REFUSED = RegistrationFailed(DESK, 403, "Forbidden", 0.0)


def state(play: Scene) -> RegistrationState:
    entry = play.phone.registration(DESK)
    assert entry
    return entry.state


def test_accounts_register_when_the_network_is_there() -> None:
    play = scene(POLICY).happens(NetworkReturned())
    assert play.did(Register) == [Register(DESK)]

    play.happens(Registered(DESK, 300))

    assert state(play) is RegistrationState.REGISTERED
    assert play.happens(Registered(DESK, 300)).new_facts == []


def test_a_refused_registration_is_tried_again_after_a_pause_that_grows() -> None:
    play = scene(POLICY).happens(NetworkReturned())
    pauses = []
    for _ in range(7):
        play.happens(REFUSED)
        timer = next(effect for effect in play.last if isinstance(effect, StartTimer))
        pauses.append(timer.at - play.now)
        play.fires(RegisterAgain(DESK))

    assert pauses == [2, 4, 8, 16, 32, 60, 60]
    assert len(play.did(Register)) == 8
    assert play.happens(Registered(DESK, 60)).phone.registrations[0].failures == 0


@given(st.integers(1, 10_000), st.floats(0, 1))
def test_a_pause_is_never_longer_than_a_minute_and_spread_by_chance(failures: int, chance: float) -> None:
    assert 2 * (1 - JITTER) <= delay_s(failures, chance) <= 60


def test_the_network_returning_ends_the_pause() -> None:
    play = scene(POLICY).happens(NetworkReturned(), REFUSED, NetworkReturned())

    assert len(play.did(Register)) == 2
    assert play.fires(RegisterAgain(DESK)).was_ignored


def test_without_a_network_nothing_is_tried() -> None:
    play = scene(POLICY).happens(NetworkReturned(), Registered(DESK, 60), NetworkLost())
    entry = play.phone.registration(DESK)

    assert entry
    assert entry.says == "no network"
    assert play.happens(REFUSED).was_ignored
    assert play.happens(NetworkLost()).new_facts == []


def test_a_registration_that_is_lost_later_is_told_and_tried_again() -> None:
    play = scene(POLICY).happens(NetworkReturned(), Registered(DESK, 60), REFUSED)
    fact = play.new_facts[0]

    assert isinstance(fact, RegistrationChanged)
    assert fact.registration.code == 403
    assert state(play) is RegistrationState.WAITING


def test_an_agent_can_take_a_registration_back_and_give_it_again() -> None:
    play = scene(POLICY).happens(NetworkReturned(), Registered(DESK, 60))
    request = play.desk(SetRegistered(DESK, is_wanted=False))
    assert isinstance(play.answer_to(request), RegistrationChanged)
    assert play.did(Unregister) == [Unregister(DESK)]
    play.happens(Registered(DESK, 60))
    assert play.was_ignored
    play.happens(Unregistered(DESK))
    assert state(play) is RegistrationState.IDLE

    request = play.desk(SetRegistered(DESK, is_wanted=False))
    assert isinstance(play.answer_to(request), RegistrationChanged)
    play.desk(SetRegistered(DESK, is_wanted=True))
    request = play.desk(SetRegistered(DESK, is_wanted=True))

    assert isinstance(play.answer_to(request), RegistrationChanged)
    assert len(play.did(Register)) == 2


def test_taking_back_a_registration_that_waits_asks_nobody() -> None:
    play = scene(POLICY).happens(NetworkReturned(), REFUSED)
    play.desk(SetRegistered(DESK, is_wanted=False))

    assert state(play) is RegistrationState.IDLE
    assert play.did(Unregister) == []


@pytest.mark.parametrize("before", [(NetworkReturned(), Registered(DESK, 60)), (NetworkReturned(), REFUSED), ()])
def test_what_was_taken_back_stays_so_until_somebody_wants_it_again(before: tuple[Event, ...]) -> None:
    play = scene(POLICY).happens(*before)
    play.desk(SetRegistered(DESK, is_wanted=False))
    if state(play) is RegistrationState.UNREGISTERING:
        play.happens(Unregistered(DESK))
    tried = len(play.did(Register))

    play.happens(NetworkLost(), NetworkReturned())
    assert state(play) is RegistrationState.IDLE
    assert len(play.did(Register)) == tried
    assert play.happens(Registered(DESK, 60)).was_ignored

    play.desk(SetRegistered(DESK, is_wanted=True))
    play.happens(Registered(DESK, 60), NetworkLost(), NetworkReturned())
    assert len(play.did(Register)) == tried + 2


def test_a_refused_farewell_is_a_farewell() -> None:
    play = scene(POLICY).happens(NetworkReturned(), Registered(DESK, 60))
    play.desk(SetRegistered(DESK, is_wanted=False))

    assert state(play.happens(REFUSED)) is RegistrationState.IDLE


@pytest.mark.parametrize("account", [LOCAL, AccountName("nobody")])
def test_only_accounts_with_a_registrar_register(account: AccountName) -> None:
    play = scene(POLICY)

    assert play.refusal(play.desk(SetRegistered(account, is_wanted=True))).why is Why.NO_SUCH_ACCOUNT


def test_news_about_unknown_accounts_changes_nothing() -> None:
    assert scene(POLICY).happens(Registered(AccountName("nobody"), 60)).was_ignored
    assert scene(POLICY).happens(Unregistered(DESK)).was_ignored


def test_an_attempt_that_nothing_is_heard_of_has_failed() -> None:
    play = scene(POLICY).happens(NetworkReturned()).fires(RegistrationDue(DESK))
    assert state(play) is RegistrationState.WAITING
    assert len(play.fires(RegisterAgain(DESK)).did(Register)) == 2

    play.happens(Registered(DESK, 60))
    assert play.fires(RegistrationDue(DESK)).was_ignored
    assert play.happens(TimerFired(RegistrationDue(AccountName("nobody")))).was_ignored

    play.desk(SetRegistered(DESK, is_wanted=False))
    assert state(play.fires(RegistrationDue(DESK))) is RegistrationState.IDLE


def test_switching_off_unregisters() -> None:
    play = scene(POLICY).happens(NetworkReturned(), Registered(DESK, 60), Stopping())

    assert play.did(Unregister) == [Unregister(DESK)]
    assert play.happens(NetworkReturned()).last == []


def test_a_pause_that_ends_while_switching_off_changes_nothing() -> None:
    play = scene(POLICY).happens(NetworkReturned(), REFUSED, Stopping())

    assert play.fires(RegisterAgain(DESK)).was_ignored
