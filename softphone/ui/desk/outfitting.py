"""Gives the window's parts what does their work: who keeps settings, tries accounts, gathers diagnostics."""

from collections.abc import Sequence
from functools import partial

from softphone.ui.desk.gathering import Gathering
from softphone.ui.desk.registration_trial import RegistrationTrial
from softphone.ui.ports import SettingsPort
from softphone.ui.views.language import Language
from softphone.ui.widgets.workplace import Services


def services(office: SettingsPort, say: Language, options: Sequence[str] = ()) -> Services:
    """`options` are the words on the command line by which other verbs find the same settings."""
    return Services(office, partial(RegistrationTrial, options, say), partial(Gathering, options))
