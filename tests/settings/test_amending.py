"""Several changes of a settings file at once; what they do not name stays as it is."""

import tomllib

import pytest
import tomlkit

from softphone.settings.amending import AccountRemoval, Amendment, Change, amended
from softphone.settings.editing import NotEditable

TEXT = """\
# mine
[[account]] # first
name = "office"
uri = "sip:me@pbx"

[[account]] # second
name = "home"
uri = "sip:me@home"

[audio] # not too loud
output_level_db = 3
"""


def test_changes_are_made_in_their_order() -> None:
    changes: list[Change] = [
        AccountRemoval("office"),
        Amendment(("account", "new", "uri"), "sip:me@new"),
        Amendment(("audio", "output_level_db"), None),
        Amendment(("audio", "input"), "silence"),
    ]

    changed = amended(TEXT, changes)

    assert tomllib.loads(changed) == {
        "account": [{"name": "home", "uri": "sip:me@home"}, {"name": "new", "uri": "sip:me@new"}],
        "audio": {"input": "silence"},
    }
    assert all(words in changed for words in ("# mine", "# second", "# not too loud"))


def test_the_last_account_leaves_no_empty_list_behind() -> None:
    both = amended(TEXT, [AccountRemoval("office"), AccountRemoval("home")])

    assert tomllib.loads(both) == {"audio": {"output_level_db": 3}}
    assert amended(both, [AccountRemoval("never was")]) == both


def test_a_removal_that_the_library_would_get_wrong_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(tomlkit, "dumps", lambda _document: TEXT)

    with pytest.raises(NotEditable, match="without touching other settings"):
        amended(TEXT, [AccountRemoval("office")])


@pytest.mark.parametrize("text", ["account = 7", "[[account]\n", "account = [1]"])
def test_what_is_no_list_of_accounts_is_left_to_a_person(text: str) -> None:
    with pytest.raises(NotEditable):
        amended(text, [AccountRemoval("office")])
