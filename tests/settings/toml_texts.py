"""Random TOML texts in every way of writing, whose leaves are marks that can be found again."""

import json
import re
from collections.abc import Callable
from typing import Any

from hypothesis import strategies as st

Draw = Callable[[st.SearchStrategy[Any]], Any]

KEYS = st.one_of(
    st.from_regex(r"[a-z][a-z0-9_-]{0,6}", fullmatch=True),
    st.sampled_from(["with space", "do.t", 'quo"te', "#", "[x]", "ä", "", "a=b", "'", "new\nline"]),
)
NOISE = st.sampled_from(["", " # no comment", " ] }", " [x]", " = 1", " , ", " \\\\ ", "'"])
BLANKS = st.sampled_from(["", "\n", "# comment [x] = 1\n", "  \n\t\n", "   # 'quote \"\n"])
GAPS = st.sampled_from(["", " "])


class Text:
    """Writes one document with a mark in every leaf."""

    def __init__(self, draw: Draw) -> None:
        self._draw = draw
        self._count = 0

    def document(self) -> str:
        """Write pairs, then tables and lists of tables."""
        text = self.pairs(3)
        for name in self._draw(st.lists(KEYS, max_size=4, unique=True)):
            if self._draw(st.booleans()):
                text += self.header(name + "-t", "[", "]")
            else:
                text += "".join(self.header(name + "-l", "[[", "]]") for _ in range(self._draw(st.integers(1, 3))))
        line_end: str = self._draw(st.sampled_from(["\n", "\r\n"]))
        return text.replace("\n", line_end)

    def header(self, name: str, opening: str, closing: str) -> str:
        """Write one table, perhaps with one inside."""
        gap = self._draw(GAPS)
        text = f"{self._draw(BLANKS)}{opening}{gap}{key(name)}{gap}{closing}{gap}# end\n" + self.pairs(2)
        if self._draw(st.booleans()):
            text += f"[{key(name)}{gap}.{gap}'in ner'{gap}.{gap}x]\n" + self.pairs(2)
        return text

    def pairs(self, most: int) -> str:
        """Write some pairs, some of them with dotted keys."""
        text = ""
        for name in self._draw(st.lists(KEYS, max_size=most, unique=True)):
            dots = self._draw(st.sampled_from(["", ".b", " . 'c d'"]))
            end = self._draw(st.sampled_from(["", " ", " # end"]))
            text += f"{self._draw(BLANKS)}{key(name)}{dots} = {self.value(2)}{end}\n"
        return text

    def value(self, depth: int) -> str:
        """Write a leaf, a list or an inline table."""
        match self._draw(st.sampled_from(["leaf", "leaf", "list", "table"] if depth else ["leaf"])):
            case "list":
                return self.list(depth)
            case "table":
                names = self._draw(st.lists(KEYS, max_size=3, unique=True))
                return "{" + ", ".join(f"{key(name)} = {self.value(depth - 1)}" for name in names) + "}"
            case _:
                return self.leaf()

    def list(self, depth: int) -> str:
        """Write a list over one line or several."""
        between: str = self._draw(st.sampled_from([", ", ",\n  ", " , # c ]\n"]))
        elements = [self.value(depth - 1) for _ in range(self._draw(st.integers(0, 3)))]
        end = self._draw(st.sampled_from(["", ",", "\n", " # x\n"])) if elements else ""
        return "[" + between.join(elements) + end + "]"

    def leaf(self) -> str:
        """Write a scalar, most of them with a mark of their own."""
        self._count += 1
        mark, noise = f"m{self._count}m", self._draw(NOISE)
        plain = noise.replace("'", "")
        forms = [
            json.dumps(mark + noise.replace("\\", "")),
            f"'{mark}{plain}'",
            f'"""{mark}{noise}\n# x = 1\n[y]\n"""',
            f"'''{mark}{plain}\n'' ]\n'''",
            *("1979-05-27 07:32:00", "true", "-0.5e3", "0x1F"),
        ]
        return str(self._draw(st.sampled_from(forms)))


def key(name: str) -> str:
    """Write a key, quoted where it must be."""
    return name if re.fullmatch(r"[a-z][a-z0-9_-]*", name) else json.dumps(name, ensure_ascii=False)


@st.composite
def toml_texts(draw: Draw) -> str:
    """Draw a text. It may contradict itself (a key set twice, say), so that it is no TOML after all."""
    return Text(draw).document()
