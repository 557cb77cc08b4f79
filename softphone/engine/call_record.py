"""What is remembered of a call: a value for the history, for people and for later reports to Salesforce.

May not know how it comes about (`call_book`) nor where it is kept.
"""

from dataclasses import dataclass
from datetime import datetime

from softphone.core.values import AccountName, CallId, CallType, Direction, EndReason, Origin

NOT_MISSED = frozenset(
    {EndReason.DECLINED, EndReason.ABANDONED, EndReason.ANSWERED_ELSEWHERE, EndReason.TRANSFERRED},
)
"""An unanswered call that ended like this needs nobody to call back."""


@dataclass(frozen=True, slots=True)
class CallQuality:
    """How a call sounded, in figures. None is what nobody could measure."""

    r: float | None = None
    mos: float | None = None
    salesforce_mos: float | None = None
    worst_mos: float | None = None
    loss_percent: float | None = None
    jitter_ms: float | None = None
    rtt_ms: float | None = None
    bad_side: str = ""


@dataclass(frozen=True, slots=True)
class Party:
    """Somebody who was in a call."""

    number: str
    name: str = ""
    uri: str = ""


@dataclass(frozen=True, slots=True)
class CallRecord:
    """One call, from its first ring to its end. `call` and `started_at` together name it: keys may come again."""

    call: CallId
    call_type: CallType
    direction: Direction
    started_at: datetime
    ended_at: datetime
    party: Party
    reason: EndReason
    ended_by: Origin
    code: int = 0
    phrase: str = ""
    account: AccountName | None = None
    connected_at: datetime | None = None
    ring_s: float = 0.0
    interaction_s: float = 0.0
    hold_count: int = 0
    hold_s: float = 0.0
    longest_hold_s: float = 0.0
    wrap_up_s: float | None = None
    others: tuple[Party, ...] = ()
    codec: str = ""
    encryption: str = ""
    digits_method: str = ""
    voice_call_id: str = ""
    parent_call_id: str = ""
    queue_name: str = ""
    recording_path: str = ""
    recording_s: float = 0.0
    quality: CallQuality | None = None

    @property
    def is_missed(self) -> bool:
        """Whether somebody wanted to reach this phone and did not, so that a person should look at it.

        A callback that the agent took is not missed, whatever became of it: then it was the customer who was not there.
        """
        if self.connected_at is not None:
            return False
        if self.call_type is CallType.CALLBACK:
            return self.reason is EndReason.MISSED
        return self.direction is Direction.IN and self.reason not in NOT_MISSED
