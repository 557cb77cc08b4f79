"""The certificates that TLS believes: the system's, and an account's own besides them, in one file.

PJSIP takes a single file and no more, so the two are put together in the cache.
"""

import logging
import ssl
from hashlib import sha256
from pathlib import Path

log = logging.getLogger(__name__)

DEBIAN_BUNDLE = "/etc/ssl/certs/ca-certificates.crt"


def believed(own: str | None, cache: Path) -> str:
    """Name a file with all certificates to believe; one of the account's that cannot be read is left out, aloud."""
    system = ssl.get_default_verify_paths().cafile or DEBIAN_BUNDLE
    if own is None:
        return system
    try:
        content = Path(own).read_bytes()
        name = cache / f"certificates-{sha256(own.encode()).hexdigest()[:12]}.pem"
        cache.mkdir(parents=True, exist_ok=True)
        everything = Path(system).read_bytes() if Path(system).exists() else b""
        name.write_bytes(everything + b"\n" + content)
    except OSError as error:
        log.error("the certificates in %s cannot be used: %s", own, error)  # noqa: TRY400 - the reason is enough
        return system
    return str(name)
