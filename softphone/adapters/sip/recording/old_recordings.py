"""Deletes recordings that have been kept long enough; for a worker thread.

Only what has a sidecar of ours that says it is complete: other files in that folder are nobody's business.
"""

import json
import logging
from datetime import datetime
from pathlib import Path

log = logging.getLogger(__name__)


def forget_recordings(folder: Path, before: datetime) -> int:
    """Delete the recordings that were completed before a moment; answers how many."""
    return sum(_forget(sidecar) for sidecar in folder.glob("*.json") if _is_old(sidecar, before))


def _is_old(sidecar: Path, before: datetime) -> bool:
    try:
        return sidecar.stat().st_mtime < before.timestamp() and json.loads(sidecar.read_bytes())["is_complete"] is True
    except (OSError, ValueError, KeyError, TypeError):
        return False


def _forget(sidecar: Path) -> bool:
    """The sidecar goes last: what could not be deleted is tried again another day."""
    try:
        sidecar.with_suffix(".wav").unlink(missing_ok=True)
        sidecar.unlink()
    except OSError as error:
        log.warning("an old recording cannot be deleted: %s", error)
        return False
    return True
