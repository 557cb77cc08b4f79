"""How settings are called, described and listed."""

from typing import Annotated

import msgspec
import pytest
from hypothesis import given, strategies as st

from softphone.settings import DEFAULTS, Settings
from softphone.settings.checking import check
from softphone.settings.describing import doc
from softphone.settings.examining import examine
from softphone.settings.example import example, in_toml
from softphone.settings.keys import quoted, written
from softphone.settings.lookup import declaration, section_in, values
from softphone.settings.reading import read
from softphone.settings.sections.account import AccountSettings, TurnSettings
from softphone.settings.sections.calls import DialRule
from softphone.settings.sections.network import RtpSettings, SipSettings
from softphone.settings.sections.sound import AudioSettings
from softphone.settings.wanted import documentation, extra, sample, wanted


@given(st.text(max_size=10))
def test_a_quoted_key_is_read_back_as_the_same_key(key: str) -> None:
    assert read(f"{quoted(key)} = 1", "F").content == {key: 1}


def test_paths_are_written_for_people() -> None:
    assert written(("account", 0, "turn", "server")) == "account[1].turn.server"
    assert written(("a b", "c")) == '"a b".c'
    assert written(()) == ""


@pytest.mark.parametrize(
    ("hint", "words"),
    [
        (bool, "true or false"),
        (str, "text"),
        (int, "a whole number"),
        (Annotated[float, doc("x", ge=1)], "a number of at least 1"),
        (tuple[int, int], "a list of 2, each a whole number"),
        (str | None, "text"),
        (int | bool, "a whole number, or true or false"),
        (SipSettings, "a table"),
    ],
)
def test_what_is_wanted_is_said_in_words(hint: object, words: str) -> None:
    assert wanted(hint) == words


def test_what_is_not_documented_has_no_documentation() -> None:
    assert documentation(int) == ""
    assert extra(int, "expects") is None


def test_samples_are_allowed_values() -> None:
    for path, _ in values(DEFAULTS):
        hint = declaration([str(step) for step in path])
        shown = sample(hint) if documentation(hint) else None
        if shown:
            msgspec.convert(shown, hint)


@pytest.mark.parametrize(
    ("names", "is_there"),
    [
        (["sip", "port"], True),
        (["account", "office", "uri"], True),
        (["account", "office", "turn", "server"], True),
        (["account"], True),
        (["account", "office"], False),
        (["sip", "prot"], False),
        (["nonsense", "port"], False),
        (["sip", "port", "x"], False),
        ([], False),
    ],
)
def test_a_setting_is_found_by_its_name(names: list[str], is_there: bool) -> None:
    assert (declaration(names) is not None) is is_there


def test_sections_are_found_by_their_name() -> None:
    assert section_in(Settings, "account") is AccountSettings
    assert section_in(AccountSettings, "turn") is TurnSettings
    assert section_in(Settings, "nonsense") is None
    assert section_in(None, "sip") is None


def test_values_lists_everything_that_is_set() -> None:
    settings = check(
        '[[account]]\nname = "a"\nuri = "sip:a@b"\nice = true\nturn = {server = "x:1"}\n'
        '[[dial.rules]]\nmatch = "1"\ndial = "2"',
        "F",
    ).settings

    assert settings is not None
    listed = {written(path): value for path, value in values(settings)}
    assert listed["account[1].turn.server"] == "x:1"
    assert listed["dial.rules[1].dial"] == "2"
    assert listed["rtp.ports"] == [0, 0] or listed["rtp.ports"] == (0, 0)
    assert "account[1].registrar" not in listed


def test_values_are_written_as_in_a_file() -> None:
    assert in_toml(("ä", 1, 2.5, True)) == '["ä", 1, 2.5, true]'
    assert in_toml({"match": "1", "dial": "2"}) == '{match = "1", dial = "2"}'


def test_all_effective_values_can_be_read_back() -> None:
    settings = check(example(), "E").settings
    assert settings is not None
    lines = [
        f"{'.'.join(map(str, path))} = {in_toml(value)}" for path, value in values(settings) if "account" not in path
    ]

    assert check("\n".join(lines), "F").settings == msgspec.structs.replace(settings, accounts=())


def test_single_values_count_as_lists() -> None:
    assert SipSettings(transport="tcp").transports == ("tcp",)
    assert SipSettings(transport=("tcp", "tls")).transports == ("tcp", "tls")
    audio = AudioSettings(input="a", output=("b", "c"), ringer="d")
    assert (audio.inputs, audio.outputs, audio.ringers) == (("a",), ("b", "c"), ("d",))
    assert RtpSettings().is_any
    assert not RtpSettings(ports=(1, 2)).is_any


def test_settings_cannot_be_changed() -> None:
    with pytest.raises(AttributeError):
        DEFAULTS.sip.port = 1  # type: ignore[misc]
    assert hash(DialRule(match="1", dial="2")) == hash(DialRule(match="1", dial="2"))


def test_a_good_part_of_a_bad_file_can_still_be_used() -> None:
    usable, problems = examine(read("[sip]\nport = 5\nbind = 7\n[nonsense]", "F"))

    assert usable == {"sip": {"port": 5}}
    assert len(problems) == 2
