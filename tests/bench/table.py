"""The table of figures: for the terminal, and between two marks of the README."""

from collections.abc import Iterator, Sequence
from pathlib import Path

from tests.bench.figure import Figure

BEGIN, END = "<!-- figures: written by make bench -->", "<!-- end of figures -->"
TITLES = {
    "event": "INVITE on the wire to event at a bridge client",
    "command": "client command to SIP request on the wire",
    "loaded": "both while the history of 10,000 calls is read and recordings are merged",
    "page event": "INVITE on the wire to CALL_STARTED at Salesforce's page, in Chromium",
    "page trip": "mute in Salesforce: request, phone, event at Salesforce's page",
    "bridge trip": "a page's question to the phone and back, kept in the journal",
    "catch up": "a page that was away deals with what it missed; events through journal and socket",
    "contacts": "a search in a phone book of 100,000 contacts",
    "start": "engine start to ready",
    "idle": "idle, registered",
    "one call": "one PCMU call",
    "32 calls": "32 calls at once, one talking and 31 on hold",
    "32 talking": "the SIP adapter alone with 32 calls that all talk",
    "statistics": "statistics of 10 calls at once, followed by a desk: what they add",
    "desk start": "desk: start to the window that can be seen",
    "desk answer": "desk: click on Answer in the small window to 200 OK on the wire",
    "desk answer slots": "desk: what held its loop up longest while calls came and went",
    "desk idle": "desk: idle",
    "desk call": "desk: in a call with the live plot",
    "desk memory": "desk: resident after that call",
    "desk lists": "desk: search and scroll in 100,000 calls and in 100,000 contacts",
    "desk lists slots": "desk: what held its loop up longest while it searched and scrolled",
    "endurance": "6,000 calls in a row, then 60 s of rest",
}
_VERDICTS = {True: "reached", False: "**missed**", None: ""}


def as_text(figures: Sequence[Figure]) -> str:
    """Write the figures for a terminal."""
    return "\n".join(line for figure in figures for line in _lines(figure))


def as_markdown(figures: Sequence[Figure], surroundings: str) -> str:
    """Write the figures as a table."""
    head = ["| figure | reach | measured | |", "|---|---|---|---|"]
    return "\n".join([BEGIN, "", *head, *map(_row, figures), "", surroundings, "", END])


def renewed(table: str, figures: Sequence[Figure], surroundings: str) -> str:
    """Put some figures that were measured again into a table of more, and say when that was."""
    fresh = {_title(figure): _row(figure) for figure in figures}
    rows = (fresh.get(line.removeprefix("| ").partition(" | ")[0], line) for line in table.strip().splitlines())
    again = f"Again, later: {'; '.join(fresh)}. {surroundings}"
    return "\n".join([BEGIN, "", *rows, again, "", END])


def write_into(readme: Path, figures: Sequence[Figure], surroundings: str, *, is_whole: bool = True) -> bool:
    """Replace the table in a README, or some of its rows; False where it has no marks for one."""
    text = readme.read_text() if readme.exists() else ""
    before, begin, rest = text.partition(BEGIN)
    table, end, after = rest.partition(END)
    if not begin or not end:
        return False
    written = as_markdown(figures, surroundings) if is_whole else renewed(table, figures, surroundings)
    readme.write_text(before + written + after)
    return True


def _row(figure: Figure) -> str:
    return f"| {_title(figure)} | {figure.reach} | {_cell(figure)} | {_VERDICTS[figure.is_reached]} |"


def _lines(figure: Figure) -> Iterator[str]:
    mark = {True: "ok  ", False: "MISS", None: "    "}[figure.is_reached]
    yield f"{mark}  {_title(figure)}"
    yield f"      reach     {figure.reach}"
    yield f"      measured  {figure.measured}"
    if figure.beside:
        yield f"      beside    {figure.beside}"
    for detail in figure.details:
        yield f"                {detail}"


def _title(figure: Figure) -> str:
    return TITLES.get(figure.name, figure.name)


def _cell(figure: Figure) -> str:
    return "; ".join(part for part in (figure.measured, figure.beside) if part)
