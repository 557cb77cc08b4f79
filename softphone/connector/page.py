"""What the engine serves of the connector page: its HTML with what is filled in, its assets, and the headers they need.

Pure: gives text. May not know files or sockets; who may have it is decided at the bridge's door.
"""

import re
from collections.abc import Collection, Mapping
from html import escape
from string import Template
from types import MappingProxyType

ASSETS: Mapping[str, str] = MappingProxyType(
    {
        "connector4.js": "text/javascript; charset=utf-8",
        "connector3.js": "text/javascript; charset=utf-8",
        "ticker.js": "text/javascript; charset=utf-8",
    }
)
"""The files beside the page, by name, with their types."""

HTML_TYPE = "text/html; charset=utf-8"

SALESFORCE_PATTERNS = (
    "https://*.lightning.force.com",
    "https://*.lightning.pc-rnd.force.com",
    "https://*.stm.force.com",
    "https://*.vf.force.com",
    "https://*.salesforce.com",
    "https://*.my.salesforce-sites.com",
    "https://*.lightning.salesforce.mil",
    "https://*.lightning.crmforce.mil",
)
"""Where Salesforce's pages come from, for a browser's frame policy; which of them is the customer's is asked.

The same as both majors of the base connector know: it ignores what other pages say.
"""
_SUBDOMAINS = r"[A-Za-z0-9-]+(?:\.[A-Za-z0-9-]+)*"
_SALESFORCE = re.compile("|".join(re.escape(pattern).replace(r"\*", _SUBDOMAINS) for pattern in SALESFORCE_PATTERNS))


def looks_like_salesforce(origin: str) -> bool:
    """Whether an origin could be a Salesforce page at all, so that asking the agent about it makes sense."""
    bare, _, port = origin.removeprefix("https://").partition(":")
    return origin.startswith("https://") and port in ("", "443") and bool(_SALESFORCE.fullmatch(f"https://{bare}"))


def fill_in(template: str, *, ticket: str, parents: Collection[str], base: int, version: str) -> str:
    """Write the page for one visit."""
    return Template(template).substitute(
        ticket=escape(ticket),
        parents=escape(" ".join(parents)),
        script=f"connector{base}.js",
        version=escape(version),
    )


def base_asked_for(query: str, default: int) -> int:
    """The major version of the base connector that a URL asks for: `?base=3`, `?base=4`."""
    found = re.search(r"(?:^|&)base=([34])(?:&|$)", query)
    return int(found.group(1)) if found else default


def security_policy(port: int, parents: Collection[str]) -> str:
    """The page's Content-Security-Policy: nothing but its own scripts and its own bridge, in Salesforce's frames."""
    ancestors = " ".join(parents or SALESFORCE_PATTERNS)
    return (
        "default-src 'none'; script-src 'self'; style-src 'self'; worker-src 'self'; "
        f"connect-src ws://127.0.0.1:{port} ws://localhost:{port}; base-uri 'none'; form-action 'none'; "
        f"frame-ancestors {ancestors}"
    )
