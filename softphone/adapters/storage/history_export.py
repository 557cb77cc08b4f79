"""Writes records into a file in short pieces; the file appears under its name only when it is complete."""

import os
from collections.abc import Iterator
from dataclasses import replace
from itertools import islice
from pathlib import Path
from typing import TextIO

from softphone.adapters.storage.history_file import HistoryFile
from softphone.engine.call_export import exported
from softphone.engine.call_record import CallRecord
from softphone.engine.ports.storage import ExportForm, Wanted

PIECE = 200


class Export:
    """One export under way. Its methods raise OSError where the file cannot be written."""

    def __init__(self, wanted: Wanted, form: ExportForm, target: Path) -> None:
        self._wanted, self._form, self._target = wanted, form, target
        self._part = target.with_name(f".{target.name}.part")
        self._out: TextIO | None = None
        self._pieces: Iterator[str] = iter(())
        self._count = 0

    def begin(self, history: HistoryFile) -> None:
        """Make the file, for this user only."""
        self._part.unlink(missing_ok=True)
        os.close(os.open(self._part, os.O_CREAT | os.O_EXCL | os.O_WRONLY, 0o600))
        self._out = self._part.open("w", encoding="utf-8", newline="")
        self._pieces = exported(self._records(history), self._form)

    def _records(self, history: HistoryFile) -> Iterator[CallRecord]:
        before: int | None = None
        while True:
            page = history.page(replace(self._wanted, limit=PIECE, before=before))
            for record in page.records:
                self._count += 1
                yield record
            if (before := page.next) is None:
                return

    def go_on(self, _: HistoryFile) -> bool:
        """Write some more; answers whether there may be still more."""
        pieces = list(islice(self._pieces, PIECE))
        if self._out:
            self._out.writelines(pieces)
        return bool(pieces)

    def finish(self, _: HistoryFile) -> int:
        """Give the file its name; answers how many records are in it."""
        if self._out:
            self._out.close()
        self._part.replace(self._target)
        return self._count

    def abandon(self, _: HistoryFile) -> None:
        """Leave nothing behind that is not complete."""
        if self._out:
            try:
                self._out.close()
            finally:
                self._part.unlink(missing_ok=True)
