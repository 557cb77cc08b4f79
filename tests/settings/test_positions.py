"""Every key of a settings file is found in its own line, however the file is written."""

import tomllib
from collections.abc import Iterator
from typing import Any

import pytest
from hypothesis import assume, given

from softphone.settings.keys import KeyPath
from softphone.settings.positions import positions
from tests.settings.toml_texts import toml_texts


def parsed(text: str) -> dict[str, Any]:
    try:
        return tomllib.loads(text)
    except tomllib.TOMLDecodeError:
        assume(condition=False)
        raise


def paths(content: Any, path: KeyPath = ()) -> Iterator[tuple[KeyPath, Any]]:
    """Go through everything that `tomllib` sees."""
    steps = content.items() if isinstance(content, dict) else enumerate(content) if isinstance(content, list) else ()
    for step, value in steps:
        yield (*path, step), value
        yield from paths(value, (*path, step))


@given(toml_texts())
def test_the_scanner_sees_exactly_what_the_parser_sees(text: str) -> None:
    content = parsed(text)

    assert set(positions(text)) == {path for path, _ in paths(content)}


@given(toml_texts())
def test_every_marked_value_is_in_the_line_that_is_told(text: str) -> None:
    content = parsed(text)
    found = positions(text)
    lines = text.split("\n")

    for path, value in paths(content):
        if isinstance(value, str):
            mark = value.split("m")[1]
            assert f"m{mark}m" in lines[found[path] - 1]


@pytest.mark.parametrize(
    ("text", "path", "line"),
    [
        ("a = 1", ("a",), 1),
        ("\r\na = 1\r\nb = 2", ("b",), 3),
        ("[t]\n\n[[l]]\nx = 1\n[[l]]\nx = 2", ("l", 1, "x"), 6),
        ("[[l]]\n[l.t]\nx = 1\n[[l]]\n[l.t]\nx = 2", ("l", 1, "t", "x"), 6),
        ("[a.b.c]", ("a", "b"), 1),
        ("a = [\n  1, # one\n  [2,\n 3],\n]", ("a", 1, 1), 4),
        ("a = {b = {c = 1}, d = [2]}", ("a", "d", 0), 1),
        ('a."b.c" = 1', ("a", "b.c"), 1),
        ('"\\u0061" = 1', ("a",), 1),
        ('a = """\n"" """\nb = 1', ("b",), 3),
        ("a = '''x'''''\nc = 1", ("c",), 2),
        ('a = """x"""""\nc = 1', ("c",), 2),
        ("a = []\nb = {}\nc = 1", ("c",), 3),
    ],
)
def test_lines_of_texts_that_have_fooled_scanners(text: str, path: KeyPath, line: int) -> None:
    assert positions(text)[path] == line


def test_an_empty_text_has_no_keys() -> None:
    assert positions(" \n# only a comment") == {}
