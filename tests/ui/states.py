"""Scripted states of a phone, for tests of views and widgets and for the pictures of the documentation."""

from datetime import UTC, datetime
from typing import Any

from msgspec import structs

from softphone.protocol.greeting import PhoneCard
from softphone.protocol.state import (
    AccountState,
    AgentState,
    CallPhase,
    CallState,
    DeviceState,
    LegPhase,
    LegState,
    LinesState,
    MediaState,
    PageState,
    Party,
    Queue,
    State,
    StatusState,
    WrapUpState,
)
from softphone.protocol.vocabulary import CallType, Direction, Hold, Recording, RegistrationState, Role
from softphone.ui.views.mirror import Connection, Mirror

NOON = datetime(2026, 3, 14, 12, 0, tzinfo=UTC)
ANNA = Party(uri="sip:+4930901820@pbx.example", name="Anna Schmidt", number="+4930901820", is_asserted=True)
LENA = Party(uri="sip:+442079460958@pbx.example", name="Lena Okafor", number="+442079460958")
NOBODY = Party(uri="sip:anonymous@anonymous.invalid", number="anonymous")
OFFICE = AccountState(name="Office", uri="sip:4711@pbx.example", state=RegistrationState.REGISTERED)
ATTACHED = PageState(is_attached=True, is_connected=True)
OPUS = MediaState(codec="opus", clock_rate_hz=48000, encryption="SRTP")


def leg(name: str = "leg-1", peer: Party = ANNA, **other: Any) -> LegState:
    """One party; it rings here unless something else is said."""
    given: dict[str, Any] = {
        "role": Role.INITIAL_CALLER,
        "direction": Direction.IN,
        "account": "Office",
        "phase": LegPhase.OFFERED,
        "media": MediaState(),
        **other,
    }
    return LegState(leg_id=name, peer=peer, **given)


def a_call(name: str = "call-1", peer: Party = ANNA, **other: Any) -> CallState:
    """A call; it rings here unless something else is said."""
    given: dict[str, Any] = {
        "call_type": CallType.INBOUND,
        "direction": Direction.IN,
        "phase": CallPhase.RINGING,
        "started_at": NOON,
        "elapsed_s": 4.0,
        "legs": (leg(f"{name}-leg", peer),),
        **other,
    }
    return CallState(call_id=name, peer=peer, **given)


def ringing(name: str = "call-1", peer: Party = ANNA) -> CallState:
    """A call that waited in a queue and rings here."""
    return a_call(name, peer, queue=Queue(id="q1", name="Orders and returns"))


def proposed(name: str = "call-1", peer: Party = LENA, **other: Any) -> CallState:
    """A callback, which is dialled once the agent has agreed; until then it rings here."""
    way = {"direction": Direction.OUT, "phase": LegPhase.PROPOSED}
    given = {"call_type": CallType.CALLBACK, "direction": Direction.OUT, **other}
    return a_call(name, peer, legs=(leg(f"{name}-leg", peer, **way),), **given)


def dialling(name: str = "call-1", peer: Party = LENA) -> CallState:
    """A call that rings there."""
    way = {"direction": Direction.OUT, "phase": LegPhase.ALERTING}
    return a_call(
        name,
        peer,
        phase=CallPhase.DIALLING,
        call_type=CallType.OUTBOUND,
        direction=Direction.OUT,
        legs=(leg(f"{name}-leg", peer, **way),),
    )


def connected(name: str = "call-1", peer: Party = ANNA, hold: Hold = Hold.OFF, **other: Any) -> CallState:
    """A call that is up."""
    given: dict[str, Any] = {
        "phase": CallPhase.CONNECTED,
        "elapsed_s": 80.0,
        "connected_s": 73.0,
        "has_focus": hold is Hold.OFF,
        "is_held": hold in (Hold.ON, Hold.TURNING_OFF),
        "legs": (leg(f"{name}-leg", peer, phase=LegPhase.TALKING, hold=hold, media=OPUS, connected_at=NOON),),
        **other,
    }
    return a_call(name, peer, **given)


def a_state(*calls: CallState, **other: Any) -> State:
    """A registered phone that Salesforce hears from, with these calls."""
    given: dict[str, Any] = {
        "accounts": (OFFICE,),
        "lines": LinesState(most=4, takes_second=True),
        "page": ATTACHED,
        **other,
    }
    return State(seq=7, at=NOON, calls=calls, **given)


def mirror(*calls: CallState, **other: Any) -> Mirror:
    """The desk has just been told this state."""
    return Mirror(Connection.UP, state=a_state(*calls, **other), phone=PhoneCard(version="1.0"))


def in_wrap_up() -> Mirror:
    """The work after a call goes on."""
    return mirror(agent=AgentState(wrap_up=WrapUpState(call_id="call-1", since=NOON, elapsed_s=12.0)))


def with_two(other: Party = LENA, *, is_merged: bool = False, is_ringing: bool = False) -> CallState:
    """A call that somebody was called to join."""
    hold = Hold.OFF if is_merged else Hold.ON
    first = leg("call-1-leg", ANNA, phase=LegPhase.TALKING, hold=hold, media=OPUS, connected_at=NOON)
    phase = LegPhase.ALERTING if is_ringing else LegPhase.TALKING
    third = leg("third", other, role=Role.THIRD_PARTY, direction=Direction.OUT, phase=phase, media=OPUS)
    return connected(legs=(first, third), is_merged=is_merged, talks_to=None if is_merged else "third")


def with_statuses() -> Mirror:
    """Salesforce has told its statuses; one waits for the end of the call."""
    ready = StatusState(id="a", name="Available for calls", has_channels=True)
    away = StatusState(id="b", name="On a break")
    agent = AgentState(status=ready, pending_status=away, statuses=(ready, away))
    return mirror(connected(), agent=agent)


def recorded(call: CallState) -> CallState:
    """The same call, recorded, come by a diversion."""
    return structs.replace(call, recording=Recording.ON, diverted_from=("+4930901821",))


def troubled() -> Mirror:
    """Nothing is as it should be: not registered, no page, the headset is gone."""
    lost = AccountState(
        name="Office", uri="sip:4711@pbx.example", state=RegistrationState.WAITING, failures=3, code=503, says="Busy"
    )
    device = DeviceState(use="output", device="Loudspeaker", wished="Jabra Evolve2", why="not plugged in")
    return mirror(accounts=(lost,), page=PageState(), devices=(device,))
