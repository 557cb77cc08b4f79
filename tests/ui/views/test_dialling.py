"""What is typed, pasted or clicked becomes a call, or the reason why not is said."""

import pytest
from hypothesis import given, strategies as st

from softphone.protocol.commands import Dial
from softphone.ui.views.callees import Callee
from softphone.ui.views.dialling import LONGEST, dial_field, pasted
from softphone.ui.views.language import ENGLISH
from softphone.ui.views.mirror import Mirror
from tests.ui.states import connected, mirror, ringing


@pytest.mark.parametrize(
    "text",
    [
        "4711",
        "+49 (0)30 / 90 18-20",
        "tel:+49-30-901820",
        "tel:+4930%20901820;ext=7",
        "callto:4711",
        "sip:anna@pbx.example",
        "anna@pbx.example",
        "anna",
        "*97",
        "1-800-FLOWERS",
    ],
)
def test_a_number_or_an_address_can_be_called_as_it_was_written(text: str) -> None:
    assert dial_field(Callee(text), mirror(), ENGLISH).command == Dial(target=text)


@pytest.mark.parametrize("text", ["", "   ", "what is this?", "+", "sip:", "tel:", "<b>4711</b>", "\N{PILE OF POO}"])
def test_nonsense_is_not_called_and_it_is_said_why(text: str) -> None:
    field = dial_field(Callee(text), mirror(), ENGLISH)

    assert field.command is None
    assert field.why_not


def test_it_is_said_why_nobody_can_be_called_now() -> None:
    assert "ringing" in dial_field(Callee("4711"), mirror(ringing()), ENGLISH).why_not
    assert "not running" in dial_field(Callee("4711"), Mirror(), ENGLISH).why_not
    assert dial_field(Callee("4711"), mirror(connected()), ENGLISH).why_not == ""


@given(st.text(max_size=5000))
def test_whatever_is_pasted_becomes_one_short_line(text: str) -> None:
    line = pasted(text)

    assert len(line) <= LONGEST
    assert len(line.splitlines()) <= 1


def test_the_first_line_that_says_something_is_pasted() -> None:
    assert pasted("\n\n  +49 30 901820  \nAnna Schmidt\n") == "+49 30 901820"
    assert len(pasted("1" * 1_000_000)) == LONGEST
