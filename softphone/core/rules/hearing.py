"""How audio has to run for a phone that is in this state: the one place where mute, hold and focus become routes."""

from collections.abc import Iterator
from itertools import permutations

from softphone.core.state.audio import AudioPlan, LegAudio, Microphone, RecorderAudio, Route, Speaker, Tone, ToneAudio
from softphone.core.state.conversations import Conversation, Recording
from softphone.core.state.legs import Alerting, Leg
from softphone.core.state.phone import Phone
from softphone.core.state.wishes import Switching
from softphone.core.values import Mode

MICROPHONE, SPEAKER, RECORDING = Microphone(), Speaker(), ToneAudio(Tone.RECORDING)


def plan_of(phone: Phone) -> AudioPlan:
    """Derive all routes from scratch."""
    focused = phone.call(phone.focus) if phone.focus is not None else None
    routes = set(_conversation_routes(focused)) if focused else set()
    routes |= {Route(ToneAudio(tone), SPEAKER) for tone in _tones(phone, focused)}
    if focused and phone.policy.announces_recording:
        routes |= set(_announcement(focused))
    is_ringing = phone.ringing_here is not None and not _is_anybody_talking(phone)
    recorded = [call for call in phone.conversations if call.recording.is_under_way]
    paused = frozenset(call.id for call in recorded if call.recording is Recording.PAUSED)
    return AudioPlan(frozenset(routes), is_ringing, frozenset(call.id for call in recorded), paused)


def _conversation_routes(call: Conversation) -> Iterator[Route]:
    is_recorded = call.recording is Recording.ON
    for leg in call.live_legs:
        if isinstance(leg.phase, Alerting) and leg.phase.has_early_media:
            yield Route(LegAudio(leg.id), SPEAKER)
    for leg in call.open_legs:
        yield Route(LegAudio(leg.id), SPEAKER)
        if _may_speak(call):
            yield Route(MICROPHONE, LegAudio(leg.id))
        if is_recorded:
            yield Route(LegAudio(leg.id), RecorderAudio(call.id, "far"))
    if is_recorded and not call.is_muted and call.open_legs:
        yield Route(MICROPHONE, RecorderAudio(call.id, "agent"))
    if call.is_merged:
        for one, other in permutations(call.open_legs, 2):
            yield Route(LegAudio(one.id), LegAudio(other.id))
    for guest in call.guests:
        if guest.is_talking:
            yield from _guest_hears(call, guest)
            yield from _guest_is_heard(call, guest)


def _may_speak(call: Conversation) -> bool:
    """Whether the microphone is open: never while a supervisor only listens, or while that is being changed."""
    is_silent = call.is_supervision and (call.initial.mode is Mode.LISTEN or isinstance(call.wish, Switching))
    return not call.is_muted and not is_silent


def _guest_hears(call: Conversation, guest: Leg) -> Iterator[Route]:
    """What goes to and fro in the call; the agent alone, between times, only if they can speak with each other."""
    ear = LegAudio(guest.id)
    yield from (Route(LegAudio(leg.id), ear) for leg in call.open_legs)
    if not call.is_muted and (call.open_legs or guest.mode is not Mode.LISTEN):
        yield Route(MICROPHONE, ear)


def _guest_is_heard(call: Conversation, guest: Leg) -> Iterator[Route]:
    """By whom the mode says; a guest who holds us may be sending music."""
    if guest.mode is Mode.LISTEN or guest.media.is_held_by_peer:
        return
    voice = LegAudio(guest.id)
    yield Route(voice, SPEAKER)
    if guest.mode is Mode.BARGE:
        others = (other for other in call.guests if other.is_talking and other.id != guest.id)
        yield from (Route(voice, LegAudio(leg.id)) for leg in (*call.open_legs, *others))
        if call.recording is Recording.ON:
            yield Route(voice, RecorderAudio(call.id, "far"))


def _announcement(call: Conversation) -> Iterator[Route]:
    """Everybody in a call that is being recorded hears that it is; the recording does not."""
    if call.recording is Recording.ON and (hearing := call.open_legs):
        yield Route(RECORDING, SPEAKER)
        yield from (Route(RECORDING, LegAudio(leg.id)) for leg in hearing)


def _tones(phone: Phone, focused: Conversation | None) -> Iterator[Tone]:
    if focused and any(leg.phase == Alerting(has_early_media=False) for leg in focused.live_legs):
        yield Tone.RINGBACK
    if phone.ringing_here and _is_anybody_talking(phone):
        yield Tone.WAITING
    elif phone.signal and not (focused and focused.is_live):
        yield phone.signal


def _is_anybody_talking(phone: Phone) -> bool:
    return any(call.is_talking for call in phone.conversations)
