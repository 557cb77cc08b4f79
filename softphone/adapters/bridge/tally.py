"""Counts who was turned away and why, and notices a flood. Time is an argument.

Floods of different kinds of callers are told apart, so that one kind does not lock another one out.
"""

from collections import Counter, deque

WINDOW_S = 60.0


class Tally:
    """What was refused since the start, and how often one kind of caller was in the last minute."""

    def __init__(self, most_per_min: int, counts: Counter[str] | None = None) -> None:
        self._most = most_per_min
        self._counts: Counter[str] = Counter() if counts is None else counts
        self._recent: deque[float] = deque(maxlen=most_per_min)

    def beside(self) -> "Tally":
        """Make the tally of another kind of caller: the counts are the same, the floods are not."""
        return Tally(self._most, self._counts)

    @property
    def counts(self) -> dict[str, int]:
        """All refusals by reason."""
        return dict(self._counts)

    def note(self, why: str) -> None:
        """Count a refused message."""
        self._counts[why] += 1

    def turn_away(self, why: str, now: float) -> None:
        """Count a refused connection."""
        self.note(why)
        self.cut_short(now)

    def cut_short(self, now: float) -> None:
        """Count a connection that was ended by a refusal which has been noted already."""
        self._recent.append(now)

    def is_flooded(self, now: float) -> bool:
        """Tell whether so many were refused in the last minute that this kind of caller is not heard any more."""
        while self._recent and self._recent[0] <= now - WINDOW_S:
            self._recent.popleft()
        return len(self._recent) >= self._most
