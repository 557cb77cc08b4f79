"""Every setting that names a file or a folder can be looked for, and what is chosen stands there as it has to."""

from softphone.settings.schema import DEFAULTS
from softphone.settings.sections.account import AccountSettings
from softphone.settings.wanted import alternatives, extra, fields_of, item_of
from softphone.ui.views.settings.browsing import Browsing, browsing_of
from softphone.ui.views.settings.choices import RING_SOUNDS
from softphone.ui.views.settings.fields import place_of
from softphone.ui.views.settings.plan import all_settings

NAMES = [*all_settings(), *(("account", "office", key) for key in fields_of(AccountSettings))]


def is_named_a_path(names: tuple[str, ...]) -> bool:
    hint = place_of(names, DEFAULTS).hint
    return any(extra(part, "is_path") for part in alternatives(item_of(hint) or hint))


def test_everything_that_names_a_file_or_a_folder_can_be_looked_for() -> None:
    found = {names for names in NAMES if browsing_of(names, place_of(names, DEFAULTS).hint)}

    assert found == {names for names in NAMES if is_named_a_path(names)} | RING_SOUNDS
    assert {("account", "office", "ca_file"), ("contacts", "files"), ("recording", "directory")} < found


def test_what_is_chosen_takes_the_place_of_what_stood_there_or_joins_it() -> None:
    assert Browsing().entered("/a.pem", ["/b.pem"]) == "/b.pem"
    assert Browsing().entered("/a.pem", []) == "/a.pem"
    assert Browsing(is_list=True).entered("/a.csv", ["/a.csv", "/b.csv"]) == "/a.csv\n/b.csv"
    assert Browsing(is_list=True).entered("", ["/b.csv"]) == "/b.csv"
    assert Browsing(prefix="file:").entered("classic", ["/r.wav"]) == "file:/r.wav"


def test_it_is_looked_for_where_the_first_one_is() -> None:
    assert Browsing(prefix="file:").begins_at("file:/sounds/r.wav") == "/sounds/r.wav"
    assert Browsing(is_list=True).begins_at("/a/a.csv\n/b.csv") == "/a/a.csv"
