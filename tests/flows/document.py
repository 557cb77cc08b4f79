"""Prints the flows for people: docs/flows.md. It may not know how they are played."""

import json
from collections.abc import Iterable, Iterator

from tests.flows.flow import By, Flow, Step, Told, Who
from tests.flows.ledger import ROWS
from tests.flows.table import FLOWS, SECTIONS

HEAD = """\
# Flows: what Salesforce hears, in order

This page is generated from the flows in `tests/flows` (`make generated`; a test compares it). Every flow is played by
`tests/salesforce/test_flows.py` as written here, with the real phone, real SIP peers and Salesforce's own base
connector in a browser, on both of its major versions: exactly these events, in this order, and nothing else.

* **who** does something: the agent at the desk (in the words of `softphone ctl`), the agent in Salesforce (the message
  that Salesforce sends to the connector), or one of the far ends: Bob calls, Carol can be called, and Dave is a second
  caller. Their phones are scripts, whose steps are explained in `tests/peers/sipp/steps`.
* **Salesforce hears**: the event as the base connector dispatches it, with the payload's fields that matter. Fields
  marked *4.x* are left out by base connector 3.x; `null` means that a field is absent.
* **how**: *published*: by the phone itself (under which name, if the base connector turns it into another event);
  *answer*: dispatched by the base connector from the result of the request, and not published as well; *rejection*: the
  same for a request that is rejected; *published error*: `publishError`, because something failed at the desk;
  *replay*: dispatched by the base connector for calls that are still up, after the page was reloaded.
* `{call}` is the call's id, `{second}` that of a second call beside it, `{carol}` the address of Carol's phone.

## Rows of the ledger

What the rows mean, and the rules behind them, is in [ledger.md](ledger.md).

| row | what happens | flows |
|---|---|---|
"""


def flows_document() -> str:
    """Write the page."""
    parts = [HEAD, *_index()]
    numbers = {flow.title: number for number, flow in enumerate(FLOWS, 1)}
    for section, flows in SECTIONS.items():
        parts.append(f"\n## {section}\n")
        parts += (part for flow in flows for part in _flow(numbers[flow.title], flow))
    return "".join(parts)


def _index() -> Iterator[str]:
    for row, says in ROWS.items():
        shown = [(number, flow) for number, flow in enumerate(FLOWS, 1) if row in rows_of(flow)]
        links = ", ".join(f"[{number}](#{_anchor(_heading(number, flow))})" for number, flow in shown)
        yield f"| {row} | {says} | {links} |\n"


def rows_of(flow: Flow) -> set[str]:
    """Name the ledger's rows that a flow shows; what its opening shows is shown elsewhere."""
    return {row for step in flow.steps for row in step.rows.split()}


def _heading(number: int, flow: Flow) -> str:
    return f"{number}. {flow.title}"


def _anchor(heading: str) -> str:
    kept = "".join(letter for letter in heading.lower() if letter.isalnum() or letter in " -_")
    return kept.replace(" ", "-")


def _flow(number: int, flow: Flow) -> Iterator[str]:
    yield f"\n### {_heading(number, flow)}\n\n{flow.opening.says}\n"
    setup = [("Bob's phone", flow.bob), ("Carol's phone", flow.carol), ("Dave's phone", flow.dave)]
    setup += [("Settings", _json(flow.settings))]
    setup += [("Header of Bob's INVITE", header) for header in flow.headers]
    setup += [(f"For `{name}` of Bob's phone", value) for name, value in flow.values.items()]
    setup += [("Salesforce's set-up", _json(flow.config))]
    lines = [f"* {name}: `{what}`\n" for name, what in setup if what]
    yield "\n" * bool(lines) + "".join(lines)
    yield "\n| row | who | does | Salesforce hears | with | how |\n|---|---|---|---|---|---|\n"
    for step in flow.steps:
        yield from _step(step)


def _step(step: Step) -> Iterator[str]:
    before = (step.rows, str(step.who), _does(step))
    if not step.tells:
        yield _line(*before, "nothing", "", "")
    for told in step.tells:
        yield _line(*before, f"`{told.event}`", _shows(told), _how(told))
        before = ("", "", "")


def _does(step: Step) -> str:
    match step.who:
        case Who.DESK:
            return f"`{step.does}`" + " (refused)" * step.is_refused
        case Who.SALESFORCE:
            asks = f" `{_json(step.asks)}`" if step.asks else ""
            return f"`{step.does}`{asks}"
        case _:
            return step.does


def _shows(told: Told) -> str:
    common = [f"`{path}`: {_json(value)}" for path, value in told.shows.items()]
    return ", ".join([*common, *(f"`{path}`: {_json(value)} (*4.x*)" for path, value in told.shows_in_four.items())])


def _how(told: Told) -> str:
    if told.by is By.ERROR or not told.published_as:
        return f"{told.by}" + f" of `{told.published_as}`" * (told.by is By.ERROR)
    return f"{told.by} as `{told.published_as}`"


def _json(value: object) -> str:
    return json.dumps(value, ensure_ascii=False) if value not in ({}, ()) else ""


def _line(*cells: str) -> str:
    return f"| {' | '.join(_cells(cells))} |\n"


def _cells(cells: Iterable[str]) -> Iterator[str]:
    return (cell.replace("|", "\\|") for cell in cells)
