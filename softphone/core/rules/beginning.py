"""Rules for what may be begun now: which account calls, and what stands in the way. Shared by all that dials."""

from softphone.core.messages.commands import Dial, OfferCallback, Supervise
from softphone.core.messages.refusals import Why
from softphone.core.rules.switching import is_microphone_taken
from softphone.core.rules.targets import is_address
from softphone.core.turn import Turn
from softphone.core.values import AccountName


def account_for(turn: Turn, command: Dial | OfferCallback | Supervise) -> AccountName | None:
    """The account to call from; None when it was refused because there is none."""
    if command.account is None and turn.phone.registrations:
        return turn.phone.registrations[0].account
    if command.account is None or turn.phone.registration(command.account) is None:
        turn.refuse(Why.NO_SUCH_ACCOUNT, f"There is no account {command.account or ''} to call from.")
        return None
    return command.account


def is_refused(turn: Turn, command: Dial | Supervise) -> bool:
    """Whether nothing can be begun now, and whoever asked has been told why."""
    phone, live = turn.phone, tuple(turn.phone.live)
    if phone.is_stopping:
        turn.refuse(Why.STOPPING, "The phone is being switched off.")
    elif not is_address(command.target):
        turn.refuse(Why.BAD_TARGET, "That is not an address that can be called.")
    elif phone.call(command.call) or phone.find(command.leg):
        turn.refuse(Why.ALREADY_UNDER_WAY, "A call of that name is there already.")
    elif phone.ringing_here:
        turn.refuse(Why.BUSY, "A call is ringing: answer or decline it first.")
    elif any(call.initial.is_ringing_there for call in live):
        turn.refuse(Why.BUSY, "Another call is being dialled.")
    elif live and not phone.policy.has_call_waiting:
        turn.refuse(Why.BUSY, "Another call is up, and this phone has one line.")
    elif is_microphone_taken(phone):
        turn.refuse(Why.BUSY, "Hold or end the call that is up first.")
    elif len(live) >= phone.policy.max_conversations:
        turn.refuse(Why.BUSY, "All lines are in use.")
    else:
        return False
    return True
