"""How a mode is asked for on the wire, and what is made of the answers. PJSIP is only noted here."""

from dataclasses import dataclass, field
from typing import Any, cast

import pytest

from softphone.adapters.sip.calls.digit_sending import DigitSender
from softphone.adapters.sip.calls.mode_switching import ModeSwitching
from softphone.adapters.sip.legs.leg_state import LegState
from softphone.adapters.sip.legs.live_call import LiveCall
from softphone.adapters.sip.library.agenda import Agenda
from softphone.adapters.sip.messages import notes
from softphone.core.messages.events import LegEvent
from softphone.core.messages.supervision_events import ModeAsked, ModeConfirmed, ModeRefused
from softphone.core.values import Direction, LegId, Mode
from softphone.settings.sections.supervision import SupervisionSettings

LEG = LegId("leg")


@dataclass
class Wire:
    """A call and its digits, noted."""

    state: LegState = field(default_factory=lambda: LegState(LEG, Direction.OUT))
    sent: list[Any] = field(default_factory=list)
    told: list[LegEvent] = field(default_factory=list)
    agenda: Agenda = field(default_factory=Agenda)

    def send(self, _call: object, digits: str) -> None:
        """Press keys."""
        self.sent.append(digits)

    def sendDtmf(self, param: Any) -> None:  # noqa: N802 - PJSIP's name
        """Press keys in SIP messages."""
        self.sent.append(("INFO", param.digits))

    def sendRequest(self, param: Any) -> None:  # noqa: N802 - PJSIP's name
        """Say something within the call."""
        self.sent.append((param.method, param.txOption.contentType, param.txOption.msgBody))

    def switching(self, **settings: Any) -> ModeSwitching:
        """Make what is tested."""
        chosen = SupervisionSettings(listen_digits="4", whisper_digits="5", barge_digits="*66", **settings)
        return ModeSwitching(chosen, cast("DigitSender", self), self.agenda, self.told.append)

    @property
    def call(self) -> LiveCall:
        """The same, for those who want a call."""
        return cast("LiveCall", self)

    def wait(self) -> None:
        """Let the time come."""
        for job in self.agenda.due(float("inf")):
            job()


def test_digits_are_given_the_time_that_they_take() -> None:
    wire = Wire()
    wire.state.learn_events(can_be_sent=True)
    wire.switching().begin(wire.call, Mode.BARGE, "key")
    assert (wire.sent, wire.told) == (["*66"], [])
    wire.wait()

    assert wire.told == [ModeConfirmed(LEG, Mode.BARGE)]


def test_digits_that_would_be_heard_are_never_sent() -> None:
    wire = Wire()
    wire.state.digits = wire.state.digits.without_info()
    assert wire.state.digits.method == "inband"
    wire.switching().begin(wire.call, Mode.LISTEN, "key")

    assert wire.sent == []
    assert [type(event) for event in wire.told] == [ModeRefused]


def test_a_pbx_may_want_its_digits_in_messages() -> None:
    wire = Wire()
    wire.switching(way="pbx", switch_by="info").begin(wire.call, Mode.WHISPER, "key")
    wire.wait()

    assert wire.sent == [("INFO", "5")]
    assert wire.told == [ModeConfirmed(LEG, Mode.WHISPER)]


@pytest.mark.parametrize(("code", "expected"), [(200, ModeConfirmed), (403, ModeRefused), (408, ModeRefused)])
def test_an_agent_s_phone_answers_a_message(code: int, expected: type[LegEvent]) -> None:
    wire = Wire()
    switching = wire.switching(way="agent", switch_by="info")
    switching.begin(wire.call, Mode.BARGE, "call-1")
    assert wire.sent == [("MESSAGE", notes.KIND, '{"key":"call-1","mode":"barge"}')]
    switching.answered(wire.call, code)
    switching.answered(wire.call, code)

    assert [type(event) for event in wire.told] == [expected]


def test_what_nobody_waits_for_any_more_is_not_told() -> None:
    wire = Wire()
    switching = wire.switching(way="agent", switch_by="info")
    switching.begin(wire.call, Mode.BARGE, "call-1")
    switching.forget(LEG)
    switching.answered(wire.call, 200)

    assert wire.told == []


def test_a_supervisor_s_message_is_handed_on_and_nonsense_is_not() -> None:
    wire = Wire()
    for kind, body in (
        (notes.KIND, "nonsense"),
        (notes.KIND, '{"key":"k"}'),
        ("text/html", '{"key":"k","mode":"barge"}'),
    ):
        wire.switching().heard(wire.call, kind, body)
    assert wire.told == []
    wire.switching().heard(wire.call, notes.KIND, '{"key":"k","mode":"barge"}')

    assert wire.told == [ModeAsked(LEG, Mode.BARGE)]
