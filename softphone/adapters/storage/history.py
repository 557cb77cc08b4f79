"""The history as the engine sees it: every question and every record goes to one thread, and the loop never waits.

Long work (export, pruning) is done in short pieces, so that a new record or a question gets in between.
"""

import asyncio
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from datetime import datetime
from pathlib import Path
from typing import Concatenate, ParamSpec, TypeVar

from softphone.adapters.storage.history_export import Export
from softphone.adapters.storage.history_file import HistoryFile
from softphone.engine.call_record import CallRecord
from softphone.engine.ports.storage import ExportForm, HistoryPage, Notify, Wanted

AGAIN_S = 5.0
"""What could not be written is tried again after so long, even if nobody comes with something new."""

P = ParamSpec("P")
T = TypeVar("T")


class SqliteHistory:
    """A `HistoryPort`. Made inside the loop that uses it; the file is opened by its own thread."""

    def __init__(self, path: Path, notify: Notify, again_s: float = AGAIN_S) -> None:
        self._thread = ThreadPoolExecutor(max_workers=1, thread_name_prefix="history")
        self._opening = self._thread.submit(HistoryFile, path, notify)
        self._loop = asyncio.get_running_loop()
        self._again_s = again_s
        self._again: asyncio.TimerHandle | None = None

    def _do(
        self, what: Callable[Concatenate[HistoryFile, P], T], *args: P.args, **named: P.kwargs
    ) -> asyncio.Future[T]:
        """Do something with the file, in its thread, where it is open already."""
        return self._loop.run_in_executor(self._thread, lambda: what(self._opening.result(), *args, **named))

    def save(self, record: CallRecord) -> None:
        """Keep a record soon; one with the same call and start replaces the one before."""
        self._do(HistoryFile.put, record).add_done_callback(self._written)

    def begin(self, record: CallRecord) -> None:
        """Keep soon what is to be said of a call that goes on, in case this program breaks off before its end."""
        self._do(HistoryFile.begin, record)

    def save_series(self, record: CallRecord, name: str, series: bytes) -> None:
        """Keep a time series beside a record, soon; `name` says which."""
        self._do(HistoryFile.put_series, record, name, series).add_done_callback(self._written)

    def _written(self, writing: asyncio.Future[bool]) -> None:
        if not writing.result() and self._again is None:
            self._again = self._loop.call_later(self._again_s, self._try_again)

    def _try_again(self) -> None:
        self._again = None
        self._do(HistoryFile.flush).add_done_callback(self._written)

    async def settle(self) -> bool:
        """Wait until everything saved so far is on disk; answers whether it is."""
        return await self._do(HistoryFile.flush)

    async def page(self, wanted: Wanted) -> HistoryPage:
        """Find records."""
        return await self._do(HistoryFile.page, wanted)

    async def series(self, record: CallRecord, name: str) -> bytes | None:
        """Read a time series back."""
        return await self._do(HistoryFile.series, record, name)

    async def export(self, wanted: Wanted, form: ExportForm, target: Path) -> int:
        """Write all wanted records into a new file for this user only; answers how many."""
        export = Export(wanted, form, target)
        try:
            await self._do(export.begin)
            while await self._do(export.go_on):
                pass
            return await self._do(export.finish)
        finally:
            await self._do(export.abandon)

    async def prune(self, before: datetime, keep_series: int) -> int:
        """Forget older records, and the series of all but the latest calls; answers how many records went."""
        forgotten = 0
        while some := await self._do(HistoryFile.forget_some, before):
            forgotten += some
        await self._do(HistoryFile.keep_series, keep_series)
        return forgotten

    async def close(self) -> None:
        """Write what is left and let go of the file."""
        if self._again:
            self._again.cancel()
        await self._do(HistoryFile.close)
        self._thread.shutdown()
