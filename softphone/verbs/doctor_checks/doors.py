"""Whether the ports are free that the phone wants, or the phone itself has them."""

import errno
import socket
from collections.abc import Iterator

from softphone.settings import Settings
from softphone.verbs.doctor_checks.verdict import Check, Grade, Patient, Verdict, Verdicts

ABOUT = "ports"
LOOPBACK = "127.0.0.1"


def look(patient: Patient) -> Verdicts:
    """Try the ports, except where our own engine runs: then it has them."""
    if patient.engine is not None:
        yield Verdict(ABOUT, Grade.GOOD, f"the running engine has its ports ({patient.engine.bridge})")
    else:
        yield _bridge(patient.settings.bridge.port)
        yield from _sip(patient.settings)


def _bridge(port: int) -> Verdict:
    if port == 0:
        advice = "set bridge.port before Salesforce is set up: the contact centre has one URL for all seats"
        return Verdict(ABOUT, Grade.NOTE, "the bridge takes any free port", advice)
    if trouble := _taken(LOOPBACK, port, socket.SOCK_STREAM):
        says = f"the bridge's port {port} is not available: {trouble}"
        advice = "another program or another user's phone uses it: stop it, or choose another bridge.port for all seats"
        return Verdict(ABOUT, Grade.BAD, says, advice)
    return Verdict(ABOUT, Grade.GOOD, f"the bridge's port {port} is free")


def _sip(settings: Settings) -> Iterator[Verdict]:
    sip = settings.sip
    if sip.port == 0:
        yield Verdict(ABOUT, Grade.GOOD, "SIP takes any free port")
        return
    host = "0.0.0.0" if sip.bind == "auto" else sip.bind.strip("[]")  # noqa: S104 - to see whether it is free anywhere
    kinds = {"udp": socket.SOCK_DGRAM, "tcp": socket.SOCK_STREAM}
    for name in sip.transports:
        if name in kinds and (trouble := _taken(host, sip.port, kinds[name])):
            says = f"SIP port {sip.port} ({name}) is not available: {trouble}"
            yield Verdict(ABOUT, Grade.BAD, says, "stop the other program, or set sip.port to 0 (any free port)")
            return
    yield Verdict(ABOUT, Grade.GOOD, f"SIP port {sip.port} is free")


def _taken(host: str, port: int, kind: int) -> str:
    """Say why a port cannot be had; nothing if it can."""
    family = socket.AF_INET6 if ":" in host else socket.AF_INET
    try:
        with socket.socket(family, kind) as probe:
            if kind == socket.SOCK_STREAM:
                probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
            probe.bind((host, port))
    except socket.gaierror:
        return ""
    except OSError as error:
        return "it is in use" if error.errno == errno.EADDRINUSE else (error.strerror or str(error))
    return ""


CHECK = Check(ABOUT, look)
