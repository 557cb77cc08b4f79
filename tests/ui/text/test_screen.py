"""The terminal's screen shows what matters, fits, and cannot be steered by a caller."""

from datetime import UTC, datetime

import pytest
from hypothesis import given, strategies as st
from msgspec import structs

from softphone.core.state.registration import RegistrationState
from softphone.core.values import CallType, Direction, Role
from softphone.protocol.state import (
    AccountState,
    AgentState,
    CallPhase,
    CallState,
    DeviceState,
    LegPhase,
    LegState,
    MediaState,
    Party,
    Queue,
    State,
    WrapUpState,
)
from softphone.ui.text.rows import Tone, clean, clock, cut
from softphone.ui.text.screen import Size, View, paint

NOW = datetime(2026, 1, 2, 3, 4, 5, tzinfo=UTC)
ANNA = Party(uri="sip:anna@127.0.0.1", name="Anna Schmidt", number="+4930231251")
LEG = LegState(
    leg_id="l",
    role=Role.INITIAL_CALLER,
    direction=Direction.IN,
    account="office",
    peer=ANNA,
    phase=LegPhase.OFFERED,
    media=MediaState(),
)
RINGING = CallState(
    call_id="c",
    call_type=CallType.INBOUND,
    direction=Direction.IN,
    phase=CallPhase.RINGING,
    peer=ANNA,
    started_at=NOW,
    elapsed_s=3,
    legs=(LEG,),
)
TALKING = structs.replace(
    RINGING,
    phase=CallPhase.CONNECTED,
    connected_s=65.0,
    is_muted=True,
    is_held=True,
    queue=Queue(name="Sales"),
    diverted_from=("sip:reception@pbx.example",),
    legs=(
        structs.replace(
            LEG,
            connected_at=NOW,
            is_held_by_peer=True,
            is_audio_missing=True,
            media=MediaState(codec="opus", encryption="AES_CM_128_HMAC_SHA1_80"),
        ),
    ),
)


def screen(state: State, *, now: float = 0, size: Size = Size(200, 24), **view: object) -> list[str]:  # noqa: B008 - a Size is a value
    return [row.text for row in paint(View("softphone", state, 0, **view), now, size)]  # type: ignore[arg-type]


def state(*calls: CallState, **more: object) -> State:
    return State(seq=1, at=NOW, calls=calls, **more)  # type: ignore[arg-type]


def test_a_ringing_call_is_loud_and_its_timer_runs() -> None:
    (row,) = [row for row in paint(View("softphone", state(RINGING), 100), 107, Size()) if "RINGING" in row.text]

    assert row.tone is Tone.LOUD
    assert "0:10" in row.text
    assert "from Anna Schmidt +4930231251" in row.text


def test_a_call_shows_everything_that_people_ask_about() -> None:
    (line,) = [text for text in screen(state(TALKING)) if text.startswith("connected")]

    assert "1:05" in line
    for mark in (
        "queue Sales",
        "diverted from sip:reception@pbx.example",
        "MUTED",
        "ON HOLD",
        "held by the far end",
        "NO AUDIO",
        "opus AES_CM_128",
    ):
        assert mark in line


def test_accounts_agent_and_sound_are_shown_where_there_is_something_to_say() -> None:
    registered = AccountState(name="office", uri="sip:a@pbx", state=RegistrationState.REGISTERED)
    waiting = AccountState(name="home", state=RegistrationState.WAITING, code=403, says="Forbidden")
    agent = AgentState(is_do_not_disturb=True, wrap_up=WrapUpState(call_id="c", since=NOW, elapsed_s=5))
    sound = DeviceState(use="input", device="null", wished="default", why="no such device")

    lines = screen(state(accounts=(registered, waiting), agent=agent, devices=(sound,), is_stopping=True), now=5)

    assert "account    office sip:a@pbx registered" in lines
    assert "account    home waiting (403 Forbidden)" in lines
    assert "agent      after-call work for 0:10" in lines
    assert "sound      input: null instead of default (no such device)" in lines
    assert "agent      do not disturb: new calls are refused" in lines
    assert "the phone is being switched off" in lines


def test_refusals_typing_places_and_events_have_their_rows() -> None:
    assert "no such call" in screen(state(), says="no such call")
    assert "call whom? sip:2_" in screen(state(), typing="sip:2")
    assert "  Petra 201" in screen(state(), places=("Petra 201",))
    assert "an event" in screen(state(), events=("an event",))


@given(
    st.integers(1, 40),
    st.integers(1, 200),
    st.lists(st.text(max_size=80), max_size=60),
    st.integers(0, 30),
    st.text(max_size=50),
)
def test_a_screen_always_fits_and_holds_nothing_that_steers_a_terminal(
    rows: int, columns: int, events: list[str], calls: int, name: str
) -> None:
    call = structs.replace(RINGING, peer=Party(uri="sip:x", name=name))
    view = View("softphone", state(*[call] * calls), 0, events=tuple(events))

    painted = paint(view, 1, Size(columns, rows))

    assert len(painted) <= rows
    assert all(len(row.text) <= columns and row.text.isprintable() for row in painted)


def test_the_keys_and_the_latest_events_stay_visible_however_many_calls_there_are() -> None:
    lines = screen(state(*[RINGING] * 40), events=("first", "last"))

    assert lines[-1].startswith("a answer")
    assert "last" in lines


@pytest.mark.parametrize(("seconds", "text"), [(-1, "0:00"), (59.9, "0:59"), (61, "1:01"), (3661, "1:01:01")])
def test_durations_read_as_on_a_phone(seconds: float, text: str) -> None:
    assert clock(seconds) == text


def test_text_is_cut_visibly_and_cleaned() -> None:
    assert cut("abcdef", 4) == "abc\N{HORIZONTAL ELLIPSIS}"
    assert clean("a\x1b[2Jb\n") == "a\N{MIDDLE DOT}[2Jb\N{MIDDLE DOT}"
