"""Whatever bytes a settings file holds, reading it ends in content or in problems with lines, never in an error."""

import pytest
from hypothesis import example, given, strategies as st

from softphone.settings.reading import MOST_BYTES, read
from tests.settings.toml_texts import toml_texts


@given(st.binary(max_size=300))
@example(b"\xef\xbb\xbfa = 1")
@example(b"a = 1\xff")
@example(b"\x00")
def test_random_bytes_are_read_or_refused(noise: bytes) -> None:
    document = read(noise, "FILE")

    assert all(problem.source == "FILE" for problem in document.problems)


@given(toml_texts(), st.text(alphabet="[]{}=\"'#\\\n,. a0-\t", max_size=8), st.integers(0, 400))
def test_a_good_text_with_noise_in_it_is_read_or_refused_with_lines(text: str, noise: str, place: int) -> None:
    spoilt = text[:place] + noise + text[place:]

    document = read(spoilt, "FILE")

    most = spoilt.count("\n") + 1
    assert all(1 <= (problem.line or 0) <= most for problem in document.problems)


@pytest.mark.parametrize(
    ("text", "lines"),
    [
        ("a = 1\nb = 50 60\nc = 2", [2]),
        ("a = 1\nb == 2\nc = nope\nd = 1\nd = 2", [2, 3, 5]),
        ("[sip\nport = 1\n[rtp]\nx = 1", [1]),
        ("a = [1,\nb = 2\nc = 3", [2]),
        ('a = "never closed\nb = 1\nc ==', [1, 3]),
        ('a = """never closed\nb = 1', [2]),
        ("a = " + "9" * 5000, [1]),
        ("a = 2024-13-45", [1]),
        ("x = {a = 1", [1]),
        ("a = 1\rb = 2", [1]),
        ("a = [\n[x]\n]\nb ==", [2]),
    ],
)
def test_mistakes_of_writing_are_named_with_their_lines(text: str, lines: list[int]) -> None:
    assert [problem.line for problem in read(text, "FILE").problems] == lines


def test_what_stands_beside_a_mistake_is_still_read() -> None:
    document = read("a = 1\nb == 2\n[c\nd = 3\n[e]\nf = 4", "FILE")

    assert document.content == {"a": 1, "e": {"f": 4}}
    assert document.line(("e", "f")) == 6


def test_the_number_of_named_mistakes_is_bounded() -> None:
    assert len(read("x == 1\n" * 100, "FILE").problems) == 20


def test_a_mistake_that_cannot_be_left_out_ends_the_reading() -> None:
    document = read("[[x]]\n[x]\n[x]\n[[x]]\ny = [\n[\n", "FILE")

    assert document.problems
    assert document.content == {}


def test_a_file_that_is_too_large_is_refused() -> None:
    assert "too large" in read("#" * (MOST_BYTES + 1), "FILE").problems[0].text


def test_a_file_in_another_encoding_is_named_with_the_line() -> None:
    (problem,) = read("a = 1\nb = 'ä'".encode("latin-1"), "FILE").problems

    assert str(problem) == "FILE:2: the file is not UTF-8 text"


def test_deep_nesting_is_refused() -> None:
    assert "too deeply" in read("a = " + "[" * 20_000, "FILE").problems[0].text


def test_a_byte_order_mark_is_no_mistake() -> None:
    assert read("\ufeffa = 1", "FILE").content == {"a": 1}


def test_a_missing_key_has_the_line_of_its_table() -> None:
    document = read("\n[sip]\nport = 1", "FILE")

    assert document.line(("sip", "bind")) == 2
    assert document.line(("rtp", "ports")) is None
