"""How the call that is shown sounds just now, as a small figure with a colour and an explanation."""

from dataclasses import dataclass

from softphone.protocol.figures import Figures, LegFigures
from softphone.ui.views.keys import Tone
from softphone.ui.views.language import Language

GOOD, FAIR = 4.0, 3.6
"""From 4.0 on, users are satisfied; below 3.6 many are not (ITU-T G.107, annex B)."""


@dataclass(frozen=True, slots=True)
class Badge:
    """The figure beside the codec."""

    text: str
    tone: Tone
    explanation: str


def badge(figures: Figures | None, call_id: str, say: Language) -> Badge | None:
    """Judge the party of a call that sounds worst; None where nothing is known yet."""
    legs = [leg for leg in figures.legs if leg.call_id == call_id] if figures else []
    worst = min((leg for leg in legs if leg.mos_now is not None), key=lambda leg: leg.mos_now or 0.0, default=None)
    if worst is None or worst.mos_now is None:
        return None
    tone = Tone.GOOD if worst.mos_now >= GOOD else Tone.WARN if worst.mos_now >= FAIR else Tone.BAD
    return Badge(f"{worst.mos_now:.1f}", tone, "\n".join(_facts(worst, say)))


def _facts(leg: LegFigures, say: Language) -> tuple[str, ...]:
    rtt = "" if leg.rtt_ms is None else say("round trip {ms} ms", ms=round(leg.rtt_ms))
    loss = say("loss {percent} %", percent=round(leg.received.loss_percent or 0.0, 1))
    jitter = say("jitter {ms} ms", ms=round(leg.received.jitter_ms))
    return (
        say("Sound quality (MOS) {mos} of 4.5", mos=f"{leg.mos_now:.1f}"),
        ", ".join(filter(None, (loss, jitter, rtt))),
    )
