"""One call of a simulated party, as a value: what it plays, how far it is, what it has noticed.

Nothing happens here; `noticing` says what the network's news change, `acting` what is done next.
"""

from dataclasses import dataclass, replace
from enum import StrEnum, unique
from typing import Any

from softphone.core.messages.effects import SipEffect
from softphone.core.values import AccountName, CallId, Instant, LegId
from softphone.simulator.steps import Line, Script

NO_KEY = CallId("")


@unique
class Standing(StrEnum):
    """How far the leg of a performance is."""

    OFFERED = "offered"
    READY = "ready"
    CALLING = "calling"
    TALKING = "talking"
    LEAVING = "leaving"
    GONE = "gone"


@unique
class Verdict(StrEnum):
    """How a performance came out. Being hung up on is no failure: agents do that."""

    PASSED = "passed"
    CUT = "cut short"
    FAILED = "failed"


@dataclass(frozen=True, slots=True)
class Outcome:
    """How it came out; unless all went well, the line it came to and the reason."""

    verdict: Verdict
    line: int = 0
    why: str = ""


@dataclass(frozen=True, slots=True)
class Part:
    """What does not change during a performance. `key` and `headers` go out with a call."""

    script: Script
    leg: LegId
    account: AccountName
    target: str = ""
    key: CallId = NO_KEY
    headers: tuple[tuple[str, str], ...] = ()


@dataclass(frozen=True, slots=True)
class Heard:
    """What the party has noticed on its leg so far.

    `holds` or `refusal` is the answer to its latest wish to hold or resume.
    """

    is_ringing: bool = False
    has_early_audio: bool = False
    was_connected: bool = False
    is_held: bool = False
    was_held: bool = False
    digits: str = ""
    code: int = 0
    phrase: str = ""
    holds: bool | None = None
    refusal: str = ""


@dataclass(frozen=True, slots=True)
class Performance:
    """A script under way. `until` is when the step under way has had its time; None while none waits for time."""

    part: Part
    standing: Standing
    position: int = 0
    is_begun: bool = False
    until: Instant | None = None
    is_speaking: bool = False
    is_holding: bool = False
    heard: Heard = Heard()
    outcome: Outcome | None = None

    @property
    def line(self) -> Line | None:
        """The line under way; None at the end of the script."""
        return self.part.script[self.position] if self.position < len(self.part.script) else None

    @property
    def is_gone(self) -> bool:
        """Whether the leg has gone."""
        return self.standing is Standing.GONE

    @property
    def is_over(self) -> bool:
        """Whether nothing can happen any more."""
        return self.is_gone and self.outcome is not None

    def noticing(self, **news: Any) -> "Performance":  # noqa: ANN401 - the fields of Heard, of several types
        """Remember more of what was heard."""
        return replace(self, heard=replace(self.heard, **news))


@dataclass(frozen=True, slots=True)
class Note:
    """Something worth a line of the report. `what` names it for scripts, `text` says it to people."""

    what: str
    leg: LegId
    line: int = 0
    text: str = ""
    code: int = 0


Doing = SipEffect | Note
