"""The theme can be read by everybody, and every icon is there."""

import re
from pathlib import Path

import pytest

from softphone.ui.resources import folder, icon_source
from softphone.ui.theme.contrast import contrast
from softphone.ui.theme.stylesheet import stylesheet
from softphone.ui.theme.tokens import DARK, EDGES, LIGHT, PAIRS, Palette, colour_names

UI = Path(__file__).resolve().parents[2] / "softphone/ui"
TICKS = {f"checked-{palette.name}": palette.on_accent for palette in (LIGHT, DARK)}
THEMES = pytest.mark.parametrize("palette", [LIGHT, DARK], ids=lambda palette: palette.name)


@THEMES
def test_every_text_stands_out_from_its_ground_as_wcag_aa_asks(palette: Palette) -> None:
    measured = {pair: round(contrast(getattr(palette, pair[0]), getattr(palette, pair[1])), 2) for pair in PAIRS}

    assert {pair: ratio for pair, ratio in measured.items() if ratio < 4.5} == {}


@THEMES
def test_edges_of_what_can_be_operated_can_be_seen(palette: Palette) -> None:
    measured = {pair: round(contrast(getattr(palette, pair[0]), getattr(palette, pair[1])), 2) for pair in EDGES}

    assert {pair: ratio for pair, ratio in measured.items() if ratio < 3} == {}


def test_contrast_is_that_of_wcag() -> None:
    assert contrast("#000000", "#ffffff") == pytest.approx(21)
    assert contrast("#777777", "#ffffff") == pytest.approx(4.48, abs=0.01)


@THEMES
def test_the_style_sheet_has_every_value(palette: Palette) -> None:
    assert "$" not in stylesheet(palette)
    assert all(re.fullmatch("#[0-9a-f]{6}", getattr(palette, name)) for name in colour_names())


def test_colours_are_named_in_one_place() -> None:
    places = [path for path in UI.rglob("*.py") if re.search(r"#[0-9a-fA-F]{6}\b", path.read_text())]

    assert {path.name for path in places} <= {"tokens.py", "tray.py"}


def test_every_icon_is_drawn_in_one_colour_on_the_same_grid() -> None:
    drawn = {path.stem for path in folder("icons").glob("*.svg")} - {"softphone", *TICKS}
    heads = {name: icon_source(name).partition(">")[0] for name in drawn}

    assert {name for name, head in heads.items() if 'viewBox="0 0 24 24"' not in head} == set()
    assert {name for name, head in heads.items() if 'stroke="currentColor"' not in head} == set()


def test_ticks_are_drawn_in_the_colour_for_their_ground() -> None:
    assert {name for name, colour in TICKS.items() if f'stroke="{colour}"' not in icon_source(name)} == set()
    assert [name for name in TICKS if f"/icons/{name}.svg" in stylesheet(LIGHT, "/icons")] == ["checked-light"]


def test_every_icon_that_the_source_names_is_there() -> None:
    named = {name for path in UI.rglob("*.py") for name in re.findall(r'\bicon="([a-z-]+)"', path.read_text())}

    assert {name for name in named if not (folder("icons") / f"{name}.svg").is_file()} == set()
