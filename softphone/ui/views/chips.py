"""The bar at the top: the agent's status, the accounts, Salesforce. Each says how it is, why, and what can be done."""

from dataclasses import dataclass

from softphone.protocol.commands import AgentStatus, DoNotDisturb, PhoneCommand, Register, WrapUp
from softphone.protocol.pages import Approve
from softphone.protocol.state import AccountState, AgentState, MailboxState
from softphone.protocol.vocabulary import RegistrationState
from softphone.ui.views import people
from softphone.ui.views.language import Language
from softphone.ui.views.mirror import Connection, Mirror
from softphone.ui.views.registrations import why_not_registered
from softphone.ui.views.tone import Tone

COPY_ADDRESS, VOICEMAIL = "copy:connector", "voicemail"
"""What choices open beside tabs."""


@dataclass(frozen=True, slots=True)
class ChipChoice:
    """Something that can be done about it: a command, or a place of the window that it opens."""

    text: str
    icon: str = ""
    is_current: bool = False
    is_pending: bool = False
    command: PhoneCommand | Approve | None = None
    opens: str = ""


@dataclass(frozen=True, slots=True)
class Chip:
    """One of the three."""

    name: str
    icon: str
    text: str
    tone: Tone
    title: str
    explanation: tuple[str, ...]
    choices: tuple[ChipChoice, ...] = ()


def chips(mirror: Mirror, say: Language, *, has_voicemail: bool = False) -> tuple[Chip, ...]:
    """Make the bar; it is known whether the voice mailbox has a number that can be called."""
    account = account_chip(mirror, say, has_voicemail=has_voicemail)
    return agent_chip(mirror, say), account, salesforce_chip(mirror, say)


def agent_chip(mirror: Mirror, say: Language) -> Chip:
    """Say whether calls reach the agent."""
    title = say("Your status")
    if not mirror.is_up or mirror.state is None:
        return Chip("agent", "pending", say("Unknown"), Tone.PLAIN, title, (no_engine_text(mirror, say),))
    agent = mirror.state.agent
    choices = _status_choices(agent, say)
    if agent.is_do_not_disturb:
        text, tone, icon = say("Do not disturb"), Tone.BAD, "disturb"
        why = say("New calls are refused.")
    elif agent.wrap_up:
        text, tone, icon = say("After-call work"), Tone.WARN, "wrap-up"
        why = say("New calls wait until the work after the last one is done.")
        choices = (ChipChoice(say("End after-call work"), "check", command=WrapUp()), *choices)
    elif agent.status:
        text = people.clean(agent.status.name, 24)
        tone, icon = (Tone.GOOD, "available") if agent.status.has_channels else (Tone.WARN, "hold")
        routed, kept = say("Salesforce sends you work."), say("Salesforce sends you no work.")
        why = routed if agent.status.has_channels else kept
    else:
        text, tone, icon = say("Available"), Tone.GOOD, "available"
        why = say("Calls ring here.")
    later = agent.pending_status
    lines = (why, say("{status} comes into force after the call.", status=later.name)) if later else (why,)
    return Chip("agent", icon, text, tone, title, lines, choices)


def _status_choices(agent: AgentState, say: Language) -> tuple[ChipChoice, ...]:
    """Offer what Salesforce knows, and do not disturb, which is the phone's own."""
    later = agent.pending_status.id if agent.pending_status else None
    known = tuple(
        ChipChoice(
            say("{status} (after the call)", status=name) if status.id == later else name,
            "available" if status.has_channels else "hold",
            is_current=agent.status is not None and status.id == agent.status.id,
            is_pending=status.id == later,
            command=AgentStatus(status=status.id),
        )
        for status, name in ((status, people.clean(status.name, 60)) for status in agent.statuses)
    )
    is_on = agent.is_do_not_disturb
    here = ChipChoice(say("Take calls"), "call", not is_on and not known, command=DoNotDisturb(is_on=False))
    away = ChipChoice(say("Do not disturb"), "disturb", is_on, command=DoNotDisturb(is_on=True))
    return (*known, here, away)


def account_chip(mirror: Mirror, say: Language, *, has_voicemail: bool = False) -> Chip:
    """Say whether the phone is at its registrar, and whether messages wait there."""
    title = say("Phone line")
    if not mirror.is_up or mirror.state is None:
        return Chip("account", "account", say("No phone"), _tone(mirror), title, (no_engine_text(mirror, say),))
    accounts = mirror.state.accounts
    if not accounts:
        why = say("No account is set up, so nobody can call or be called.")
        help_ = (ChipChoice(say("Set up the phone"), "account", opens="assistant"),)
        return Chip("account", "account", say("No account"), Tone.BAD, title, (why,), help_)
    worst = max(accounts, key=lambda account: _RANK[account.state])
    names = {account.name for account in accounts}
    waiting = {box.account: box for box in mirror.state.mailboxes if box.is_waiting and box.account in names}
    is_well = _TONES[worst.state] is Tone.GOOD
    hear = ChipChoice(say("Call voicemail"), "voicemail", opens=VOICEMAIL)
    return Chip(
        "account",
        "voicemail" if is_well and waiting else "account",
        _short(worst, len(accounts), say),
        Tone.WARN if is_well and waiting else _TONES[worst.state],
        title,
        tuple(line for account in accounts for line in _account_lines(account, waiting.get(account.name), say)),
        (*((hear,) if has_voicemail else ()), *_register_choices(accounts, say)),
    )


def _register_choices(accounts: tuple[AccountState, ...], say: Language) -> tuple[ChipChoice, ...]:
    return tuple(
        ChipChoice(
            say("Register {account} now", account=account.name), "redial", command=Register(account=account.name)
        )
        for account in accounts
        if account.state in (RegistrationState.WAITING, RegistrationState.IDLE)
    )


def salesforce_chip(mirror: Mirror, say: Language) -> Chip:
    """Say whether Salesforce hears from the phone."""
    title = say("Salesforce")
    if not mirror.is_up or mirror.state is None:
        return Chip("salesforce", "cloud-off", say("Offline"), _tone(mirror), title, (no_engine_text(mirror, say),))
    page = mirror.state.page
    if page.questions:
        why = say("A page wants to use this phone. Let it in only if it is your organisation's.")
        allow = tuple(
            ChipChoice(say("Allow {page}", page=people.clean(page_, 80)), "check", command=Approve(what=page_))
            for page_ in page.questions
        )
        return Chip("salesforce", "cloud", say("Asks"), Tone.WARN, title, (why,), allow)
    if page.is_attached:
        why = say("Omni-Channel hears everything that happens on this phone.")
        who = (people.clean(page.user_name, 80),) if page.user_name else ()
        return Chip("salesforce", "cloud", say("Connected"), Tone.GOOD, title, (why, *who))
    help_ = (ChipChoice(say("Copy the address for the contact centre"), "copy", opens=COPY_ADDRESS),)
    if page.is_connected:
        why = say("The page is there, but Salesforce has not set it up yet. Log in to Omni-Channel.")
        return Chip("salesforce", "cloud", say("Waiting"), Tone.WARN, title, (why,), help_)
    lines = (
        say("No Salesforce page is connected. Calls work, but Salesforce does not see them."),
        say("Open Omni-Channel. If it is open, allow the browser to reach this computer (local network)."),
    )
    return Chip("salesforce", "cloud-off", say("Not open"), Tone.PLAIN, title, lines, help_)


def no_engine_text(mirror: Mirror, say: Language) -> str:
    """Say why nothing is known of the phone."""
    match mirror.connection:
        case Connection.STARTING:
            return say("The phone is being started.")
        case Connection.REFUSED:
            return say("The running phone does not let this window in.")
        case Connection.FAILED:
            return say("The phone could not be started.")
        case _:
            return say("Looking for the phone.")


def _tone(mirror: Mirror) -> Tone:
    return Tone.BAD if mirror.connection in (Connection.FAILED, Connection.REFUSED) else Tone.PLAIN


def _short(account: AccountState, count: int, say: Language) -> str:
    match account.state:
        case RegistrationState.REGISTERED:
            return say("Ready") if count > 1 else people.clean(account.name, 16)
        case RegistrationState.LOCAL:
            return say("This computer")
        case RegistrationState.WAITING:
            return say("Not registered")
        case RegistrationState.UNREGISTERING:
            return say("Logging off")
        case RegistrationState.IDLE:
            return say("Off")
        case RegistrationState.REGISTERING:
            return say("Registering")


def _account_lines(account: AccountState, box: MailboxState | None, say: Language) -> tuple[str, ...]:
    """Describe the state of an account, and what waits in its voice mailbox."""
    return (*_registration_lines(account, say), *((_messages(box, say),) if box else ()))


def _messages(box: MailboxState, say: Language) -> str:
    """Count the messages, where the PBX has counted them."""
    if not box.new:
        return say("Messages wait in the voice mailbox.")
    return say.several("{count} new message in the voice mailbox", "{count} new messages in the voice mailbox", box.new)


def _registration_lines(account: AccountState, say: Language) -> tuple[str, ...]:
    who = f"{people.clean(account.name)}: {people.address(account.uri)}"
    match account.state:
        case RegistrationState.REGISTERED:
            return who, say("Registered; calls reach it.")
        case RegistrationState.LOCAL:
            return who, say("It needs no registrar; only this computer's network can call it.")
        case RegistrationState.WAITING:
            why = why_not_registered(account.code, account.says, say)
            return who, say("Not registered: {why}", why=why), say("It is tried again by itself.")
        case RegistrationState.REGISTERING:
            return who, say("The registrar is being asked.")
        case RegistrationState.IDLE | RegistrationState.UNREGISTERING:
            return who, say("Not registered, because that was asked for.")


_RANK = {
    RegistrationState.REGISTERED: 0,
    RegistrationState.LOCAL: 1,
    RegistrationState.UNREGISTERING: 2,
    RegistrationState.IDLE: 3,
    RegistrationState.REGISTERING: 4,
    RegistrationState.WAITING: 5,
}
_TONES = {
    RegistrationState.REGISTERED: Tone.GOOD,
    RegistrationState.LOCAL: Tone.GOOD,
    RegistrationState.UNREGISTERING: Tone.WARN,
    RegistrationState.IDLE: Tone.WARN,
    RegistrationState.REGISTERING: Tone.WARN,
    RegistrationState.WAITING: Tone.BAD,
}
