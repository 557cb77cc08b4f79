"""The page desk as consoles and scripts see it: let pages in, speak to Salesforce, make its requests fail.

Implements `softphone.engine.ports.page_door.PageDoor`.
"""

from softphone.connector.publications import Publication
from softphone.connector.table import EventType, Method
from softphone.engine.pages.desk import PageDesk
from softphone.protocol.exchanges import Exchanges, ExchangesPage
from softphone.protocol.pages import Approve, PageCommand, SendMessage, SimulateError
from softphone.protocol.refusals import Fault, Refused, problem
from softphone.protocol.state import PageState


class BackDoor:
    """Leads to one desk."""

    def __init__(self, desk: PageDesk) -> None:
        self._desk = desk

    @property
    def state(self) -> PageState:
        """The state of the page."""
        page = self._desk.page
        return PageState(
            is_attached=page is not None and page.hears and page.line is not None,
            is_connected=page is not None and page.line is not None,
            user_name=self._desk.user_name if page is not None else "",
            questions=self._desk.admission.open_questions,
        )

    def exchanges(self, asked: Exchanges) -> ExchangesPage:
        """Tell what went between Salesforce and the phone lately."""
        return ExchangesPage(exchanges=self._desk.requests.outgoing.traffic.latest(asked.limit, asked.call_id))

    def obey(self, command: PageCommand) -> None:
        """Do something about the page."""
        match command:
            case Approve(what=what):
                if not self._desk.admission.approve(what):
                    raise Refused(problem(Fault.INVALID_PARAMS, f"Nobody asked to be let in as {what}."))
            case SendMessage(message=message):
                self._send(message)
            case SimulateError(method=name, label=label):
                self._simulate(name, label)

    def _send(self, message: object) -> None:
        if not self.state.is_attached:
            raise Refused(problem(Fault.UNAVAILABLE, "No Salesforce page is connected."))
        self._desk.publishing.publish(Publication(EventType.MESSAGE, {"message": message}))

    def _simulate(self, name: str, label: str) -> None:
        method = next((method for method in Method if method == name), None)
        if method is None:
            raise Refused(problem(Fault.INVALID_PARAMS, f"The Connector API has no method {name}."))
        self._desk.requests.simulated[method] = label
