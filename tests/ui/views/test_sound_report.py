"""How a call sounds, in words: a verdict, both directions, both opinions of the whole call, its worst ten seconds."""

from typing import Any

import pytest

from softphone.protocol.answers import HistoryQuality
from softphone.protocol.figures import LegFigures, StreamFigures
from softphone.ui.resources import language
from softphone.ui.views.sound_choice import CallChoice
from softphone.ui.views.sound_report import of_past, of_running, report_of
from softphone.ui.views.tone import Tone
from tests.ui.views.test_history_view import entry

ENGLISH = language("en")
HEARD = StreamFigures(loss_percent=1.25, jitter_ms=7.4, mos=4.1, mos_now=3.7, mos_worst=2.2)


def leg(**other: Any) -> LegFigures:
    given: dict[str, Any] = {"codec": "opus", "received": HEARD, "mos_now": 3.7, "r": 80.4, "mos": 4.05, **other}
    return LegFigures(call_id="call-1", leg_id="leg", **given)


def test_a_running_call_is_judged_in_both_directions() -> None:
    there = StreamFigures(loss_percent=0.0, jitter_ms=1.0, mos=4.4, mos_worst=4.3)
    report = of_running(leg(sent=there, salesforce_mos=4.38, rtt_ms=41.6, encryption="SRTP"), ENGLISH)

    assert (report.verdict, report.tone) == ("3.7 Fair", Tone.WARN)
    assert report.lines == (
        "What we hear: MOS 3.7, loss 1.2 %, jitter 7 ms",
        "What they hear: MOS 4.4, loss 0.0 %, jitter 1 ms",
        "Whole call: R 80, MOS 4.05 (G.107), Salesforce 4.38",
        "Worst 10 s: MOS 2.2, round trip 42 ms, opus, SRTP",
    )


def test_what_nobody_knows_yet_is_said_so() -> None:
    report = of_running(leg(mos_now=None, mos=None, r=None, received=StreamFigures()), ENGLISH)

    assert (report.verdict, report.tone) == ("Not known yet", Tone.PLAIN)
    assert report.lines[1] == "What they hear: not reported yet"
    assert report.lines[3] == "Worst 10 s: MOS ?, round trip ? ms, opus, not encrypted"


def test_its_figures_are_written_as_the_language_does() -> None:
    report = of_running(leg(salesforce_mos=4.38), language("de"))

    assert report.verdict == "3,7 Mäßig"
    assert report.lines[0] == "Was wir hören: MOS 3,7, Verlust 1,2 %, Jitter 7 ms"
    assert report.lines[2] == "Ganzer Anruf: R 80, MOS 4,05 (G.107), Salesforce 4,38"


@pytest.mark.parametrize(
    ("side", "says"),
    [
        ("received", "What we heard was bad."),
        ("sent", "What they heard was bad."),
        ("both", "Both directions were bad."),
        ("", "Neither direction was bad."),
    ],
)
def test_a_call_that_is_over_says_which_side_was_bad(side: str, says: str) -> None:
    quality = HistoryQuality(
        r=55.2, mos=2.84, salesforce_mos=4.3, worst_mos=1.9, loss_percent=9.0, jitter_ms=3.0, bad_side=side
    )
    report = of_past(entry(codec="PCMU", quality=quality), ENGLISH)

    assert (report.verdict, report.tone) == ("2.8 Poor", Tone.BAD)
    assert report.lines == (
        says,
        "Worse direction: loss 9.0 %, jitter 3 ms",
        "Whole call: R 55, MOS 2.84 (G.107), Salesforce 4.30",
        "Worst 10 s: MOS 1.9, round trip ? ms, PCMU, not encrypted",
    )


def test_the_report_is_of_what_was_chosen() -> None:
    over = CallChoice("call-1", "Anna", entry())
    assert report_of(over, leg(), ENGLISH) == of_past(entry(), ENGLISH)
    assert of_past(entry(), ENGLISH).verdict == "Not measured"
    assert report_of(CallChoice("call-1", "Anna"), leg(), ENGLISH) == of_running(leg(), ENGLISH)
    assert report_of(CallChoice("call-1", "Anna"), None, ENGLISH) is None
