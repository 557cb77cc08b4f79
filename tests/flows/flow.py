"""The words in which a flow is written down: who does what, and what Salesforce hears of it, in order.

A flow is data. `stage` plays it with the real engine, real SIP peers and a real browser; `document` prints it.
Words in braces are filled in when it is played: {call} is the call's id, {second} that of another call beside it,
{carol} the address of who can be called.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from typing import Any

Shown = Mapping[str, Any]
"""Fields of an event's payload by their paths, "callInfo.isMuted" or "0.reason", and what they must be."""
NOTHING: Shown = {}


class Who(StrEnum):
    """Who does something."""

    DESK = "agent at the desk"
    SALESFORCE = "agent in Salesforce"
    BOB = "Bob"
    CAROL = "Carol"
    DAVE = "Dave"
    PAGE = "connector page"


class By(StrEnum):
    """How Salesforce comes to hear of something."""

    PUBLISHED = "published"
    ANSWER = "answer"
    REJECTION = "rejection"
    ERROR = "published error"
    REPLAY = "replay"


@dataclass(frozen=True, slots=True)
class Told:
    """One event as the base connector dispatches it to Salesforce."""

    event: str
    by: By
    shows: Shown = field(default_factory=dict)
    shows_in_four: Shown = field(default_factory=dict)
    """What base connector 3.x leaves out."""
    published_as: str = ""
    """What the phone has published, where the base connector makes another event of it."""


@dataclass(frozen=True, slots=True)
class Step:
    """Somebody does something, and this is what Salesforce hears next."""

    rows: str
    """The ledger's rows that this step shows."""
    who: Who
    does: str
    tells: tuple[Told, ...]
    asks: Shown = field(default_factory=dict)
    """The fields of what Salesforce asks for."""
    is_refused: bool = False
    until: str = ""
    """What the phone tells its other clients when it has happened; needed where Salesforce hears nothing."""
    begins: bool = False
    """Whether a peer calls here; later steps of a peer are in its own script."""


@dataclass(frozen=True, slots=True)
class Opening:
    """What has happened when a flow begins."""

    says: str
    steps: tuple[Step, ...] = ()


@dataclass(frozen=True, slots=True)
class Flow:
    """One story, from a phone that is ready to a phone that is ready again."""

    title: str
    opening: Opening
    steps: tuple[Step, ...]
    bob: str = ""
    """What Bob's phone does, who calls: steps of tests/peers/sipp."""
    carol: str = ""
    """What the phone does that can be called: Carol's, or a PBX's."""
    dave: str = ""
    """What Dave's phone does, who calls as well."""
    headers: tuple[str, ...] = ()
    """Of Bob's INVITE."""
    values: Mapping[str, str] = field(default_factory=dict)
    """What else Bob's steps have to know."""
    settings: Shown = field(default_factory=dict)
    config: Shown = field(default_factory=dict)
    """What Salesforce says when it sets the connector up."""

    @property
    def story(self) -> tuple[Step, ...]:
        """All of it."""
        return (*self.opening.steps, *self.steps)


def desk(rows: str, words: str, *tells: Told, is_refused: bool = False, until: str = "") -> Step:
    """Let the agent do something at the phone, in the words of `softphone ctl`."""
    return Step(rows, Who.DESK, words, tells, is_refused=is_refused, until=until)


def salesforce(rows: str, message: str, *tells: Told, until: str = "", **asks: Any) -> Step:
    """Let the agent do something in Salesforce, as the message that it sends to the connector."""
    return Step(rows, Who.SALESFORCE, message, tells, asks, until=until)


def bob(rows: str, does: str, *tells: Told, until: str = "") -> Step:
    """Say what Bob does next, by his phone's script."""
    return Step(rows, Who.BOB, does, tells, until=until)


def bob_calls(rows: str, *tells: Told) -> Step:
    """Let Bob call."""
    return Step(rows, Who.BOB, "calls", tells, begins=True)


def dave_calls(rows: str, *tells: Told) -> Step:
    """Let Dave call, too."""
    return Step(rows, Who.DAVE, "calls", tells, begins=True)


def reloaded(*tells: Told) -> Step:
    """Let the agent press F5; Salesforce then asks for what goes on."""
    return Step("R5", Who.PAGE, "is reloaded", tells)


def carol(rows: str, does: str, *tells: Told) -> Step:
    """Say what Carol does next, by her phone's script."""
    return Step(rows, Who.CAROL, does, tells)


def published(event: str, shows: Shown = NOTHING, in_four: Shown = NOTHING, *, from_: str = "") -> Told:
    """Say what the phone publishes."""
    return Told(event, By.PUBLISHED, shows, in_four, from_)


def answer(event: str, shows: Shown = NOTHING, in_four: Shown = NOTHING) -> Told:
    """Say what the base connector dispatches of itself from the result of a request."""
    return Told(event, By.ANSWER, shows, in_four)


def replay(event: str, shows: Shown = NOTHING, in_four: Shown = NOTHING) -> Told:
    """Say what the base connector tells a page that was reloaded."""
    return Told(event, By.REPLAY, shows, in_four)


def rejection(event: str, shows: Shown = NOTHING) -> Told:
    """Say what the base connector dispatches of itself when a request is rejected."""
    return Told(event, By.REJECTION, shows)


def error(of: str, shows: Shown = NOTHING) -> Told:
    """Say that the phone publishes that something failed at the desk."""
    return Told("ERROR", By.ERROR, shows, published_as=of)
