"""What consoles and scripts see of the connector page, and may do about it."""

from typing import Protocol

from softphone.protocol.exchanges import Exchanges, ExchangesPage
from softphone.protocol.pages import PageCommand
from softphone.protocol.state import PageState


class PageDoor(Protocol):
    """The page desk, as the other clients of the bridge see it."""

    @property
    def state(self) -> PageState:
        """The state of the page."""
        ...

    def exchanges(self, asked: Exchanges) -> ExchangesPage:
        """Tell what went between Salesforce and the phone lately."""
        ...

    def obey(self, command: PageCommand) -> None:
        """Do something about the page; raises `softphone.protocol.refusals.Refused` when it is not done."""
        ...
