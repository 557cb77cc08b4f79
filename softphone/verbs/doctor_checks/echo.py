"""Whether calls from here sound good: an echo service is called, and what comes back is judged. Takes 20 seconds.

Its last verdict is the plain one. Limits: ITU-T G.114 for delay, the quality alarm's setting for the MOS.
"""

from collections.abc import Iterator

from softphone.quality.course import Course
from softphone.quality.judgement import Judgement
from softphone.quality.probe import Heard
from softphone.settings.sections.quality import QualitySettings
from softphone.verbs.doctor_checks.echo_call import EchoCall, call_echo
from softphone.verbs.doctor_checks.verdict import Check, Grade, Patient, Verdict, Verdicts

CALL, DELAY, LEVEL, NETWORK, QUALITY, PLAIN = "echo call", "delay", "level", "network", "quality", "verdict"
FINE_MS, BEARABLE_MS = 300.0, 800.0
"""There and back: G.114 wants 150 ms each way, and plans for no network with more than 400."""

FAINT_DB, LOUD_DB, NOISY_DBFS = -15.0, 6.0, -45.0
FEW_MISSED = 0.7
"""An echo service that returns less than this share of what it heard has no steady connection."""

FINE_MOS, ALARM_MOS = 4.0, 3.6
LOSSY_PERCENT, SHAKY_MS = 1.0, 30.0
NO_ECHO = "is this an echo service? If so, audio goes one way only: look at firewall, NAT and the PBX's media address"
NO_AUDIO = "no audio came at all: look at firewall and NAT ([rtp] ports, STUN), and at the codecs"


WITHIN_S = 90.0
"""Far beyond all that it waits for; the sound is looked at for some seconds more, on a slow machine."""


def check_of(target: str) -> Check:
    """Make the check of a line, by a call to this echo service."""

    def look(patient: Patient) -> Verdicts:
        found = list(judge(call_echo(patient.settings, target), target, patient.settings.quality))
        return [*found, plain(found)]

    return Check(CALL, look, WITHIN_S)


def judge(call: EchoCall, target: str, settings: QualitySettings) -> Iterator[Verdict]:
    """Say what each measurement means."""
    if call.failure:
        yield Verdict(CALL, Grade.BAD, f"{target}: {call.failure}", "check the address, the account and the PBX")
        return
    yield Verdict(CALL, Grade.GOOD, f"{target} answered")
    yield from judge_sound(call.heard, call.course)
    if call.course is not None:
        yield judge_network(call.course)
        yield from judge_quality(call.course, settings.alarm_mos or ALARM_MOS)


def judge_sound(heard: Heard | None, course: Course | None) -> Iterator[Verdict]:
    """Judge what came back of what was said."""
    if heard is None or not heard.echoes:
        has_audio = course is not None and course.whole.received.packets > 0
        says = "nothing came back"
        yield Verdict(DELAY, Grade.BAD, says, NO_ECHO if has_audio else NO_AUDIO)
        return
    yield _delay(heard)
    yield _level(heard)


def _delay(heard: Heard) -> Verdict:
    delays = sorted(echo.delay_ms for echo in heard.echoes)
    says = f"the voice comes back after {heard.delay_ms:.0f} ms ({delays[0]:.0f} to {delays[-1]:.0f})"
    if len(heard.echoes) < FEW_MISSED * heard.said:
        missed = heard.said - len(heard.echoes)
        return Verdict(DELAY, Grade.BAD, f"{says}, but {missed} of {heard.said} times not at all", "look at the loss")
    if heard.delay_ms > BEARABLE_MS:
        return Verdict(DELAY, Grade.BAD, says, "people will talk at the same time: find out where the time goes")
    if heard.delay_ms > FINE_MS:
        return Verdict(DELAY, Grade.WARNING, says, "people notice this: VPN, wireless or a distant media server?")
    return Verdict(DELAY, Grade.GOOD, says)


def _level(heard: Heard) -> Verdict:
    says = f"it comes back at {heard.gain_db:+.1f} dB, with noise at {heard.noise_dbfs:.0f} dBFS"
    if not FAINT_DB <= heard.gain_db <= LOUD_DB:
        return Verdict(LEVEL, Grade.WARNING, says, "something on the way changes levels: a gateway, or the PBX's gains")
    if heard.noise_dbfs > NOISY_DBFS:
        return Verdict(LEVEL, Grade.WARNING, says, "there is noise on the line that the phone did not send")
    return Verdict(LEVEL, Grade.GOOD, says)


def judge_network(course: Course) -> Verdict:
    """Judge what the network did to packets."""
    whole = course.whole
    lost_in, lost_out = whole.received.loss_percent, whole.sent.loss_percent if whole.sent else None
    jitter_ms = whole.received.jitter_ms
    rtt = "unknown" if whole.rtt_ms is None else f"{whole.rtt_ms:.0f} ms"
    says = (
        f"lost {_percent(lost_in)} in, {_percent(lost_out)} out; "
        f"jitter {jitter_ms:.1f} ms, round trip {rtt}, jitter buffer {whole.buffer_ms:.0f} ms"
    )
    if max(lost_in or 0.0, lost_out or 0.0) >= LOSSY_PERCENT:
        return Verdict(NETWORK, Grade.WARNING, says, "packets are lost: wireless, a full line, or a VPN?")
    if jitter_ms >= SHAKY_MS:
        return Verdict(NETWORK, Grade.WARNING, says, "packets arrive unevenly: wireless, or a full line?")
    return Verdict(NETWORK, Grade.GOOD, says)


def judge_quality(course: Course, alarm_mos: float) -> Iterator[Verdict]:
    """Judge how it sounds, by the E-model."""
    overall, codec = course.overall(), course.whole.codec
    worse = overall.worse
    if worse is None:
        yield Verdict(QUALITY, Grade.NOTE, f"no rating: no figures are published for {codec or 'this codec'}")
        return
    says = f"MOS {_mos(overall.received)} in, {_mos(overall.sent)} out (G.107, {codec})"
    if worse.mos < alarm_mos:
        yield Verdict(QUALITY, Grade.BAD, says, f"below {alarm_mos:g} people ask each other to repeat")
    elif worse.mos < FINE_MOS:
        yield Verdict(QUALITY, Grade.WARNING, says, "good enough to work with, and worth a look")
    else:
        yield Verdict(QUALITY, Grade.GOOD, says)


def plain(found: list[Verdict]) -> Verdict:
    """Say it in one line, for the one who wants to begin to work."""
    for grade, says in ((Grade.BAD, "do not take calls on this line:"), (Grade.WARNING, "calls will do, but")):
        if why := [verdict.about for verdict in found if verdict.grade is grade]:
            return Verdict(PLAIN, grade, f"{says} look at {', '.join(why)}")
    return Verdict(PLAIN, Grade.GOOD, "fit for calls")


def _percent(share: float | None) -> str:
    return "?" if share is None else f"{share:.1f} %"


def _mos(judged: Judgement | None) -> str:
    return "?" if judged is None else f"{judged.mos:.2f}"
