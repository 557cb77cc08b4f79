"""The bridge protocol as JSON Schema, made from the types. Gives text; who writes it where is not known here."""

import json
from typing import Any, get_args

import msgspec

from softphone.protocol.envelope import Answer, Failure, Notification, Request
from softphone.protocol.events import AnyEvent
from softphone.protocol.exchanges import Exchange
from softphone.protocol.figures import Figures
from softphone.protocol.methods import METHODS
from softphone.protocol.refusals import Code, Fault
from softphone.protocol.state import State
from softphone.protocol.words import PROTOCOL

_ENVELOPE = (Request, Answer, Failure, Notification)
_TOLD = (State, Figures, Exchange)
_EVENTS = {str(kind.__struct_config__.tag): kind for kind in get_args(AnyEvent)}


def bridge_schema() -> str:
    """Write the JSON Schema of every message of consoles and drivers."""
    rows = METHODS.values()
    kinds = [*_ENVELOPE, *(row.asks for row in rows), *(row.answers for row in rows), *_EVENTS.values(), *_TOLD]
    references, components = msgspec.json.schema_components(kinds, ref_template="#/$defs/{name}")
    ref = dict(zip(kinds, references, strict=True))
    schema = {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "title": f"Bridge protocol {PROTOCOL}",
        "description": "JSON-RPC 2.0 over WebSocket, between the phone and its consoles and drivers.",
        "envelope": {kind.__name__.lower(): ref[kind] for kind in _ENVELOPE},
        "methods": {row.name: {"params": ref[row.asks], "result": ref[row.answers]} for row in rows},
        "events": {name: ref[kind] for name, kind in _EVENTS.items()},
        "notifications": {
            "event": {"anyOf": [ref[kind] for kind in _EVENTS.values()]},
            "state": ref[State],
            "figures": ref[Figures],
            "exchange": ref[Exchange],
        },
        "errorCodes": {code.name.lower(): code.value for code in Code},
        "errorTypes": [fault.value for fault in Fault],
        "$defs": dict(sorted(components.items())),
    }
    return json.dumps(_for_everybody(schema), indent=2) + "\n"


def _for_everybody(part: Any) -> Any:  # noqa: ANN401 - any part of a JSON document
    r"""Write patterns as JSON Schema has them: its `^` and `$` are what Python calls `\A` and `\Z`."""
    if isinstance(part, dict):
        return {key: _pattern(value) if key == "pattern" else _for_everybody(value) for key, value in part.items()}
    return [_for_everybody(entry) for entry in part] if isinstance(part, list) else part


def _pattern(written: Any) -> Any:  # noqa: ANN401 - a field may be called so, too
    return written.replace(r"\A", "^").replace(r"\Z", "$") if isinstance(written, str) else _for_everybody(written)
