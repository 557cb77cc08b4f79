"""Writes records into a file in short pieces; the file appears under its name only when it is complete."""

import os
from collections.abc import Iterator
from dataclasses import replace
from itertools import islice
from pathlib import Path

from softphone.adapters.storage.history_file import HistoryFile
from softphone.engine.call_export import exported
from softphone.engine.call_record import CallRecord
from softphone.engine.storage_ports import ExportForm, Wanted

PIECE = 200


class Export:
    """One export under way. Raises OSError where the file cannot be written."""

    def __init__(self, file: HistoryFile, wanted: Wanted, form: ExportForm, target: Path) -> None:
        self._history, self._wanted, self._target = file, wanted, target
        self._part = target.with_name(f".{target.name}.part")
        self._part.unlink(missing_ok=True)
        os.close(os.open(self._part, os.O_CREAT | os.O_EXCL | os.O_WRONLY, 0o600))
        self._out = self._part.open("w", encoding="utf-8", newline="")
        self._pieces = exported(self._records(), form)
        self._count = 0

    def _records(self) -> Iterator[CallRecord]:
        before: int | None = None
        while True:
            page = self._history.page(replace(self._wanted, limit=PIECE, before=before))
            for record in page.records:
                self._count += 1
                yield record
            if (before := page.next) is None:
                return

    def go_on(self) -> bool:
        """Write some more; answers whether there may be still more."""
        pieces = list(islice(self._pieces, PIECE))
        self._out.writelines(pieces)
        return bool(pieces)

    def finish(self) -> int:
        """Give the file its name; answers how many records are in it."""
        self._out.close()
        self._part.replace(self._target)
        return self._count

    def abandon(self) -> None:
        """Leave nothing behind that is not complete."""
        self._out.close()
        self._part.unlink(missing_ok=True)
