"""Rules for the phone as a whole: do not disturb, pages, devices, strangers, switching off."""

from dataclasses import replace

from softphone.core.messages.commands import AgentCommand, ChooseStatus, EndWrapUp, SetDoNotDisturb, TakeStatus
from softphone.core.messages.events import (
    DeviceChanged,
    PageAttached,
    PageDetached,
    PhoneEvent,
    RecordingFailed,
    RecordingSaved,
    Stopping,
    StrangerRefused,
    TroubleFound,
)
from softphone.core.messages.facts import (
    Action,
    ActionFailed,
    AudioDeviceChanged,
    AvailabilityChanged,
    DoNotDisturbChanged,
    MailboxChanged,
    RecordingChanged,
    RecordingKept,
    StrangerTurnedAway,
    TroubleTold,
)
from softphone.core.messages.lamp_events import ColleagueSeen, MailboxReported, StatusesTold
from softphone.core.messages.refusals import Refusal, Why
from softphone.core.rules import status, wrapping
from softphone.core.rules.accounts import unregister_all
from softphone.core.rules.endings import end_all
from softphone.core.state.conversations import Conversation, Recording
from softphone.core.state.presence import Mailbox
from softphone.core.turn import Turn
from softphone.core.values import EndReason


def obey(turn: Turn, command: AgentCommand) -> None:
    """Carry out a command about the agent, not about a call."""
    match command:
        case SetDoNotDisturb(is_on=is_on):
            fact = DoNotDisturbChanged(is_on)
            if turn.phone.is_do_not_disturb is is_on:
                turn.confirm(fact)
            else:
                turn.phone = replace(turn.phone, is_do_not_disturb=is_on)
                turn.answer(fact)
        case EndWrapUp():
            wrapping.obey(turn, command)
        case ChooseStatus() | TakeStatus():
            status.obey(turn, command)


def follow(turn: Turn, event: PhoneEvent) -> None:
    """Take note of what happened around the calls."""
    match event:
        case StrangerRefused(address=address, claimed=claimed):
            turn.phone = replace(turn.phone, strangers=turn.phone.strangers + 1)
            turn.announce(StrangerTurnedAway(address, claimed, turn.phone.strangers))
        case DeviceChanged():
            turn.announce(AudioDeviceChanged(event.use, event.device, event.wished, event.why))
        case TroubleFound(part=part, says=says):
            turn.announce(TroubleTold(part, says))
        case RecordingSaved():
            turn.announce(RecordingKept(event.call, event.path, event.seconds))
        case RecordingFailed(call=name, why=why):
            _recording_failed(turn, turn.phone.call(name), Refusal(Why.FAILED_HERE, why))
        case PageAttached(does_after_call_work=does_after_call_work):
            known = tuple(replace(call, is_known_to_page=True) for call in turn.phone.conversations)
            turn.phone = replace(
                turn.phone, has_page=True, does_after_call_work=does_after_call_work, conversations=known
            )
        case MailboxReported():
            _mailbox_told(turn, Mailbox(event.account, event.is_waiting, event.new, event.old))
        case ColleagueSeen(address=address, availability=availability):
            turn.announce(AvailabilityChanged(address, availability))
        case StatusesTold():
            status.follow(turn, event)
        case PageDetached():
            turn.phone = replace(turn.phone, has_page=False)
        case Stopping():
            _switch_off(turn)


def _recording_failed(turn: Turn, call: Conversation | None, refusal: Refusal) -> None:
    """Nobody is to believe that a call is recorded still; of one that is over there is nothing to correct."""
    if call is not None and call.recording.is_under_way:
        call = turn.put(replace(call, recording=Recording.FAILED))
        turn.announce(RecordingChanged(call))
    turn.announce(ActionFailed(Action.RECORD, call, refusal))


def _mailbox_told(turn: Turn, mailbox: Mailbox) -> None:
    if mailbox not in turn.phone.mailboxes:
        others = tuple(other for other in turn.phone.mailboxes if other.account != mailbox.account)
        turn.phone = replace(turn.phone, mailboxes=(*others, mailbox))
        turn.announce(MailboxChanged(mailbox))


def _switch_off(turn: Turn) -> None:
    turn.phone = replace(turn.phone, is_stopping=True)
    for call in turn.phone.conversations:
        end_all(turn, call, EndReason.HUNG_UP)
    unregister_all(turn)
