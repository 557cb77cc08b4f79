"""The example file is complete, runs as it stands, and every mutation of it is told with the right line."""

import re
import tomllib
from ipaddress import ip_address

from hypothesis import given, settings as effort, strategies as st

from softphone.settings import Settings
from softphone.settings.checking import check
from softphone.settings.describing import Section
from softphone.settings.example import example
from softphone.settings.keys import written
from softphone.settings.positions import positions
from softphone.settings.wanted import documentation, fields_of, table_of, tables_of

TEXT = example()
LINES = TEXT.split("\n")
PLACES = {
    line: path for path, line in positions(TEXT).items() if re.match(r"\w+ = ", LINES[line - 1]) and path[-1] != 0
}
"""The lines of the example that set something, with what they set."""
SETTINGS = st.sampled_from(sorted(line for line, path in PLACES.items() if isinstance(path[-1], str)))
FEWER = effort(max_examples=40)
REQUIRED = {"account[1].name", "account[1].uri"}


def with_line(number: int, line: str) -> str:
    return "\n".join([*LINES[: number - 1], line, *LINES[number:]])


def sections() -> dict[str, type[Section]]:
    inner = {name: tables_of(field.type) or table_of(field.type) for name, field in fields_of(Settings).items()}
    return {name: section for name, section in inner.items() if section is not None}


def test_the_example_is_good() -> None:
    checked = check(TEXT, "EXAMPLE")

    assert checked.problems == ()
    assert checked.settings is not None


def test_the_example_stays_on_this_machine_and_needs_nothing() -> None:
    settings = check(TEXT, "EXAMPLE").settings

    assert settings is not None
    assert ip_address(settings.sip.bind).is_loopback
    assert (settings.sip.port, settings.bridge.port, settings.rtp.is_any) == (0, 0, True)
    assert [account.registrar for account in settings.accounts] == [None]
    assert (settings.audio.inputs, settings.audio.outputs, settings.audio.ringers) == (
        ("silence",),
        ("null",),
        ("null",),
    )
    assert "tls" not in settings.sip.transports


def test_the_example_names_every_setting_with_its_documentation() -> None:
    flat = " ".join(TEXT.replace("\n# ", " ").split())

    for name, section in sections().items():
        block = re.split(rf"^\[+{name}\]+$", TEXT, flags=re.MULTILINE)[1].split("\n[", 1)[0]
        for key, field in fields_of(section).items():
            is_table = tables_of(field.type) or table_of(field.type)
            assert is_table or re.search(rf"^#?{key} = ", block, re.MULTILINE), f"{name}.{key}"
            assert " ".join(documentation(field.type).split()) in flat or is_table


def test_every_setting_has_a_line_of_documentation() -> None:
    undocumented = [
        f"{name}.{key}"
        for name, section in sections().items()
        for key, field in fields_of(section).items()
        if not documentation(field.type)
    ]

    assert undocumented == []


def test_what_is_commented_out_in_the_example_is_right_as_well() -> None:
    everything = re.sub(r"^#(?=[\[\w])", "", TEXT, flags=re.MULTILINE)

    checked = check(everything, "EXAMPLE")

    named = {problem.key for problem in checked.problems if problem.severity == "error"}
    assert named <= {"sip.bind", "account[1].turn"}
    assert tomllib.loads(everything)["account"][0]["turn"]["server"] == "stun.example.com:3478"


@FEWER
@given(SETTINGS)
def test_a_renamed_key_is_told_with_its_line(number: int) -> None:
    path = PLACES[number]
    key = f"{path[-1]}x"

    problems = check(with_line(number, LINES[number - 1].replace(f"{path[-1]} =", f"{key} =", 1)), "F").problems

    assert (number, written((*path[:-1], key))) in [(problem.line, problem.key) for problem in problems]
    assert all(problem.line == number or problem.key in REQUIRED for problem in problems)


@FEWER
@given(SETTINGS)
def test_a_deleted_key_is_told_only_if_it_is_needed(number: int) -> None:
    key = written(PLACES[number])

    problems = check(with_line(number, ""), "F").problems

    header = TEXT[: TEXT.index("[[account]]")].count("\n") + 1
    assert [(problem.line, problem.key) for problem in problems] == ([(header, key)] if key in REQUIRED else [])


@FEWER
@given(SETTINGS, st.sampled_from(["1979-05-27", "{}", "[[[]]]", "nan", '"\\u0000"', "-1", "true", '""', "[1, '']"]))
def test_a_value_of_another_kind_is_told_with_its_line_or_accepted(number: int, value: str) -> None:
    path = PLACES[number]

    checked = check(with_line(number, f"{path[-1]} = {value}"), "F")

    assert all(problem.line == number for problem in checked.problems)
    assert all(problem.key.startswith(written(path)) for problem in checked.problems)
    assert checked.problems or checked.settings is not None


@FEWER
@given(SETTINGS)
def test_a_date_fits_nowhere(number: int) -> None:
    path = PLACES[number]

    (problem,) = check(with_line(number, f"{path[-1]} = 1979-05-27"), "F").problems

    assert (problem.line, problem.key) == (number, written(path))


@FEWER
@given(st.integers(1, len(LINES)), st.text(max_size=20))
def test_a_line_of_nonsense_never_ends_in_an_error(number: int, nonsense: str) -> None:
    checked = check(with_line(number, nonsense), "F")

    assert checked.problems or checked.settings is not None
    assert all(str(problem).startswith("F") for problem in checked.problems)


@FEWER
@given(st.integers(0, len(TEXT)), st.integers(0, 60), st.text(max_size=5))
def test_a_damaged_place_never_ends_in_an_error(start: int, length: int, noise: str) -> None:
    checked = check(TEXT[:start] + noise + TEXT[start + length :], "F")

    assert all(problem.line is None or problem.line <= TEXT.count("\n") + 20 for problem in checked.problems)


@FEWER
@given(st.binary(max_size=200))
def test_random_bytes_never_end_in_an_error(noise: bytes) -> None:
    checked = check(noise, "F")

    assert checked.problems or checked.settings is not None
