"""Every text of the window is in every catalogue, and nothing else is."""

import ast
import re
import string
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from PySide6.QtWidgets import QWidget

from softphone.settings.describing import Section
from softphone.settings.schema import Settings
from softphone.settings.sections.calls import DialRule
from softphone.settings.wanted import (
    alternatives,
    documentation,
    extra,
    fields_of as settings_of,
    item_of,
    table_of,
    tables_of,
)
from softphone.ui.registry import found_tabs
from softphone.ui.resources import LANGUAGES, folder, language
from softphone.ui.views.catalogues import CatalogueFaulty, read_catalogue
from softphone.ui.views.language import ENGLISH, Language
from tests.ui.scenes import SCENES
from tests.ui.stage import Stage

UI = Path(__file__).resolve().parents[2] / "softphone/ui"
PACKAGE = UI.parent
WORDED = (*sorted((PACKAGE / "settings").rglob("*.py")), PACKAGE / "adapters/storage/settings_files.py")
"""Where sentences are made that the window says in its own language."""
SAYERS = {"say", "_say", "mark", "Wording"}
OTHERS = [code for code in LANGUAGES if code != "en"]


def texts() -> Iterator[tuple[str, str]]:
    """Find every text that is said somewhere, and where."""
    yield from texts_of_settings(Settings, "settings")
    for path in (*sorted(UI.rglob("*.py")), *WORDED):
        for node in ast.walk(ast.parse(path.read_bytes())):
            if isinstance(node, ast.Call) and _name(node.func) in {*SAYERS, "several"} and node.args:
                for argument in node.args[: 2 if _name(node.func) == "several" else 1]:
                    if isinstance(argument, ast.Constant) and isinstance(argument.value, str):
                        yield argument.value, f"{path.relative_to(PACKAGE)}:{node.lineno}"


def texts_of_settings(section: type[Section], where: str) -> Iterator[tuple[str, str]]:
    """What the settings dialog says comes from the schema: what each setting is for, and what it wants."""
    for key, field in settings_of(section).items():
        here = f"{where}.{key}"
        if inner := tables_of(field.type) or table_of(field.type):
            yield from texts_of_settings(inner, here)
            if key != "rules":
                continue
        if key != "locked" and section is not DialRule:
            yield documentation(field.type), here
        for part in alternatives(item_of(field.type) or field.type):
            if expects := extra(part, "expects"):
                yield expects, here


def _name(function: ast.expr) -> str:
    return getattr(function, "attr", getattr(function, "id", ""))


def fields(text: str) -> set[str]:
    return {name for _, name, _, _ in string.Formatter().parse(text) if name}


@pytest.mark.parametrize("code", OTHERS)
def test_every_text_is_translated_and_no_translation_is_left_over(code: str) -> None:
    catalogue = language(code).catalogue
    plurals = {key for key, said in catalogue.items() if len(said) > 1}
    said = dict(texts())
    known = set(catalogue) | {many for many in said if _singular(many, said) in plurals}

    assert sorted(f"{where}: {text}" for text, where in said.items() if text and text not in known) == []
    assert sorted(set(catalogue) - set(said)) == []


def _singular(many: str, said: dict[str, str]) -> str:
    """Find the singular that was written on the same line as a plural."""
    return next((text for text, where in said.items() if text != many and where == said[many]), "")


@pytest.mark.parametrize("code", OTHERS)
def test_a_translation_fills_in_the_same_values(code: str) -> None:
    wrong = {
        key: said
        for key, said in language(code).catalogue.items()
        for form in said
        if fields(form) - {"count"} != fields(key) - {"count"}
    }

    assert wrong == {}


def test_a_catalogue_is_read_as_translators_write_it() -> None:
    text = """
msgid ""
msgstr "Language: de\\n"

# a comment
#: somewhere.py:7
msgid "One "
"line"
msgstr "Eine Zeile"

#, fuzzy
msgid "Perhaps"
msgstr "Vielleicht"

msgid "Not yet"
msgstr ""

msgid "{count} call"
msgid_plural "{count} calls"
msgstr[0] "{count} Anruf"
msgstr[1] "{count} Anrufe"
"""
    say = Language("de", read_catalogue(text))

    assert say("One line") == "Eine Zeile"
    assert say("Perhaps") == "Perhaps"
    assert say("Not yet") == "Not yet"
    assert [say.several("{count} call", "{count} calls", count) for count in (1, 2)] == ["1 Anruf", "2 Anrufe"]


def test_a_broken_catalogue_is_refused() -> None:
    with pytest.raises(CatalogueFaulty, match="nonsense"):
        read_catalogue('msgid "a"\nnonsense')


def test_english_says_what_the_source_says() -> None:
    assert ENGLISH("Line {number}", number=2) == "Line 2"
    assert ENGLISH.several("{count} call", "{count} calls", 1) == "1 call"
    assert language("xx").code == "en"


def test_catalogues_are_text() -> None:
    assert {path.suffix for path in folder("translations").rglob("*") if path.is_file()} == {".po"}
    assert [path.name for path in folder("translations").iterdir()] == OTHERS


ONE_WORD = {
    "Nachbearbeitung": ("Nacharbeit",),
    "Headset": ("Kopfhörer",),
    "Arbeitsfläche": ("Schreibtisch",),
    "Aufnahme": ("Aufzeichnung", "aufgezeichnet", "Rec."),
    "Konferenz": ("Verbinden",),
    "Aufteilen": ("Trennen",),
}
"""One thing has one word. On German telephones the last two would hand a call over, and end it."""


def test_german_has_one_word_for_one_thing() -> None:
    said = [text for forms in language("de").catalogue.values() for text in forms]
    others = [word for words in ONE_WORD.values() for word in words]

    assert [text for text in said for word in others if word in text] == []
    assert [word for word in ONE_WORD if not any(word in text for text in said)] == []


def test_keys_are_called_as_on_the_keyboard_wherever_they_are_named(stages: Callable[..., Stage]) -> None:
    stage = stages(code="de")
    found: set[str] = set()
    for place in ("phone", *(tab.name for tab in found_tabs(Settings()))):
        stage.window.show_place(place)
        for make in SCENES.values():
            stage.show(make())
            for widget in (stage.window, *stage.window.findChildren(QWidget)):
                found |= {widget.toolTip(), widget.accessibleDescription()}
    tips = "\n".join(found)

    assert re.findall(r".*(?:Ctrl|Shift).*", tips) == []
    for tip in ("Halten (Strg+H)", "Kontakte (Strg+2)", "Suchen (Strg+F)", "Kopieren (Strg+Umschalt+C)", "(Alt+1)"):
        assert tip in tips
