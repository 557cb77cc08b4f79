"""A certificate authority for one test, made with the openssl program; nothing of it outlives the test."""

import subprocess
from dataclasses import dataclass
from pathlib import Path

from tests.peers.process import installed

EC = ("-newkey", "ec", "-pkeyopt", "ec_paramgen_curve:prime256v1", "-nodes")


@dataclass(frozen=True, slots=True)
class Certificate:
    """A certificate with its key, both in one PEM file as well."""

    cert: Path
    key: Path
    both: Path


class Authority:
    """Signs certificates for names and addresses; `ca` is what clients must trust."""

    def __init__(self, folder: Path, name: str = "Test authority") -> None:
        folder.mkdir(parents=True, exist_ok=True)
        self._folder = folder
        self.ca, self._key = folder / "ca.pem", folder / "ca.key"
        _openssl(
            *("req", "-x509", *EC, "-keyout", self._key, "-out", self.ca, "-days", "30", "-subj", f"/CN={name}"),
            *("-addext", "keyUsage=critical,keyCertSign,cRLSign"),
        )

    def certificate(self, name: str, *, alternatives: str = "DNS:localhost,IP:127.0.0.1") -> Certificate:
        """Make a server certificate for `alternatives`."""
        stem = name.replace(" ", "-")
        cert, key, both = (self._folder / f"{stem}.{suffix}" for suffix in ("pem", "key", "both.pem"))
        request, extensions = self._folder / f"{stem}.csr", self._folder / f"{stem}.ext"
        extensions.write_text(f"subjectAltName={alternatives}\nbasicConstraints=CA:FALSE\n")
        _openssl("req", "-new", *EC, "-keyout", key, "-out", request, "-subj", f"/CN={name}")
        _openssl(
            *("x509", "-req", "-in", request, "-CA", self.ca, "-CAkey", self._key, "-CAcreateserial"),
            *("-out", cert, "-days", "30", "-extfile", extensions),
        )
        both.write_text(cert.read_text() + key.read_text())
        return Certificate(cert, key, both)


def _openssl(*arguments: str | Path) -> None:
    subprocess.run([installed("openssl", "openssl"), *map(str, arguments)], check=True, capture_output=True)
