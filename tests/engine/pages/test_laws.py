"""Whatever calls, acks, drops, reloads and restarts do: nothing doubled, nothing missing, and the picture is right."""

import asyncio

import pytest
from hypothesis import given, settings, strategies as st

from tests.engine.pages.play import ASKS, DESK_DOES, MOVES, SELDOM, Play


# A law that is broken is shrunk for minutes: with less time, the report says nothing but that it took too long.
@pytest.mark.timeout(400)
@settings(max_examples=150, deadline=None)
@given(data=st.data())
def test_salesforce_sees_each_call_begin_and_end_once_and_believes_what_is_true(data: st.DataObject) -> None:
    asyncio.run(_play(data))


async def _play(data: st.DataObject) -> None:
    play = Play()
    await play.load()
    await play.ack(1)
    for _ in range(data.draw(st.integers(5, 80))):
        move = data.draw(st.sampled_from(MOVES))
        if move in ("ack", "check", "drop", "reload", "restart"):
            await _treat_page(play, move, data)
        else:
            await _use_phone(play, move, data)
    await play.come_to_rest()
    check_books(play)


async def _use_phone(play: Play, move: str, data: st.DataObject) -> None:
    match move:
        case "invite":
            await play.invite()
        case "network" if legs := play.legs():
            luck = data.draw(SELDOM)
            await play.network(data.draw(st.sampled_from(legs)), is_over=luck == 0, is_refused=luck == 1)
        case "desk":
            await play.desk(data.draw(st.sampled_from(DESK_DOES)))
        case "salesforce":
            await play.salesforce(data.draw(st.sampled_from(ASKS)), data.draw(st.integers(1, max(1, play.calls))))
        case "look" if legs := play.legs():
            lost, is_reported = data.draw(st.integers(0, 50)), data.draw(st.booleans())
            await play.look(data.draw(st.sampled_from(legs)), lost, is_reported=is_reported)
        case "company":
            await play.company(data.draw(st.integers(1, 6)))
        case _:
            pass


async def _treat_page(play: Play, move: str, data: st.DataObject) -> None:
    match move:
        case "ack":
            await play.ack(data.draw(st.integers(1, 4)))
        case "check":
            await play.check()
        case "drop":
            await play.drop()
        case "reload" if data.draw(SELDOM) == 0:
            play.house.desk.gone(play.line)
            play.house.seen = max(play.dispatched, default=0)
            await play.load()
        case "restart" if data.draw(SELDOM) == 0:
            await play.restart()
        case _:
            pass


def check_books(play: Play) -> None:
    """At rest, Salesforce believes what is true, and was told everything once."""
    assert not play.house.outgoing.beliefs.calls, "Salesforce believes in a call that is over"
    assert not play.house.outgoing.has_pending
    doubled = {what: times for what, times in play.published.items() if times > 1}
    assert not doubled, "Salesforce was told the same twice"
