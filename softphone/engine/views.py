"""The whole phone as the bridge shows it; beside it the ways for events and commands."""

from collections.abc import Callable
from dataclasses import dataclass

from softphone.core.phone import Phone
from softphone.core.values import AccountName
from softphone.engine.call_views import Glance, account_state, call_state
from softphone.engine.command_views import Aim, Means, command_of
from softphone.engine.event_views import Telling, event_of
from softphone.protocol.state import AgentState, Counters, DeviceState, PageState, State, WrapUpState


@dataclass(frozen=True, slots=True)
class Surroundings:
    """What a snapshot shows that the machine does not know."""

    seq: int
    counters: Counters
    devices: tuple[DeviceState, ...] = ()
    uri_of: Callable[[AccountName], str] = str


def state_of(phone: Phone, glance: Glance, around: Surroundings) -> State:
    """Show everything that is true now."""
    return State(
        seq=around.seq,
        at=glance.wall,
        calls=tuple(call_state(call, glance) for call in phone.conversations),
        accounts=tuple(account_state(account, glance, around.uri_of) for account in phone.registrations),
        agent=AgentState(is_do_not_disturb=phone.is_do_not_disturb, wrap_up=_wrap_up(phone, glance)),
        devices=around.devices,
        page=PageState(is_attached=phone.has_page),
        counters=around.counters,
        is_stopping=phone.is_stopping,
    )


def _wrap_up(phone: Phone, glance: Glance) -> WrapUpState | None:
    """Show after-call work, if there is any."""
    if (work := phone.wrap_up) is None:
        return None
    return WrapUpState(call_id=work.call, since=glance.wall_of(work.since), elapsed_s=glance.since(work.since))


__all__ = ["Aim", "Glance", "Means", "Surroundings", "Telling", "command_of", "event_of", "state_of"]
