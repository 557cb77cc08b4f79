"""What can go wrong while setting up, told in the words of the person who has to mend it."""

import errno
import re

CAUSES = {
    r"No space left on device|not enough free space|disk quota exceeded": (
        "The disk is full. Make room (about 3 GB for everything), then run the same command again."
    ),
    r"Temporary failure (in name resolution|resolving)|Could not resolve|Network is unreachable|getaddrinfo"
    r"|Failed to establish a new connection|Connection (refused|timed out)|ENOTFOUND|EAI_AGAIN|ETIMEDOUT": (
        "No network, or a server cannot be reached. This step needs it once; afterwards everything works offline."
    ),
    r"is not in the sudoers|a password is required|no tty present|Permission denied \(are you root": (
        "This step needs root, and sudo did not allow it. Run it from a terminal, as root, or as a sudo user."
    ),
    r"Could not get lock|Unable to acquire the dpkg": (
        "Another package installation is running. Wait for it to end, then run the same command again."
    ),
    r"THESE PACKAGES DO NOT MATCH THE HASHES": (
        "A downloaded package differs from the one that was locked. Do not continue: check where packages come from."
    ),
    r"certificate verify failed|CERTIFICATE_VERIFY_FAILED|SELF_SIGNED_CERT": (
        "A server's certificate is not trusted here. Behind an inspecting proxy, install the proxy's CA."
    ),
}


class SetupFailedError(Exception):
    """A step could not be done; says what is missing and what to do."""

    def __init__(self, what: str, advice: str = "", evidence: str = "") -> None:
        super().__init__(what)
        self.what = what
        self.advice = advice
        self.evidence = evidence


def cause_in(output: str) -> str:
    """Find the cause that the output of a failed program speaks of, if it is a known one."""
    for pattern, advice in CAUSES.items():
        if re.search(pattern, output, re.IGNORECASE):
            return advice
    return ""


def from_os_error(error: OSError) -> SetupFailedError:
    """Tell what an error of the operating system means here."""
    known = cause_in("No space left on device") if error.errno in {errno.ENOSPC, errno.EDQUOT} else ""
    return SetupFailedError(str(error), known or cause_in(str(error)))
