"""The first start, step by step: an account, sound, Salesforce. Or simulated callers, for a look round."""

from collections.abc import Mapping
from dataclasses import dataclass
from enum import IntEnum, unique

from softphone.settings.amending import Amendment, Change
from softphone.settings.sections.account import AccountSettings
from softphone.settings.wanted import fields_of
from softphone.ui.views.language import Language, mark
from softphone.ui.views.settings.entering import judged

ACCOUNT = "office"
"""What the account of the first start is called in the settings; the keyring keeps the password under it."""


@unique
class Step(IntEnum):
    """Where somebody is."""

    WELCOME = 0
    ACCOUNT = 1
    SOUND = 2
    SALESFORCE = 3


TITLES = {
    Step.WELCOME: mark("Welcome"),
    Step.ACCOUNT: mark("Your phone line"),
    Step.SOUND: mark("Can you hear and be heard?"),
    Step.SALESFORCE: mark("Salesforce"),
}
TEXTS = {
    Step.WELCOME: mark("This is your desk phone. It needs to know your phone line; it takes two minutes."),
    Step.ACCOUNT: mark("Your administrator, or the PBX, has told you these."),
    Step.SOUND: mark("Choose what you wear and speak into, then try both."),
    Step.SALESFORCE: mark("Open Omni-Channel in your browser. The phone waits for its page."),
}


@dataclass(frozen=True, slots=True)
class Form:
    """What was entered about the account. The password is not here."""

    user: str = ""
    server: str = ""
    name: str = ""
    transport: str = "udp"
    login: str = ""
    """The user name for the registrar, where it is another."""

    @property
    def address(self) -> str:
        """The account's address."""
        user, server = self.user.strip(), self.host
        return user if "@" in user and user.startswith("sip") else f"sip:{user}@{server}"

    @property
    def registrar(self) -> str:
        """The server to register at."""
        server = self.server.strip()
        return server if server.startswith(("sip:", "sips:")) else f"sip:{server}"

    @property
    def host(self) -> str:
        """The server without what stands round it."""
        return self.registrar.partition(":")[2].partition(";")[0]


def values(form: Form) -> Mapping[str, str]:
    """Make settings of the account from what was entered."""
    found = {"uri": form.address, "registrar": form.registrar, "transport": form.transport}
    optional = {"username": form.login.strip(), "display_name": form.name.strip()}
    return {**found, **{key: value for key, value in optional.items() if value}}


def account_changes(form: Form) -> tuple[Change, ...]:
    """Say what is to be written."""
    return tuple(Amendment(("account", ACCOUNT, key), value) for key, value in values(form).items())


def faults(form: Form, say: Language) -> Mapping[str, str]:
    """Say what is wrong or missing, by the name of the part."""
    found = {}
    if not form.user.strip():
        found["user"] = say("Enter your extension or user name.")
    elif fault := judged(form.address, fields_of(AccountSettings)["uri"], say).fault:
        found["user"] = fault
    if not form.server.strip():
        found["server"] = say("Enter the server.")
    elif fault := judged(form.registrar, fields_of(AccountSettings)["registrar"], say).fault:
        found["server"] = fault
    return found


@dataclass(frozen=True, slots=True)
class StepView:
    """What a step shows round its own part."""

    title: str
    text: str
    progress: str
    next: str
    can_go_back: bool
    can_skip: bool


def step_view(step: Step, say: Language) -> StepView:
    """Show a step."""
    is_last = step is max(Step)
    number = "" if step is Step.WELCOME else say("Step {number} of {count}", number=int(step), count=int(max(Step)))
    return StepView(
        title=say(TITLES[step]),
        text=say(TEXTS[step]),
        progress=number,
        next=say("Done") if is_last else say("Next"),
        can_go_back=step is not Step.WELCOME,
        can_skip=step is Step.ACCOUNT,
    )
