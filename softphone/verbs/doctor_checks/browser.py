"""May the browser reach the phone from a Salesforce page? Chromium asks the user, unless an administrator has decided.

Only the administrator's policy files can be looked at from here; what the user answered is the browser's secret.
"""

import json
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

from softphone.verbs.doctor_checks.verdict import Check, Grade, Patient, Verdict, Verdicts

ABOUT = "browser"
FOLDERS = {
    "Chromium": Path("/etc/chromium/policies/managed"),
    "Chrome": Path("/etc/opt/chrome/policies/managed"),
    "Edge": Path("/etc/opt/edge/policies/managed"),
}
ALLOWING = ("LoopbackNetworkAllowedForUrls", "LocalNetworkAccessAllowedForUrls")
BLOCKING = ("LoopbackNetworkBlockedForUrls", "LocalNetworkAccessBlockedForUrls")
HINT = (
    "from Chromium 147 on, the Salesforce page may embed the phone only with the permission 'Access other apps and "
    "services on this device'"
)
ADVICE = (
    "allow it when the browser asks, or have the administrator set the policy LoopbackNetworkAllowedForUrls to the "
    "Salesforce origin"
)


def look(patient: Patient) -> Verdicts:
    """Look into the policy files of every browser that has some."""
    policies = {browser: _policies(folder) for browser, folder in FOLDERS.items() if folder.is_dir()}
    return judge(patient.settings.bridge.parents, policies)


def judge(parents: Iterable[str], policies: dict[str, dict[str, Any]]) -> Iterator[Verdict]:
    """Compare the Salesforce origins of the settings with what each browser's policy allows."""
    origins = list(parents)
    managed = {browser: policy for browser, policy in policies.items() if {*ALLOWING, *BLOCKING} & policy.keys()}
    if not managed:
        yield Verdict(ABOUT, Grade.NOTE, HINT, ADVICE)
    for browser, policy in managed.items():
        for origin in origins or ["https://example.lightning.force.com"]:
            if _is_named(origin, policy, BLOCKING):
                says = f"{browser}'s policy blocks {origin} from reaching this machine"
                yield Verdict(ABOUT, Grade.BAD, says, ADVICE)
            elif _is_named(origin, policy, ALLOWING):
                yield Verdict(ABOUT, Grade.GOOD, f"{browser}'s policy lets {origin} reach the phone")
            else:
                yield Verdict(
                    ABOUT, Grade.NOTE, f"{browser}'s policy does not name {origin}; the user is asked", ADVICE
                )


def matches(pattern: str, origin: str) -> bool:
    """Tell whether a policy's pattern means an origin: `*`, `https://host`, `[*.]domain`, any port unless named."""
    if pattern == "*":
        return True
    scheme, _, place = pattern.rpartition("://")
    name = place.partition("/")[0].partition(":")[0]
    domain, found = name.removeprefix("[*.]"), urlsplit(origin)
    host = found.hostname or ""
    is_below = name != domain and host.endswith(f".{domain}")
    return (is_below or host == domain) and scheme in ("", found.scheme)


def _is_named(origin: str, policy: dict[str, Any], names: Iterable[str]) -> bool:
    patterns = [pattern for name in names for pattern in policy.get(name, ()) if isinstance(pattern, str)]
    return any(matches(pattern, origin) for pattern in patterns)


def _policies(folder: Path) -> dict[str, Any]:
    """Read all policy files of a folder, later ones over earlier ones; a file that is none says nothing."""
    merged: dict[str, Any] = {}
    for file in sorted(folder.glob("*.json")):
        try:
            content = json.loads(file.read_bytes())
        except (OSError, ValueError):
            continue
        merged.update(content if isinstance(content, dict) else {})
    return merged


CHECK = Check(ABOUT, look)
