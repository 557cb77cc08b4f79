"""Tells the page in charge what happened, in the machine's order.

Where Salesforce missed something, what it believes is corrected; events are never simply sent again to a new page.
"""

from collections.abc import Iterator
from dataclasses import replace

from softphone.connector.calls import CallInfo, PhoneCall
from softphone.connector.corrections import corrections, removals, replay_of, supervision_again, toggles
from softphone.connector.frames import write_unasked
from softphone.connector.outbox import Answered, Rejected, messages_of
from softphone.connector.publications import Publication, Told
from softphone.connector.statistics import AudioStatsElement
from softphone.connector.table import EventType, Method
from softphone.connector.wire import Snapshot, SnapshotChanged
from softphone.core.messages.effects import Announce
from softphone.core.messages.facts import CallConnected, CallEnded
from softphone.core.values import CallId
from softphone.engine.clock import now
from softphone.engine.pages import kept as keeping
from softphone.engine.pages.kept import Kept, KeptResult
from softphone.engine.pages.outgoing import Outgoing
from softphone.engine.pages.registry import Page, Registry
from softphone.engine.pages.requests import Requests
from softphone.engine.pages.scenery import Scenery
from softphone.engine.pages.sound_reports import SoundReports
from softphone.engine.runner import Runner, Stepped


class Publishing:
    """Watches the machine's steps."""

    def __init__(
        self, runner: Runner, registry: Registry, outgoing: Outgoing, scenery: Scenery, stats_interval_s: float
    ) -> None:
        self._runner = runner
        self._registry = registry
        self._outgoing = outgoing
        self._scenery = scenery
        self._shown: Snapshot | None = None
        self._awaits_replay = False
        outgoing.listeners.append(self.dealt_with)
        self.reports = SoundReports(stats_interval_s, self._publish_stats)

    def observe(self, stepped: Stepped, requests: Requests) -> None:
        """Tell what one step means to Salesforce."""
        self._scenery.watch(stepped)
        scene = replace(
            self._scenery.scene(stepped.at, stepped.phone),
            last_stats=self._last_stats(stepped),
            believed={call: self._outgoing.legs_believed(call) for call in _ended(stepped)},
        )
        for message in messages_of(stepped.effects, dict(requests.waiting), scene):
            match message:
                case Answered():
                    requests.settle(message)
                case Rejected(request=request, rejection=rejection):
                    requests.reject(request, rejection)
                case told:
                    self.publish(told)
        self._keep_snapshot_fresh()

    def _last_stats(self, stepped: Stepped) -> dict[CallId, AudioStatsElement]:
        """Begin to report on calls that were connected, and take what is left of those that are over."""
        left: dict[CallId, AudioStatsElement] = {}
        for effect in stepped.effects:
            match effect:
                case Announce(fact=CallConnected(call=call)) if not call.is_supervision:
                    self.reports.begin(call.id, stepped.at)
                case Announce(fact=CallEnded(call=call)) if last := self.reports.last(call.id):
                    left[call.id] = last
                case _:
                    pass
        return left

    def _publish_stats(self, stats: Publication) -> None:
        if self._scenery.is_measured:
            self.publish(stats)

    def publish(self, told: Told) -> None:
        """Tell Salesforce something, now or when the page's connection is back; nobody who is there hears it never."""
        page = self._registry.in_charge
        if page is not None and (page.hears_status if told.event is EventType.SET_AGENT_STATUS else page.hears):
            kept = keeping.publication(told)
            self.send(page, self._outgoing.keep(kept), kept)

    def send(self, page: Page, seq: int, kept: Kept) -> None:
        """Put a kept message on a page's line, with the calls as they are now."""
        if page.line is not None:
            self._shown = self.snapshot()
            page.line.send(keeping.frame(kept, seq, self._shown))

    def correct(self) -> None:
        """Tell what Salesforce believes wrongly, once it has heard everything that was under way."""
        if self._outgoing.has_pending:
            return
        self._tell_ends()
        if self._awaits_replay:
            return
        phone, beliefs, calls = self._runner.phone, self._outgoing.beliefs, self.calls()
        there = self._scenery.legs(now(), phone)
        settled = {call.id for call in phone.conversations if call.is_settled}
        merged = {call.id for call in phone.conversations if call.is_merged}
        for told in (*removals(beliefs, there, calls), *toggles(beliefs, calls, merged, settled)):
            self.publish(told)

    def _tell_ends(self) -> None:
        phone = self._runner.phone
        wrapping_up = phone.wrap_up.call if phone.wrap_up else None
        there = self._scenery.legs(now(), phone)
        for told in corrections(self._outgoing.beliefs, there, self._scenery.endings, wrapping_up):
            self.publish(told)

    def catch_up(self, *, is_asked: bool = True) -> None:
        """Salesforce begins to hear from us (again): the ends that it missed are told, the rest is replayed.

        Who has left and who is on hold or merged is told when it has asked for the replay; a page that has only been
        without the engine does not ask.
        """
        self._awaits_replay = is_asked
        if not self._outgoing.has_pending:
            self._tell_ends()
        for call in self.calls():
            self._outgoing.assume(replay_of(call))
        self.correct()

    def retell_supervision(self) -> None:
        """The base connector has forgotten a supervision that goes on, and would not end it when a call is answered."""
        for told in supervision_again(self.calls()):
            self.publish(told)

    def dealt_with(self, kept: Kept) -> None:
        """A page has dealt with an answer, or could not: the replay is waited for no longer."""
        if _is_replay(kept):
            self.end_replay()

    def end_replay(self) -> None:
        """The base connector has told what goes on, each party by itself, or never will: what else is so may follow."""
        page = self._registry.in_charge
        if page is not None and page.is_ready:
            self._awaits_replay = False
            self._outgoing.replayed()

    def resend(self, page: Page) -> None:
        """A page is back: what it has not dealt with is sent again, in order, and what it missed may follow.

        While its line was down it was its own snapshot that the page replayed, unless our answer is still to come.
        """
        for seq, kept in self._outgoing.pending(after=page.seen):
            self.send(page, seq, kept)
        if self._awaits_replay and not any(map(_is_replay, self._outgoing.unheard)):
            self.end_replay()
        if page.hears and not page.is_orphan:
            self.correct()

    def snapshot(self) -> Snapshot:
        """Draw the calls as they are now."""
        return self._scenery.snapshot(now(), self._runner.phone)

    def calls(self) -> tuple[PhoneCall, ...]:
        """The calls that go on, as Salesforce sees them."""
        return self.snapshot().active_calls or ()

    def _keep_snapshot_fresh(self) -> None:
        """A page that hears nothing now still answers Salesforce's questions about calls by itself."""
        page = self._registry.in_charge
        if page is None or page.line is None:
            return
        snapshot = self.snapshot()
        if _names(snapshot) != _names(self._shown):
            self._shown = snapshot
            page.line.send(write_unasked(SnapshotChanged(snapshot=snapshot)))


def _is_replay(kept: Kept) -> bool:
    return isinstance(kept, KeptResult) and kept.method is Method.GET_ACTIVE_CALLS


def _ended(stepped: Stepped) -> Iterator[CallId]:
    return (
        effect.fact.call.id
        for effect in stepped.effects
        if isinstance(effect, Announce) and isinstance(effect.fact, CallEnded)
    )


def _names(snapshot: Snapshot | None) -> list[tuple[object, ...]]:
    """What of a snapshot matters for a replay; time goes on in the rest."""
    calls = snapshot.active_calls or () if snapshot else ()
    return [(call.call_id, call.connection_id, call.state, call.call_type, _toggled(call.call_info)) for call in calls]


def _toggled(info: CallInfo | None) -> tuple[object, ...]:
    return (info.is_on_hold, info.is_muted, info.is_recording_paused) if info else ()
