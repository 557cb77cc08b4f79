"""What has to change so that audio runs as planned. Pure.

A route whose source or sink is not there yet (a leg without media, a recorder that failed) waits until it is.
"""

from collections.abc import Callable, Iterable
from dataclasses import dataclass

from softphone.core.state.audio import Route, Sink, Source

IsThere = Callable[[Source | Sink], bool]


@dataclass(frozen=True, slots=True)
class Changes:
    """Routes to cut and routes to make, in this order: nobody hears more than the plan at any moment."""

    cut: frozenset[Route]
    make: frozenset[Route]


def changes(made: Iterable[Route], planned: Iterable[Route], is_there: IsThere) -> Changes:
    """Compare what is made with what is planned and possible."""
    existing = frozenset(made)
    wanted = frozenset(route for route in planned if is_there(route.source) and is_there(route.sink))
    return Changes(existing - wanted, wanted - existing)


def touching(routes: Iterable[Route], end: Source | Sink) -> frozenset[Route]:
    """Find the routes that begin or end at something."""
    return frozenset(route for route in routes if end in (route.source, route.sink))
