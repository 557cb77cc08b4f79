"""Two clocks and the way between them: monotonic for the machine, wall for what people and Salesforce read."""

import time
from datetime import UTC, datetime, timedelta

from softphone.core.values import Instant


def now() -> Instant:
    """Read the clock that instants are on; it is the event loop's, too."""
    return Instant(time.monotonic())


def wall(at: Instant) -> datetime:
    """Say when an instant was, or will be, by the clock on the wall."""
    return datetime.now(UTC) - timedelta(seconds=time.monotonic() - at)
