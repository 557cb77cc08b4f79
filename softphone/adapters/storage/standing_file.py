"""Remembers in a small private file what the agent is at the PBX and in its queues, for half a day.

Not for longer: whoever went home without logging out may have been taken out of the queues overnight, and must be let
in again in the morning.
"""

import logging
import time
from collections.abc import Callable
from pathlib import Path

import msgspec

from softphone.adapters.storage.private_files import replace_file
from softphone.engine.ports.telephony import Standing

log = logging.getLogger(__name__)

LASTS_S = 12 * 3600.0


class _Kept(msgspec.Struct):
    standing: Standing
    at: float


class StandingFile:
    """A `StandingMemory`."""

    def __init__(self, file: Path, clock: Callable[[], float] = time.time) -> None:
        self._file = file
        self._clock = clock

    def recall(self) -> Standing | None:
        """What was kept last, within half a day."""
        try:
            kept = msgspec.json.decode(self._file.read_bytes(), type=_Kept)
        except FileNotFoundError:
            return None
        except (OSError, msgspec.DecodeError) as error:
            log.warning("what the agent was at the PBX cannot be read: %s", error)
            return None
        return kept.standing if self._clock() - kept.at < LASTS_S else None

    def keep(self, standing: Standing) -> None:
        """Remember it from now on."""
        try:
            replace_file(self._file, msgspec.json.encode(_Kept(standing, self._clock())))
        except OSError as error:
            log.warning("what the agent is at the PBX cannot be written: %s", error.strerror)
