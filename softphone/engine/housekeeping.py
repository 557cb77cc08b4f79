"""Forgets what was kept long enough: calls, what Salesforce was told, recordings. Soon after the start, then daily."""

import asyncio
import logging
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta

from softphone.engine.clock import now, wall
from softphone.engine.ports.storage import HistoryPort, JournalPort
from softphone.settings import Settings

log = logging.getLogger(__name__)

FIRST_AFTER_S = 60.0
"""A phone that starts has better things to do."""
EVER = datetime(1970, 1, 1, tzinfo=UTC)
"""Nothing is older."""
THEN_EVERY_S = 24 * 3600.0


@dataclass(slots=True)
class Housekeeping:
    """Tidies up, again and again. `forget_recordings` deletes those from before a moment; it may take its time."""

    settings: Settings
    history: HistoryPort
    journal: JournalPort
    forget_recordings: Callable[[datetime], int]
    _task: asyncio.Task[None] | None = field(default=None, init=False)

    def start(self) -> None:
        """Begin to tidy up now and then."""
        self._task = asyncio.create_task(self._now_and_then(), name="housekeeping")

    def stop(self) -> None:
        """Leave everything as it is."""
        if self._task is not None:
            self._task.cancel()
            self._task = None

    async def tidy(self, moment: datetime) -> None:
        """Forget everything that is too old by now."""
        kept = self.settings.history
        entries = await self.journal.prune(moment - timedelta(days=kept.journal_days))
        recordings = 0
        oldest = moment - timedelta(days=kept.keep_days) if kept.keep_days else EVER
        calls = await self.history.prune(oldest, self.settings.quality.series_calls)
        if days := self.settings.recording.keep_days:
            recordings = await asyncio.to_thread(self.forget_recordings, moment - timedelta(days=days))
        if entries or calls or recordings:
            log.info("forgot %d calls, %d journal entries and %d recordings by age", calls, entries, recordings)

    async def _now_and_then(self) -> None:
        await asyncio.sleep(FIRST_AFTER_S)
        while True:
            try:
                await self.tidy(wall(now()))
            except Exception:  # another day it may work, and privacy wants it tried
                log.exception("what is too old could not be forgotten")
            await asyncio.sleep(THEN_EVERY_S)
