"""Contact files, watched: a thread looks at them every few seconds and reads again what has changed.

Looking works everywhere, on network drives too. A file that is being written is left alone until it rests; what was
read from it before stays in force meanwhile.
"""

import asyncio
import logging
import threading
from collections.abc import Callable, Sequence
from pathlib import Path

from softphone.adapters.storage.contact_reading import Contents, Mark, StillChanging, mark_of, read_file
from softphone.contacts.book import book_of
from softphone.contacts.entries import Entry
from softphone.engine.ports.contacts import ReadFile, Shelf

log = logging.getLogger(__name__)

LOOK_S = 2.0
STOP_S = 1.0


class ContactFiles:
    """Implements `softphone.engine.ports.contacts.ContactFilesPort`."""

    def __init__(self, paths: Sequence[Path], country: str | None, most: int, look_s: float = LOOK_S) -> None:
        self._paths = tuple(dict.fromkeys(paths))
        self._country = country
        self._most = most
        self._look_s = look_s
        self._read: dict[Path, tuple[Mark, Contents]] = {}
        self._stop = threading.Event()
        self._thread: threading.Thread | None = None

    def start(self, changed: Callable[[Shelf], None]) -> None:
        """Begin to read, and then to watch."""
        if not self._paths:
            return
        loop = asyncio.get_running_loop()

        def tell(shelf: Shelf) -> None:
            if not self._stop.is_set():
                loop.call_soon_threadsafe(changed, shelf)

        self._thread = threading.Thread(target=self._watch, args=(tell,), name="contacts", daemon=True)
        self._thread.start()

    async def stop(self) -> None:
        """End; a file that is just being read is let be."""
        self._stop.set()
        if self._thread is not None:
            await asyncio.to_thread(self._thread.join, STOP_S)

    def _watch(self, tell: Callable[[Shelf], None]) -> None:
        self._look(dict.fromkeys(self._paths, None), tell, is_first=True)
        seen = {path: mark_of(path) for path in self._paths}
        while not self._stop.wait(self._look_s):
            seen = self._look(seen, tell)

    def _look(
        self, seen: dict[Path, Mark], tell: Callable[[Shelf], None], *, is_first: bool = False
    ) -> dict[Path, Mark]:
        """Read the files that are new, or have changed and rest since the last look."""
        now = {path: mark_of(path) for path in self._paths}
        due = [path for path in self._paths if is_first or (self._is_old(path, now[path]) and seen[path] == now[path])]
        read = [path for path in due if self._is_read(path)]
        if read:
            tell(self._shelf())
        return now

    def _is_old(self, path: Path, mark: Mark) -> bool:
        read = self._read.get(path)
        return read is None or read[0] != mark

    def _is_read(self, path: Path) -> bool:
        """Read a file; False if it has to be left for the next look."""
        mark = mark_of(path)
        try:
            self._read[path] = (mark, read_file(path, self._most))
        except StillChanging:
            return False
        except Exception:
            log.exception("a contact file could not be read")
            says = "it cannot be read; the log says why"
            self._read[path] = (mark, Contents(ReadFile(str(path), says=says)))
        return True

    def _shelf(self) -> Shelf:
        """Put all that was read together, as much as there may be."""
        entries: list[Entry] = []
        files: list[ReadFile] = []
        for _, contents in self._read.values():
            entries += contents.entries[: self._most - len(entries)]
            files.append(contents.read)
        return Shelf(book_of(entries, self._country), tuple(files))
