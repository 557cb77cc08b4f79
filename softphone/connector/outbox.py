"""From what the machine did in one step to what the connector page gets, in the machine's order.

The order is the law: the publication that has to precede a result stands before it, and what follows from it after it.
May not know sockets, journals or pages.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from msgspec import Struct

from softphone.connector.answers import remaining_calls, result_of
from softphone.connector.calls import PhoneCall
from softphone.connector.errors import Rejection, rejection_of
from softphone.connector.publications import ErrorPublication, Publication, publications_of
from softphone.connector.scenes import Scene
from softphone.connector.table import Method
from softphone.core.messages import facts
from softphone.core.messages.effects import Announce, Effect, Reply
from softphone.core.messages.refusals import Refusal, Why
from softphone.core.values import CallId, RequestId


@dataclass(frozen=True, slots=True)
class Answered:
    """A request of the page has happened."""

    request: RequestId
    method: Method
    result: Struct
    follow_up: tuple[PhoneCall, ...] | None = None


@dataclass(frozen=True, slots=True)
class Rejected:
    """A request of the page has not happened, and will not."""

    request: RequestId
    method: Method
    rejection: Rejection


Message = Publication | ErrorPublication | Answered | Rejected


def messages_of(effects: Iterable[Effect], waiting: Mapping[RequestId, Method], scene: Scene) -> tuple[Message, ...]:
    """Say what the page gets for a step; `waiting` are its requests that have not been answered yet."""
    effects = tuple(effects)
    messages: list[Message] = []
    ended: set[CallId] = set()
    for effect in effects:
        match effect:
            case Announce(fact=fact):
                messages += publications_of(fact, scene, _answered_by(fact, effects, waiting))
            case Reply(request=request, outcome=outcome) if request in waiting:
                messages.append(_reply(request, waiting[request], _once(outcome, ended), scene))
            case _:
                pass
    return tuple(messages)


def _once(outcome: facts.Fact | Refusal | None, ended: set[CallId]) -> facts.Fact | Refusal | None:
    """The base connector makes a HANGUP of every result that ends a call: only one request may have it."""
    if not isinstance(outcome, facts.CallEnded):
        return outcome
    if outcome.call.id in ended:
        return Refusal(Why.CALL_ENDED, "The whole call has ended meanwhile.")
    ended.add(outcome.call.id)
    return outcome


def _answered_by(
    fact: facts.Fact, effects: tuple[Effect, ...], waiting: Mapping[RequestId, Method]
) -> tuple[Method, ...]:
    """The page's requests that this very fact answers; for a failure, those that are refused with it."""
    outcome = fact.refusal if isinstance(fact, facts.ActionFailed) else fact
    return tuple(
        waiting[effect.request]
        for effect in effects
        if isinstance(effect, Reply) and effect.request in waiting and effect.outcome is outcome
    )


def _reply(
    request: RequestId, method: Method, outcome: facts.Fact | Refusal | None, scene: Scene
) -> Answered | Rejected:
    if isinstance(outcome, Refusal):
        return Rejected(request, method, rejection_of(method, outcome))
    result = result_of(method, outcome, scene)
    return Answered(request, method, result, remaining_calls(method, outcome, scene))
