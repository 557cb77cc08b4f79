"""Keys mean what an agent expects of them in the moment."""

import pytest
from hypothesis import given, strategies as st
from msgspec import structs

from softphone.protocol.commands import (
    AnswerCall,
    Decline,
    Dial,
    Digits,
    DoNotDisturb,
    HangUp,
    HoldCall,
    Mute,
    PhoneCommand,
    ResumeCall,
    Unmute,
    WrapUp,
)
from softphone.protocol.state import AgentState, CallPhase, CallState, State
from softphone.ui.text.keys import Meaning, press
from tests.ui.text.test_screen import RINGING, TALKING, state

WAITING = structs.replace(RINGING, call_id="waiting")
FOCUSED = structs.replace(TALKING, call_id="focused", has_focus=True, is_muted=False, is_held=False)
DIALLING = structs.replace(RINGING, call_id="out", phase=CallPhase.DIALLING)
OVER = structs.replace(RINGING, call_id="over", phase=CallPhase.ENDED)


@pytest.mark.parametrize(
    ("key", "calls", "command"),
    [
        ("a", (TALKING, WAITING), AnswerCall(call_id="waiting")),
        ("d", (WAITING,), Decline(call_id="waiting")),
        ("e", (FOCUSED, WAITING), HangUp(call_id="focused")),
        ("e", (DIALLING,), HangUp(call_id="out")),
        ("h", (FOCUSED, TALKING), HoldCall(call_id="focused")),
        ("h", (TALKING,), ResumeCall(call_id="c")),
        ("m", (FOCUSED,), Mute(call_id="focused")),
        ("m", (TALKING, WAITING), Unmute(call_id="c")),
        ("5", (FOCUSED,), Digits(digits="5")),
        ("w", (), WrapUp()),
        ("n", (), DoNotDisturb(is_on=True)),
    ],
)
def test_a_key_means_a_command_about_the_call_that_an_agent_would_mean(
    key: str, calls: tuple[CallState, ...], command: PhoneCommand
) -> None:
    assert press(key, state(*calls)) == Meaning(command)


@pytest.mark.parametrize("key", ["a", "d"])
def test_nothing_can_be_answered_when_nothing_rings(key: str) -> None:
    assert press(key, state(TALKING)) == Meaning(says="no call rings")


@pytest.mark.parametrize("key", ["e", "h", "m"])
def test_nothing_can_be_held_when_there_is_no_call(key: str) -> None:
    assert press(key, state(OVER)) == Meaning(says="there is no call")


def test_do_not_disturb_is_switched_off_by_the_same_key() -> None:
    assert press("n", state(agent=AgentState(is_do_not_disturb=True))) == Meaning(DoNotDisturb(is_on=False))


@pytest.mark.parametrize("key", ["q", "\x03"])
def test_the_watcher_can_leave(key: str) -> None:
    assert press(key, state()).is_end


def test_an_address_is_typed_corrected_and_called() -> None:
    phone: State = state()
    typing = press("c", phone).typing
    for key in "sip:x\x7f2":
        assert typing is not None
        typing = press(key, phone, typing).typing

    assert typing == "sip:2"
    assert press("\r", phone, typing) == Meaning(Dial(target="sip:2"))


def test_typing_ends_without_a_call_by_escape_or_with_nothing_typed() -> None:
    assert press("\x1b", state(), "sip:2") == Meaning()
    assert press("\n", state(), "  ") == Meaning()
    assert press("\x03", state(), "sip:2").is_end


@given(st.text(max_size=3), st.one_of(st.none(), st.text(max_size=5)))
def test_any_key_means_something_or_nothing(key: str, typing: str | None) -> None:
    meaning = press(key, state(FOCUSED), typing)

    assert meaning.typing is None or typing is not None or key == "c"
