"""The supervisor's tab: whose call can be entered, and, in one, who hears the supervisor. Pure."""

import re
from dataclasses import dataclass, replace

from softphone.contacts.entries import Kind
from softphone.protocol.contacts import Contacts, ContactsPage
from softphone.protocol.state import CallState
from softphone.protocol.supervision import Supervise, Unsupervise
from softphone.protocol.vocabulary import Availability, Mode
from softphone.settings.sections.supervision import SupervisionSettings
from softphone.ui.views import permissions
from softphone.ui.views.call_card import CallCard, call_card
from softphone.ui.views.contacts import contacts
from softphone.ui.views.keys import Key, answer_key, decline_key
from softphone.ui.views.language import Language
from softphone.ui.views.mirror import Mirror
from softphone.ui.views.rows import Page
from softphone.ui.views.seen import Seen
from softphone.ui.views.supervision import barge_key, listen_key, whisper_key
from softphone.ui.views.tone import Tone

MOST_COLLEAGUES = 200
_KEY = re.compile(r"[A-Za-z0-9._:@-]{1,128}")
_ICONS = {Mode.LISTEN: "listen", Mode.WHISPER: "whisper", Mode.BARGE: "barge"}


@dataclass(frozen=True, slots=True)
class Entered:
    """What somebody has typed, or chosen, to say which call is meant."""

    colleague: str = ""
    name: str = ""
    """Of a colleague who was chosen from the list."""
    key: str = ""


@dataclass(frozen=True, slots=True)
class Inside:
    """A call that is being supervised: the mode as icon, words and colour, and what can be done."""

    icon: str
    card: CallCard
    modes: tuple[Key, ...]
    ends: tuple[Key, ...]
    """None has a shortcut: those are the call card's, which may stand beside, or the window's while it rings."""


def inside(mirror: Mirror, say: Language, region: str | None = None) -> Inside | None:
    """Show the call that is being supervised, if there is one."""
    call = next((call for call in mirror.calls if call.mode), None)
    if call is None or mirror.state is None:
        return None
    seen = Seen(mirror.state, say=say, region=region)
    ends = (decline_key, answer_key) if permissions.is_offered(call) else (leave_key,)
    return Inside(
        icon=_ICONS[call.mode or Mode.LISTEN],
        card=call_card(call, seen),
        modes=tuple(replace(make(call, seen), shortcut="") for make in (listen_key, whisper_key, barge_key)),
        ends=tuple(replace(make(call, seen), shortcut="") for make in ends),
    )


def leave_key(call: CallState, seen: Seen) -> Key:
    """Leave the supervised call, which goes on."""
    why_not = "" if permissions.is_live(call) else seen.say("The call is being left already.")
    command = Unsupervise(call_id=call.call_id)
    return Key("unsupervise", seen.say("Leave the call"), "leave", "", why_not, tone=Tone.BAD, command=command)


def needs_key(settings: SupervisionSettings) -> bool:
    """Whether the call is found by its key: else it is found by its agent, and any key will do."""
    return settings.way == "agent" or any("{key}" in target for target in _targets(settings))


def needs_colleague(settings: SupervisionSettings) -> bool:
    """Whether the call is found by its agent."""
    return any("{agent}" in target for target in _targets(settings))


def _targets(settings: SupervisionSettings) -> tuple[str, ...]:
    by_mode = (settings.listen_target, settings.whisper_target, settings.barge_target)
    given = by_mode if settings.switch_by == "targets" else (settings.target,)
    return tuple(target for target in given if target)


def enter_key(entered: Entered, mirror: Mirror, settings: SupervisionSettings, fresh: str, say: Language) -> Key:
    """Begin to listen; `fresh` stands for a key that nobody needs to know."""
    colleague, key = entered.colleague.strip(), entered.key.strip()
    command = Supervise(call_id=key or fresh, agent=colleague, name=entered.name)
    why_not = _why_not_enter(colleague, key, mirror, settings, say)
    return Key(
        "supervise",
        say("Listen in"),
        "listen",
        "",
        why_not,
        tone=Tone.ACCENT,
        command=None if why_not else command,
    )


def _why_not_enter(colleague: str, key: str, mirror: Mirror, settings: SupervisionSettings, say: Language) -> str:
    if not mirror.is_up or mirror.state is None:
        return say("The phone is not running.")
    if key and not _KEY.fullmatch(key):
        return say("A key has letters, digits and . _ : @ - only.")
    if not colleague and (needs_colleague(settings) or not key):
        return say("Say whose call it is.")
    if needs_key(settings) and not key:
        return say("The key of the call is missing.")
    return permissions.why_not_supervise(mirror.state, say)


def asked(text: str) -> Contacts:
    """Ask for colleagues."""
    return Contacts(contains=text, kinds=(Kind.AGENT,), limit=MOST_COLLEAGUES)


def colleagues(page: ContactsPage, say: Language, region: str | None = None) -> Page:
    """Show colleagues: those who seem to be in a call first."""
    busy_first = sorted(page.contacts, key=lambda one: one.availability is not Availability.BUSY)
    rows = contacts(ContactsPage(contacts=tuple(busy_first)), None, say, region).rows
    return Page(rows)
