"""Machines to be examined, and how to read what `softphone doctor` says about them."""

import socket
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from softphone.adapters.bridge.runtime_file import RunningEngine
from softphone.adapters.sip.audio.sound_devices import SoundDevice
from softphone.adapters.sip.library.inspection import Abilities
from softphone.settings.checking import check
from softphone.verbs.doctor_checks.verdict import Grade, Patient, Verdict, Verdicts

OFFICE = '[[account]]\nname = "office"\nuri = "sip:agent@127.0.0.1"\nregistrar = "sip:127.0.0.1"\nusername = "agent"\n'
WHOLE = Abilities(
    version="2.17",
    codecs=("PCMU/8000/1", "PCMA/8000/1", "G722/16000/1", "opus/48000/2"),
    srtp_suites=("AES_CM_128_HMAC_SHA1_80",),
    tls_ciphers=100,
)
HEADSET = SoundDevice("usb-headset", "Jabra Evolve", is_input=True, is_output=True)


def patient(text: str = "", running: RunningEngine | None = None) -> Patient:
    return Patient(check(text, "softphone.toml"), Path("/run/softphone"), running)


def grades(verdicts: Verdicts) -> list[Grade]:
    return [verdict.grade for verdict in verdicts]


def worst(verdicts: Verdicts) -> Verdict:
    return max(verdicts, key=lambda verdict: list(Grade).index(verdict.grade))


@contextmanager
def occupied() -> Iterator[int]:
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        taken.listen()
        yield taken.getsockname()[1]
