"""What the settings dialog shows is made from the schema: every setting once, with its words and its place."""

from collections import Counter
from pathlib import PurePath

import pytest
from hypothesis import given, strategies as st

from softphone.adapters.sip.audio import tones
from softphone.protocol.enquiries import KeepSecret
from softphone.protocol.sound import SetLevel, SoundCard, SoundSetup, UseDevices
from softphone.settings.amending import AccountRemoval, Amendment, amended
from softphone.settings.checking import Checked, Layer, combine
from softphone.settings.schema import DEFAULTS
from softphone.settings.sections.account import AccountSettings, TurnSettings
from softphone.settings.wanted import fields_of, table_of
from softphone.ui.resources import language
from softphone.ui.views.language import ENGLISH
from softphone.ui.views.settings import draft as drafts
from softphone.ui.views.settings.assistant import Form, Step, account_changes, faults, step_view, values
from softphone.ui.views.settings.choices import RINGS, ring_choices
from softphone.ui.views.settings.draft import Draft
from softphone.ui.views.settings.effects import ORDERS, Effect, applied, effects_of, effects_of_one
from softphone.ui.views.settings.entering import Kind, as_entered, judged, kind_of
from softphone.ui.views.settings.fields import field_of, place_of
from softphone.ui.views.settings.pages import DialogState, groups_of, groups_of_account, hits, saved
from softphone.ui.views.settings.plan import PAGES, all_settings, settings_of
from softphone.ui.views.settings.sound_test import device_choices
from softphone.ui.views.settings.trial import PASSWORD, outcome, trial_words

GERMAN = language("de")
OFFICE = '[[account]]\nname = "office"\nuri = "sip:me@pbx"\n'
LOCKING = 'locked = ["bridge"]\n[bridge]\nport = 17000\n'
NAMES = sorted(all_settings())


def checked(user: str = OFFICE, machine: str = "", *words: str) -> Checked:
    folder = PurePath("/etc/softphone")
    layers = [Layer("machine", "machine.toml", machine, folder), Layer("user", "user.toml", user, folder)]
    return combine([*layers, *(Layer("command line", "--set", word) for word in words)])


def test_every_setting_is_on_exactly_one_page() -> None:
    shown = Counter(names for page in PAGES for group in page.groups for names in settings_of(group))

    assert sorted(shown) == NAMES
    assert set(shown.values()) == {1}


def test_every_setting_of_an_account_is_on_its_page() -> None:
    groups = groups_of_account("office", DialogState(checked(), Draft(), ENGLISH, {}))
    shown = Counter(field.names[2:] for group in groups for field in group.fields)
    plain = {(key,) for key, info in fields_of(AccountSettings).items() if table_of(info.type) is None}

    assert set(shown) == plain | {("turn", key) for key in fields_of(TurnSettings)}
    assert set(shown.values()) == {1}


@given(names=st.sampled_from(NAMES))
def test_what_stands_there_is_read_back_as_the_same_value(names: tuple[str, ...]) -> None:
    place = place_of(names, DEFAULTS)
    found = judged(as_entered(place.value), place.info, ENGLISH)

    assert found.fault == ""
    if kind_of(place.hint) is not Kind.SOUND:
        assert found.value == (list(place.value) if isinstance(place.value, tuple) else place.value)


@given(names=st.sampled_from(NAMES), text=st.text(max_size=30))
def test_whatever_is_typed_is_a_value_or_a_fault_and_never_a_crash(names: tuple[str, ...], text: str) -> None:
    info = place_of(names, DEFAULTS).info

    for say in (ENGLISH, GERMAN):
        found = judged(text, info, say)
        assert found.fault == "" or found.value is None


@pytest.mark.parametrize(
    ("names", "entered", "value"),
    [
        (("calls", "decline_code"), "603", 603),
        (("agent", "wrap_up"), "20", 20),
        (("agent", "wrap_up"), "off", "off"),
        (("audio", "input"), "usb\ndefault", ["usb", "default"]),
        (("audio", "input"), "usb", "usb"),
        (("rtp", "ports"), "10000\n10100", [10000, 10100]),
        (("dial", "rules"), "9(.*) -> \\1", [{"match": "9(.*)", "dial": "\\1"}]),
        (("desk", "answer_key"), "", ""),
        (("recording", "directory"), "", None),
        (("quality", "alarm_mos"), "3,5", 3.5),
    ],
)
def test_what_is_typed_becomes_what_the_setting_wants(names: tuple[str, ...], entered: str, value: object) -> None:
    assert judged(entered, place_of(names, DEFAULTS).info, ENGLISH).value == value


def test_a_wrong_value_is_explained_in_the_schemas_words_in_both_languages() -> None:
    info = place_of(("bridge", "port"), DEFAULTS).info
    codecs = place_of(("sip", "presence_watch"), DEFAULTS).info

    assert judged("x", info, ENGLISH).fault == '"x" is not a port from 1 to 65535, or 0 for any free one'
    assert judged("x", info, GERMAN).fault.startswith('"x" passt hier nicht; erwartet wird ein Port von 1 bis 65535')
    assert judged("sip:a@b\nbob", codecs, GERMAN).fault.startswith('"bob" passt hier nicht')
    assert "ganze Zahl von 1 bis 64" in judged("0", place_of(("calls", "max_calls"), DEFAULTS).info, GERMAN).fault


def test_what_cannot_be_changed_says_why() -> None:
    found = checked(OFFICE, LOCKING, "calls.max_calls = 2\n")
    locked = field_of(("bridge", "port"), found, {}, "", ENGLISH)
    fixed = field_of(("calls", "max_calls"), found, {}, "", ENGLISH)

    assert (locked.entered, "administrator" in locked.why_locked) == ("17000", True)
    assert "command line" in fixed.why_locked
    assert "keeps its name" in field_of(("account", "office", "name"), found, {}, "", ENGLISH).why_locked
    assert field_of(("calls", "waiting"), found, {}, "", ENGLISH).why_locked == ""


@given(names=st.lists(st.sampled_from(("Jabra", "Jabra (2)", "None", "What the desktop uses"))))
def test_no_two_devices_are_offered_under_one_name(names: list[str]) -> None:
    cards = tuple(
        SoundCard(identity=f"usb-{place}", description=name, is_input=True, is_output=False)
        for place, name in enumerate(names)
    )

    choices = device_choices(SoundSetup(cards=cards), "input", ENGLISH)

    assert [value for value, _ in choices] == ["default", *(card.identity for card in cards), "silence"]
    assert len({name for _, name in choices}) == len(choices)


def test_what_the_whole_check_found_is_named_by_the_settings_of_the_dialog() -> None:
    after = checked(OFFICE + 'transport = "tls"\n[sip]\ntransport = ["udp"]\n')

    assert list(drafts.found_in(after, ENGLISH)) == [("account", "office", "transport")]


def test_settings_are_found_by_what_they_are_for() -> None:
    state = DialogState(checked(), Draft(), GERMAN, {})

    assert [hit.names for hit in hits("Nachrichten Taste", state)] == [("calls", "voicemail_code")]
    assert [hit.page for hit in hits("calls.park_code", state)] == ["keys"]
    assert hits("  ", state) == ()


def test_it_is_said_when_a_change_counts() -> None:
    theme, calls, tray = (Amendment(names, "x") for names in (("desk", "theme"), ("calls", "x"), ("desk", "tray")))

    assert effects_of((theme, AccountRemoval("a"))) == {Effect.AT_ONCE, Effect.PHONE}
    assert saved(effects_of((theme,)), ENGLISH, in_call=False, is_phone_ours=True).text == "Saved, and in force."
    assert saved(effects_of((calls,)), ENGLISH, in_call=False, is_phone_ours=True).offers_restart
    assert "after this call" in saved(effects_of((calls,)), ENGLISH, in_call=True, is_phone_ours=True).text
    assert not saved(effects_of((calls,)), ENGLISH, in_call=False, is_phone_ours=False).offers_restart
    assert "window" in saved(effects_of((tray,)), ENGLISH, in_call=False, is_phone_ours=True).text


def test_what_counts_at_once_is_what_the_phone_is_asked() -> None:
    now = checked(OFFICE + '[audio]\ninput = ["headset", "default"]\noutput_level_db = -3\n').settings
    assert now
    made = [Amendment(names, None) for names in NAMES]
    follows = applied(made, {"office": "new", "home": "other"}, now, frozenset({"office"}))

    assert follows.commands[:1] == (UseDevices(use="input", devices=("headset", "default")),)
    assert SetLevel(use="output", level_db=-3) in follows.commands
    assert follows.commands[len(ORDERS) :] == (KeepSecret(account="office", password="new"),)  # noqa: S106 - an example
    assert all(effects_of_one(names) == {Effect.AT_ONCE} for names in ORDERS)
    assert set(ORDERS) <= set(NAMES)


def test_a_password_of_an_account_that_the_phone_has_not_counts_later() -> None:
    now = checked(OFFICE).settings
    assert now

    assert applied((), {"office": "new"}, now).effects == {Effect.PHONE}
    assert applied((), {"office": "new"}, now, frozenset({"office"})).effects == frozenset()


def test_an_account_is_tried_with_what_was_entered_for_it() -> None:
    made = (
        AccountRemoval("home"),
        Amendment(("account", "office", "name"), "office"),
        Amendment(("account", "office", "uri"), "sip:me@pbx"),
        Amendment(("account", "office", "proxy"), None),
        Amendment(("account", "office", "turn", "server"), "relay"),
        Amendment(("account", "home", "uri"), "sip:you@pbx"),
    )

    assert drafts.account_values("office", made) == {"uri": "sip:me@pbx"}


@pytest.mark.parametrize("names", [("supervision", "is_supervisor"), ("privacy", "redact"), ("log", "level")])
def test_what_the_window_looks_at_when_it_opens_needs_both_restarted(names: tuple[str, str]) -> None:
    said = saved(effects_of_one(names), ENGLISH, in_call=False, is_phone_ours=True)

    assert said.offers_restart
    assert "window" in said.text
    assert "phone is restarted and the window" in field_of(names, checked(), {}, "", ENGLISH).when


def test_the_doctor_is_told_of_an_account_and_never_of_its_password() -> None:
    words = trial_words("my office", {"uri": "sip:me@pbx", "ice": True}, has_password=True)

    assert words[:4] == ["doctor", "--json", "--register", "my office"]
    assert 'account."my office".uri="sip:me@pbx"' in words
    assert 'account."my office".ice=true' in words
    assert f'account."my office".password_env="{PASSWORD}"' in words


REFUSED, BROKEN = (f"The account cannot register: the answer is {code}." for code in (403, 500))


@pytest.mark.parametrize(
    ("output", "text", "advice"),
    [
        ('{"about":"registration","grade":"good","says":"ok"}', "Registered: the account works.", ""),
        ('{"about":"registration","grade":"bad","says":"403 Forbidden","code":403}', REFUSED, "The PBX knows"),
        ('{"about":"registration","grade":"bad","says":"500 Broken","code":500}', BROKEN, "Check the registrar"),
        ('{"about":"registration","grade":"bad","says":"no TLS","advice":"look"}', "no TLS", "Check the registrar"),
        ('{"about":"settings","grade":"bad","says":"x.toml: wrong"}', "x.toml: wrong", ""),
        ("nonsense\n[1]", "It could not be tried.", ""),
    ],
)
def test_what_the_doctor_answers_is_said_to_people(output: str, text: str, advice: str) -> None:
    found = outcome(output, ENGLISH)

    assert found.text == text
    assert found.advice.startswith(advice)


def test_what_the_pbx_answers_is_said_in_the_windows_language() -> None:
    found = outcome('{"about":"registration","grade":"bad","says":"no answer","code":408}', GERMAN)

    assert found.text == "Das Konto kann sich nicht anmelden: die Antwort ist 408."
    assert found.advice.startswith("Dort antwortet nichts")


@pytest.mark.parametrize(
    ("names", "shown"),
    [
        (("audio", "tones"), ("Europa", "USA", "Großbritannien")),
        (("audio", "echo"), ("aec3", "speex", "aus")),
        (("desk", "language"), ("automatisch", "English", "Deutsch")),
        (("account", "office", "srtp"), ("aus", "wenn möglich", "Pflicht")),
        (("calls", "leave"), ("transfer", "end")),
    ],
)
def test_values_are_named_in_the_windows_language_unless_their_text_explains_them(
    names: tuple[str, ...], shown: tuple[str, ...]
) -> None:
    field = field_of(names, checked(), {}, "", GERMAN)

    assert tuple(text for _, text in field.options) == shown
    assert [text for _, text in ring_choices(GERMAN)][:2] == ["klassisch", "sanft"]


def test_a_hint_does_not_say_the_title_again() -> None:
    assert field_of(("audio", "input"), checked(), {}, "", ENGLISH).hint == ""
    assert field_of(("account", "office", "registrar"), checked(), {}, "", ENGLISH).hint


def test_the_first_start_makes_an_account_of_what_people_know() -> None:
    form = Form(user=" 4711 ", server="pbx.example.com:5080", name="Eve", transport="tcp")

    assert values(form) == {
        "uri": "sip:4711@pbx.example.com:5080",
        "registrar": "sip:pbx.example.com:5080",
        "transport": "tcp",
        "display_name": "Eve",
    }
    assert checked(amended("", account_changes(form))).settings is not None
    assert faults(form, ENGLISH) == {}
    assert set(faults(Form(), ENGLISH)) == {"user", "server"}
    assert set(faults(Form(user="a b", server="x y"), ENGLISH)) == {"user", "server"}


def test_the_steps_lead_from_welcome_to_done() -> None:
    views = [step_view(step, ENGLISH) for step in Step]

    assert [view.progress for view in views] == ["", "Step 1 of 3", "Step 2 of 3", "Step 3 of 3"]
    assert [view.next for view in views][-1] == "Done"
    assert [view.can_go_back for view in views] == [False, True, True, True]


def test_the_sounds_that_are_offered_are_those_that_the_phone_has() -> None:
    assert {*RINGS} == {*tones._RINGS, "silent"}


def test_every_group_says_something_in_both_languages() -> None:
    for say in (ENGLISH, GERMAN):
        state = DialogState(checked(), Draft(), say, {})
        found = [field for page in PAGES for group in groups_of(page, state) for field in group.fields]
        assert len(found) == len(NAMES)
        assert all(field.title and field.explanation for field in found)
    assert set(fields_of(type(DEFAULTS))) >= {names[0] for names in NAMES}
