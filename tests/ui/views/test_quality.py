"""The figure beside the codec says how the call sounds just now."""

import pytest

from softphone.protocol.figures import Figures, LegFigures, StreamFigures
from softphone.ui.resources import language
from softphone.ui.views.language import ENGLISH
from softphone.ui.views.quality import badge
from softphone.ui.views.tone import Tone
from tests.ui.states import NOON


def leg(mos: float | None, name: str = "leg") -> LegFigures:
    received = StreamFigures(loss_percent=1.25, jitter_ms=7.4)
    return LegFigures(call_id="call-1", leg_id=name, codec="opus", received=received, mos_now=mos, rtt_ms=41.6)


@pytest.mark.parametrize(
    ("mos", "word", "tone"), [(4.3, "Good", Tone.GOOD), (3.8, "Fair", Tone.WARN), (2.1, "Poor", Tone.BAD)]
)
def test_word_and_colour_say_whether_people_would_complain(mos: float, word: str, tone: Tone) -> None:
    shown = badge(Figures(at=NOON, legs=(leg(mos),)), "call-1", ENGLISH)

    assert shown is not None
    assert (shown.text, shown.tone) == (f"{mos:.1f} {word}", tone)
    assert shown.explanation.splitlines() == [
        f"Sound quality (MOS) {mos} of 4.5",
        "loss 1.2 %, jitter 7 ms, round trip 42 ms",
        "Click for the figures over time.",
    ]


def test_figures_are_written_as_the_language_does() -> None:
    shown = badge(Figures(at=NOON, legs=(leg(4.3),)), "call-1", language("de"))

    assert shown is not None
    assert shown.text == "4,3 Gut"
    assert shown.explanation.splitlines()[:2] == [
        "Klangqualität (MOS) 4,3 von 4,5",
        "Verlust 1,2 %, Jitter 7 ms, Umlauf 42 ms",
    ]


def test_the_worst_of_several_parties_counts() -> None:
    shown = badge(Figures(at=NOON, legs=(leg(4.4, "a"), leg(2.0, "b"), leg(None, "c"))), "call-1", ENGLISH)

    assert shown is not None
    assert shown.text == "2.0 Poor"


def test_nothing_is_shown_of_what_nobody_knows_yet() -> None:
    assert badge(None, "call-1", ENGLISH) is None
    assert badge(Figures(at=NOON, legs=(leg(None),)), "call-1", ENGLISH) is None
    assert badge(Figures(at=NOON, legs=(leg(4.0),)), "another", ENGLISH) is None
