"""What one page may say next, whatever it says: hello first and once, nonsense changes nothing."""

import json
from typing import Any

import pytest
from hypothesis import example, given, strategies as st

from softphone.adapters.bridge import page_session as p
from softphone.protocol.session import Close, Refuse

HELLO = {"role": "connector", "instance": "page-1", "ticket": "t"}
values = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats(allow_nan=False) | st.text(max_size=20),
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(st.text(max_size=8), inner, max_size=4),
    max_leaves=12,
)
messages = st.fixed_dictionaries(
    {},
    optional={
        "jsonrpc": st.just("2.0") | values,
        "id": st.text(max_size=10) | values,
        "method": st.sampled_from(sorted(p.ASKED | p.TOLD | {"hello", "dance"})) | values,
        "params": st.just(HELLO) | values,
    },
)
frames = messages.map(json.dumps) | st.text(max_size=60) | st.binary(max_size=60)


def a_session_that_is_in() -> p.PageSession:
    session = p.PageSession()
    session.receive(json.dumps({"jsonrpc": "2.0", "id": "1", "method": "hello", "params": HELLO}))
    session.let_in()
    return session


def refusal(actions: tuple[p.PageAction, ...]) -> dict[str, Any]:
    first, *rest = actions
    assert isinstance(first, Refuse)
    assert all(isinstance(action, Close) for action in rest)
    message: dict[str, Any] = json.loads(first.frame)
    return message


@given(st.lists(frames, max_size=20))
@example(["\ud800"])
@example(['{"jsonrpc": "2.0", "id": "\\ud800", "method": "mute"}'])
@example(["[" * 100_000])
@example(['{"jsonrpc": "2.0", "id": "1", "method": "mute", "params": ' + '{"a":' * 5000])
def test_before_a_hello_nothing_is_done(said: list[str | bytes]) -> None:
    session = p.PageSession()
    for frame in said:
        actions = session.receive(frame)
        assert not any(isinstance(action, p.PageAsks | p.PageTells) for action in actions)


@given(st.lists(frames, max_size=40))
@example(["[" * 100_000])
def test_whatever_is_said_is_an_order_that_the_contract_has_or_one_refusal(said: list[str | bytes]) -> None:
    session = a_session_that_is_in()
    for frame in said:
        match session.receive(frame):
            case (p.PageAsks(id=identity, method=method),):
                assert identity
                assert method in p.ASKED
            case (p.PageTells(method=method),):
                assert method in p.TOLD
            case actions:
                refusal(actions)


def test_after_a_hello_that_was_refused_nobody_is_listened_to() -> None:
    session = p.PageSession()
    hello = json.dumps({"jsonrpc": "2.0", "id": "1", "method": "hello", "params": HELLO})

    (greeting,) = session.receive(hello)
    assert isinstance(greeting, p.PageGreets)
    again = session.receive(hello)

    assert refusal(again)["error"]["data"]["type"] == "hello_twice"
    assert isinstance(again[1], Close)
    assert session.receive(hello) == ()


def test_a_refusal_names_the_message_where_it_can() -> None:
    session = a_session_that_is_in()

    assert refusal(session.receive('{"jsonrpc": "2.0", "id": "7", "method": "dance"}'))["id"] == "7"
    assert refusal(session.receive('{"jsonrpc": "2.0", "id": 7, "method": "mute"}'))["id"] is None


@pytest.mark.parametrize(("deep", "expected"), [(98, False), (99, True), (5000, True)])
@pytest.mark.parametrize(("opened", "closed"), ["[]", ('{"a":', "}")])
def test_nesting_has_an_end(opened: str, closed: str, deep: int, expected: bool) -> None:
    inside = opened * deep + "1" + closed * deep
    frame = f'{{"jsonrpc": "2.0", "id": "1", "method": "handleMessage", "params": {{"message": {inside}}}}}'

    assert p.is_too_deep(frame) is expected


@given(st.lists(st.sampled_from(["{", "}", "[", "]", '\\"', "\\\\", "a"]), max_size=400).map("".join))
def test_brackets_in_a_text_are_no_nesting(text: str) -> None:
    assert not p.is_too_deep(f'{{"a": "{text}"}}')


def test_many_brackets_side_by_side_are_no_nesting() -> None:
    assert not p.is_too_deep(json.dumps([[]] * 10_000))
