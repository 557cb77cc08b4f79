"""Rules for the supervised agent's phone: who may listen to its calls, in which mode, and what the agent is told.

A supervisor who is connected to this phone is a guest of the conversation: never one of its parties, so that nothing a
guest does (hold, mute, digits, a crash) changes anything for the others.
"""

from dataclasses import replace

from softphone.core.messages.effects import DropLeg, SendAnswer, SendGoodbye, SendReject
from softphone.core.messages.events import (
    AudioResumed,
    AudioStopped,
    DigitReceived,
    Invited,
    LegConnected,
    LegEnded,
    LegEvent,
    MediaChanged,
)
from softphone.core.messages.facts import CallRefused, SupervisorGone, SupervisorPresent
from softphone.core.messages.supervision_events import ModeAsked, SupervisionNoticed
from softphone.core.messages.timers import AnswerDue, LegTimer, ProbeDue
from softphone.core.rules.probing import probe, stop_wondering, wonder
from softphone.core.rules.targets import is_same
from softphone.core.state.conversations import Conversation, Notice
from softphone.core.state.legs import Accepting, Leg, Talking
from softphone.core.state.phone import Phone
from softphone.core.state.policy import ANSWER_DUE_S
from softphone.core.turn import Turn
from softphone.core.values import Asked, Direction, Mode, Origin, Peer, Role

MOST_NOTICES = 8
"""Supervisors whom the PBX may tell of, for one call."""


def wants_to_listen(phone: Phone, event: Invited) -> bool:
    """Whether an INVITE is a supervisor's: it says so, or somebody who may listen names a call that is up."""
    if event.tags.wants_to_supervise:
        return True
    return phone.policy.hosting.is_open and _host(phone, event) is not None and _is_listed(phone, event.peer)


def receive(turn: Turn, event: Invited) -> None:
    """Let a supervisor in, without ringing, or turn them away and say so."""
    match _host_or_refusal(turn.phone, event):
        case (code, why):
            turn.do(SendReject(event.leg, code))
            turn.announce(CallRefused(event.peer.number or event.peer.uri, code, why))
        case Conversation() as call:
            _let_in(turn, call, event)


def _let_in(turn: Turn, call: Conversation, event: Invited) -> None:
    call = _without_ghosts(turn, call, event.peer)
    leg = Leg(
        id=event.leg,
        role=Role.SUPERVISOR,
        direction=Direction.IN,
        account=event.account,
        peer=event.peer,
        phase=Accepting(Asked(Origin.REMOTE)),
        is_secret=not turn.phone.policy.hosting.tells_agent,
    )
    turn.put(replace(call, legs=(*call.legs, leg)))
    turn.do(SendAnswer(leg.id))
    turn.start(AnswerDue(leg.id), ANSWER_DUE_S)


def _without_ghosts(turn: Turn, call: Conversation, peer: Peer) -> Conversation:
    """Whoever comes back after a crash takes the place of a leg on which nothing arrives any more."""
    for guest in call.guests:
        if is_same(guest.peer.uri, peer.uri):
            turn.do(SendGoodbye(guest.id))
            call = _is_gone(turn, call, guest)
    return call


def _host_or_refusal(phone: Phone, event: Invited) -> Conversation | tuple[int, str]:
    """The call that they may listen to, or the code for the network and the reason for people."""
    policy, call = phone.policy.hosting, _host(phone, event)
    if phone.is_stopping:
        return 503, "the phone is being switched off"
    if not policy.is_open:
        return 403, "this phone lets nobody listen to its calls"
    if not _is_listed(phone, event.peer):
        return 403, "the settings do not let them listen to calls here"
    if call is None:
        return 404, "there is no such call here to listen to"
    others = [guest for guest in call.guests if not is_same(guest.peer.uri, event.peer.uri)]
    if any(not guest.is_audio_missing for guest in call.guests if guest not in others):
        return 486, "they listen to this call already"
    if len(others) >= policy.most:
        return 486, "enough supervisors listen to this call already"
    return call


def _host(phone: Phone, event: Invited) -> Conversation | None:
    """The call of this phone that is named, once it can be listened to."""
    call = phone.call(event.tags.key) if event.tags.key else None
    return call if call and call.is_talking and not call.is_supervision else None


def _is_listed(phone: Phone, peer: Peer) -> bool:
    return peer.is_asserted and any(is_same(peer.uri, one) for one in phone.policy.hosting.supervisors)


def follow(turn: Turn, call: Conversation, leg: Leg, event: LegEvent) -> None:
    """Take note of what a guest does."""
    match event:
        case LegEnded():
            _is_gone(turn, call, leg)
        case LegConnected() if isinstance(leg.phase, Accepting):
            turn.stop(AnswerDue(leg.id))
            leg = replace(leg, phase=Talking(turn.at))
            call = turn.put_leg(call, leg)
            if leg.is_told:
                turn.announce(SupervisorPresent(call, guest_name(leg), leg.mode, leg.id))
        case MediaChanged(media=media):
            turn.put_leg(call, replace(leg, media=media))
        case AudioStopped() if not leg.is_audio_missing:
            turn.put_leg(call, replace(leg, is_audio_missing=True))
            wonder(turn, leg)
        case AudioResumed():
            stop_wondering(turn, leg)
            turn.put_leg(call, replace(leg, is_audio_missing=False))
        case ModeAsked(mode=mode) if leg.is_talking:
            _become(turn, call, leg, mode)
        case DigitReceived(digit=digit) if leg.is_talking:
            _pressed(turn, call, leg, digit)
        case _:
            turn.ignore(event, "it is a supervisor's, and changes nothing")


def timer_fired(turn: Turn, call: Conversation, leg: Leg, timer: LegTimer) -> None:
    """A guest whom we answered was never heard of again, or nothing arrives from one for long."""
    match timer:
        case AnswerDue() if isinstance(leg.phase, Accepting):
            turn.do(DropLeg(leg.id))
            _is_gone(turn, call, leg)
        case ProbeDue() if leg.is_talking and leg.is_audio_missing:
            probe(turn, leg)
        case _:
            turn.ignore(timer, "the leg has moved on")


def dismiss(turn: Turn, call: Conversation) -> Conversation:
    """The call is over for its parties, and so for its guests: nobody waits for them."""
    for guest in call.guests:
        turn.do(SendGoodbye(guest.id))
        call = _is_gone(turn, call, guest)
    return call


def _is_gone(turn: Turn, call: Conversation, leg: Leg) -> Conversation:
    turn.stop(AnswerDue(leg.id))
    stop_wondering(turn, leg)
    call = turn.put(call.without_leg(leg.id))
    if leg.is_told and leg.is_talking:
        turn.announce(SupervisorGone(call, guest_name(leg), leg.id))
    return call


def _pressed(turn: Turn, call: Conversation, leg: Leg, digit: str) -> None:
    """A guest pressed a key; the last ones may choose a mode."""
    codes = turn.phone.policy.hosting.keys
    keys = (leg.keys + digit)[-max((len(code) for code, _ in codes), default=1) :]
    mode = next((mode for code, mode in codes if keys.endswith(code)), None)
    leg = replace(leg, keys="" if mode else keys)
    call = turn.put_leg(call, leg)
    if mode:
        _become(turn, call, leg, mode)


def _become(turn: Turn, call: Conversation, leg: Leg, mode: Mode) -> None:
    """Whoever is heard by the agent is known to the agent, and stays known."""
    if mode is not leg.mode:
        leg = replace(leg, mode=mode, is_secret=leg.is_secret and mode is Mode.LISTEN)
        turn.announce(SupervisorPresent(turn.put_leg(call, leg), guest_name(leg), mode, leg.id))


def guest_name(leg: Leg) -> str:
    """What people call a supervisor."""
    return leg.peer.name or leg.peer.number or leg.peer.uri


def noticed(turn: Turn, event: SupervisionNoticed) -> None:
    """The PBX tells of a supervisor whom it connects itself; the agent hears of it as of a guest."""
    call = turn.phone.call(event.call)
    if call is None or not call.is_live or call.is_supervision:
        turn.ignore(event, "there is no such call here")
        return
    known = next((notice for notice in call.notices if notice.name == event.name), None)
    others = tuple(notice for notice in call.notices if notice.name != event.name)
    is_news = event.mode is not Mode.LISTEN or turn.phone.policy.hosting.tells_agent
    if event.mode is None and known:
        turn.announce(SupervisorGone(turn.put(replace(call, notices=others)), event.name))
    elif event.mode is None or (known is None and not is_news) or len(others) >= MOST_NOTICES:
        turn.ignore(event, "the agent is not to be told")
    elif known and known.mode is event.mode:
        turn.ignore(event, "that is known")
    else:
        notices = (*others, Notice(event.name, event.mode))
        turn.announce(SupervisorPresent(turn.put(replace(call, notices=notices)), event.name, event.mode))
