"""Turns the facts of the machine into call records: a pure reducer, `book.after(fact, moment) -> (book, records)`.

A record is made when its call ends, and made again when something is learned later (recording kept, after-call work
done, quality known). What was held and when is read from the conversation that every fact carries, not from the
kinds of facts, so that a hold that nobody announced (a consult's) counts too.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from datetime import datetime, timedelta
from itertools import islice

from softphone.core.messages.facts import (
    AfterCallWorkStarted,
    CallEnded,
    CallRefused,
    Fact,
    RecordingKept,
    WrapUpEnded,
    call_of,
)
from softphone.core.state.conversations import Conversation
from softphone.core.values import CallId, CallType, Direction, Ending, EndReason, Instant, Origin
from softphone.engine.call_record import CallQuality, CallRecord, Party
from softphone.engine.call_tally import Tally, clean, party_of

REMEMBERED = 64
"""So many ended calls can still learn something, such as where their recording lies."""


@dataclass(frozen=True, slots=True)
class Moment:
    """One moment on both clocks."""

    instant: Instant
    wall: datetime

    def wall_of(self, instant: Instant) -> datetime:
        """Say when an earlier instant was, for people."""
        return self.wall - timedelta(seconds=self.instant - instant)


@dataclass(frozen=True, slots=True)
class Learned:
    """What is known about a call beside what its conversation shows. None is what nobody has said."""

    recording: tuple[str, float] | None = None
    quality: CallQuality | None = None
    work_since: Instant | None = None
    wrap_up_s: float | None = None

    def told(self, record: CallRecord) -> CallRecord:
        """Write it into a record."""
        path, seconds = self.recording or (record.recording_path, record.recording_s)
        return replace(
            record,
            recording_path=path,
            recording_s=seconds,
            quality=self.quality or record.quality,
            wrap_up_s=self.wrap_up_s,
        )


@dataclass(frozen=True, slots=True)
class CallBook:
    """The calls that go on, and the last ones that ended."""

    tallies: Mapping[CallId, Tally] = field(default_factory=dict)
    learned: Mapping[CallId, Learned] = field(default_factory=dict)
    ended: Mapping[CallId, CallRecord] = field(default_factory=dict)

    def after(self, fact: Fact, at: Moment) -> "Noted":
        """Take note of a fact; answer with the records that are new or say more than before."""
        match fact:
            case CallEnded(call=call, ending=ending):
                return self._closed(call, ending, at)
            case CallRefused():
                return self, (refused(fact, at),)
            case RecordingKept(call_id=name, path=path, seconds=seconds):
                return self._knows(name, replace(self._known(name), recording=(path, seconds)))
            case AfterCallWorkStarted(call_id=name):
                return self._knows(name, replace(self._known(name), work_since=at.instant))
            case WrapUpEnded(call_id=name):
                return self._worked(name, at.instant)
            case _:
                return self._counted(call_of(fact), at.instant), ()

    def rated(self, call: CallId, quality: CallQuality) -> "Noted":
        """Take note of how a call sounds, or sounded."""
        return self._knows(call, replace(self._known(call), quality=quality))

    def stored(self, call: CallId, mos: float) -> "Noted":
        """Take note of the figure that Salesforce has stored for a call."""
        known = self._known(call)
        quality = known.quality or CallQuality()
        return self._knows(call, replace(known, quality=replace(quality, salesforce_mos=mos)))

    def remembers(self, call: CallId) -> bool:
        """Whether the call goes on, or is one of the last that ended."""
        return call in self.tallies or call in self.ended

    def _known(self, call: CallId) -> Learned:
        return self.learned.get(call, Learned())

    def _counted(self, call: Conversation | None, now: Instant) -> "CallBook":
        if call is None:
            return self
        known = call.id in self.tallies
        learned = self.learned if known else {name: old for name, old in self.learned.items() if name != call.id}
        tally = self.tallies.get(call.id, Tally()).after(call, now)
        return replace(self, tallies={**self.tallies, call.id: tally}, learned=learned)

    def _closed(self, call: Conversation, ending: Ending, at: Moment) -> "Noted":
        tally = self.tallies.get(call.id, Tally()).after(call, at.instant).released(at.instant)
        record = self._known(call.id).told(record_of(call, ending, tally, at))
        going_on = {name: old for name, old in self.tallies.items() if name != call.id}
        return _remembering(replace(self, tallies=going_on), record), (record,)

    def _knows(self, call: CallId, what: Learned) -> "Noted":
        if not self.remembers(call):
            return self, ()
        book = replace(self, learned={**self.learned, call: what})
        if call in self.tallies:
            return book, ()
        before = self.ended[call]
        record = what.told(before)
        return (_remembering(book, record), (record,)) if record != before else (book, ())

    def _worked(self, call: CallId, now: Instant) -> "Noted":
        known = self._known(call)
        if known.work_since is None:
            return self, ()
        return self._knows(call, replace(known, work_since=None, wrap_up_s=now - known.work_since))


Noted = tuple[CallBook, tuple[CallRecord, ...]]


def _remembering(book: CallBook, record: CallRecord) -> CallBook:
    older = {name: old for name, old in book.ended.items() if name != record.call}
    ended = dict(islice(({record.call: record} | older).items(), REMEMBERED))
    learned = {name: what for name, what in book.learned.items() if name in ended or name in book.tallies}
    return replace(book, ended=ended, learned=learned)


def record_of(call: Conversation, ending: Ending, tally: Tally, at: Moment) -> CallRecord:
    """Write down a conversation that is over."""
    connected = call.connected_at
    talked_s = at.instant - connected if connected is not None else 0.0
    return CallRecord(
        call=call.id,
        call_type=call.call_type,
        direction=call.direction,
        started_at=at.wall_of(call.started_at),
        ended_at=at.wall,
        party=party_of(call.initial),
        reason=ending.reason,
        ended_by=ending.by,
        code=ending.code,
        phrase=clean(ending.phrase),
        account=call.initial.account,
        connected_at=at.wall_of(connected) if connected is not None else None,
        ring_s=(connected if connected is not None else at.instant) - call.started_at,
        interaction_s=max(0.0, talked_s - tally.hold_s),
        hold_count=tally.hold_count,
        hold_s=tally.hold_s,
        longest_hold_s=tally.longest_hold_s,
        others=tuple(party for leg, party in tally.parties.items() if leg != call.initial.id),
        codec=tally.media.codec,
        encryption=tally.media.encryption,
        digits_method=tally.media.digits_method,
        voice_call_id=clean(call.tags.voice_call_id),
        parent_call_id=clean(call.tags.parent_call_id),
        queue_name=clean(call.tags.queue_name),
    )


def cut_short(call: Conversation, at: Moment) -> CallRecord:
    """Write down a conversation as it would have to be told if nothing more were ever heard of it."""
    ending = Ending(EndReason.LOST, Origin.DESK, phrase="The phone broke off.")
    return record_of(call, ending, Tally().after(call, at.instant), at)


def refused(fact: CallRefused, at: Moment) -> CallRecord:
    """Write down a call that never rang, so that the agent can call back. It has no key: its moment names it."""
    caller = clean(fact.caller)
    return CallRecord(
        call=CallId(f"refused-{at.wall.isoformat()}"),
        call_type=CallType.INBOUND,
        direction=Direction.IN,
        started_at=at.wall,
        ended_at=at.wall,
        party=Party(number=caller, uri=caller if ":" in caller else ""),
        reason=EndReason.BUSY,
        ended_by=Origin.DESK,
        code=fact.code,
        phrase=clean(fact.why),
    )
