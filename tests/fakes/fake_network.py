"""What connects fake phones: a number plan, and calls with two ends."""

import itertools
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from softphone.core.values import CallId, LegId

if TYPE_CHECKING:
    from tests.fakes.fake_phone import FakePhone


@dataclass(slots=True)
class FakeNetwork:
    """What connects fake phones: a number plan by URI."""

    phones: dict[str, "FakePhone"] = field(default_factory=dict)
    names: Iterator[int] = field(default_factory=itertools.count)

    def fresh(self, kind: str) -> str:
        """Make an id that nobody has."""
        return f"{kind}-{next(self.names)}"


@dataclass(slots=True)
class FakeLeg:
    """One end of a call, and the other one."""

    leg: LegId
    phone: "FakePhone"
    other: "FakeLeg | None" = None
    is_connected: bool = False
    key: CallId | None = None
    sent_to: str = ""
    sent_by: "FakeLeg | None" = None
    """Who asked for this call, which takes over a leg when it is answered."""
    heir: "FakeLeg | None" = None
    """The call that is to take over this one's leg."""
    is_moved: bool = False
