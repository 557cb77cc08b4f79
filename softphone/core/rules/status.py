"""Rules for the agent's status (ledger A1 to A4): who may change it, when, and who has to be told.

Salesforce's word holds at once, unless it says itself that it is for later. What is chosen at the desk during a call
waits until the call is over. Neither side is told what it said itself: that is why no change ever runs in circles.
"""

from dataclasses import replace

from softphone.core.messages.commands import ChooseStatus, TakeStatus
from softphone.core.messages.facts import DoNotDisturbChanged, StatusChanged, StatusesKnown, StatusPending
from softphone.core.messages.lamp_events import StatusesTold
from softphone.core.messages.refusals import Why
from softphone.core.rules import wrapping
from softphone.core.state.presence import Pending, Presence, Status
from softphone.core.turn import Turn
from softphone.core.values import Asked


def obey(turn: Turn, command: ChooseStatus | TakeStatus) -> None:
    """Change the status, now or later."""
    match command:
        case ChooseStatus(name=name):
            _choose(turn, name)
        case TakeStatus(status=status, is_enqueued=True) if turn.phone.conversations or turn.phone.wrap_up:
            _wait(turn, Pending(status, turn.asked.origin, is_news=False))
        case TakeStatus(status=status):
            _become(turn, status, is_news=False)


def follow(turn: Turn, event: StatusesTold) -> None:
    """Salesforce says which statuses there are."""
    if event.statuses != turn.phone.presence.known:
        _put(turn, replace(turn.phone.presence, known=event.statuses))
        turn.announce(StatusesKnown(event.statuses))


def settle(turn: Turn) -> None:
    """What waited comes into force: the desk's choice after the call, Salesforce's after its after-call work, too."""
    pending = turn.phone.presence.pending
    if pending is None or turn.phone.conversations or (turn.phone.wrap_up and not pending.is_news):
        return
    _put(turn, replace(turn.phone.presence, pending=None))
    before = turn.phone.presence.current
    if before is None or before.id != pending.status.id:
        _enter(turn, pending.status)
        turn.announce(StatusChanged(pending.status, before, pending.is_news), Asked(pending.by))


def _choose(turn: Turn, name: str) -> None:
    presence = turn.phone.presence
    status = presence.status(name)
    if status is None:
        says = f"There is no status {name}: " if presence.known else ""
        names = ", ".join(status.name for status in presence.known)
        turn.refuse(
            Why.NO_SUCH_STATUS, f"{says}there are {names}." if names else "Salesforce has not told the statuses."
        )
    elif not turn.phone.conversations:
        _become(turn, status, is_news=True)
    elif presence.current is None or presence.current.id != status.id:
        _wait(turn, Pending(status, turn.asked.origin, is_news=True))
    else:
        _wait(turn, None)


def _wait(turn: Turn, pending: Pending | None) -> None:
    fact = StatusPending(pending.status if pending else None)
    if pending == turn.phone.presence.pending:
        turn.confirm(fact)
    else:
        _put(turn, replace(turn.phone.presence, pending=pending))
        turn.answer(fact)


def _become(turn: Turn, status: Status, *, is_news: bool) -> None:
    """Enter a status; a status of any kind ends after-call work."""
    wrapping.leave(turn)
    before = turn.phone.presence.current
    fact = StatusChanged(status, before, is_news)
    if before is not None and before.id == status.id:
        _put(turn, replace(turn.phone.presence, current=status))
        turn.confirm(fact)
        return
    _put(turn, replace(turn.phone.presence, pending=None))
    _enter(turn, status)
    turn.answer(fact)


def _enter(turn: Turn, status: Status) -> None:
    before = turn.phone.presence.current
    _put(turn, replace(turn.phone.presence, current=status))
    was_quiet, is_quiet = (_is_quiet(turn, one) for one in (before, status))
    if was_quiet is not is_quiet and turn.phone.is_do_not_disturb is not is_quiet:
        turn.phone = replace(turn.phone, is_do_not_disturb=is_quiet)
        turn.announce(DoNotDisturbChanged(is_quiet))


def _is_quiet(turn: Turn, status: Status | None) -> bool:
    """Whether the settings want do not disturb in a status."""
    return status is not None and any(map(status.is_called, turn.phone.policy.do_not_disturb_statuses))


def _put(turn: Turn, presence: Presence) -> None:
    turn.phone = replace(turn.phone, presence=presence)
