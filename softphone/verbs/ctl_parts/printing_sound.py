"""How `softphone ctl` shows how calls sound: a line for each leg, a course as a table for spreadsheets."""

import csv
import io

import msgspec

from softphone.protocol.figures import LegFigures, StreamFigures
from softphone.protocol.sound_quality import CallCourse, LegCourse, OfQuality
from softphone.quality.flow import Flow

_FLOWS = {
    Flow.BOTH: "",
    Flow.RECEIVED_ONLY: "ONE WAY: the far end gets nothing of ours",
    Flow.SENT_ONLY: "ONE WAY: nothing reaches us",
    Flow.NEITHER: "NO AUDIO",
}


def figures(leg: LegFigures) -> str:
    """Show how one leg sounds, and what the network does to it."""
    words = [
        leg.call_id,
        leg.codec,
        f"MOS {mos(leg.mos_now)} now, {mos(leg.mos)} so far, Salesforce {mos(leg.salesforce_mos)};",
        f"received {_stream(leg.received)};",
        f"sent {_stream(leg.sent) if leg.sent else f'{leg.packets_sent}, no report yet'};",
        f"rtt {_ms(leg.rtt_ms)}, buffer {_ms(leg.buffer_ms)}",
        leg.encryption,
        _FLOWS[leg.flow],
    ]
    return " ".join(filter(None, words))


def course(call: CallCourse) -> str:
    """Show the course of a call as CSV, one line for each second of each leg."""
    columns = [field for field in msgspec.structs.fields(LegCourse) if "tuple" in str(field.type)]
    table = io.StringIO()
    write = csv.writer(table, lineterminator="\n").writerow
    write(["leg", "role", "codec", *(field.encode_name for field in columns)])
    for leg in call.legs:
        for values in zip(*(getattr(leg, field.name) for field in columns), strict=True):
            write([leg.leg_id, leg.role, leg.codec, *("" if value is None else f"{value:g}" for value in values)])
    return table.getvalue().rstrip("\n")


def alarm(sound: OfQuality) -> str:
    """Show an alarm, or its end."""
    state = "sounds bad" if sound.is_bad else "sounds good again"
    return f"{state}: MOS {mos(sound.mos)} ({sound.side}), lost {sound.loss_percent:.1f} %, rtt {_ms(sound.rtt_ms)}"


def mos(value: float | None) -> str:
    """Show an opinion; nobody has one of silence."""
    return "?" if value is None else f"{value:.2f}"


def _stream(stream: StreamFigures) -> str:
    loss = "" if stream.loss_percent is None else f" ({stream.loss_percent:.1f} %)"
    late = f" late {stream.discarded}" if stream.discarded else ""
    return f"{stream.packets} lost {stream.lost}{late}{loss} jitter {_ms(stream.jitter_ms)}"


def _ms(delay_ms: float | None) -> str:
    return "? ms" if delay_ms is None else f"{delay_ms:.0f} ms"
