"""The Connector API as JSON Schema and as the page's own table, both made from the types and the rows.

Pure: gives text. Who writes it where is not known here.
"""

import json
import typing
from datetime import datetime
from typing import Any

import msgspec
from msgspec import Struct, structs

from softphone.connector import wire
from softphone.connector.rows import EVENTS, REQUESTS
from softphone.connector.table import BOTH, EventRow, RequestRow

WIRE = (
    wire.ConnectorHello,
    wire.ConnectorWelcome,
    wire.Admit,
    wire.TakeOver,
    wire.Ack,
    wire.Outcome,
    wire.RejectionReason,
    wire.PublishEvent,
    wire.PublishError,
    wire.SnapshotChanged,
    wire.ChargeChanged,
)


def connector_schema() -> str:
    """Write the JSON Schema of every object, argument and message."""
    kinds = [*_payloads(), *(row.ask for row in REQUESTS.values()), *WIRE]
    _, components = msgspec.json.schema_components(kinds, ref_template="#/$defs/{name}")
    schema = {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "title": "Connector API of the softphone",
        "description": "Objects of the Connector API, arguments of its requests, and the messages that carry them.",
        "requests": {row.method: _request(row) for row in REQUESTS.values()},
        "events": {row.event: _event(row) for row in EVENTS.values()},
        "$defs": dict(sorted(components.items())),
    }
    return json.dumps(schema, indent=2) + "\n"


def page_table() -> str:
    """Write what the page needs to rebuild objects: the class of each payload, and of each field that is one."""
    table = {
        "requests": {
            row.method: {"results": [kind.__name__ for kind in row.results], "majors": sorted(row.majors)}
            for row in REQUESTS.values()
        },
        "events": {
            row.event: {"payload": row.payload.__name__ if row.payload else None, "majors": sorted(row.majors)}
            for row in EVENTS.values()
        },
        "classes": {kind.__name__: _fields(kind) for kind in _closure([*_payloads(), wire.Snapshot])},
    }
    return json.dumps(table, indent=1) + "\n"


def _payloads() -> list[type[Struct]]:
    kinds = {kind for row in REQUESTS.values() for kind in row.results}
    kinds |= {row.payload for row in EVENTS.values() if row.payload}
    return sorted(kinds, key=lambda kind: kind.__name__)


def _request(row: RequestRow) -> dict[str, Any]:
    return {
        "params": {"$ref": f"#/$defs/{row.ask.__name__}"},
        "result": {"anyOf": [{"$ref": f"#/$defs/{kind.__name__}"} for kind in row.results]},
        "majors": sorted(row.majors),
    }


def _event(row: EventRow) -> dict[str, Any]:
    payload = {"$ref": f"#/$defs/{row.payload.__name__}"} if row.payload else {}
    return {"payload": payload, "majors": sorted(row.majors or BOTH)}


def _closure(kinds: list[type[Struct]]) -> list[type[Struct]]:
    """All classes that are found in these, and these."""
    found: dict[str, type[Struct]] = {}
    waiting = list(kinds)
    while waiting:
        kind = waiting.pop()
        if kind.__name__ in found:
            continue
        found[kind.__name__] = kind
        waiting += [inner for field in structs.fields(kind) for inner in _structs_in(field.type)]
    return [found[name] for name in sorted(found)]


def _fields(kind: type[Struct]) -> dict[str, str]:
    """The fields that are objects of a class, or dates."""
    return {field.encode_name: name for field in structs.fields(kind) if (name := _class_of(field.type))}


def _class_of(kind: Any) -> str | None:  # noqa: ANN401 - a type expression of any form
    if kind is datetime or datetime in typing.get_args(kind):
        return "Date"
    return next((inner.__name__ for inner in _structs_in(kind)), None)


def _structs_in(kind: Any) -> list[type[Struct]]:  # noqa: ANN401 - a type expression of any form
    if typing.get_origin(kind) is None and isinstance(kind, type) and issubclass(kind, Struct):
        return [kind]
    return [inner for argument in typing.get_args(kind) for inner in _structs_in(argument)]
