"""The one table of the Connector API, written out for people: `docs/connector.md`."""

from collections.abc import Iterable

from msgspec import structs

from softphone.connector.built import NOT_BUILT_CAPABILITIES
from softphone.connector.majors import DIFFERENCES
from softphone.connector.rows import EVENTS, REQUESTS
from softphone.connector.table import BOTH, EventRow, RequestRow

_HEAD = """\
# The Connector API, as this phone speaks it

This page is generated from the tables in `softphone/connector` (`make generated`; a test compares it). The objects
are in `resources/schema/connector.json`, the messages with them in [connector-bridge.md](connector-bridge.md), and
what is told when, and in which order, in [ledger.md](ledger.md).

Salesforce loads the connector page in a frame and talks to it through Salesforce's own base connector, in major
version 4 or 3. A *request* is a method that the base connector calls on the page; the phone carries it out and answers
when it has happened. An *event* is something that the phone publishes by itself.

**Who tells Salesforce.** The base connector dispatches a request's *own events* from the result, and the phone does not
publish them. Every other consequence is published, whoever caused it.
"""

_REQUESTS = """
## Requests

| method | message of Salesforce | arguments | result | own events | a failure is | passed on | custom error | base |
|---|---|---|---|---|---|---|---|---|
"""

_NOTES = """
### Notes on requests

"""

_EVENTS = """
## Events

*Twin*: what `publishError` turns the event into when the action failed. *Offline*: "held" means that the event is not
published while the agent is offline in Salesforce; calls that are still up are replayed when the agent is back.

| event | payload | what reaches Salesforce | twin | wrong class | offline | base |
|---|---|---|---|---|---|---|
"""

_MAJORS = """
## What base connector 3.x lacks

Every flow works on both major versions; here Salesforce sees less, or something else, on 3.x.

| | 4.x | 3.x |
|---|---|---|
"""

_NOT_BUILT = """
## What this version does not offer

These capabilities are reported as false. A request that needs one is rejected with a custom error, whose label is the
setting `connector.not_supported_label`.

"""


def connector_document() -> str:
    """Write the page."""
    return "".join(
        (
            _HEAD,
            _REQUESTS,
            *(_request(row) for row in REQUESTS.values()),
            _NOTES,
            *_notes((row.method, row.note) for row in REQUESTS.values()),
            _EVENTS,
            *(_event(row) for row in EVENTS.values()),
            "\n### Notes on events\n\n",
            *_notes((row.event, row.note) for row in EVENTS.values()),
            _MAJORS,
            *(_line(row.what, row.in_four, row.in_three) for row in DIFFERENCES),
            _NOT_BUILT,
            f"Capabilities: {_code(NOT_BUILT_CAPABILITIES)}.\n",
        )
    )


def _request(row: RequestRow) -> str:
    arguments = [field.encode_name for field in structs.fields(row.ask)]
    return _line(
        _code([row.method]),
        row.message,
        _code(arguments),
        _code(kind.__name__ for kind in row.results),
        ", ".join(row.own_events),
        row.failure or "not shown",
        ", ".join(row.kept_types),
        "yes" if row.is_custom_error_shown else "no",
        _majors(row.majors),
    )


def _event(row: EventRow) -> str:
    return _line(
        _code([row.event]),
        _code([row.payload.__name__]) if row.payload else "any",
        row.dispatched,
        " or ".join([*row.twin_types, row.twin]) if row.twin else "none",
        row.bad_class or "silence",
        "held" if row.is_for_available_agents else "",
        _majors(row.majors),
    )


def _notes(notes: Iterable[tuple[str, str]]) -> list[str]:
    return [f"* `{name}`: {note}\n" for name, note in notes if note]


def _majors(majors: frozenset[int]) -> str:
    return "both" if majors == BOTH else f"{max(majors)}.x"


def _code(words: Iterable[str]) -> str:
    return ", ".join(f"`{word}`" for word in words)


def _line(*cells: str) -> str:
    return f"| {' | '.join(cells)} |\n"
