"""What the desk knows is what it was told last, and nothing once the phone has gone."""

from softphone.protocol.vocabulary import Mode
from softphone.ui.views.mirror import Connection, Mirror, lost, ringing as ringing_calls, told
from tests.ui.states import a_call, a_state, connected, mirror, proposed, ringing


def test_a_newer_state_replaces_an_older_one_and_never_the_other_way() -> None:
    newer, older = a_state(connected()), a_state()
    known = told(Mirror(), newer, 10.0)

    assert known.calls == newer.calls
    assert known.passed(12.5) == 2.5
    assert told(known, type(older)(seq=1, at=older.at), 11.0) is known


def test_a_phone_that_has_gone_has_no_calls() -> None:
    gone = lost(mirror(connected()), Connection.SEEKING)

    assert gone.calls == ()
    assert not gone.is_up
    assert gone.phone is not None


def test_a_restarted_phone_is_believed_although_it_counts_anew() -> None:
    again = told(lost(mirror(connected()), Connection.STARTING), type(a_state())(seq=0, at=a_state().at), 1.0)

    assert again.is_up
    assert again.calls == ()


def test_the_call_that_has_rung_longest_comes_first() -> None:
    first, second = ringing("one"), ringing("two")

    assert ringing_calls(mirror(first, connected(), second)) == (first, second)
    assert ringing_calls(mirror(a_call(legs=()))) == ()


def test_what_rings_before_it_is_dialled_rings_like_any_call() -> None:
    callback, supervision = proposed("one"), proposed("two", mode=Mode.LISTEN)

    assert ringing_calls(mirror(callback, supervision)) == (callback, supervision)
