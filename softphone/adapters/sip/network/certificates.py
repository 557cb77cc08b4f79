"""The certificates that TLS believes: the system's, and an account's own besides them, in one file.

PJSIP takes a single file and no more, so the two are put together in one that passes with the process.
"""

import logging
import ssl
from pathlib import Path
from zlib import crc32

from softphone.adapters.sip.library.passing_files import passing_file

log = logging.getLogger(__name__)

DEBIAN_BUNDLE = "/etc/ssl/certs/ca-certificates.crt"


def believed(own: str | None) -> str:
    """Name a file with all certificates to believe; one of the account's that cannot be read is left out, aloud."""
    system = ssl.get_default_verify_paths().cafile or DEBIAN_BUNDLE
    if own is None:
        return system
    try:
        content = Path(own).read_bytes()
        everything = Path(system).read_bytes() if Path(system).exists() else b""
        return passing_file(_name(own), everything + b"\n" + content)
    except OSError as error:
        log.error("the certificates in %s cannot be used: %s", own, error)  # noqa: TRY400 - the reason is enough
        return system


def _name(own: str) -> str:
    """Another name for each account's own file: the system shortens long ones."""
    return f"certificates-{crc32(own.encode()):08x}.pem"
