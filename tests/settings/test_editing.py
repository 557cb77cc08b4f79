"""One value of a settings file is changed, and nothing else: not a comment, not a blank line, not another value."""

import tomllib
from typing import Any

import pytest
from hypothesis import given, settings, strategies as st

from softphone.settings.editing import NotEditable, with_value
from softphone.settings.example import example

TEXT = """\
# my settings
[sip]   # how it speaks
port = 5060 # fixed by the firewall

#bind = "auto"

[[account]] # first
name = "office"
uri = "sip:me@pbx"   # given by Eve
[[account]]
name = "home"
uri = "sip:me@home"
"""


def changed_lines(before: str, after: str) -> tuple[list[str], list[str]]:
    old, new = before.splitlines(), after.splitlines()
    return [line for line in old if line not in new], [line for line in new if line not in old]


@pytest.mark.parametrize(
    ("names", "value", "expected"),
    [
        (["sip", "port"], 0, (["port = 5060 # fixed by the firewall"], ["port = 0 # fixed by the firewall"])),
        (["sip", "bind"], "::1", (['#bind = "auto"'], ['bind = "::1"'])),
        (["sip", "trusted"], ["a", "b"], ([], ['trusted = ["a", "b"]'])),
        (["account", "home", "uri"], "sip:x", (['uri = "sip:me@home"'], ['uri = "sip:x"'])),
        (["account", "office", "ice"], True, ([], ["ice = true"])),
        (["account", "third", "uri"], "sip:3", ([], ['name = "third"', 'uri = "sip:3"'])),
        (["account", "home", "turn", "server"], "x:1", ([], ["[account.turn]", 'server = "x:1"'])),
        (["log", "level"], "debug", ([], ["[log]", 'level = "debug"'])),
        (["dial", "rules"], [{"match": "1", "dial": "2"}], ([], ["[[dial.rules]]", 'match = "1"', 'dial = "2"'])),
        (["sip", "port"], None, (["port = 5060 # fixed by the firewall"], [])),
        (["sip", "trace"], None, ([], [])),
        (["log", "level"], None, ([], [])),
    ],
)
def test_only_the_lines_of_the_setting_change(names: list[str], value: Any, expected: Any) -> None:
    changed = with_value(TEXT, names, value)

    assert changed_lines(TEXT, changed) == expected


VALUES = st.sampled_from(
    [
        (["sip", "port"], 1234),
        (["sip", "trusted"], ["10.0.0.1"]),
        (["bridge", "parents"], []),
        (["account", "demo", "uri"], 'sip:"\\x'),
        (["account", "new one", "name"], "new one"),
        (["account", "demo", "codecs"], ["opus"]),
        (["account", "demo", "turn", "username"], "ü"),
        (["rtp", "ports"], [1, 2]),
        (["quality", "alarm_mos"], 1.5),
        (["audio", "input"], None),
        (["locked"], ["sip"]),
    ]
)


@settings(max_examples=40)
@given(st.lists(VALUES, max_size=5), st.sampled_from([example(), TEXT, ""]))
def test_after_any_changes_the_file_says_what_was_asked_and_keeps_its_comments(changes: list[Any], text: str) -> None:
    comments = [line for line in text.splitlines() if line.startswith("# ")]

    for names, value in changes:
        text = with_value(text, names, value)

    assert [line for line in text.splitlines() if line.startswith("# ")] == comments
    last = {tuple(names): value for names, value in changes}
    for names, value in last.items():
        assert said(text, names) == value


def said(text: str, names: tuple[str, ...]) -> Any:
    content: Any = tomllib.loads(text)
    for name in names:
        if isinstance(content, list):
            content = next(element for element in content if element["name"] == name)
        else:
            content = (content or {}).get(name)
    return content


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("a ==", ["sip", "port"]),
        ("", ["sip", "prot"]),
        ("", ["sipp", "port"]),
        ("", ["sip", "port", "x"]),
        ("", ["nonsense"]),
        ("sip = 5", ["sip", "port"]),
        ("[account]", ["account", "office", "uri"]),
        ("account = [1]", ["account", "office", "uri"]),
        ("a = " + "[" * 20_000, ["sip", "port"]),
    ],
)
def test_what_cannot_be_changed_is_refused(text: str, names: list[str]) -> None:
    with pytest.raises(NotEditable):
        with_value(text, names, 1)


def test_a_byte_order_mark_does_not_hinder() -> None:
    assert with_value("\ufeff[sip]\nport = 1\n", ["sip", "port"], 2) == "[sip]\nport = 2\n"


def test_a_commented_line_in_another_table_is_left_alone() -> None:
    text = "[sip]\nport = 1\n[bridge]\n#bind = 1\n"

    assert changed_lines(text, with_value(text, ["sip", "bind"], "::1")) == ([], ['bind = "::1"'])


def test_a_change_that_the_library_would_get_wrong_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("softphone.settings.editing.tomlkit.dumps", lambda _document: "[rtp]\n")

    with pytest.raises(NotEditable, match=r"sip\.port cannot be changed here"):
        with_value("[sip]\nport = 1", ["sip", "port"], 2)


def test_a_line_that_is_commented_out_beside_the_real_one_stays_so() -> None:
    text = "[sip]\n#port = 1\nport = 2\n"

    assert with_value(text, ["sip", "port"], 3) == "[sip]\n#port = 1\nport = 3\n"
