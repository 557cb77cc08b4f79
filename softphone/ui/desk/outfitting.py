"""Gives the window's parts what does their work: who keeps settings, tries accounts, gathers diagnostics."""

from collections.abc import Sequence
from functools import partial

from softphone.ui.desk.gathering import Gathering
from softphone.ui.desk.registration_trial import RegistrationTrial
from softphone.ui.ports import SettingsPort
from softphone.ui.widgets.workplace import Workplace


def outfit(place: Workplace, office: SettingsPort, options: Sequence[str] = ()) -> None:
    """`options` are the words on the command line by which other verbs find the same settings."""
    place.office = office
    place.make_trial = partial(RegistrationTrial, options, place.say)
    place.make_gathering = partial(Gathering, options)
