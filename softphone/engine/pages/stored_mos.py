"""Follows what the base connector in the page adds up, and says which MOS Salesforce stores with a call.

Only what a page has dispatched counts, in its own order. A fresh page has added nothing up yet.
"""

from collections.abc import Callable
from dataclasses import dataclass, field

import msgspec

from softphone.connector.reports import PageSums
from softphone.connector.statistics import AudioStats
from softphone.connector.table import EventType
from softphone.core.values import CallId
from softphone.engine.pages.kept import Kept, KeptEvent

NO_SUMS = PageSums()
_stats = msgspec.json.Decoder(AudioStats)


@dataclass(slots=True)
class StoredMos:
    """The sums of the page in charge, and who wants to know what comes of them."""

    listeners: list[Callable[[CallId, float], None]] = field(default_factory=list)
    _sums: PageSums = NO_SUMS

    def page_is_fresh(self) -> None:
        """Another page has come, or the same one was reloaded."""
        self._sums = NO_SUMS

    def accepting(self) -> None:
        """Salesforce accepts a call: the base starts over before it even asks us."""
        self._sums = self._sums.begun()

    def dispatched(self, kept: Kept) -> None:
        """The page has dispatched something."""
        match kept:
            case KeptEvent(event=EventType.CALL_CONNECTED):
                self._sums = self._sums.begun()
            case KeptEvent(event=EventType.UPDATE_AUDIO_STATS, payload=payload, call=str() as call):
                self._sums, mos = self._sums.after(_stats.decode(payload))
                if mos is not None:
                    for listener in self.listeners:
                        listener(call, mos)
            case _:
                pass
