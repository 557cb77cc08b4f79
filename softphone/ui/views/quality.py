"""How the call that is shown sounds just now, as a figure and a word with a colour and an explanation."""

from dataclasses import dataclass

from softphone.protocol.figures import Figures, LegFigures
from softphone.ui.views.language import Language, mark
from softphone.ui.views.tone import Tone

GOOD, FAIR = 4.0, 3.6
"""From 4.0 on, users are satisfied; below 3.6 many are not (ITU-T G.107, annex B)."""


@dataclass(frozen=True, slots=True)
class Badge:
    """The figure and the word beside the codec."""

    text: str
    tone: Tone
    explanation: str


def judged(mos: float) -> tuple[str, Tone]:
    """Say in a word what people think of it, and how that is coloured."""
    if mos >= GOOD:
        return mark("Good"), Tone.GOOD
    return (mark("Fair"), Tone.WARN) if mos >= FAIR else (mark("Poor"), Tone.BAD)


def badge(figures: Figures | None, call_id: str, say: Language) -> Badge | None:
    """Judge the party of a call that sounds worst; None where nothing is known yet."""
    legs = [leg for leg in figures.legs if leg.call_id == call_id] if figures else []
    worst = min((leg for leg in legs if leg.mos_now is not None), key=lambda leg: leg.mos_now or 0.0, default=None)
    if worst is None or worst.mos_now is None:
        return None
    word, tone = judged(worst.mos_now)
    return Badge(f"{say.number(worst.mos_now, 1)} {say(word)}", tone, "\n".join(_facts(worst, say)))


def _facts(leg: LegFigures, say: Language) -> tuple[str, ...]:
    rtt = "" if leg.rtt_ms is None else say("round trip {ms} ms", ms=round(leg.rtt_ms))
    loss = say("loss {percent} %", percent=say.number(leg.received.loss_percent or 0.0, 1))
    jitter = say("jitter {ms} ms", ms=round(leg.received.jitter_ms))
    return (
        say("Sound quality (MOS) {mos} of 4.5", mos=say.number(leg.mos_now or 0.0, 1)),
        ", ".join(filter(None, (loss, jitter, rtt))),
        say("Click for the figures over time."),
    )
