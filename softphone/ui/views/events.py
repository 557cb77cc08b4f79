"""What the phone told its watchers, as rows and as JSON. Digits that were pressed are counted, never given away."""

from collections.abc import Iterable
from datetime import tzinfo
from typing import Any

import msgspec

from softphone.protocol.events import AnyEvent
from softphone.ui.views.rows import Row

MOST_EVENTS = 1000
SECRET = frozenset({"digit", "digits"})


def row(event: AnyEvent, zone: tzinfo | None = None) -> Row:
    """Show an event in a list; without a zone, the time is this machine's."""
    call = " ".join(filter(None, (event.call_id, event.leg_id)))
    return Row(
        text=str(event.__struct_config__.tag),
        detail=", ".join(filter(None, (f"#{event.seq}", event.origin.value, call))),
        aside=f"{event.at.astimezone(zone):%H:%M:%S}",
        icon="events",
    )


def payload(event: AnyEvent) -> str:
    """Write the whole event for people to read."""
    return msgspec.json.format(msgspec.json.encode(_open_part(event)), indent=2).decode()


def lines(events: Iterable[AnyEvent]) -> str:
    """Write events for a file: one in each line."""
    return "".join(f"{msgspec.json.encode(_open_part(event)).decode()}\n" for event in events)


def _open_part(event: AnyEvent) -> dict[str, Any]:
    told: dict[str, Any] = msgspec.to_builtins(event)
    facts = told.get("payload")
    if isinstance(facts, dict):
        told["payload"] = {
            name: "*" * len(value) if name in SECRET and isinstance(value, str) else value
            for name, value in facts.items()
        }
    return told
