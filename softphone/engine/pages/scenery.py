"""What telling Salesforce about a moment needs besides the machine's state: clocks, settings, and how calls ended."""

from collections import OrderedDict
from collections.abc import Mapping

from softphone.connector.calls import PhoneCall
from softphone.connector.offers import voice_capabilities
from softphone.connector.portraits import active_calls, portrait
from softphone.connector.scenes import Scene
from softphone.connector.wire import Snapshot
from softphone.core.messages.effects import Announce
from softphone.core.messages.facts import CallEnded
from softphone.core.state.phone import Phone
from softphone.core.values import CallId, Direction, Ending, Instant
from softphone.engine.clock import wall
from softphone.engine.runner import Stepped
from softphone.settings import Settings

REMEMBERED_ENDS = 64


class Scenery:
    """Sets the scene for what is told, and remembers ends that somebody may have missed."""

    def __init__(self, settings: Settings) -> None:
        self._settings = settings
        self._ends: OrderedDict[CallId, tuple[Ending, Direction]] = OrderedDict()

    def watch(self, stepped: Stepped) -> None:
        """Remember how calls ended."""
        for effect in stepped.effects:
            if isinstance(effect, Announce) and isinstance(effect.fact, CallEnded):
                self._ends[effect.fact.call.id] = (effect.fact.ending, effect.fact.call.direction)
        while len(self._ends) > REMEMBERED_ENDS:
            self._ends.popitem(last=False)

    @property
    def endings(self) -> Mapping[CallId, Ending]:
        """How the last calls ended."""
        return {call: ending for call, (ending, _) in self._ends.items()}

    @property
    def is_measured(self) -> bool:
        """Whether Salesforce was told that it gets statistics."""
        return voice_capabilities(self._settings).supports_mos

    def scene(self, at: Instant, phone: Phone) -> Scene:
        """Describe a moment."""
        return Scene(
            now=at,
            wall=wall(at),
            settings=self._settings.connector,
            is_measured=self.is_measured,
            is_wrap_up_end_told=self._settings.agent.wrap_up_ended_outbound and self._was_dialled(phone),
        )

    def snapshot(self, at: Instant, phone: Phone) -> Snapshot:
        """Draw the calls that go on."""
        return Snapshot(active_calls=active_calls(phone.conversations, self.scene(at, phone)))

    def legs(self, at: Instant, phone: Phone) -> tuple[PhoneCall, ...]:
        """Draw every leg that Salesforce may know of, also of calls whose end is still on its way."""
        scene = self.scene(at, phone)
        return tuple(
            portrait(call, leg, scene)
            for call in phone.conversations
            for leg in call.legs
            if leg.is_told and not call.is_guest(leg)
        )

    def _was_dialled(self, phone: Phone) -> bool:
        """Whether the last call that ended, whose after-call work it is, was dialled by the agent."""
        last = phone.wrap_up.call if phone.wrap_up else next(reversed(self._ends), None)
        return last is not None and self._ends.get(last, (None, None))[1] is Direction.OUT
