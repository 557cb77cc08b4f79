"""Settings that cannot both be meant: judged on all settings together, after each was judged by itself."""

from collections.abc import Iterator

from softphone.settings.contradictions import accounts, calling, network, people
from softphone.settings.contradictions.finding import Contradiction
from softphone.settings.schema import Settings

__all__ = ["Contradiction", "contradictions"]

_RULES = (*accounts.RULES, *network.RULES, *calling.RULES, *people.RULES)


def contradictions(settings: Settings) -> Iterator[Contradiction]:
    """Name everything that does not fit together."""
    for rule in _RULES:
        yield from rule(settings)
