"""What the desk has heard of a call is shown as long as the call is there."""

import pytest
from PySide6.QtWidgets import QWidget

from softphone.protocol.call_events import OfSilence
from softphone.protocol.events import AudioMissing
from softphone.protocol.state import CallState, LegPhase
from softphone.protocol.vocabulary import Origin
from tests.ui.stage import Stage
from tests.ui.states import LENA, NOON, connected, leg, mirror

KNOWN = "250 packets sent to 10.0.0.1:4000, 0 received in all, no ICE"


def silent(name: str = "call-1") -> CallState:
    return connected(name, legs=(leg(f"{name}-leg", phase=LegPhase.TALKING, is_audio_missing=True),))


def tell_silence(stage: Stage) -> None:
    silence = OfSilence(call=silent(), known=KNOWN)
    stage.phone.happened.emit(AudioMissing(seq=1, at=NOON, origin=Origin.REMOTE, payload=silence))


def why_silent(stage: Stage) -> list[str]:
    card = stage.presenter.view().card
    return [remark.explanation for remark in card.remarks] if card else []


def test_what_the_phone_knows_of_a_silence_is_said_beside_it(stage: Stage) -> None:
    stage.show(mirror(silent()))
    assert why_silent(stage) == [""]

    tell_silence(stage)

    assert why_silent(stage) == [KNOWN]
    assert KNOWN in [widget.toolTip() for widget in stage.window.phone.card.findChildren(QWidget)]


@pytest.mark.parametrize("calls", [(), (connected("another", LENA),)])
def test_it_is_forgotten_with_the_call(stage: Stage, calls: tuple[CallState, ...]) -> None:
    stage.show(mirror(silent()))
    tell_silence(stage)
    stage.show(mirror(*calls))

    stage.show(mirror(silent()))

    assert why_silent(stage) == [""]
