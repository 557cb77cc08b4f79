"""Every kind of mistake in a settings file is named with its line, its key and what to do."""

import pytest

from softphone.settings import DEFAULTS
from softphone.settings.checking import check

ACCOUNT = '[[account]]\nname = "office"\nuri = "sip:agent@pbx.example.com"\n'
PORT = "a port from 1 to 65535, or 0 for any free one"
LEVELS = '"debug", "info", "warning" or "error"'
PHONES = '"DESK_PHONE" or "SOFT_PHONE"'
URI = "a SIP URI such as sip:agent@pbx.example.com"


def said(text: str) -> list[str]:
    return [str(problem) for problem in check(text, "FILE").problems]


def test_an_empty_file_means_the_defaults() -> None:
    checked = check("", "FILE")

    assert checked.problems == ()
    assert checked.settings == DEFAULTS


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("nonsense = 1", "FILE:1: nonsense: there is no such setting"),
        ("[sip]\nprot = 1", "FILE:2: sip.prot: there is no such setting; did you mean port?"),
        ("[sipp]\nport = 1", "FILE:1: sipp: there is no such setting; did you mean sip?"),
        ("[rtp]\nbind = '::1'", "FILE:2: rtp.bind: there is no such setting here; it belongs in [sip]"),
        ("[sip.port]\nx = 1", f"FILE:1: sip.port: a table is not {PORT}"),
        ("[sip]\nport = 70000", f"FILE:2: sip.port: 70000 is not {PORT}"),
        ('[sip]\nport = "5060"', f'FILE:2: sip.port: "5060" is not {PORT}'),
        ("[sip]\ntrace = 1", "FILE:2: sip.trace: 1 is not true or false"),
        ("[sip]\nport = true", f"FILE:2: sip.port: true is not {PORT}"),
        ("[log]\nmax_mb = 1.5", "FILE:2: log.max_mb: 1.5 is not a whole number from 1 to 1000"),
        ("[simulator]\nseed = -1", "FILE:2: simulator.seed: -1 is not a whole number of at least 0"),
        ("[quality]\nalarm_mos = nan", "FILE:2: quality.alarm_mos: nan is not a number from 0 to 4.5"),
        ("[agent]\nname = 2020-01-01", "FILE:2: agent.name: 2020-01-01 is not text"),
        ("[rtp]\nports = [1]", f"FILE:2: rtp.ports: [1] is not a list of 2, each {PORT}"),
        ('[sip]\ntrusted = "10.0.0.1"', 'FILE:2: sip.trusted: write a list: ["10.0.0.1"]'),
        ('[log]\nlevel = "INFO"', f'FILE:2: log.level: "INFO" is not {LEVELS}; did you mean "info"?'),
        ('[log]\nlevel = "x"', f'FILE:2: log.level: "x" is not {LEVELS}'),
        ("[calls]\ndecline_code = 404", "FILE:2: calls.decline_code: 404 is not 486 or 603"),
        (
            "[connector]\nphones = []",
            f"FILE:2: connector.phones: [] is not a list that is not empty, each element {PHONES}",
        ),
        ("sip = 5", "FILE:1: sip: this is a table of settings: write [sip] on a line of its own"),
        ("[[sip]]", "FILE:1: sip: write [sip] with one bracket on each side: there is only one"),
        ("[account]", "FILE:1: account: write [[account]] with two brackets: there can be several"),
        ("[calls]\npark_code = 'x y'", 'FILE:2: calls.park_code: "x y" is not digits, *, # or a SIP URI'),
        (
            ACCOUNT + ACCOUNT,
            'FILE:5: account[2].name: "office" is taken (line 2)',
        ),
        ('[[account]]\nname = "office"\nuri = 5', f"FILE:3: account[1].uri: 5 is not {URI}"),
        ('[[account]]\nname = "office"', f"FILE:1: account[1].uri: it is missing; wanted is {URI}"),
    ],
)
def test_a_mistake_is_named(text: str, expected: str) -> None:
    assert said(text) == [expected]


def test_each_element_of_a_list_is_named_in_its_own_line() -> None:
    text = '[sip]\ntransport = [\n  "udp",\n  "TCP",\n  7,\n]'

    assert said(text) == [
        'FILE:4: sip.transport[2]: "TCP" is not "udp", "tcp" or "tls"; did you mean "tcp"?',
        'FILE:5: sip.transport[3]: 7 is not "udp", "tcp" or "tls"',
    ]


def test_everything_is_named_at_once() -> None:
    text = ACCOUNT + 'pasword_env = "X"\n[sip]\nport = -1\nprot = 2\n[nonsense]\n[audio\n[rtp]\nports = 5 6\n'

    assert [problem.line for problem in check(text, "FILE").problems] == [4, 6, 7, 8, 9, 11]


def test_names_of_keys_cannot_break_the_line_of_a_message() -> None:
    (line,) = said('"a\\nFILE:9: \\u202e\\U000E0001 \\"\\\\" = 1')

    assert line == 'FILE:1: "a\\u000AFILE:9: \\u202E\\U000E0001 \\"\\\\": there is no such setting'


def test_long_values_are_shortened_and_stay_on_one_line() -> None:
    (line,) = said(f'[log]\nlevel = """{"x" * 500}\n"""')

    assert len(line) < 160
    assert "\n" not in line


@pytest.mark.parametrize(
    ("text", "line"),
    [
        ('password = "hunter2"', 1),
        ('[sip]\npasswd = "hunter2"', 2),
        (ACCOUNT + 'password = "hunter2"', 4),
        (ACCOUNT + 'secret = "hunter2"', 4),
        (ACCOUNT + 'turn = {server = "a:1", password = "hunter2"}\nice = true', 4),
        (ACCOUNT + 'password_env = "hunter2"', 4),
        (ACCOUNT + 'registrar = "sip:agent:hunter2@pbx"', 4),
        (ACCOUNT + 'registrar = "agent:hunter2@pbx"', 4),
        (ACCOUNT + 'stun = ["agent:hunter2@pbx"]', 4),
        ('[bridge]\nparents = ["https://a:hunter2@x.my.salesforce.com"]', 2),
        ('[recording]\nurl = "https://a:hunter2@x/{key}"', 2),
        ('[dial]\nnumber = "sip:{number}:hunter2@x"', 2),
    ],
)
def test_a_password_in_a_file_is_named_but_never_repeated(text: str, line: int) -> None:
    checked = check(text, "FILE")

    assert checked.settings is None
    assert [problem.line for problem in checked.problems] == [line]
    assert "hunter2" not in "".join(said(text))


def test_a_password_in_a_file_is_answered_with_where_it_belongs() -> None:
    (line,) = said(ACCOUNT + 'password = "x"')

    assert "softphone secret set" in line
    assert "password_env" in line


def test_a_problem_without_a_line_is_told_without_one() -> None:
    (problem,) = check("#" * 300_000, "FILE").problems

    assert str(problem) == "FILE: the file is too large for a settings file"
    assert problem.key == ""
