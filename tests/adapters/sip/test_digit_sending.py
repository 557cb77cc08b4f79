"""The order of digits on a leg, and what becomes of those that wait when one cannot be sent. PJSIP is only noted."""

from dataclasses import dataclass, field
from typing import Any, cast

import pjsua2 as pj
import pytest

from softphone.adapters.sip.audio.tone_player import TonePlayer
from softphone.adapters.sip.calls.digit_sending import AT_ONCE, MOST_WAITING, DigitSender
from softphone.adapters.sip.legs.digits import DigitRules, Wish
from softphone.adapters.sip.legs.leg_state import LegState
from softphone.adapters.sip.legs.legs import Legs
from softphone.adapters.sip.legs.live_call import LiveCall
from softphone.adapters.sip.library.agenda import Agenda
from softphone.core.messages.events import DigitsFailed, LegEvent
from softphone.core.values import Direction, LegId

LEG = LegId("leg")
MANY = "4" + 15 * "1" + "27#"


@dataclass
class Wire:
    """A call, its leg and its tones, noted; it can break."""

    wish: Wish = "rfc4733"
    sent: list[str] = field(default_factory=list)
    told: list[LegEvent] = field(default_factory=list)
    agenda: Agenda = field(default_factory=Agenda)
    is_broken: bool = False

    def __post_init__(self) -> None:
        self.state = LegState(LEG, Direction.OUT, digits=DigitRules(self.wish))
        self.digits = DigitSender(cast("Legs", self), cast("TonePlayer", self), self.agenda, self.told.append)

    def find(self, _leg: LegId) -> LiveCall:
        return self.call

    def dialDtmf(self, digits: str) -> None:  # noqa: N802 - PJSIP's name
        self._note(digits)

    def sendDtmf(self, param: Any) -> None:  # noqa: N802 - PJSIP's name
        self._note(param.digits)

    def getAudioMedia(self, _index: int) -> None:  # noqa: N802 - PJSIP's name
        """Nothing is heard here."""

    def play_digits(self, _leg: LegId, _sink: object, digits: str) -> float:
        self._note(digits)
        return 1.0

    def press(self, digits: str) -> None:
        self.digits.send(self.call, digits)

    def answer(self, code: int = 200) -> None:
        self.digits.info_answered(self.call, code)

    def wait(self) -> None:
        """Let the time come for everything that is planned by now."""
        for job in self.agenda.due(float("inf")):
            job()

    @property
    def call(self) -> LiveCall:
        return cast("LiveCall", self)

    def _note(self, digits: str) -> None:
        if self.is_broken:
            raise pj.Error
        self.sent.append(digits)


@pytest.mark.parametrize("wish", ["rfc4733", "inband"])
def test_a_key_waits_for_those_that_were_pressed_before(wish: Wish) -> None:
    wire = Wire(wish)
    wire.press(MANY)
    wire.press("9")
    assert wire.sent == [MANY[:AT_ONCE]]
    wire.wait()
    assert "".join(wire.sent) == MANY + "9"
    wire.wait()
    wire.press("5")

    assert wire.sent[-1] == "5"
    assert wire.told == []


def test_by_info_each_digit_waits_for_the_answer_to_the_one_before() -> None:
    wire = Wire("info")
    wire.press("12")
    wire.press("3")
    for so_far in ("1", "12", "123", "123"):
        assert "".join(wire.sent) == so_far
        wire.answer()
    wire.press("4")

    assert "".join(wire.sent) == "1234"


@pytest.mark.parametrize("wish", ["rfc4733", "inband", "info"])
def test_what_cannot_be_sent_is_told_and_keeps_nothing_else_back(wish: Wish) -> None:
    wire = Wire(wish)
    wire.press(MANY)
    wire.is_broken = True
    wire.answer()
    wire.wait()
    assert [type(event) for event in wire.told] == [DigitsFailed]
    with pytest.raises(pj.Error):
        wire.press("5")
    wire.is_broken = False
    wire.press("6")

    assert wire.sent[-1] == "6"
    assert "5" not in wire.sent


def test_sound_that_fails_as_well_is_told() -> None:
    wire = Wire("auto")
    wire.press("12")
    wire.is_broken = True
    wire.answer(405)

    assert [type(event) for event in wire.told] == [DigitsFailed]


def test_a_refused_digit_takes_those_that_wait_along() -> None:
    wire = Wire("info")
    wire.press("12")
    wire.answer(500)
    assert [type(event) for event in wire.told] == [DigitsFailed]
    wire.press("3")

    assert wire.sent == ["1", "3"]


def test_the_rest_of_a_leg_that_moved_is_not_sent() -> None:
    wire = Wire()
    wire.press(MANY)
    wire.digits.forget(LEG)
    wire.press("9")
    wire.wait()
    wire.wait()

    assert wire.sent == [MANY[:AT_ONCE], "9"]


def test_no_more_digits_wait_than_anybody_presses() -> None:
    wire = Wire()
    wire.press(MOST_WAITING * "1")
    wire.press((AT_ONCE + 1) * "2")
    assert [type(event) for event in wire.told] == [DigitsFailed]
    while "".join(wire.sent) != MOST_WAITING * "1":
        wire.wait()
