"""The whole phone as one value, and the questions the rules ask it. May not know rules."""

from collections.abc import Iterator
from dataclasses import dataclass

from softphone.core.state.audio import SILENCE, AudioPlan, Tone
from softphone.core.state.conversations import Conversation
from softphone.core.state.legs import Leg
from softphone.core.state.policy import Policy
from softphone.core.state.presence import UNKNOWN, Mailbox, Presence
from softphone.core.state.registration import Registration, RegistrationState
from softphone.core.values import AccountName, CallId, Instant, LegId


@dataclass(frozen=True, slots=True)
class WrapUp:
    """After-call work that is going on."""

    call: CallId
    since: Instant


@dataclass(frozen=True, slots=True)
class Phone:
    """Everything that is true now. `focus` is the conversation that has the microphone."""

    policy: Policy
    registrations: tuple[Registration, ...]
    conversations: tuple[Conversation, ...] = ()
    focus: CallId | None = None
    wrap_up: WrapUp | None = None
    signal: Tone | None = None
    audio: AudioPlan = SILENCE
    presence: Presence = UNKNOWN
    mailboxes: tuple[Mailbox, ...] = ()
    strangers: int = 0
    is_do_not_disturb: bool = False
    has_page: bool = False
    does_after_call_work: bool = True
    """What the page that was there last said of Salesforce."""
    is_stopping: bool = False

    def call(self, name: CallId) -> Conversation | None:
        """Find a conversation by its id."""
        return next((call for call in self.conversations if call.id == name), None)

    def find(self, name: LegId) -> tuple[Conversation, Leg] | None:
        """Find a leg and the conversation it belongs to."""
        for call in self.conversations:
            if leg := call.leg(name):
                return call, leg
        return None

    @property
    def live(self) -> Iterator[Conversation]:
        """The conversations that are not ending."""
        return (call for call in self.conversations if call.is_live)

    @property
    def ringing_here(self) -> Conversation | None:
        """The conversation that has rung longest here."""
        return next((call for call in self.conversations if call.is_ringing_here), None)

    def meant(self, name: CallId | None) -> Conversation | None:
        """The conversation an agent means: the named one, else the one in focus, else the only one there is."""
        if name is not None:
            return self.call(name)
        if self.focus is not None and (focused := self.call(self.focus)) and focused.is_live:
            return focused
        live = tuple(self.live)
        return live[0] if len(live) == 1 else None

    def meant_ringing(self, name: CallId | None) -> Conversation | None:
        """The conversation an agent means when something rings."""
        return self.ringing_here or self.meant(None) if name is None else self.call(name)

    def registration(self, account: AccountName) -> Registration | None:
        """Find an account's registration."""
        return next((entry for entry in self.registrations if entry.account == account), None)


def new_phone(policy: Policy) -> Phone:
    """Build a phone that has just been switched on."""
    registrations = tuple(
        Registration(account.name, RegistrationState.IDLE if account.has_registrar else RegistrationState.LOCAL)
        for account in policy.accounts
    )
    return Phone(policy, registrations)
