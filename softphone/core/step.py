"""The machine's only door: one message in, the phone as it becomes and what is to be done out.

State changes are decided here and in the rule modules that this file sends each message to, and nowhere else.
"""

from dataclasses import dataclass, replace

from softphone.core.messages.commands import (
    AgentCommand,
    Command,
    LineCommand,
    PartyCommand,
    SupervisionCommand,
    TalkCommand,
)
from softphone.core.messages.effects import ArrangeAudio, Effect
from softphone.core.messages.events import AccountEvent, Event, Invited, LegEvent, TimerFired
from softphone.core.messages.supervision_events import SupervisionNoticed
from softphone.core.messages.timers import RegisterAgain, RegistrationDue, SignalOver, Timer, WrapUpOver
from softphone.core.rules import (
    accounts,
    hosting,
    lines,
    offers,
    parties,
    progress,
    status,
    supervising,
    talking,
    whole_phone,
    wrapping,
)
from softphone.core.rules.hearing import plan_of
from softphone.core.state.phone import Phone
from softphone.core.turn import Message, Turn


@dataclass(frozen=True, slots=True)
class Step:
    """What one message did."""

    phone: Phone
    effects: tuple[Effect, ...]


def step(phone: Phone, message: Message) -> Step:
    """Decide what one message does to the phone."""
    turn = Turn(phone, message)
    body = message.body
    if isinstance(body, Command):
        _obey(turn, body)
    else:
        _follow(turn, body)
    status.settle(turn)
    _arrange_audio(turn)
    return Step(turn.phone, tuple(turn.effects))


def _obey(turn: Turn, command: Command) -> None:
    if isinstance(command, LineCommand):
        lines.obey(turn, command)
    elif isinstance(command, PartyCommand):
        parties.obey(turn, command)
    elif isinstance(command, SupervisionCommand):
        supervising.obey(turn, command)
    elif isinstance(command, TalkCommand):
        talking.obey(turn, command)
    elif isinstance(command, AgentCommand):
        whole_phone.obey(turn, command)
    else:
        accounts.obey(turn, command)


def _follow(turn: Turn, event: Event) -> None:
    if isinstance(event, Invited):
        offers.consider(turn, event)
    elif isinstance(event, SupervisionNoticed):
        hosting.noticed(turn, event)
    elif isinstance(event, TimerFired):
        _wake(turn, event.timer)
    elif isinstance(event, LegEvent):
        progress.follow(turn, event)
    elif isinstance(event, AccountEvent):
        accounts.follow(turn, event)
    else:
        whole_phone.follow(turn, event)


def _wake(turn: Turn, timer: Timer) -> None:
    match timer:
        case RegisterAgain(account=account):
            accounts.register_again(turn, account)
        case RegistrationDue(account=account):
            accounts.outcome_is_overdue(turn, account)
        case WrapUpOver():
            wrapping.wrap_up_is_over(turn, timer)
        case SignalOver():
            wrapping.signal_is_over(turn)
        case _:
            progress.timer_fired(turn, timer)


def _arrange_audio(turn: Turn) -> None:
    plan = plan_of(turn.phone)
    if plan != turn.phone.audio:
        turn.phone = replace(turn.phone, audio=plan)
        turn.do(ArrangeAudio(plan))
