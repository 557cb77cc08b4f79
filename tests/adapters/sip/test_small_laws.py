"""Laws of the small pure parts: silence, rates, agenda, plans, tones, loudness, codecs of an offer."""

from collections.abc import Callable
from itertools import pairwise

import pytest
from hypothesis import given, strategies as st

from softphone.adapters.sip.audio.audio_plan import changes, touching
from softphone.adapters.sip.audio.levels import factor_of, meter_of
from softphone.adapters.sip.audio.tones import Burst, cadence, ring
from softphone.adapters.sip.legs.hearing import CameBack, Hearing, WentSilent
from softphone.adapters.sip.library.agenda import Agenda
from softphone.adapters.sip.library.rate import Rate
from softphone.adapters.sip.messages.local_sdp import with_codecs
from softphone.adapters.sip.network.reconnecting import Reconnecting
from softphone.adapters.sip.recording.recording_plan import recording_changes
from softphone.core.state.audio import AudioPlan, LegAudio, Microphone, Route, Sink, Source, Speaker, Tone
from softphone.core.values import CallId, LegId

A, B = LegAudio(LegId("a")), LegAudio(LegId("b"))
ENDS = [A, B]
ROUTES = st.frozensets(st.builds(Route, st.sampled_from([Microphone(), *ENDS]), st.sampled_from([Speaker(), *ENDS])))
CALLS = st.frozensets(st.sampled_from([CallId("1"), CallId("2"), CallId("3")]))
PLANS = st.builds(AudioPlan, recorders=CALLS, paused=CALLS)

OFFER = """v=0
s=-
m=audio 4000 RTP/SAVP 96 9 8 0 101
a=rtpmap:96 opus/48000/2
a=fmtp:96 useinbandfec=1
a=rtpmap:9 G722/8000
a=rtpmap:8 PCMA/8000
a=rtpmap:101 telephone-event/8000
a=fmtp:101 0-16
a=sendrecv
m=video 0 RTP/AVP 31
""".replace("\n", "\r\n")


def test_silence_is_told_once_and_its_end_too() -> None:
    hearing = Hearing(3.0)
    assert hearing.observe(0.0, 0, is_expected=True) is None
    assert hearing.observe(2.9, 0, is_expected=True) is None
    assert hearing.observe(3.5, 0, is_expected=True) == WentSilent(3.5)
    assert hearing.observe(9.0, 0, is_expected=True) is None
    assert hearing.observe(9.5, 7, is_expected=True) == CameBack()
    assert hearing.observe(10.0, 9, is_expected=True) is None


def test_nothing_is_missed_while_nothing_is_expected() -> None:
    hearing = Hearing(1.0)
    hearing.observe(0.0, 5, is_expected=True)
    assert hearing.observe(2.0, 5, is_expected=False) is None
    assert hearing.observe(2.5, 5, is_expected=True) is None
    assert hearing.observe(4.0, 5, is_expected=True) == WentSilent(2.0)
    assert hearing.observe(5.0, 5, is_expected=False) == CameBack()


def test_a_counter_that_starts_anew_is_a_sign_of_life_only_when_it_counts() -> None:
    hearing = Hearing(1.0)
    hearing.observe(0.0, 5, is_expected=True)
    hearing.observe(2.0, 5, is_expected=True)
    assert hearing.observe(2.5, 0, is_expected=True) is None
    assert hearing.observe(3.0, 2, is_expected=True) == CameBack()


@given(st.lists(st.tuples(st.floats(0, 2), st.integers(0, 3), st.booleans()), max_size=60))
def test_silence_and_its_end_take_turns(looks: list[tuple[float, int, bool]]) -> None:
    hearing, now, packets, told = Hearing(1.5), 0.0, 0, []
    for wait_s, arrived, is_expected in looks:
        now, packets = now + wait_s, packets + arrived
        told.append(hearing.observe(now, packets, is_expected=is_expected))
    kinds = [type(one) for one in told if one]

    assert all(kind is (WentSilent if index % 2 == 0 else CameBack) for index, kind in enumerate(kinds))


def test_a_rate_lets_so_many_through_in_any_minute() -> None:
    now = [0.0]
    rate = Rate(2, lambda: now[0])
    assert [rate.has_room() for _ in range(4)] == [True, True, False, False]
    now[0] = 60.0

    assert rate.has_room()


@given(st.lists(st.floats(0, 100), max_size=40))
def test_no_more_than_allowed_pass_in_any_minute(waits: list[float]) -> None:
    now, passed = [0.0], []
    rate = Rate(3, lambda: now[0])
    for wait_s in waits:
        now[0] += wait_s
        if rate.has_room():
            passed.append(now[0])

    assert all(fourth - first >= 60.0 for first, fourth in zip(passed, passed[3:], strict=False))


def test_jobs_are_done_in_order_and_only_when_due() -> None:
    rang: list[str] = []
    agenda = Agenda()
    for name, at in (("late", 5.0), ("first", 1.0), ("second", 1.0)):
        agenda.at(at, _note(rang, name))
    assert agenda.wait_ms(0.0, 100) == 100
    assert agenda.wait_ms(0.95, 100) == 51
    assert agenda.wait_ms(2.0, 100) == 0

    for job in agenda.due(1.0):
        job()
    assert rang == ["first", "second"]
    assert Agenda().wait_ms(0.0, 70) == 70


def _note(rang: list[str], name: str) -> Callable[[], None]:
    return lambda: rang.append(name)


@given(ROUTES, ROUTES, st.frozensets(st.sampled_from([Microphone(), Speaker(), *ENDS])))
def test_what_is_made_becomes_what_is_planned_and_possible(
    made: frozenset[Route], planned: frozenset[Route], there: frozenset[Source | Sink]
) -> None:
    todo = changes(made, planned, there.__contains__)
    after = made - todo.cut | todo.make

    assert after == {route for route in planned if route.source in there and route.sink in there}
    assert not todo.cut & todo.make
    assert not changes(after, planned, there.__contains__).cut | changes(after, planned, there.__contains__).make


def test_the_routes_of_an_end_are_found_on_both_sides() -> None:
    routes = [Route(A, B), Route(B, A), Route(Microphone(), Speaker())]

    assert touching(routes, A) == {Route(A, B), Route(B, A)}


@given(PLANS, PLANS)
def test_recordings_follow_the_plan(before: AudioPlan, now: AudioPlan) -> None:
    todo = recording_changes(before, now)

    assert before.recorders | todo.begin == now.recorders | todo.end
    assert todo.begin & before.recorders == frozenset()
    assert todo.pause | todo.resume <= now.recorders
    assert not todo.pause & todo.resume
    assert (before.paused & before.recorders & now.recorders | todo.pause) - todo.resume == now.paused & now.recorders


@pytest.mark.parametrize("country", ["eu", "us", "uk"])
@pytest.mark.parametrize("tone", list(Tone))
def test_every_country_has_every_tone(country: str, tone: Tone) -> None:
    for burst in cadence(tone, country):  # type: ignore[arg-type]
        assert 200 < burst.hz < 1500
        assert burst.on_ms > 0


def test_every_ring_is_short_enough_for_a_generator_and_an_unknown_one_rings_too() -> None:
    for name in ("classic", "soft", "low", "short"):
        assert 0 < len(ring(name)) <= 32
    assert ring("no such ring") == ring("classic")
    assert isinstance(ring("soft")[0], Burst)


@given(st.floats(-100, 100))
def test_loudness_stays_within_bounds(level_db: float) -> None:
    assert 0.03 < factor_of(level_db) <= 10.0


def test_loudness_in_decibels() -> None:
    assert factor_of(0) == 1
    assert factor_of(20) == pytest.approx(10)
    assert meter_of(0) == 0
    assert meter_of(100) == 1
    assert meter_of(1000) == 1


def test_an_offer_is_cut_down_to_the_wanted_codecs_in_the_wanted_order() -> None:
    cut = with_codecs(OFFER, ("pcmu", "opus"))

    assert "m=audio 4000 RTP/SAVP 0 96 101" in cut
    assert "PCMA" not in cut
    assert "G722" not in cut
    assert "a=fmtp:96" in cut
    assert "a=fmtp:101" in cut
    assert "a=sendrecv" in cut
    assert "m=video 0 RTP/AVP 31" in cut
    assert cut.startswith("v=0\r\n")


def test_an_offer_that_would_be_left_without_codecs_stays_as_it_is() -> None:
    assert with_codecs(OFFER, ("gsm",)) == OFFER
    assert with_codecs("", ("pcmu",)) == ""


@given(st.text(alphabet="vm=audio0123456789 /RTPAVa:\r\n", max_size=200))
def test_any_text_in_place_of_an_offer_is_left_unharmed(text: str) -> None:
    assert isinstance(with_codecs(text, ("pcmu",)), str)


def test_a_broken_connection_is_answered_once_and_a_storm_of_them_seldom() -> None:
    now, agenda, registered = [100.0], Agenda(), list[float]()
    reconnecting = Reconnecting(agenda, lambda _: registered.append(now[0]), lambda: now[0])
    for _ in range(200):
        reconnecting.disconnected("tcp")
        for job in agenda.due(now[0]):
            job()
        now[0] += 0.1

    assert 100.5 <= registered[0] <= 100.7
    assert all(later - sooner >= 4.9 for sooner, later in pairwise(registered))
    assert 3 <= len(registered) <= 5
