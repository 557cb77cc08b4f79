"""Laws that hold whatever happens, in whatever order, how often and how late."""

from collections import Counter

from hypothesis import given, settings, strategies as st

from softphone.core.messages.effects import (
    Reply,
)
from softphone.core.messages.events import (
    Invited,
    PageAttached,
    PageDetached,
    TimerFired,
)
from softphone.core.messages.facts import (
    CallEnded,
    CallStarted,
    ParticipantAdded,
    ParticipantRemoved,
    SupervisorGone,
    SupervisorPresent,
)
from softphone.core.messages.timers import LegTimer
from softphone.core.state.legs import Over
from softphone.core.state.policy import Policy
from softphone.core.state.wishes import Switching, Transferring
from softphone.core.values import CallId, CallType, Tags
from tests.core.moves import BOSSES, commands, expected, leg_events, origins, policies
from tests.core.player import Player
from tests.core.scenes import ACCOUNT, BOB

KINDS = ["command"] * 6 + ["network"] * 3 + ["noise", "invite", "supervisor", "timer", "page"]


@given(data=st.data(), policy=policies, length=st.integers(20, 120))
@settings(max_examples=200, deadline=None)
def test_any_order_of_messages_leaves_a_sane_phone(data: st.DataObject, policy: Policy, length: int) -> None:
    player = Player(policy)
    for _ in range(length):
        kind = data.draw(st.sampled_from(KINDS))
        if kind == "command":
            player.command(data.draw(commands), data.draw(origins))
        elif kind in ("invite", "supervisor"):
            invite(player, data, is_supervisor=kind == "supervisor")
        elif kind == "network" and (legs := [leg for call in player.play.phone.conversations for leg in call.legs]):
            wishes = [call.wish for call in player.play.phone.conversations]
            sent_away = [wish.leg for wish in wishes if isinstance(wish, Transferring)]
            modes = [wish.to for wish in wishes if isinstance(wish, Switching)]
            player.event(expected(data.draw(st.sampled_from(legs)), sent_away, next(iter(modes), None)))
        elif kind == "noise" and player.legs:
            player.event(data.draw(st.sampled_from(player.legs).flatmap(leg_events)))
        elif kind == "timer" and player.timers:
            player.event(TimerFired(data.draw(st.sampled_from(sorted(player.timers, key=repr)))))
        elif kind == "page":
            player.event(PageAttached() if data.draw(st.booleans()) else PageDetached())
    player.come_to_rest()
    check_books(player)


def invite(player: Player, data: st.DataObject, *, is_supervisor: bool) -> None:
    """Somebody calls, or wants to listen."""
    live = [call.id for call in player.play.phone.conversations]
    keys = [*live, None] if is_supervisor else [None, CallId("call-0")]
    mark = data.draw(st.booleans())
    tags = Tags(
        key=data.draw(st.sampled_from(keys)),
        wants_to_supervise=is_supervisor and mark,
        wants_auto_answer=mark and not is_supervisor,
        call_type=data.draw(st.sampled_from([CallType.INBOUND, CallType.CALLBACK])),
    )
    who = data.draw(st.sampled_from([*BOSSES, BOB])) if is_supervisor else BOB
    leg = player.new_leg()
    player.event(Invited(leg, ACCOUNT, who, CallId(f"call-{len(player.legs) - 1}"), tags))


def check_books(player: Player) -> None:
    """At rest, everything that began has ended, and nobody waits."""
    phone, facts = player.play.phone, player.play.facts
    assert phone.conversations == ()
    assert phone.focus is None
    assert not phone.audio.routes
    assert not any(isinstance(timer, LegTimer) for timer in player.timers)
    replies = Counter(effect.request for effect in player.play.did(Reply) if isinstance(effect, Reply))
    assert replies == Counter(player.requests), "every request is answered exactly once"
    lives = [fact.leg for fact in facts if isinstance(fact, CallStarted | ParticipantAdded)]
    deaths = [leg.id for fact in facts if isinstance(fact, CallEnded) for leg in fact.call.legs if leg.is_told]
    deaths += [fact.leg for fact in facts if isinstance(fact, ParticipantRemoved)]
    assert sorted(lives) == sorted(deaths), "whoever came has gone exactly once"
    came = {fact.leg for fact in facts if isinstance(fact, SupervisorPresent)}
    went = [fact.leg for fact in facts if isinstance(fact, SupervisorGone)]
    assert sorted(map(str, came)) == sorted(map(str, went)), "a supervisor who was there has gone exactly once"
    for position, fact in enumerate(facts):
        if isinstance(fact, CallEnded):
            assert all(isinstance(leg.phase, Over) for leg in fact.call.legs)
            later = [other for other in facts[position + 1 :] if getattr(other, "leg", None) == fact.call.initial.id]
            assert later == [], "a call that is over stays over"
