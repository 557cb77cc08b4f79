"""Whether the SIP library can do what the settings ask of it (codecs, TLS, SRTP), and sees the sound devices."""

from collections.abc import Iterator, Sequence

from softphone.adapters.sip.audio.sound_devices import SoundDevice, fitting, is_card
from softphone.adapters.sip.audio.sound_server import plugged_in
from softphone.adapters.sip.library.inspection import Abilities, NotInspected, inspect
from softphone.engine.ports.sound import Use
from softphone.settings import Settings
from softphone.verbs.doctor_checks.verdict import Check, Grade, Patient, Verdict, Verdicts

SIP, SOUND = "SIP library", "sound"
WITHIN_S = 12.0
RECOMMENDED = (2, 17)
WHEEL = "use the wheel that `make setup` builds"
_CODECS = {"opus": "opus/48000", "g722": "g722/16000", "pcma": "pcma/8000", "pcmu": "pcmu/8000", "gsm": "gsm/8000"}


def look(patient: Patient) -> Verdicts:
    """Look at the library in a process of its own, then compare with the settings."""
    try:
        abilities = inspect(WITHIN_S - 2)
    except NotInspected as error:
        return [Verdict(SIP, Grade.BAD, f"the SIP library does not work: {error}", WHEEL)]
    return [*judge(abilities, patient.settings), *judge_sound(abilities, plugged_in(), patient.settings)]


def judge(abilities: Abilities, settings: Settings) -> Iterator[Verdict]:
    """Compare what the library can do with what the settings want."""
    yield _edition(abilities)
    yield _codecs(abilities, settings)
    yield _tls(abilities, settings)
    yield _srtp(abilities, settings)


def judge_sound(abilities: Abilities, served: Sequence[SoundDevice] | None, settings: Settings) -> Iterator[Verdict]:
    """Compare the devices that are plugged in with those that the settings want."""
    devices = served if served is not None else _as_devices(abilities)
    names = sorted({device.description for device in devices if not device.is_monitor})
    wishes: dict[Use, tuple[str, ...]] = {
        "input": settings.audio.inputs,
        "output": settings.audio.outputs,
        "ringer": settings.audio.ringers,
    }
    if not names and any(is_card(wish) for each in wishes.values() for wish in each):
        advice = "start PulseAudio or PipeWire, or plug a headset in; until then calls work, but without sound"
        yield Verdict(SOUND, Grade.WARNING, "there is no sound device", advice)
        return
    yield Verdict(SOUND, Grade.GOOD, f"devices: {', '.join(names) or 'none, and none is needed'}")
    for use, each in wishes.items():
        chosen = fitting(each, devices, use)[0][0]
        if chosen != each[0]:
            advice = f"plug it in, or set audio.{use} to one of: {', '.join(names)}"
            yield Verdict(SOUND, Grade.WARNING, f"{use}: {each[0]} is not there, {chosen} is used", advice)


def _edition(abilities: Abilities) -> Verdict:
    numbers = tuple(int(part) for part in abilities.version.split("-")[0].split(".")[:2] if part.isdecimal())
    if numbers < RECOMMENDED:
        says = f"PJSIP {abilities.version}: limited (few calls, known security holes); for trials only"
        return Verdict(SIP, Grade.WARNING, says, WHEEL)
    return Verdict(SIP, Grade.GOOD, f"PJSIP {abilities.version}")


def _codecs(abilities: Abilities, settings: Settings) -> Verdict:
    there = [codec.lower() for codec in abilities.codecs]
    wanted = {*settings.audio.codecs, *(codec for account in settings.accounts for codec in account.codecs or ())}
    missing = sorted(codec for codec in wanted if not any(known.startswith(_CODECS[codec]) for known in there))
    if missing:
        return Verdict(SIP, Grade.WARNING, f"missing codecs: {', '.join(missing)}", WHEEL)
    return Verdict(SIP, Grade.GOOD, f"codecs: {', '.join(sorted(wanted))}")


def _tls(abilities: Abilities, settings: Settings) -> Verdict:
    if abilities.tls_ciphers and not abilities.tls_error:
        return Verdict(SIP, Grade.GOOD, f"TLS with {abilities.tls_ciphers} ciphers")
    users = [account.name for account in settings.accounts if account.transport == "tls"]
    grade = Grade.BAD if users else Grade.WARNING
    needed = f"; needed by {', '.join(users)}" if users else ""
    return Verdict(SIP, grade, f"no TLS ({abilities.tls_error or 'not built in'}){needed}", WHEEL)


def _srtp(abilities: Abilities, settings: Settings) -> Verdict:
    if abilities.srtp_suites:
        return Verdict(SIP, Grade.GOOD, f"SRTP with {len(abilities.srtp_suites)} suites")
    users = [account.name for account in settings.accounts if account.srtp == "mandatory"]
    grade = Grade.BAD if users else Grade.WARNING
    return Verdict(SIP, grade, f"no SRTP{'; needed by ' + ', '.join(users) if users else ''}", WHEEL)


def _as_devices(abilities: Abilities) -> list[SoundDevice]:
    names = dict.fromkeys((*abilities.inputs, *abilities.outputs))
    return [
        SoundDevice(name, name, is_input=name in abilities.inputs, is_output=name in abilities.outputs, pcm=name)
        for name in names
    ]


CHECK = Check(SIP, look, WITHIN_S)
