"""The tab of supervisors: a colleague's call is chosen and entered."""

from collections.abc import Iterator

from PySide6.QtWidgets import QWidget

from softphone.contacts.entries import Kind
from softphone.protocol.contacts import ContactsPage, ContactState
from softphone.protocol.vocabulary import Availability, Mode
from softphone.settings import Settings
from softphone.settings.sections.supervision import SupervisionSettings
from tests.ui.stage import Stage
from tests.ui.states import LENA, connected, mirror

SUPERVISOR = Settings(supervision=SupervisionSettings(is_supervisor=True, way="pbx", target="sip:spy-{agent}@{domain}"))
TEAM = tuple(
    ContactState(name=name, kind=Kind.AGENT, extension=extension, description=group, availability=availability)
    for name, extension, group, availability in (
        ("Amir Haddad", "1004", "Orders and returns", Availability.AVAILABLE),
        ("Greta Lindqvist", "1011", "Orders and returns", Availability.BUSY),
        ("Lena Okafor", "1007", "Sales", Availability.BUSY),
        ("Tomasz Nowak", "1002", "Sales", Availability.OFFLINE),
    )
)


def pictures_of_supervision(stage: Stage) -> Iterator[tuple[str, QWidget]]:
    """Enter a colleague's call."""
    stage.show(mirror())
    stage.window.show_place("supervisor")
    stage.phone.enquired.pop().then(ContactsPage(contacts=TEAM))
    yield "supervisor", stage.window
    for mode in Mode:
        stage.show(mirror(connected("call-9", LENA, mode=mode)))
        yield f"supervisor-{mode}", stage.window
