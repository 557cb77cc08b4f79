"""Whether anything may ring here now: the one answer for calls from the network and for callbacks."""

from softphone.core.turn import Turn


def reason_to_refuse(turn: Turn) -> tuple[int, str] | None:
    """Why nothing may ring now: a code for the network and a reason for people."""
    phone = turn.phone
    live = tuple(call for call in phone.live if not call.is_supervision)
    if phone.is_stopping:
        return 503, "the phone is being switched off"
    if phone.is_do_not_disturb:
        return phone.policy.do_not_disturb_code, "do not disturb is on"
    if phone.wrap_up and not phone.policy.rings_in_wrap_up:
        return 486, "the agent is in after-call work"
    if live and not phone.policy.has_call_waiting:
        return 486, "another call is up and call waiting is off"
    if len(live) >= phone.policy.max_conversations:
        return 486, "all lines are in use"
    return None
