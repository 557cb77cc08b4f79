"""The way into a colleague's call: the address that the settings name, with what is known of the call filled in."""

from collections.abc import Iterator
from dataclasses import dataclass
from urllib.parse import quote

from softphone.core.values import Mode
from softphone.settings.sections.supervision import SupervisionSettings

UNRESERVED = "-_.!~*'()+$&="
NOT_SET = "The settings name no address to supervise calls at (supervision.target)."
UNKNOWN = "The address to supervise calls at needs {}, which is not known of this call."
WHOSE = "The address to supervise calls at needs {agent}: nobody said whose call it is. Salesforce never does."


@dataclass(frozen=True, slots=True)
class Supervised:
    """What is known of the call and its agent. `agent` is a number, a name or an address."""

    key: str
    domain: str
    number: str = ""
    agent: str = ""


class NoWayIn(Exception):
    """There is no such address; says why."""


def way_in(settings: SupervisionSettings, call: Supervised) -> str:
    """Name the address to dial for listening; raises `NoWayIn`."""
    by_mode = settings.listen_target if settings.switch_by == "targets" else None
    return _filled(by_mode or settings.target, call)


def ways(settings: SupervisionSettings, call: Supervised) -> tuple[tuple[Mode, str], ...]:
    """Name the address of each mode, where the PBX has one for each."""
    if settings.switch_by != "targets":
        return ()
    targets = {
        Mode.LISTEN: settings.listen_target,
        Mode.WHISPER: settings.whisper_target,
        Mode.BARGE: settings.barge_target,
    }
    return tuple((mode, _filled(target, call)) for mode, target in targets.items() if target)


def agent_address(call: Supervised) -> str:
    """The agent's own address, for notices; empty if nobody said who it is."""
    if not call.agent or ":" in call.agent:
        return call.agent
    return f"sip:{quote(call.agent, UNRESERVED)}@{call.domain}"


def _filled(target: str | None, call: Supervised) -> str:
    if not target:
        raise NoWayIn(NOT_SET)
    for name, value in _values(call):
        if f"{{{name}}}" in target and not value:
            raise NoWayIn(WHOSE if name == "agent" else UNKNOWN.format(f"{{{name}}}"))
        target = target.replace(f"{{{name}}}", value)
    return target


def _values(call: Supervised) -> Iterator[tuple[str, str]]:
    agent = call.agent.partition(":")[2].partition("@")[0] if ":" in call.agent else call.agent
    for name, value in (("key", call.key), ("number", call.number), ("agent", agent)):
        yield name, quote(value, UNRESERVED)
    yield "domain", call.domain
