"""How a call's end is told (ledger I4 to I9, O5, O6, C4, C5): as an end, or as a fault of somebody.

May not know calls. A conversation that was connected always simply ended: Salesforce closes its record.
"""

from dataclasses import dataclass

from softphone.connector.words import AgentFault, HangupReason
from softphone.core.values import CallType, Direction, Ending, EndReason, Origin


@dataclass(frozen=True, slots=True)
class Verdict:
    """What a HANGUP says about each leg. `closes` False keeps the work item open, so that it can be routed again."""

    reason: HangupReason
    fault: AgentFault | None = None

    @property
    def closes(self) -> bool | None:
        """The value of `closeCallOnError`, which only an error has."""
        return False if self.reason is HangupReason.ERROR else None


ENDED = Verdict(HangupReason.ENDED)


def verdict(ending: Ending, call_type: CallType, direction: Direction, *, was_connected: bool) -> Verdict:
    """Judge an end."""
    reason = ending.reason
    if was_connected or reason in (EndReason.GIVEN_UP, EndReason.TRANSFERRED):
        return ENDED
    if call_type is CallType.CALLBACK:
        return Verdict(HangupReason.ERROR, _fault_of_callback(ending))
    if direction is Direction.IN:
        return Verdict(HangupReason.ERROR, _fault_of_offer(reason))
    return ENDED if reason is EndReason.HUNG_UP else Verdict(HangupReason.ERROR)


def _fault_of_offer(reason: EndReason) -> AgentFault:
    match reason:
        case EndReason.DECLINED:
            return AgentFault.DECLINED
        case EndReason.MISSED | EndReason.NO_ANSWER:
            return AgentFault.MISSED_BY_AGENT
        case EndReason.FAILED_HERE:
            return AgentFault.FAILED_HERE
        case _:
            return AgentFault.FAILED_THERE


def _fault_of_callback(ending: Ending) -> AgentFault:
    """The agent may decline it, and so may the customer."""
    match ending.reason:
        case EndReason.DECLINED if ending.by is not Origin.REMOTE:
            return AgentFault.DECLINED
        case EndReason.MISSED:
            return AgentFault.MISSED_BY_AGENT
        case EndReason.NO_ANSWER:
            return AgentFault.MISSED_BY_CUSTOMER
        case EndReason.FAILED_HERE:
            return AgentFault.FAILED_HERE
        case _:
            return AgentFault.FAILED_THERE
