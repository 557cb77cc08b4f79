"""The tables of the bridge protocol for people, made from the types. Who writes them where is not known here."""

from collections.abc import Sequence
from typing import Any, get_args

import msgspec

from softphone.core.messages.refusals import Why
from softphone.protocol.events import AnyEvent
from softphone.protocol.methods import METHODS
from softphone.protocol.refusals import CODES, Code

_PAGE = """# Messages of the bridge protocol

[bridge-protocol.md](bridge-protocol.md) explains how to use them; their exact form is in
[`resources/schema/bridge.json`](../resources/schema/bridge.json). This page is generated from the code.

## Methods of consoles and drivers

{methods}

## Events

Every event has `seq`, `at`, `type`, `origin`, `callId`, `legId` and a `payload`. If Salesforce has a name for what
happened, the event has that name.

{events}

## Reasons for a refusal

{refusals}
"""


def bridge_messages() -> str:
    """Write all tables."""
    return _PAGE.format(methods=method_table(), events=event_table(), refusals=refusal_table())


def method_table() -> str:
    """Name every method with what it takes and what it is answered with."""
    rows = [
        (f"`{row.name}`", row.says.partition(". ")[0].rstrip("."), _params(row.asks), f"`{row.answers.__name__}`")
        for row in METHODS.values()
    ]
    return _table(("method", "what it asks", "params (? = may be left out)", "result"), rows)


def event_table() -> str:
    """Name every event with what it means and what it carries."""
    kinds = {str(kind.__struct_config__.tag): kind for kind in get_args(AnyEvent)}
    return _table(
        ("type", "what happened", "payload"),
        [(f"`{name}`", _says(kind), _params(_payload(kind))) for name, kind in kinds.items()],
    )


def refusal_table() -> str:
    """Name every reason for a refusal with its code."""
    ours = [(f"`{fault}`", str(int(code))) for fault, code in CODES.items()]
    machine = [(f"`{why}`", str(int(Code.REFUSED))) for why in Why]
    return _table(("data.type", "code"), ours + machine)


def _payload(kind: type[msgspec.Struct]) -> type[msgspec.Struct]:
    (found,) = (field.type for field in msgspec.structs.fields(kind) if field.name == "payload")
    payload: type[msgspec.Struct] = found
    return payload


def _says(kind: type[Any]) -> str:
    return (kind.__doc__ or "").partition("\n")[0].rstrip(".")


def _params(kind: type[msgspec.Struct]) -> str:
    fields = msgspec.structs.fields(kind)
    return ", ".join(f"`{field.encode_name}`{'' if field.required else '?'}" for field in fields) or "-"


def _table(head: tuple[str, ...], rows: Sequence[tuple[str, ...]]) -> str:
    lines = [head, tuple("---" for _ in head), *rows]
    return "\n".join("| " + " | ".join(cells) + " |" for cells in lines)
