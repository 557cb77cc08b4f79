"""Layers of settings: the upper one wins, unless the administrator has locked what it says."""

from pathlib import PurePath

import msgspec
import pytest
from hypothesis import given, strategies as st

from softphone.settings import DEFAULTS, Settings
from softphone.settings.checking import Checked, Layer, combine
from softphone.settings.keys import KeyPath
from softphone.settings.layers import Origin

OFFICE = '[[account]]\nname = "office"\nregistrar = "sip:pbx.example.com"\nsrtp = "mandatory"\n'
MINE = '[[account]]\nname = "office"\nuri = "sip:me@pbx.example.com"\n'


def layered(machine: str = "", user: str = "", line: str = "") -> Checked:
    return combine([Layer("machine", "M", machine), Layer("user", "U", user), Layer("command line", "--set", line)])


def settings_of(checked: Checked) -> Settings:
    assert checked.settings is not None, [str(problem) for problem in checked.problems]
    return checked.settings


def test_the_upper_layer_wins_and_the_others_fill_in() -> None:
    checked = layered("[sip]\nport = 1\ntrace = true", "[sip]\nport = 2\nbind = '::1'", "sip.port = 3")

    sip = settings_of(checked).sip
    assert (sip.port, sip.trace, sip.bind) == (3, True, "::1")


def test_every_value_knows_where_it_comes_from() -> None:
    checked = layered("[sip]\nport = 1", "[sip]\n\ntrace = true\ntrusted = [\n'x']", "sip.bind = '::1'")

    assert checked.origin(("sip", "port")) == Origin("machine", "M", 2)
    assert checked.origin(("sip", "trace")) == Origin("user", "U", 3)
    assert checked.origin(("sip", "trusted", 0)) == Origin("user", "U", 5)
    assert checked.origin(("sip", "bind")) == Origin("command line", "--set", None)
    assert checked.origin(("sip", "user_agent")) == Origin("default")
    assert checked.origin(("account", 3, "name")) == Origin("default")


def test_a_list_is_replaced_as_a_whole() -> None:
    checked = layered("[sip]\ntrusted = ['a', 'b', 'c']", "[sip]\ntrusted = ['d']")

    assert settings_of(checked).sip.trusted == ("d",)
    assert checked.origin(("sip", "trusted", 2)) == Origin("default")


def test_accounts_of_one_name_are_one_account() -> None:
    checked = layered(OFFICE, '[[account]]\nname = "home"\nuri = "sip:x@y"\n' + MINE)

    office, home = settings_of(checked).accounts
    assert (office.uri, office.registrar, office.srtp) == ("sip:me@pbx.example.com", "sip:pbx.example.com", "mandatory")
    assert home.name == "home"
    assert checked.origin(("account", 0, "uri")) == Origin("user", "U", 6)
    assert checked.origin(("account", 0, "name")) == Origin("machine", "M", 2)


def test_a_locked_setting_stays_and_the_user_is_told() -> None:
    checked = layered(
        'locked = ["account.srtp", "sip", "bridge.parents"]\n' + OFFICE,
        MINE + 'srtp = "off"\n[sip]\nport = 5\n[bridge]\nport = 1',
    )

    settings = settings_of(checked)
    assert (settings.accounts[0].srtp, settings.sip.port, settings.bridge.port) == ("mandatory", 0, 1)
    assert [(p.source, p.line, p.key, p.severity) for p in checked.problems] == [
        ("U", 4, "account[1].srtp", "notice"),
        ("U", 5, "sip", "notice"),
    ]
    assert checked.is_locked(("account", 0, "srtp"))
    assert checked.is_locked(("sip", "port"))
    assert not checked.is_locked(("account", 0, "uri"))


def test_locked_accounts_cannot_be_added_to() -> None:
    checked = layered('locked = ["account"]\n' + OFFICE + 'uri = "sip:a@b"', '[[account]]\nname="x"\nuri="sip:x@y"')

    assert [account.name for account in settings_of(checked).accounts] == ["office"]


def test_the_command_line_cannot_change_what_is_locked() -> None:
    checked = layered('locked = ["sip.port"]', "", "sip.port = 5")

    assert settings_of(checked).sip.port == 0
    assert [str(p) for p in checked.problems] == [
        "--set: sip.port: notice: the administrator has locked this; it is ignored"
    ]


def test_only_the_machine_wide_file_can_lock() -> None:
    checked = layered("", 'locked = ["sip"]', "sip.port = 5")

    assert settings_of(checked).sip.port == 5
    assert settings_of(checked).locked == ()
    assert [problem.severity for problem in checked.problems] == ["notice"]


@pytest.mark.parametrize(
    ("lock", "words"),
    [("sip.prot", "did you mean port"), ("nonsense", "no such setting"), ("sip.port.x", "there is nothing in it")],
)
def test_a_lock_that_locks_nothing_is_a_mistake(lock: str, words: str) -> None:
    (problem,) = layered(f'locked = ["sip.port", "{lock}"]').problems

    assert (problem.source, problem.line, problem.severity) == ("M", 1, "error")
    assert words in problem.text


def test_a_setting_that_no_layer_has_is_missed_where_its_table_is() -> None:
    checked = layered(OFFICE, "\n\n[[account]]\nname = 'office'")

    assert [(p.source, p.line, p.key) for p in checked.problems] == [("U", 3, "account[1].uri")]


def test_problems_come_in_the_order_of_the_layers_and_lines() -> None:
    checked = layered("[sip]\nx = 1\ny = 2", "z = 1", "nope = 1")

    assert [(problem.source, problem.line) for problem in checked.problems] == [
        ("M", 2),
        ("M", 3),
        ("U", 1),
        ("--set", None),
    ]


def test_a_lower_layer_with_mistakes_of_writing_does_not_hide_the_upper_ones() -> None:
    checked = layered("a ==", "b = 1")

    assert [(problem.source, problem.line) for problem in checked.problems] == [("M", 1), ("U", 1)]


def test_file_names_start_from_the_folder_of_the_file_that_names_them() -> None:
    machine = Layer(
        "machine", "M", OFFICE + 'ca_file = "certs/ca.pem"', PurePath("/etc/softphone"), PurePath("/home/alice")
    )
    user = Layer(
        "user",
        "U",
        MINE + 'transport = "tls"\nturn = {server = "x:1"}\nice = true\n'
        '[audio]\ninput = ["file:a.wav", "silence"]\noutput = "file:~/b.wav"\n'
        'ringer = "default"\nring_sound = "file:/c.wav"\n'
        '[recording]\ndirectory = "~"\n[contacts]\nfiles = ["../d.csv"]\n[[dial.rules]]\nmatch = "1"\ndial = "~"',
        PurePath("/home/alice/.config"),
        PurePath("/home/alice"),
    )

    settings = settings_of(combine([machine, user]))

    assert settings.accounts[0].ca_file == "/etc/softphone/certs/ca.pem"
    assert settings.audio.inputs == ("file:/home/alice/.config/a.wav", "silence")
    assert settings.audio.outputs == ("file:/home/alice/b.wav",)
    assert (settings.audio.ringer, settings.audio.ring_sound) == ("default", "file:/c.wav")
    assert settings.recording.directory == "/home/alice"
    assert settings.contacts.files == ("/home/alice/.config/../d.csv",)
    assert settings.dial.rules[0].dial == "~"


def test_without_a_home_the_folder_stands_in() -> None:
    layer = Layer("user", "U", '[log]\ndirectory = "~/logs"', PurePath("/somewhere"))

    assert settings_of(combine([layer])).log.directory == "/somewhere/logs"


TEXTS = st.sampled_from(
    ["", "[sip]\nport = 5\ntransport = 'udp'", "[sip]\ntrusted = ['a']", "[log]\nlevel = 'debug'", "[rtp]\ndscp = 1"]
)


@given(st.lists(TEXTS, max_size=4))
def test_layers_say_the_same_as_the_values_put_over_each_other(texts: list[str]) -> None:
    expected = msgspec.to_builtins(DEFAULTS)
    for text in texts:
        for section, values in msgspec.toml.decode(text).items() if text else ():
            expected[section] |= values

    checked = combine([Layer("user", str(number), text) for number, text in enumerate(texts)])

    assert checked.settings == msgspec.convert(expected, Settings)


@given(st.lists(TEXTS, max_size=3), st.sampled_from([("sip", "port"), ("sip", "trusted"), ("log", "level")]))
def test_a_value_that_differs_from_the_default_has_an_origin(texts: list[str], path: KeyPath) -> None:
    checked = combine([Layer("user", str(number), text) for number, text in enumerate(texts)])

    section, key = map(str, path)
    is_default = getattr(getattr(checked.settings, section), key) == getattr(getattr(DEFAULTS, section), key)
    assert (checked.origin(path).layer == "default") is is_default
