"""Who may move our calls, and whither."""

from dataclasses import replace

import pytest
from hypothesis import given, strategies as st

from softphone.adapters.sip.calls.referral import MOST_IN_A_ROW, Referral, Terms, Unfit, is_same_place
from softphone.adapters.sip.legs.leg_state import LegState
from softphone.adapters.sip.messages.headers import gathered
from softphone.core.values import Direction, LegId

FRIEND, STRANGER = "192.0.2.1:5060", "192.0.2.2:5060"
OWN = ["sip:100@pbx.example", "sip:192.0.2.9:5060", "sip:200@192.0.2.9:5070"]
TERMS = Terms(is_obedient=True, is_trusted=lambda source: source == FRIEND, own_places=lambda: OWN)


def leg(**known: object) -> LegState:
    state = LegState(LegId("leg"), Direction.IN)
    state.is_connected = True
    for name, value in known.items():
        setattr(state, name, value)
    return state


def judge_target(*refer_to: str, state: LegState | None = None) -> Referral | Unfit:
    fields = tuple(("refer-to", value) for value in refer_to)
    return TERMS.judge_target(gathered(fields), state or leg())


@pytest.mark.parametrize(
    ("terms", "source", "state", "is_busy", "code"),
    [
        (TERMS, STRANGER, leg(), False, 403),
        (replace(TERMS, is_obedient=False), STRANGER, leg(), False, 403),
        (replace(TERMS, is_obedient=False), FRIEND, leg(), False, 603),
        (TERMS, FRIEND, leg(is_let_go=True), False, 481),
        (TERMS, FRIEND, leg(is_over=True), False, 481),
        (TERMS, FRIEND, leg(), True, 491),
        (TERMS, FRIEND, leg(times_moved=MOST_IN_A_ROW), False, 482),
    ],
)
def test_whoever_may_not_move_a_call_hears_why(
    terms: Terms, source: str, state: LegState, is_busy: bool, code: int
) -> None:
    unfit = terms.judge(source, state, is_busy=is_busy)

    assert unfit
    assert unfit.code == code
    assert unfit.why.endswith(".")


def test_a_friend_may_move_a_call() -> None:
    assert TERMS.judge(FRIEND, leg(times_moved=MOST_IN_A_ROW - 1), is_busy=False) is None


@pytest.mark.parametrize(
    ("refer_to", "uri", "name"),
    [
        ("sip:300@pbx.example", "sip:300@pbx.example", ""),
        ('"Ann Able" <sips:300@pbx.example;user=phone>', "sips:300@pbx.example;user=phone", "Ann Able"),
        ("<sip:300@pbx.example?Replaces=a%40b%3Bto-tag%3D1&Require=replaces>", "sip:300@pbx.example", ""),
        ("<sip:300@pbx.example;method=INVITE?X-Queue=1>", "sip:300@pbx.example;method=INVITE", ""),
        ("<sip:[2001:db8::1]:5070>", "sip:[2001:db8::1]:5070", ""),
        ("<sip:100@elsewhere.example>", "sip:100@elsewhere.example", ""),
    ],
)
def test_a_target_that_can_be_called_is_read(refer_to: str, uri: str, name: str) -> None:
    referral = judge_target(refer_to)

    assert isinstance(referral, Referral)
    assert (referral.target.uri, referral.target.name) == (uri, name)


@pytest.mark.parametrize(
    ("refer_to", "code"),
    [
        ((), 400),
        (("<sip:a@b>", "<sip:c@d>"), 400),
        (("",), 400),
        (("tel:+49123",), 400),
        (("<sip:>",), 400),
        (("<sip:a b@c>",), 400),
        (("<sip:a@b;method=SUBSCRIBE>",), 400),
        (("<sip:a@b?Via=x>",), 400),
        (("<sip:a@b?P%2DAsserted-Identity=%3Csip:boss@x%3E>",), 400),
        (("<sip:a@b?body=v%3D0>",), 400),
        (("<sip:100@PBX.example>",), 482),
        (("<sip:%31%30%30@pbx.example:5060>",), 482),
        (("<sip:whoever@192.0.2.9>",), 482),
        (("<sip:200@192.0.2.9:5070>",), 482),
    ],
)
def test_a_target_that_cannot_be_called_is_refused(refer_to: tuple[str, ...], code: int) -> None:
    unfit = judge_target(*refer_to)

    assert isinstance(unfit, Unfit)
    assert unfit.code == code


def test_a_call_that_is_not_connected_is_not_referred() -> None:
    unfit = judge_target("<sip:a@b>", state=leg(is_connected=False))

    assert isinstance(unfit, Unfit)
    assert unfit.code == 491


@pytest.mark.parametrize(
    ("uri", "own", "is_same"),
    [
        ("sip:a@x", "sip:a@x", True),
        ("sip:b@x", "sip:a@x", False),
        ("sip:a@x:5070", "sip:a@x", True),
        ("sip:a@x:5070", "sip:a@x:5080", False),
        ("sips:b@x", "sip:x:5061", True),
        ("sip:b@x;transport=tls", "sip:x:5061", True),
        ("sip:b@x", "sip:x:5061", False),
        ("sip:b@[::1]:5060", "sip:[0:0:0:0:0:0:0:1]:5060", True),
    ],
)
def test_ones_own_places_are_known(uri: str, own: str, is_same: bool) -> None:
    assert is_same_place(uri, own) is is_same


@given(st.lists(st.text(), max_size=3))
def test_judging_never_fails(refer_to: list[str]) -> None:
    assert isinstance(judge_target(*refer_to), Referral | Unfit)
