"""The card of one call: who it is, how it stands, what can be done."""

from collections.abc import Iterator
from dataclasses import dataclass

from softphone.protocol.commands import RemoveParty
from softphone.protocol.state import CallPhase, CallState, LegPhase, LegState
from softphone.protocol.vocabulary import CallType, Hold, Mode, Recording
from softphone.ui.views import people, permissions
from softphone.ui.views.key_row import keys_of, main_keys_of
from softphone.ui.views.keys import Key
from softphone.ui.views.language import Language
from softphone.ui.views.quality import Badge, badge
from softphone.ui.views.refusals import own_words
from softphone.ui.views.seen import Seen
from softphone.ui.views.supervision import mode_text, supervisors_text
from softphone.ui.views.times import clock
from softphone.ui.views.tone import Tone

CLEAR = frozenset({"", "none", "off"})


@dataclass(frozen=True, slots=True)
class Remark:
    """A line under the name: a queue, a diversion, a warning."""

    icon: str
    text: str
    tone: Tone = Tone.PLAIN
    explanation: str = ""


@dataclass(frozen=True, slots=True)
class PartyRow:
    """One of several parties, and what ends it."""

    name: str
    state: str
    tone: Tone
    remove: RemoveParty
    remove_text: str


@dataclass(frozen=True, slots=True)
class CallCard:
    """Everything that the card shows."""

    call_id: str
    title: str
    number: str
    initials: str
    state: str
    tone: Tone
    clock: str
    codec: str
    lock: str
    """How the sound is encrypted, as a sentence; empty where it is not."""
    quality: Badge | None
    remarks: tuple[Remark, ...]
    parties: tuple[PartyRow, ...]
    """Of several parties, each."""
    main_keys: tuple[Key, ...]
    keys: tuple[Key, ...]
    is_ringing: bool

    @property
    def summary(self) -> str:
        """What a screen reader says."""
        return ", ".join(filter(None, (self.title, self.number, self.state, self.clock)))


def call_card(call: CallState, seen: Seen) -> CallCard:
    """Make the card of a call."""
    say, region = seen.say, seen.region
    state, tone = _state(call, say)
    name = people.title_of(call.peer, say, region)
    number = people.number_of(call.peer, say, region)
    media = next((leg.media for leg in permissions.talking(call) if leg.media.codec), None)
    return CallCard(
        call_id=call.call_id,
        title=name,
        number="" if number == name else number,
        initials=people.initials(people.name_of(call.peer)),
        state=state,
        tone=tone,
        clock=clock_of(call, seen.passed),
        codec=f"{media.codec} {media.clock_rate_hz // 1000} kHz" if media and media.clock_rate_hz else "",
        lock=say("Encrypted with {method}", method=media.encryption)
        if media and media.encryption.lower() not in CLEAR
        else "",
        remarks=_remarks(call, seen),
        parties=_parties(call, seen),
        quality=badge(seen.figures, call.call_id, say),
        main_keys=main_keys_of(call, seen),
        keys=keys_of(call, seen),
        is_ringing=permissions.is_offered(call),
    )


def clock_of(call: CallState, passed: float) -> str:
    """Say how long a call has rung or been up."""
    if call.phase is CallPhase.ENDED:
        return ""
    return clock((call.elapsed_s if call.connected_s is None else call.connected_s) + passed)


def state_text(call: CallState, say: Language) -> str:
    """Say how a call stands."""
    return _state(call, say)[0]


def _state(call: CallState, say: Language) -> tuple[str, Tone]:
    first = call.legs[0]
    if not permissions.is_live(call):
        return say("Ending"), Tone.PLAIN
    if first.phase is LegPhase.ACCEPTING:
        return say("Answering"), Tone.GOOD
    if call.phase is CallPhase.RINGING:
        return _incoming(call, say), Tone.GOOD
    if call.phase is CallPhase.DIALLING:
        is_ringing = first.phase is LegPhase.ALERTING
        return (say("Ringing there") if is_ringing else say("Calling")), Tone.ACCENT
    return _connected(call, say)


def _incoming(call: CallState, say: Language) -> str:
    if call.mode:
        return say("Supervise a colleague's call")
    match call.call_type:
        case CallType.CALLBACK | CallType.DIALED_CALLBACK:
            return say("Callback")
        case CallType.TRANSFER:
            return say("Transferred call")
        case CallType.INTERNAL:
            return say("Internal call")
        case _:
            return say("Incoming call")


def _connected(call: CallState, say: Language) -> tuple[str, Tone]:
    if call.under_way in ("transfer", "leave"):
        return say("Transferring"), Tone.ACCENT
    if call.is_merged:
        return say("Conference"), Tone.GOOD
    hold = (permissions.meant(call) or permissions.talking(call))[0].hold
    if hold is Hold.TURNING_ON:
        return say("Going on hold"), Tone.WARN
    if hold is Hold.TURNING_OFF:
        return say("Coming back"), Tone.WARN
    if call.is_held:
        return say("On hold"), Tone.WARN
    if any(leg.is_held_by_peer for leg in call.legs):
        return say("Held by the other end"), Tone.WARN
    if call.mode and (call.mode is Mode.LISTEN or not call.is_muted):
        return mode_text(call, call.mode, say)
    return (say("Muted"), Tone.WARN) if call.is_muted else (say("Connected"), Tone.GOOD)


def _parties(call: CallState, seen: Seen) -> tuple[PartyRow, ...]:
    legs = permissions.parties(call)
    return tuple(_party(call, leg, seen) for leg in legs) if len(legs) > 1 else ()


def _party(call: CallState, leg: LegState, seen: Seen) -> PartyRow:
    name = people.title_of(leg.peer, seen.say, seen.region)
    if leg.phase is not LegPhase.TALKING:
        state, tone = seen.say("Calling"), Tone.ACCENT
    elif leg.hold is Hold.OFF and (call.is_merged or call.talks_to in (None, leg.leg_id)):
        state, tone = seen.say("Talking"), Tone.GOOD
    else:
        state, tone = seen.say("On hold"), Tone.WARN
    remove = RemoveParty(call_id=call.call_id, leg_id=leg.leg_id, role=leg.role)
    return PartyRow(name, state, tone, remove, seen.say("End the call with {name}", name=name))


def _remarks(call: CallState, seen: Seen) -> tuple[Remark, ...]:
    say, found = seen.say, []
    if any(leg.is_audio_missing for leg in call.legs):
        why = own_words(seen.silence, say) if seen.silence else ""
        found.append(Remark("warning", say("Nothing is heard from the other end."), Tone.BAD, why))
    if supervisors := supervisors_text(call, say):
        found.append(Remark("supervisor", supervisors, Tone.BAD))
    if call.queue and (call.queue.name or call.queue.id):
        found.append(Remark("queue", people.isolated(people.clean(call.queue.name or call.queue.id))))
    if call.diverted_from:
        whom = ", ".join(people.written(number, seen.region) for number in call.diverted_from[:3])
        found.append(Remark("divert", say("Diverted from {whom}", whom=whom)))
    return (*found, *_recording(call.recording, say))


def _recording(recording: Recording, say: Language) -> Iterator[Remark]:
    match recording:
        case Recording.ON:
            yield Remark("record", say("Recording"), Tone.BAD)
        case Recording.PAUSED:
            yield Remark("record-pause", say("Recording paused"), Tone.WARN)
        case Recording.FAILED:
            yield Remark("warning", say("No longer recorded: the recording failed"), Tone.BAD)
        case Recording.OFF:
            pass
