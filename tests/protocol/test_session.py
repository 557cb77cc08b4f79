"""What one client may do next: hello first and once, every id once, nonsense changes nothing."""

import json
from typing import Any

import pytest
from hypothesis import example, given, settings, strategies as st

from softphone.protocol import session as s
from softphone.protocol.commands import AnswerCall, Dial
from softphone.protocol.enquiries import Ping
from softphone.protocol.greeting import ClientRole
from softphone.protocol.methods import METHODS

TOKEN = "right"  # noqa: S105 - of a session that lives for one test
HELLO = {"role": "driver", "instance": "test", "token": TOKEN}


def request(method: str, identity: object = 1, **params: object) -> str:
    return json.dumps({"jsonrpc": "2.0", "id": identity, "method": method, "params": params})


def a_session() -> s.Session:
    return s.Session(s.Rules("session-1", TOKEN))


def an_open_session() -> s.Session:
    opened = a_session()
    opened.receive(request("hello", "hello", **HELLO))
    assert opened.client is not None
    return opened


def refused(actions: tuple[s.Action, ...]) -> dict[str, Any]:
    """The error that was sent, and that it was the only thing besides a close."""
    refusal, *rest = actions
    assert isinstance(refusal, s.Refuse)
    assert all(isinstance(action, s.Close) for action in rest)
    message: dict[str, Any] = json.loads(refusal.frame)
    assert message["error"]["data"]["type"] == refusal.why
    return message


def test_hello_with_the_token_lets_a_client_in() -> None:
    session = a_session()

    (greeting,) = session.receive(request("hello", 1, **HELLO))

    assert isinstance(greeting, s.Greet)
    assert (greeting.client.role, greeting.client.instance) == (ClientRole.DRIVER, "test")
    assert session.client == greeting.client


@pytest.mark.parametrize("token", [None, "wrong", "righ", "right ", "rïght"])
def test_without_the_right_token_nobody_gets_in(token: str | None) -> None:
    session = a_session()

    actions = session.receive(request("hello", 1, **{**HELLO, "token": token}))

    assert refused(actions)["error"]["data"]["type"] == "wrong_token"
    assert isinstance(actions[1], s.Close)
    assert session.receive(request("hello", 2, **HELLO)) == ()
    assert session.client is None


def test_a_program_does_not_get_in_as_a_connector_page() -> None:
    actions = a_session().receive(request("hello", 1, **{**HELLO, "role": "connector"}))

    assert refused(actions)["error"]["data"]["type"] == "forbidden_role"


def test_anything_before_hello_is_refused_and_ends_the_session() -> None:
    session = a_session()

    actions = session.receive(request("status"))

    assert refused(actions)["error"]["data"]["type"] == "hello_first"
    assert isinstance(actions[-1], s.Close)


def test_a_second_hello_is_refused_and_the_client_stays_who_it_is() -> None:
    session = an_open_session()
    client = session.client

    actions = session.receive(request("hello", 2, **{**HELLO, "role": "console", "instance": "other"}))

    assert refused(actions)["error"]["data"]["type"] == "hello_twice"
    assert session.client is client
    assert session.receive(request("ping", 3)) == (s.Inform(3, Ping()),)


def test_a_command_is_handed_on_with_its_client() -> None:
    session = an_open_session()

    (order,) = session.receive(request("dial", "a", target="4711", startsMuted=True))

    assert order == s.Execute("a", session.client, Dial(target="4711", starts_muted=True))  # type: ignore[arg-type]


@pytest.mark.parametrize("identity", [7, "seven"])
def test_an_id_is_used_once_whatever_became_of_it(identity: int | str) -> None:
    session = an_open_session()
    session.receive(request("answer", identity))
    session.finish(identity)

    message = refused(session.receive(request("answer", identity)))

    assert message["error"]["data"]["type"] == "repeated_id"
    assert message["id"] == identity


def test_an_id_that_was_refused_is_used_too() -> None:
    session = an_open_session()
    session.receive(request("dial", 7))

    assert refused(session.receive(request("dial", 7, target="1")))["error"]["data"]["type"] == "repeated_id"


def test_ids_are_forgotten_only_after_a_long_time() -> None:
    session = an_open_session()
    for identity in range(s.REMEMBERED_IDS):
        session.receive(request("ping", identity))

    assert refused(session.receive(request("ping", 0)))["error"]["data"]["type"] == "repeated_id"
    assert len(session._used) <= s.REMEMBERED_IDS


def test_too_many_requests_at_once_are_refused_until_one_is_answered() -> None:
    session = an_open_session()
    for identity in range(s.MOST_AT_ONCE):
        session.receive(request("answer", identity))

    assert refused(session.receive(request("answer", "x")))["error"]["data"]["type"] == "too_many_requests"
    session.finish(0)
    assert session.receive(request("answer", "y")) == (s.Execute("y", session.client, AnswerCall()),)  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("frame", "why"),
    [
        (b'{"jsonrpc": "2.0"}', "binary_frame"),
        ("", "parse_error"),
        ("{", "parse_error"),
        ("[" * 500_000, "invalid_request"),
        ('{"jsonrpc": "2.0", "id": 1, "method": "dial", "params": ' + "[" * 500_000, "parse_error"),
        ("\ud800", "parse_error"),
        ("null", "invalid_request"),
        ("[]", "invalid_request"),
        ('[{"jsonrpc": "2.0", "id": 1, "method": "ping"}]', "invalid_request"),
        ('{"id": 1, "method": "ping"}', "invalid_request"),
        ('{"jsonrpc": "1.0", "id": 1, "method": "ping"}', "invalid_request"),
        ('{"jsonrpc": "2.0", "method": "ping"}', "invalid_request"),
        ('{"jsonrpc": "2.0", "id": null, "method": "ping"}', "invalid_request"),
        ('{"jsonrpc": "2.0", "id": 1.5, "method": "ping"}', "invalid_request"),
        ('{"jsonrpc": "2.0", "id": true, "method": "ping"}', "invalid_request"),
        ('{"jsonrpc": "2.0", "id": 9007199254740993, "method": "ping"}', "invalid_request"),
        ('{"jsonrpc": "2.0", "id": "", "method": "ping"}', "invalid_request"),
        ('{"jsonrpc": "2.0", "id": 1, "method": "ping", "more": 1}', "invalid_request"),
        ('{"jsonrpc": "2.0", "id": 1, "result": {}}', "invalid_request"),
        (request("dance"), "unknown_method"),
        (request("__init__"), "unknown_method"),
        (request("ping", 1, x=1), "invalid_params"),
        (request("dial"), "invalid_params"),
        (request("dial", 1, target=4711), "invalid_params"),
        (request("dial", 1, target="x" * 513), "invalid_params"),
        (request("dial", 1, target="4711\r\nX-Evil: 1"), "invalid_params"),
        (request("dial", 1, target="4711\n"), "invalid_params"),
        (request("dial", 1, target="1", callId="ä"), "invalid_params"),
        (request("dial", 1, target="1", callType="Inbound"), "invalid_params"),
        (request("hangup", 1, role="King"), "invalid_params"),
        ('{"jsonrpc": "2.0", "id": 1, "method": "dial", "params": ["4711"]}', "invalid_params"),
        ('{"jsonrpc": "2.0", "id": 1, "method": "dial", "params": null}', "invalid_params"),
    ],
)
def test_a_bad_message_is_refused_with_its_reason_and_changes_nothing(frame: str | bytes, why: str) -> None:
    session = an_open_session()

    message = refused(session.receive(frame))

    assert message["jsonrpc"] == "2.0"
    assert message["error"]["data"]["type"] == why
    assert session.receive(request("ping", "after")) == (s.Inform("after", Ping()),)


def test_a_wrong_message_that_has_an_id_is_answered_to_it() -> None:
    frame = '{"jsonrpc": "2.0", "id": "mine", "method": "ping", "more": 1}'

    assert refused(an_open_session().receive(frame))["id"] == "mine"


def test_who_makes_nothing_but_mistakes_is_not_heard_any_longer() -> None:
    session = an_open_session()
    for _ in range(s.MOST_MISTAKES - 1):
        assert len(session.receive("{")) == 1

    assert isinstance(session.receive("{")[-1], s.Close)
    assert session.receive(request("ping")) == ()


def test_refusals_that_are_no_mistakes_never_end_a_session() -> None:
    session = an_open_session()
    for identity in range(3 * s.MOST_MISTAKES):
        assert len(session.receive(request("barge", identity))) == 1


JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats(allow_nan=False) | st.text(max_size=8),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=8), inner, max_size=3),
    max_leaves=6,
)
WORDS = st.sampled_from([*METHODS, "dance", ""])
IDS = st.integers(-2, 5) | st.sampled_from(["a", "b", ""]) | JSON
PARAMS: st.SearchStrategy[object] = (
    st.just({})
    | st.just(HELLO)
    | st.fixed_dictionaries({}, optional={"target": JSON, "callId": JSON, "role": JSON, "token": JSON, "isOn": JSON})
    | JSON
)
REQUESTS = st.fixed_dictionaries(
    {"jsonrpc": st.sampled_from(["2.0", "2.0", "2.0", "1.0"]), "id": IDS, "method": WORDS, "params": PARAMS}
)
FRAMES = (
    REQUESTS.map(json.dumps)
    | JSON.map(json.dumps)
    | st.text(max_size=20)
    | st.binary(max_size=20)
    | st.tuples(REQUESTS.map(json.dumps), st.integers(0, 60)).map(lambda cut: cut[0][: cut[1]])
)


@settings(max_examples=400)
@given(st.booleans(), st.lists(FRAMES, max_size=25))
@example(first=True, frames=[request("mute"), request("mute")])
def test_whatever_comes_a_session_keeps_its_rules(first: bool, frames: list[str | bytes]) -> None:
    session = a_session()
    said = [request("hello", "hello", **HELLO)] if first else []
    greeted, closed, done = False, False, []
    for frame in [*said, *frames]:
        actions = session.receive(frame)
        assert not (closed and actions)
        for action in actions:
            match action:
                case s.Greet(id=identity):
                    assert not greeted
                    greeted = True
                    done.append(identity)
                case s.Execute(id=identity) | s.Inform(id=identity):
                    assert greeted
                    done.append(identity)
                case s.Refuse(frame=refusal):
                    message = json.loads(refusal)
                    assert message["error"]["message"]
                    assert message["error"]["data"]["type"]
                case s.Close():
                    closed = True
    assert len(done) == len(set(done))
    assert greeted == (session.client is not None)
