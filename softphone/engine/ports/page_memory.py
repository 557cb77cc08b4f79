"""What is remembered about pages beyond the engine's life: sessions that may come back, and what the agent approved."""

from typing import Protocol


class PageMemory(Protocol):
    """A small memory. Nothing secret is in it: sessions and pairings are hashes."""

    def session(self, hashed: str) -> str | None:
        """The page instance of a session that was used within the last day."""

    def keep_session(self, hashed: str, instance: str) -> None:
        """Remember a session, as used now."""

    def is_approved(self, what: str) -> bool:
        """Whether the agent once approved this origin or pairing."""

    def approve(self, what: str) -> None:
        """Remember that the agent approved it."""
