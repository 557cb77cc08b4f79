"""The settings dialog and the first start for the documentation: a locked setting, a registration that is refused."""

import tempfile
from collections.abc import Iterator
from dataclasses import replace
from itertools import chain
from pathlib import Path

from PySide6.QtTest import QTest
from PySide6.QtWidgets import QWidget

from softphone.adapters.storage.settings_files import SettingsFiles
from softphone.adapters.storage.settings_office import SettingsOffice
from softphone.protocol.sound import Meters, ReadMeters, ShowSound, SoundCard, SoundSetup
from softphone.ui.widgets.settings.sound_panel import LOOK_MS
from tests.fakes.known_passwords import KnownPasswords
from tests.ui.dialogs import assistant_steps, settings_pages
from tests.ui.stage import Stage
from tests.ui.states import mirror

SHOWN = ("settings-accounts", "settings-audio", "first-start-welcome", "first-start-account")
MACHINE = 'locked = ["account.srtp", "bridge.parents"]\n[bridge]\nparents = ["https://acme.lightning.force.com"]\n'
USER = '[[account]]\nname = "Office"\nuri = "sip:4711@pbx.example.com"\nregistrar = "sip:pbx.example.com"\n'
HEADSET = SoundCard(identity="usb-1", description="Jabra Evolve2 65", is_input=True, is_output=True)


def pictures_of_settings(stage: Stage) -> Iterator[tuple[str, QWidget]]:
    """Look at the pages that say most."""
    with tempfile.TemporaryDirectory() as folder:
        machine, user = Path(folder) / "machine.toml", Path(folder) / "softphone.toml"
        machine.write_text(MACHINE)
        user.write_text(USER + '[audio]\ninput = "usb-1"\noutput = "usb-1"\n')
        office = SettingsOffice(SettingsFiles(user, machine), KnownPasswords({"Office": "known"}))
        stage.place.services = replace(stage.place.services, office=office)
        stage.show(mirror())
        for name, dialog in chain(settings_pages(stage), assistant_steps(stage)):
            if name in SHOWN:
                _let_sound_answer(stage)
                yield name, dialog


def _let_sound_answer(stage: Stage) -> None:
    QTest.qWait(2 * LOOK_MS)
    for enquiry in stage.phone.enquired:
        if isinstance(enquiry.what, ShowSound):
            enquiry.then(SoundSetup(cards=(HEADSET,)))
        elif isinstance(enquiry.what, ReadMeters):
            enquiry.then(Meters(input=0.62, output=0.38))
    stage.phone.enquired.clear()
    QTest.qWait(1)
