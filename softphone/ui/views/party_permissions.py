"""What the machine would accept about several parties of a call, and why not what it would refuse."""

from softphone.protocol.state import CallState, LegPhase
from softphone.protocol.vocabulary import Role
from softphone.ui.views.permissions import is_hold_under_way, is_microphone_taken, parties
from softphone.ui.views.seen import Seen


def why_not_leave(call: CallState, seen: Seen) -> str:
    """Say why the parties cannot be left to each other, or nothing else be done with them."""
    if not parties(call):
        return seen.say("The call is ending already.")
    if call.under_way is not None or is_hold_under_way(call):
        return seen.say("Something else is under way in this call.")
    return ""


def why_not_add(call: CallState, seen: Seen) -> str:
    """Say why nobody can be called to join."""
    if why := why_not_leave(call, seen) or _why_not_ours(call, seen):
        return why
    if not any(leg.phase is LegPhase.TALKING for leg in call.legs):
        return seen.say("Nobody has answered yet.")
    if len(parties(call)) > 1:
        return seen.say("Somebody has been added already: three is the most.")
    if parties(call)[0].role is Role.THIRD_PARTY:
        return seen.say("The first caller has left: nobody can be added.")
    return seen.say("Hold or end the other call first.") if is_microphone_taken(seen.state, call) else ""


def why_not_transfer(call: CallState, seen: Seen) -> str:
    """Say why the far end cannot be sent to somebody else."""
    if why := why_not_leave(call, seen) or _why_not_ours(call, seen):
        return why
    if len(parties(call)) > 1:
        return seen.say("Two parties are in the call: leave it, and they go on with each other.")
    return "" if parties(call)[0].phase is LegPhase.TALKING else seen.say("Nobody has answered yet.")


def why_not_merge(call: CallState, seen: Seen) -> str:
    """Say why the parties cannot hear each other."""
    if why := why_not_leave(call, seen):
        return why
    answered = [leg for leg in parties(call) if leg.phase is LegPhase.TALKING]
    if len(answered) == 2:
        return ""
    if len(parties(call)) > 1:
        return seen.say("The other one has not answered yet.")
    return seen.say("There is only one party in the call.")


def why_not_swap(call: CallState, seen: Seen) -> str:
    """Say why the agent cannot talk with the other one."""
    if why := why_not_merge(call, seen):
        return why
    return seen.say("All hear each other: split them first.") if call.is_merged else ""


def why_not_split(call: CallState, seen: Seen) -> str:
    """Say why the parties cannot be taken apart."""
    if why := why_not_merge(call, seen):
        return why
    return "" if call.is_merged else seen.say("They do not hear each other anyway.")


def _why_not_ours(call: CallState, seen: Seen) -> str:
    return seen.say("It is a colleague's call: its parties are not ours to change.") if call.mode else ""
