"""Rules for an INVITE that arrives: whether it rings, and under which name."""

from softphone.core.messages.effects import SendReject, SendRinging
from softphone.core.messages.events import Invited
from softphone.core.messages.facts import CallRefused, CallStarted
from softphone.core.messages.timers import NoAnswer
from softphone.core.rules import hosting
from softphone.core.rules.lines import pick_up
from softphone.core.rules.readiness import reason_to_refuse
from softphone.core.rules.switching import is_microphone_taken
from softphone.core.state.conversations import Conversation
from softphone.core.state.legs import Leg, Offered
from softphone.core.turn import Turn
from softphone.core.values import CallId, CallType, Direction, Role


def consider(turn: Turn, event: Invited) -> None:
    """Ring for an INVITE, or turn it away with a reason that is told."""
    if turn.phone.find(event.leg):
        turn.ignore(event, "the leg is known already")
    elif hosting.wants_to_listen(turn.phone, event):
        hosting.receive(turn, event)
    elif refusal := reason_to_refuse(turn):
        code, why = refusal
        turn.do(SendReject(event.leg, code))
        turn.announce(CallRefused(event.peer.number or event.peer.uri, code, why))
    else:
        _ring(turn, event)


def _ring(turn: Turn, event: Invited) -> None:
    tags = event.tags
    leg = Leg(
        id=event.leg,
        role=Role.AGENT if tags.call_type is CallType.INTERNAL else Role.INITIAL_CALLER,
        direction=Direction.IN,
        account=event.account,
        peer=event.peer,
        phase=Offered(),
    )
    name = _free_name(turn, event)
    call = Conversation(
        id=name,
        call_type=tags.call_type,
        started_at=turn.at,
        legs=(leg,),
        tags=tags,
        is_muted=turn.phone.policy.starts_muted,
        is_announced=True,
        is_known_to_page=turn.phone.has_page,
    )
    turn.add(call)
    turn.announce(CallStarted(call, leg.id))  # before the SIP stack gets busy again: clients hear of it sooner
    turn.do(SendRinging(leg.id))
    may_pick_up = turn.phone.policy.takes_auto_answer and not is_microphone_taken(turn.phone, call)
    if tags.wants_auto_answer and may_pick_up:
        pick_up(turn, call)
    elif (limit_s := turn.phone.policy.no_answer_s) is not None:
        turn.start(NoAnswer(leg.id), limit_s)


def _free_name(turn: Turn, event: Invited) -> CallId:
    """The key that the INVITE brought, unless a call that is still there has it."""
    key = event.tags.key
    return event.minted if key is None or turn.phone.call(key) else key
