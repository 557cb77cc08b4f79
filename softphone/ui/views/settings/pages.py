"""The pages of the settings dialog: groups of settings, those of an account, and what is left to be said below them."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace

from softphone.settings.checking import Checked
from softphone.settings.keeping import NotKept, NotWritten
from softphone.settings.sections.account import AccountSettings, TurnSettings
from softphone.settings.wanted import fields_of, table_of
from softphone.ui.views.language import Language, mark
from softphone.ui.views.settings.draft import Draft
from softphone.ui.views.settings.effects import Effect
from softphone.ui.views.settings.fields import Field, field_of
from softphone.ui.views.settings.plan import PAGES, Names, PagePlan, settings_of
from softphone.ui.views.settings.wording import problem_text
from softphone.ui.views.tone import Tone

FIRST_OF_ACCOUNT = ("name", "uri", "registrar", "username", "display_name", "transport", "srtp")
TURN = "turn"


@dataclass(frozen=True, slots=True)
class Group:
    """Settings under a heading."""

    title: str
    fields: tuple[Field, ...]


@dataclass(frozen=True, slots=True)
class DialogState:
    """All that the dialog knows: what is in force, what was entered, and what the last check found."""

    checked: Checked
    draft: Draft
    say: Language
    found: Mapping[Names, str]

    def field(self, names: Names) -> Field:
        """Show a setting."""
        return field_of(names, self.checked, self.draft.entered, self.found.get(names, ""), self.say)


def groups_of(page: PagePlan, state: DialogState) -> tuple[Group, ...]:
    """Show the settings of a page."""
    return tuple(Group(state.say(group.title), tuple(map(state.field, settings_of(group)))) for group in page.groups)


def groups_of_account(name: str, state: DialogState) -> tuple[Group, ...]:
    """Show the settings of an account: those that everybody needs first."""
    rest = [
        key
        for key, info in fields_of(AccountSettings).items()
        if key not in FIRST_OF_ACCOUNT and table_of(info.type) is None
    ]
    first = tuple(state.field(("account", name, key)) for key in FIRST_OF_ACCOUNT)
    others = tuple(state.field(("account", name, key)) for key in rest)
    turn = tuple(state.field(("account", name, TURN, key)) for key in fields_of(TurnSettings))
    say = state.say
    return Group(say("Account"), first), Group(say("More"), others), Group(say("TURN relay"), turn)


@dataclass(frozen=True, slots=True)
class Hit:
    """A setting that was sought, and the page it is on."""

    page: str
    title: str
    names: Names


def hits(text: str, state: DialogState) -> tuple[Hit, ...]:
    """Find settings by what they are called or for."""
    sought = text.casefold().split()
    return tuple(_hits(sought, state)) if sought else ()


def _hits(sought: list[str], state: DialogState) -> Iterator[Hit]:
    for page in PAGES:
        for group in groups_of(page, state):
            for field in group.fields:
                said = f"{'.'.join(field.names)} {field.title} {field.hint} {group.title}".casefold()
                if all(word in said for word in sought):
                    yield Hit(page.name, f"{state.say(page.title)}: {field.title}", field.names)


@dataclass(frozen=True, slots=True)
class Footer:
    """The line below the pages: what saving would mean, or did."""

    text: str = ""
    tone: Tone = Tone.PLAIN
    can_save: bool = False
    offers_restart: bool = False


SAVED = mark("Saved.")
SAVED_AT_ONCE = mark("Saved, and in force.")


def footer(draft: Draft, faults: Mapping[Names, str], say: Language) -> Footer:
    """Say what can be saved."""
    if faults:
        text = say.several("{count} value is wrong.", "{count} values are wrong.", len(faults))
        return Footer(text, Tone.BAD)
    if draft.is_empty:
        return Footer()
    count = len(draft.entered) + len(draft.added) + len(draft.removed) + len(draft.passwords)
    return Footer(
        say.several("{count} change, not saved yet.", "{count} changes, not saved yet.", count), can_save=True
    )


def not_saved(found: Checked | NotWritten | NotKept, say: Language) -> Footer:
    """Say why what was entered is not in force; it can be tried again."""
    if isinstance(found, Checked):
        text = next(problem_text(problem, say) for problem in found.problems if problem.severity == "error")
    elif isinstance(found, NotWritten):
        text = say("The settings were not written: {why}", why=found)
    else:
        text = say("The password was not kept: {why}", why=found)
    return Footer(text, Tone.BAD, can_save=True)


def with_remainder(said: Footer, why: NotKept | None, say: Language) -> Footer:
    """Add to what saving did that the keyring still has a password which nothing needs any more, if so."""
    if why is None:
        return said
    left = say("The password of the removed account is still in the keyring: {why}", why=why)
    return replace(said, text=f"{said.text} {left}", tone=Tone.WARN)


def with_rest(said: Footer, rest: Footer) -> Footer:
    """Add to what saving did what is left to be saved."""
    if not rest.text:
        return said
    return replace(said, text=f"{said.text} {rest.text}", tone=Tone.WARN, can_save=rest.can_save)


def saved(effects: frozenset[Effect], say: Language, *, in_call: bool, is_phone_ours: bool) -> Footer:
    """Say when what was saved counts."""
    later = say(" Some of it counts when the window is reopened.") if Effect.WINDOW in effects else ""
    if Effect.PHONE not in effects:
        return Footer(say(SAVED_AT_ONCE) if not later else say(SAVED) + later, Tone.GOOD)
    if not is_phone_ours:
        text = say("Saved. It counts when the phone is restarted, by whoever started it.")
        return Footer(text + later, Tone.WARN)
    if in_call:
        return Footer(say("Saved. It counts when the phone is restarted, after this call.") + later, Tone.WARN)
    return Footer(say("Saved. It counts when the phone is restarted.") + later, Tone.WARN, offers_restart=True)
