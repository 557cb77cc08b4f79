"""`--set KEY=VALUE` means what a person means by it."""

import pytest
from hypothesis import given, strategies as st

from softphone.settings import Settings
from softphone.settings.checking import Checked, Layer, combine
from softphone.settings.overrides import BadOverride, override

DEMO = Layer("user", "U", '[[account]]\nname = "my office"\nuri = "sip:a@b"\n[[account]]\nname = "b"\nuri = "sip:a@b"')


def checked_with(*assignments: str) -> Checked:
    return combine([DEMO, *(override(assignment) for assignment in assignments)])


def settings_with(*assignments: str) -> Settings:
    checked = checked_with(*assignments)
    assert checked.settings is not None, [str(problem) for problem in checked.problems]
    return checked.settings


def test_text_needs_no_quotes() -> None:
    settings = settings_with("audio.input=silence", "log.level = debug", "agent.name=true", "sip.ip_version=4")

    assert (settings.audio.input, settings.log.level) == ("silence", "debug")
    assert (settings.agent.name, settings.sip.ip_version) == ("true", "4")


def test_other_values_are_written_as_in_the_file() -> None:
    settings = settings_with('audio.output=["x", "null"]', "sip.port=5", "sip.trace=true", 'agent.name="a=b"')

    assert settings.audio.outputs == ("x", "null")
    assert (settings.sip.port, settings.sip.trace, settings.agent.name) == (5, True, "a=b")


def test_an_account_is_named() -> None:
    settings = settings_with('account."my office".srtp=off', "account.b.turn.server=x:1", "account.b.ice=true")

    office, other = settings.accounts
    assert office.srtp == "off"
    assert other.turn is not None
    assert other.turn.server == "x:1"


@pytest.mark.parametrize(
    ("assignment", "message"),
    [
        ("sip.prot=1", "--set sip.prot: sip.prot: there is no such setting; did you mean port?"),
        ("sip.port=x", '--set sip.port: sip.port: "x" is not a port from 1 to 65535, or 0 for any free one'),
        ("sip.port=[1]", "--set sip.port: sip.port: [1] is not a port from 1 to 65535, or 0 for any free one"),
        ("sip=1", "--set sip: sip: this is a table of settings: write [sip] on a line of its own"),
        ("account=1", "--set account: account: write [[account]] with two brackets: there can be several"),
        ("account.b=1", "--set account.b: account: write [[account]] with two brackets: there can be several"),
        ("x.y.z=1", "--set x.y.z: x: there is no such setting"),
        (
            "sip.port=1\nsip.trace=true",
            '--set sip.port: sip.port: "1?sip.trace=true" is not a port from 1 to 65535, or 0 f',
        ),
    ],
)
def test_mistakes_are_named_without_a_line(assignment: str, message: str) -> None:
    (problem,) = checked_with(assignment).problems

    assert str(problem).startswith(message)
    assert problem.line is None


@pytest.mark.parametrize("assignment", ["", "=", "sip.port", "a b=1", "a.=1", "[a]=1", "a\nb=1"])
def test_what_is_no_assignment_is_refused(assignment: str) -> None:
    with pytest.raises(BadOverride, match="KEY=VALUE"):
        override(assignment)


def test_a_password_is_refused_and_not_repeated() -> None:
    (problem,) = checked_with("account.b.password=hunter2").problems

    assert "hunter2" not in str(problem)


@given(st.text(max_size=30), st.text(max_size=30))
def test_any_words_are_taken_or_refused(key: str, value: str) -> None:
    try:
        layer = override(f"{key}={value}")
    except BadOverride:
        return
    assert combine([layer]).problems or combine([layer]).settings is not None


@given(st.text(max_size=30).map(str.strip))
def test_any_text_can_be_given_as_text(name: str) -> None:
    checked = checked_with(f"agent.name={name}")

    assert checked.settings is None or checked.settings.agent.name in {name, name[1:-1]} or '"' in name or "'" in name
