"""Which codes a PBX's queues want to be dialled when the agent's presence changes. Pure.

Only changes dial: who is in the queue already is not let in again, and who was never in it is not paused.
"""

from dataclasses import dataclass, replace

from softphone.settings.sections.agent import AgentSettings
from softphone.settings.status_mapping import TelephonyPresence


@dataclass(frozen=True, slots=True)
class Membership:
    """The agent in the PBX's queues, as far as this phone has brought it about."""

    is_in: bool = False
    is_paused: bool = False


def codes_for(
    membership: Membership, presence: TelephonyPresence, settings: AgentSettings
) -> tuple[Membership, tuple[str, ...]]:
    """Say what is to be dialled for a presence, and the state of the queues then."""
    match presence.system_presence.casefold():
        case "offline":
            return Membership(), _dialled((settings.queue_logout,) if membership.is_in else ())
        case "available":
            login = () if membership.is_in else (settings.queue_login,)
            unpause = (settings.queue_unpause,) if membership.is_paused or settings.queue_login is None else ()
            wanted = Membership(is_in=True)
            return wanted, () if membership == wanted else _dialled((*login, *unpause))
        case _ if membership.is_in and not membership.is_paused:
            return replace(membership, is_paused=True), _dialled((settings.queue_pause,))
        case _:
            return membership, ()


def noted(membership: Membership, presence: TelephonyPresence) -> Membership:
    """Tell the state of the queues when somebody else has told the PBX."""
    match presence.system_presence.casefold():
        case "offline":
            return Membership()
        case "available":
            return Membership(is_in=True)
        case _:
            return replace(membership, is_paused=membership.is_in)


def _dialled(codes: tuple[str | None, ...]) -> tuple[str, ...]:
    return tuple(code for code in codes if code is not None)
