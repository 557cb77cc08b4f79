"""Global shortcuts mean what the keys of the window mean, and never take a letter from another program."""

from datetime import timedelta

import pytest
from hypothesis import given, strategies as st

from softphone.protocol.commands import AnswerCall, Decline, Mute, Unmute
from softphone.settings.sections.desk import DeskSettings
from softphone.ui.resources import language
from softphone.ui.views.hot_keys import (
    Combination,
    HotKey,
    HotKeyReport,
    Standing,
    combination,
    hot_key_rows,
    meant,
    wanted_keys,
)
from softphone.ui.views.language import ENGLISH
from softphone.ui.views.mirror import Connection, Mirror, lost
from tests.ui.states import LENA, connected, mirror, ringing

DESK = DeskSettings()


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Ctrl+Alt+A", Combination(frozenset({"Ctrl", "Alt"}), "a")),
        ("super+F5", Combination(frozenset({"Meta"}), "F5")),
        ("control+PgUp", Combination(frozenset({"Ctrl"}), "Page_Up")),
        ("F9", Combination(frozenset(), "F9")),
        ("Pause", Combination(frozenset(), "Pause")),
        ("A", None),
        ("Shift+A", None),
        ("Shift+Space", None),
        ("", None),
        ("+", None),
        ("Ctrl+", None),
        ("Ctrl+Nonsense", None),
        ("Hyper+A", None),
    ],
)
def test_a_shortcut_is_read_as_people_write_it(text: str, expected: Combination | None) -> None:
    assert combination(text) == expected


@given(st.text(alphabet="CtrlAShift+F123 \N{LATIN SMALL LETTER SHARP S}", max_size=20))
def test_no_text_takes_a_plain_key_from_everybody(text: str) -> None:
    found = combination(text)

    assert found is None or found.modifiers - {"Shift"} or found.key.startswith("F")


def test_answering_and_declining_are_about_the_call_that_has_rung_longest() -> None:
    known = mirror(ringing("one"), ringing("two", LENA))

    answer, decline = (meant(which, known, 0.0, ENGLISH) for which in (HotKey.ANSWER, HotKey.DECLINE))

    assert answer is not None
    assert decline is not None
    assert (answer.command, decline.command) == (AnswerCall(call_id="one"), Decline(call_id="one"))


def test_muting_is_about_the_call_that_is_talked_in() -> None:
    silent = meant(HotKey.MUTE, mirror(connected(), ringing("two", LENA)), 0.0, ENGLISH)
    muted = meant(HotKey.MUTE, mirror(connected(is_muted=True)), 0.0, ENGLISH)

    assert silent is not None
    assert muted is not None
    assert (silent.command, muted.command) == (Mute(call_id="call-1"), Unmute(call_id="call-1"))


@pytest.mark.parametrize("known", [Mirror(), mirror(), lost(mirror(ringing()), Connection.SEEKING)])
def test_where_there_is_no_call_a_shortcut_means_nothing(known: Mirror) -> None:
    assert [meant(which, known, timedelta(0).total_seconds(), ENGLISH) for which in HotKey] == [None] * 3


def test_every_shortcut_says_whether_it_works() -> None:
    wishes = DeskSettings(decline_key="", mute_key="M")
    standings = {HotKey.ANSWER: Standing.TAKEN}

    rows = hot_key_rows(HotKeyReport(standings), wishes, ENGLISH)

    assert [(row.keys, row.says) for row in rows] == [
        ("Ctrl+Alt+A", "Another program has these keys."),
        ("", "Not wished for."),
        ("M", "No usable shortcut: it needs Ctrl, Alt or Meta and a key."),
    ]
    assert set(wanted_keys(wishes)) == {HotKey.ANSWER}


def test_a_desktop_without_shortcuts_is_named_in_every_language() -> None:
    rows = hot_key_rows(HotKeyReport(), DESK, language("de"))

    assert {row.says for row in rows} == {"Nicht verfügbar: diese Arbeitsfläche bietet keine globalen Tasten."}


def test_the_keys_that_the_desktop_chose_are_shown() -> None:
    works = dict.fromkeys(HotKey, Standing.WORKS)

    rows = hot_key_rows(HotKeyReport(works, {HotKey.ANSWER: "Super+Z"}), DESK, ENGLISH)

    assert [row.keys for row in rows] == ["Super+Z", "Ctrl+Alt+D", "Ctrl+Alt+M"]
