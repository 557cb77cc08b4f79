"""Rules for registering: back-off after failures, at once when the network returns, never two attempts at a time.

An attempt whose outcome is never told must not be waited for for ever: it has failed.
"""

from dataclasses import replace

from softphone.core.messages.commands import SetRegistered
from softphone.core.messages.effects import Register, Unregister
from softphone.core.messages.events import (
    AccountEvent,
    NetworkLost,
    NetworkReturned,
    Registered,
    RegistrationFailed,
    Unregistered,
)
from softphone.core.messages.facts import RegistrationChanged
from softphone.core.messages.refusals import Why
from softphone.core.messages.timers import RegisterAgain, RegistrationDue
from softphone.core.state.policy import REGISTRATION_DUE_S
from softphone.core.state.registration import Registration, RegistrationState, delay_s
from softphone.core.turn import Turn
from softphone.core.values import AccountName, Asked, Instant

_State = RegistrationState


def obey(turn: Turn, command: SetRegistered) -> None:
    """Register an account now, or take its registration back."""
    entry = turn.phone.registration(command.account)
    if entry is None or entry.state is _State.LOCAL:
        turn.refuse(Why.NO_SUCH_ACCOUNT, "There is no account of that name with a registrar.")
    elif command.is_wanted:
        _register(turn, replace(entry, is_wanted=True), turn.asked)
    elif entry.state in (_State.IDLE, _State.UNREGISTERING):
        _become(turn, replace(entry, is_wanted=False), turn.asked)
    else:
        _unregister(turn, entry, turn.asked)


def follow(turn: Turn, event: AccountEvent) -> None:
    """Let registrations become what the registrar, or the network, says they are."""
    match event:
        case NetworkReturned():
            for entry in turn.phone.registrations:
                if entry.is_wanted and entry.state is not _State.LOCAL and not turn.phone.is_stopping:
                    _register(turn, entry, Asked(turn.asked.origin))
        case NetworkLost():
            for entry in turn.phone.registrations:
                if entry.state in (_State.REGISTERING, _State.REGISTERED, _State.WAITING):
                    _forget_timers(turn, entry.account)
                    _become(turn, Registration(entry.account, _State.WAITING, entry.failures, says="no network"))
        case Registered() | Unregistered() | RegistrationFailed():
            _outcome(turn, turn.phone.registration(event.account), event)


def _outcome(turn: Turn, entry: Registration | None, event: Registered | Unregistered | RegistrationFailed) -> None:
    if entry is None:
        turn.ignore(event, "there is no such account")
        return
    match event:
        case Registered() if entry.is_wanted and entry.state is not _State.LOCAL:
            _forget_timers(turn, entry.account)
            _become(turn, Registration(entry.account, _State.REGISTERED))
        case Unregistered() if entry.state is _State.UNREGISTERING:
            _forget_timers(turn, entry.account)
            _become(turn, replace(entry, state=_State.IDLE))
        case RegistrationFailed() if entry.state is _State.UNREGISTERING:
            _forget_timers(turn, entry.account)
            _become(turn, replace(entry, state=_State.IDLE, code=event.code, says=event.phrase))
        case RegistrationFailed() if entry.state in (_State.REGISTERING, _State.REGISTERED):
            _back_off(turn, entry, event)
        case _:
            turn.ignore(event, "nothing of the kind was asked")


def _back_off(turn: Turn, entry: Registration, event: RegistrationFailed) -> None:
    _forget_timers(turn, entry.account)
    failures = entry.failures + 1
    policy = turn.phone.policy
    wait_s = delay_s(failures, event.chance, policy.retry_first_s, policy.retry_most_s)
    turn.start(RegisterAgain(entry.account), wait_s)
    retry_at = Instant(turn.at + wait_s)
    _become(turn, Registration(entry.account, _State.WAITING, failures, event.code, event.phrase, retry_at))


def register_again(turn: Turn, account: AccountName) -> None:
    """An account's back-off is over."""
    entry = turn.phone.registration(account)
    if entry and entry.state is _State.WAITING and not turn.phone.is_stopping:
        _register(turn, entry, Asked(turn.asked.origin))
    else:
        turn.ignore(RegisterAgain(account), "nobody waits for that any more")


def outcome_is_overdue(turn: Turn, account: AccountName) -> None:
    """Nobody has said how an attempt went: it went wrong. Half a chance spreads these as well as any."""
    entry = turn.phone.registration(account)
    if entry and entry.state in (_State.REGISTERING, _State.UNREGISTERING):
        _outcome(turn, entry, RegistrationFailed(account, 408, "Nothing was heard of the attempt", 0.5))
    else:
        turn.ignore(RegistrationDue(account), "the outcome is known")


def unregister_all(turn: Turn) -> None:
    """The phone is being switched off: no registrar may go on sending calls here."""
    for entry in turn.phone.registrations:
        if entry.state not in (_State.LOCAL, _State.IDLE, _State.UNREGISTERING):
            _unregister(turn, entry, Asked(turn.asked.origin))


def _register(turn: Turn, entry: Registration, asked: Asked) -> None:
    if entry.state is not _State.REGISTERING:
        _forget_timers(turn, entry.account)
        turn.do(Register(entry.account))
        turn.start(RegistrationDue(entry.account), REGISTRATION_DUE_S)
    _become(turn, replace(entry, state=_State.REGISTERING, retry_at=None), asked)


def _unregister(turn: Turn, entry: Registration, asked: Asked) -> None:
    _forget_timers(turn, entry.account)
    taken_back = Registration(entry.account, _State.IDLE, is_wanted=False)
    if entry.state is _State.WAITING:
        _become(turn, taken_back, asked)
    else:
        turn.do(Unregister(entry.account))
        turn.start(RegistrationDue(entry.account), REGISTRATION_DUE_S)
        _become(turn, replace(taken_back, state=_State.UNREGISTERING), asked)


def _forget_timers(turn: Turn, account: AccountName) -> None:
    turn.stop(RegisterAgain(account), RegistrationDue(account))


def _become(turn: Turn, entry: Registration, asked: Asked | None = None) -> None:
    asked = asked or Asked(turn.asked.origin)
    if entry == turn.phone.registration(entry.account):
        turn.confirm(RegistrationChanged(entry), asked)
    else:
        turn.put_registration(entry)
        turn.answer(RegistrationChanged(entry), asked)
