"""Finds telephone numbers in running text, and leaves alone what only looks like them.

Addresses, times, identifiers and SDP's own figures are needed to understand a log. Everything else with seven digits,
or with a plus and five, counts as a number, however it is grouped.
"""

import re

_OCTET = r"(?:25[0-5]|2[0-4]\d|1\d\d|[1-9]?\d)"
_KEPT = "|".join(
    (
        r"\bcall[-_]?id[\"']?[ \t]*[:=][ \t]*\S+",
        r"^i:[ \t]*\S+",
        r"\b(?:tag|branch|rport|received|ssrc|port|seq|pid)[=:][ \t]*[^;,\s>\"]+",
        r"^m=[^\r\n]+",
        r"\b[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}\b",
        rf"(?<![\d.])(?:{_OCTET}\.){{3}}{_OCTET}(?![\d.]\d)(?::\d{{1,5}}\b)?",
        r"\b(?:19|20)\d\d-(?:0\d|1[0-2])-(?:[0-2]\d|3[01])(?:[T ]\d\d:\d\d(?::\d\d(?:[.,]\d+)?)?)?(?![\d-])",
        r"\b\d\d?:\d\d(?::\d\d(?:[.,]\d+)?)?(?!\d)",
        r"(?<![\d.+])(?:0|[1-9]\d{0,5})\.\d{1,6}(?![\d.])",
        r"\b\d*[^\W\d]\w*",
    )
)
_LIKE_A_NUMBER = r"[+(]{0,2}\d(?:[\d ().\-/]*\d)?"
_BEGINS = r"(?=[\w+(])"
"""Both begin so; said once for all of them, it saves most of the looking."""
_PATTERN = re.compile(rf"{_BEGINS}(?:(?P<kept>{_KEPT})|(?P<number>{_LIKE_A_NUMBER}))", re.IGNORECASE | re.MULTILINE)
_ENOUGH_DIGITS = re.compile(r"\d(?:[ ().\-/]*\d){6}|\+\(?\d(?:[ ().\-/]*\d){4}")
"""What every number has, and few lines: looked for first, because it is found much faster."""
_FEWEST_DIGITS = 7
_FEWEST_DIGITS_WITH_PLUS = 5


def without_numbers(text: str, placeholder: str) -> str:
    """Put a placeholder in the place of every telephone number. No number goes over the end of a line."""

    def without(line: str) -> str:
        if not _ENOUGH_DIGITS.search(line):
            return line
        return _PATTERN.sub(lambda found: placeholder if _is_number(found) else found.group(), line)

    return "\n".join(map(without, text.split("\n"))) if _ENOUGH_DIGITS.search(text) else text


def _is_number(found: re.Match[str]) -> bool:
    """Tell whether this is a telephone number."""
    candidate: str | None = found.group("number")
    if candidate is None:
        return False
    digits = sum(letter.isdigit() for letter in candidate)
    return digits >= (_FEWEST_DIGITS_WITH_PLUS if candidate.startswith(("+", "(+")) else _FEWEST_DIGITS)
