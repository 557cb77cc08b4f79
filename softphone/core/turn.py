"""One message being decided: the phone as it becomes, and what is to be done. All state changes go through here.

The rules see a `Turn` and nothing else; outside `step` there is none.
"""

from dataclasses import dataclass, replace

from softphone.core.messages.commands import Command
from softphone.core.messages.effects import Announce, Effect, Ignore, Reply, StartTimer, StopTimer
from softphone.core.messages.events import Event
from softphone.core.messages.facts import Action, ActionFailed, Fact
from softphone.core.messages.refusals import Refusal, Why
from softphone.core.messages.timers import Timer
from softphone.core.state.conversations import Conversation
from softphone.core.state.legs import Leg, Phase
from softphone.core.state.phone import Phone
from softphone.core.state.registration import Registration
from softphone.core.values import Asked, CallId, Instant, Origin


@dataclass(frozen=True, slots=True)
class Message:
    """A command or an event, when it came, and on whose behalf."""

    body: Command | Event
    at: Instant
    asked: Asked = Asked(Origin.REMOTE)  # noqa: RUF009 - a frozen value


class Turn:
    """Collects what one message does."""

    def __init__(self, phone: Phone, message: Message) -> None:
        self.phone = phone
        self.at = message.at
        self.asked = message.asked
        self.effects: list[Effect] = []

    def do(self, *effects: Effect) -> None:
        """Have something done."""
        self.effects.extend(effects)

    def start(self, timer: Timer, after_s: float) -> None:
        """Have the machine woken later."""
        self.do(StartTimer(timer, Instant(self.at + after_s)))

    def stop(self, *timers: Timer) -> None:
        """Let the machine sleep."""
        self.do(*(StopTimer(timer) for timer in timers))

    def add(self, call: Conversation) -> None:
        """A conversation begins."""
        self.phone = replace(self.phone, conversations=(*self.phone.conversations, call))

    def put(self, call: Conversation) -> Conversation:
        """A conversation becomes this."""
        calls = tuple(call if other.id == call.id else other for other in self.phone.conversations)
        self.phone = replace(self.phone, conversations=calls)
        return call

    def put_leg(self, call: Conversation, leg: Leg) -> Conversation:
        """A leg of a conversation becomes this."""
        return self.put(call.with_leg(leg))

    def put_phase(self, call: Conversation, leg: Leg, phase: Phase) -> Conversation:
        """A leg of a conversation enters a phase."""
        return self.put_leg(call, replace(leg, phase=phase))

    def remove(self, call: Conversation) -> None:
        """A conversation has gone."""
        calls = tuple(other for other in self.phone.conversations if other.id != call.id)
        self.phone = replace(self.phone, conversations=calls)

    def put_registration(self, registration: Registration) -> None:
        """An account's registration becomes this."""
        entries = tuple(
            registration if other.account == registration.account else other for other in self.phone.registrations
        )
        self.phone = replace(self.phone, registrations=entries)

    def focus(self, call: CallId | None) -> None:
        """The microphone goes to this conversation, or to none."""
        self.phone = replace(self.phone, focus=call)

    def announce(self, fact: Fact, asked: Asked | None = None) -> None:
        """Tell everybody what happened, without answering anybody."""
        self.do(Announce(fact, asked or Asked(self.asked.origin)))

    def answer(self, fact: Fact, asked: Asked | None = None) -> None:
        """Tell everybody what happened, and answer who asked for it."""
        asked = asked or self.asked
        self.do(Announce(fact, asked))
        self.confirm(fact, asked)

    def confirm(self, fact: Fact | None, asked: Asked | None = None) -> None:
        """Answer who asked, and tell nobody else: nothing has changed."""
        asked = asked or self.asked
        if asked.request is not None:
            self.do(Reply(asked.request, fact))

    def refuse(self, why: Why, says: str, code: int = 0) -> None:
        """Turn down what was asked, before anything was begun."""
        if self.asked.request is not None:
            self.do(Reply(self.asked.request, Refusal(why, says, code)))

    def fail(self, action: Action, call: Conversation | None, refusal: Refusal, asked: Asked) -> None:
        """Tell that something which was begun did not work out."""
        self.do(Announce(ActionFailed(action, call, refusal), asked))
        if asked.request is not None:
            self.do(Reply(asked.request, refusal))

    def ignore(self, what: object, why: str) -> None:
        """Keep a message that changes nothing."""
        self.do(Ignore(repr(what), why))
