"""How a call sounds, or sounded, in words: a verdict, and the figures that people compare."""

from dataclasses import dataclass

from softphone.protocol.answers import HistoryEntry, HistoryQuality
from softphone.protocol.figures import LegFigures, StreamFigures
from softphone.ui.views.language import Language
from softphone.ui.views.quality import judged
from softphone.ui.views.sound_choice import CallChoice
from softphone.ui.views.sound_graphs import THEY_HEAR, WE_HEAR
from softphone.ui.views.tone import Tone


@dataclass(frozen=True, slots=True)
class SoundReport:
    """A verdict with its colour, and lines below it."""

    verdict: str
    tone: Tone
    lines: tuple[str, ...] = ()


def report_of(choice: CallChoice | None, figures: LegFigures | None, say: Language) -> SoundReport | None:
    """Report on the call that was chosen; None where nothing was, or nothing is known yet."""
    if choice is not None and choice.entry is not None:
        return of_past(choice.entry, say)
    return of_running(figures, say) if figures else None


def of_running(leg: LegFigures, say: Language) -> SoundReport:
    """Report on a call that goes on."""
    verdict, tone = _verdict(leg.mos_now, say)
    worst = (leg.received.mos_worst, leg.sent.mos_worst if leg.sent else None)
    known = [mos for mos in worst if mos is not None]
    they = _stream(leg.sent, say) if leg.sent else say("not reported yet")
    return SoundReport(
        verdict,
        tone,
        (
            f"{say(WE_HEAR)}: {_stream(leg.received, say)}",
            f"{say(THEY_HEAR)}: {they}",
            _ratings(leg.r, leg.mos, leg.salesforce_mos, say),
            _facts(min(known, default=None), leg.codec, leg.encryption, leg.rtt_ms, say),
        ),
    )


def of_past(entry: HistoryEntry, say: Language) -> SoundReport:
    """Report on a call that is over."""
    quality = entry.quality
    if quality is None:
        return SoundReport(say("Not measured"), Tone.PLAIN, (say("Nobody knows how this call sounded."),))
    verdict, tone = _verdict(quality.mos, say)
    loss, jitter = _number(say, quality.loss_percent, 1), _number(say, quality.jitter_ms)
    return SoundReport(
        verdict,
        tone,
        (
            _side(quality, say),
            say("Worse direction: loss {loss} %, jitter {jitter} ms", loss=loss, jitter=jitter),
            _ratings(quality.r, quality.mos, quality.salesforce_mos, say),
            _facts(quality.worst_mos, entry.codec, entry.encryption, quality.rtt_ms, say),
        ),
    )


def _verdict(mos: float | None, say: Language) -> tuple[str, Tone]:
    if mos is None:
        return say("Not known yet"), Tone.PLAIN
    word, tone = judged(mos)
    return f"{say.number(mos, 1)} {say(word)}", tone


def _side(quality: HistoryQuality, say: Language) -> str:
    match quality.bad_side:
        case "received":
            return say("What we heard was bad.")
        case "sent":
            return say("What they heard was bad.")
        case "both":
            return say("Both directions were bad.")
        case _:
            return say("Neither direction was bad.")


def _stream(stream: StreamFigures, say: Language) -> str:
    mos = stream.mos if stream.mos_now is None else stream.mos_now
    return say(
        "MOS {mos}, loss {loss} %, jitter {jitter} ms",
        mos=_number(say, mos, 1),
        loss=_number(say, stream.loss_percent, 1),
        jitter=_number(say, stream.jitter_ms),
    )


def _ratings(r: float | None, mos: float | None, salesforce: float | None, say: Language) -> str:
    return say(
        "Whole call: R {r}, MOS {mos} (G.107), Salesforce {salesforce}",
        r=_number(say, r),
        mos=_number(say, mos, 2),
        salesforce=_number(say, salesforce, 2),
    )


def _facts(worst: float | None, codec: str, encryption: str, rtt: float | None, say: Language) -> str:
    """Say the worst ten seconds, and what the call was made of."""
    parts = (
        say("Worst 10 s: MOS {mos}", mos=_number(say, worst, 1)),
        say("round trip {ms} ms", ms=_number(say, rtt)),
        codec,
        encryption if encryption.lower() not in ("", "none", "off") else say("not encrypted"),
    )
    return ", ".join(filter(None, parts))


def _number(say: Language, value: float | None, digits: int = 0) -> str:
    return "?" if value is None else say.number(value, digits)
