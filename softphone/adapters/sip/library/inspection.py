"""What the SIP library of this machine can do, found out in a process of its own, where a crash hurts nobody.

`python -m softphone.adapters.sip.library.inspection` prints one line of JSON; `inspect` runs that and reads it.
"""

import os
import subprocess
import sys

import msgspec

_LINE_BEGINS = '{"version":'


class Abilities(msgspec.Struct, frozen=True):
    """What was found. `sound_devices` are named as the library sees them; `tls_error` says why there is no TLS."""

    version: str
    codecs: tuple[str, ...] = ()
    srtp_suites: tuple[str, ...] = ()
    tls_ciphers: int = 0
    tls_error: str = ""
    inputs: tuple[str, ...] = ()
    outputs: tuple[str, ...] = ()


class NotInspected(Exception):
    """The library could not be looked at; the text says why."""


def inspect(within_s: float) -> Abilities:
    """Look at the library; raises `NotInspected`, and never takes longer than `within_s`."""
    try:
        done = subprocess.run(  # noqa: S603 - this very module
            [sys.executable, "-m", __name__],
            capture_output=True,
            timeout=within_s,
            check=False,
            env={**os.environ, "JACK_NO_START_SERVER": "1"},
        )
    except subprocess.TimeoutExpired:
        raise NotInspected(f"it did not start within {within_s:g} s") from None
    lines = done.stdout.decode(errors="replace").splitlines()
    found = next((line for line in lines if line.startswith(_LINE_BEGINS)), None)
    if found is None:
        last = done.stderr.decode(errors="replace").strip().rpartition("\n")[2]
        raise NotInspected(last or f"it ended with {done.returncode}")
    return msgspec.json.decode(found, type=Abilities)


def _look() -> Abilities:
    import pjsua2 as pj  # noqa: PLC0415 - only in the process made for it

    endpoint = pj.Endpoint()
    endpoint.libCreate()
    config = pj.EpConfig()
    config.uaConfig.threadCnt = 0
    config.uaConfig.mainThreadOnly = True
    config.logConfig.level = config.logConfig.consoleLevel = 0
    endpoint.libInit(config)
    transport = pj.TransportConfig()
    transport.boundAddress = "127.0.0.1"
    tls_error = ""
    try:
        endpoint.transportCreate(pj.PJSIP_TRANSPORT_TLS, transport)
    except pj.Error as error:
        tls_error = error.reason
    devices = list(endpoint.audDevManager().enumDev2())
    found = Abilities(
        version=endpoint.libVersion().full,
        codecs=tuple(codec.codecId for codec in endpoint.codecEnum2()),
        srtp_suites=tuple(endpoint.srtpCryptoEnum()),
        tls_ciphers=len(endpoint.utilSslGetAvailableCiphers()),
        tls_error=tls_error,
        inputs=tuple(device.name for device in devices if device.inputCount),
        outputs=tuple(device.name for device in devices if device.outputCount),
    )
    del devices
    endpoint.libDestroy()
    return found


if __name__ == "__main__":
    sys.stdout.write(msgspec.json.encode(_look()).decode() + "\n")
    sys.stdout.flush()
