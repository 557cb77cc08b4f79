"""What the desk shows of every state."""

import pytest
from hypothesis import given, strategies as st
from msgspec import structs

from softphone.adapters.sip.audio.devices import ABSENT
from softphone.protocol.commands import AgentStatus
from softphone.protocol.state import AgentState, CallState, DeviceState, LegPhase, PageState, Party, StatusState
from softphone.protocol.vocabulary import CallType, Hold, Recording, RegistrationState
from softphone.settings.problems import Problem
from softphone.ui.resources import language
from softphone.ui.views.call_card import call_card
from softphone.ui.views.chips import account_chip, agent_chip, salesforce_chip
from softphone.ui.views.desk import Glance, desk_view
from softphone.ui.views.language import ENGLISH
from softphone.ui.views.line_keys import DIAL_PAD, Lamp, assigned, chosen_call
from softphone.ui.views.mirror import Connection, Mirror
from softphone.ui.views.notices import SettingsTrouble, notices
from softphone.ui.views.popup import popup
from softphone.ui.views.seen import Seen
from softphone.ui.views.tone import Tone
from softphone.ui.views.tray import tray
from tests.ui.scenes import SCENES
from tests.ui.states import (
    LENA,
    a_call,
    a_state,
    connected,
    dialling,
    leg,
    mirror,
    recorded,
    ringing,
    troubled,
    with_statuses,
)


@pytest.mark.parametrize("scene", SCENES)
def test_every_state_can_be_shown(scene: str) -> None:
    assert len(desk_view(SCENES[scene](), Glance()).chips) == 3


def test_a_call_is_shown_with_all_that_is_known_of_it() -> None:
    card = call_card(recorded(connected()), Seen(a_state(), 5.0))

    assert (card.title, card.number, card.initials) == ("Anna Schmidt", "+49 30 901820", "AS")
    assert (card.state, card.clock, card.codec) == ("Connected", "1:18", "opus 48 kHz")
    assert card.lock == "Encrypted with SRTP"
    assert [remark.text for remark in card.remarks] == ["Diverted from +49 30 901821", "Recording"]
    assert card.summary == "Anna Schmidt, +49 30 901820, Connected, 1:18"


@pytest.mark.parametrize(
    ("recording", "remarks"),
    [
        (Recording.OFF, []),
        (Recording.PAUSED, ["Recording paused"]),
        (Recording.FAILED, ["No longer recorded: the recording failed"]),
    ],
)
def test_the_card_says_how_it_is_with_the_recording(recording: Recording, remarks: list[str]) -> None:
    card = call_card(connected(recording=recording), Seen(a_state()))

    assert [remark.text for remark in card.remarks] == remarks


@pytest.mark.parametrize(
    ("call", "state"),
    [
        (ringing(), "Incoming call"),
        (a_call(call_type=CallType.CALLBACK), "Callback"),
        (a_call(call_type=CallType.TRANSFER), "Transferred call"),
        (a_call(call_type=CallType.INTERNAL), "Internal call"),
        (a_call(legs=(leg(phase=LegPhase.ACCEPTING),)), "Answering"),
        (dialling(), "Ringing there"),
        (connected(is_muted=True), "Muted"),
        (connected(hold=Hold.TURNING_ON), "Going on hold"),
        (connected(hold=Hold.ON), "On hold"),
        (connected(hold=Hold.TURNING_OFF), "Coming back"),
        (connected(legs=(leg(phase=LegPhase.TALKING, is_held_by_peer=True),)), "Held by the other end"),
        (connected(legs=(leg(phase=LegPhase.LEAVING),)), "Ending"),
    ],
)
def test_the_state_of_a_call_is_said(call: CallState, state: str) -> None:
    assert call_card(call, Seen(a_state())).state == state


def test_silence_from_the_other_end_is_said() -> None:
    silent = connected(legs=(leg(phase=LegPhase.TALKING, is_audio_missing=True),))

    assert call_card(silent, Seen(a_state())).remarks[0].tone is Tone.BAD


@given(st.lists(st.lists(st.sampled_from("abcdef"), unique=True, max_size=6), max_size=12), st.integers(2, 6))
def test_a_call_keeps_its_line_as_long_as_it_is_there(steps: list[list[str]], keys: int) -> None:
    lines: tuple[str | None, ...] = (None,) * keys
    for names in steps:
        before = lines
        lines = assigned(lines, tuple(a_call(name) for name in names), keys)

        assert sorted(name for name in lines if name) == sorted(names)
        assert len(lines) == max(keys, len(names)) or len(lines) <= max(len(before), keys)
        if len(before) == len(lines) == keys:
            assert all(lines[place] == name for place, name in enumerate(before) if name in names)


def test_the_call_with_the_microphone_is_shown_unless_another_was_chosen() -> None:
    both = mirror(connected(), connected("call-2", LENA, hold=Hold.ON))

    assert chosen_call(both, None) == "call-1"
    assert chosen_call(both, "call-2") == "call-2"
    assert chosen_call(both, "gone") == "call-1"
    assert chosen_call(both, DIAL_PAD) is None


def test_lamps_burn_as_on_a_desk_phone() -> None:
    calls = (ringing("a"), dialling("b"), connected("c"), connected("d", hold=Hold.ON))
    view = desk_view(mirror(*calls), Glance(lines=("a", "b", "c", "d", None)))

    assert [line.lamp for line in view.lines] == [Lamp.RINGING, Lamp.DIALLING, Lamp.TALKING, Lamp.HELD, Lamp.OFF]


def test_the_small_window_is_about_the_call_that_has_rung_longest() -> None:
    shown = popup(mirror(ringing(), ringing("call-2", LENA)), 0, ENGLISH)

    assert shown is not None
    assert (shown.card.title, shown.more) == ("Anna Schmidt", "1 more call rings")
    assert popup(mirror(connected()), 0, ENGLISH) is None


def test_the_tray_says_how_the_phone_is() -> None:
    said = [tray(each, ENGLISH).text for each in (Mirror(), mirror(), mirror(ringing()), mirror(connected()))]

    assert said == ["softphone: not running", "softphone: ready", "softphone: a call rings", "softphone: in a call"]


def test_the_agents_status_is_explained_with_what_can_be_done() -> None:
    disturbed = agent_chip(mirror(agent=AgentState(is_do_not_disturb=True)), ENGLISH)

    assert (disturbed.text, disturbed.tone) == ("Do not disturb", Tone.BAD)
    assert [choice.is_current for choice in disturbed.choices] == [False, True]


def test_all_statuses_of_salesforce_can_be_chosen_and_one_that_waits_is_shown_so() -> None:
    chip = agent_chip(with_statuses(), ENGLISH)
    ready, away, *own = chip.choices

    assert (chip.text, chip.tone) == ("Available for calls", Tone.GOOD)
    assert chip.explanation == ("Salesforce sends you work.", "On a break comes into force after the call.")
    assert (ready.text, ready.is_current, ready.is_pending) == ("Available for calls", True, False)
    assert (away.text, away.is_current, away.is_pending) == ("On a break (after the call)", False, True)
    assert [choice.command for choice in (ready, away)] == [AgentStatus(status="a"), AgentStatus(status="b")]
    assert [choice.text for choice in own] == ["Take calls", "Do not disturb"]
    assert not any(choice.is_current or choice.is_pending for choice in own)


@given(st.integers(0, 40), st.data())
def test_every_status_is_offered_once_however_many_there_are(count: int, data: st.DataObject) -> None:
    statuses = tuple(StatusState(id=f"s{number}", name=f"Status {number}") for number in range(count))
    status, pending = (data.draw(st.sampled_from([None, *statuses])) for _ in range(2))
    agent = AgentState(status=status, pending_status=pending, statuses=statuses)
    offered = agent_chip(mirror(agent=agent), ENGLISH).choices[:count]

    assert [choice.text.removesuffix(" (after the call)") for choice in offered] == [one.name for one in statuses]
    assert [one for one, choice in zip(statuses, offered, strict=True) if choice.is_current] == [status] * bool(status)
    assert [one for one, choice in zip(statuses, offered, strict=True) if choice.is_pending] == [pending] * bool(
        pending
    )


@pytest.mark.parametrize("state", RegistrationState)
def test_every_state_of_an_account_has_a_word_and_an_explanation(state: RegistrationState) -> None:
    shown = mirror()
    assert shown.state is not None
    accounts = (structs.replace(shown.state.accounts[0], state=state),)
    chip = account_chip(mirror(accounts=accounts), ENGLISH)

    assert chip.text
    assert len(chip.explanation) >= 2


def test_a_phone_without_an_account_offers_to_set_one_up() -> None:
    chip = account_chip(mirror(accounts=()), ENGLISH)

    assert chip.text == "No account"
    assert [(choice.text, choice.opens) for choice in chip.choices] == [("Set up the phone", "assistant")]


def test_a_lost_registration_says_why_and_offers_to_try_again() -> None:
    chip = account_chip(troubled(), ENGLISH)

    assert chip.text == "Not registered"
    assert "Not registered: Busy (503)" in chip.explanation
    assert [choice.text for choice in chip.choices] == ["Register Office now"]


@pytest.mark.parametrize(
    ("page", "text"),
    [
        (PageState(), "Not open"),
        (PageState(is_connected=True), "Waiting"),
        (PageState(is_connected=True, is_attached=True), "Connected"),
        (PageState(questions=("https://evil.example",)), "Asks"),
    ],
)
def test_it_is_said_how_it_is_with_salesforce(page: PageState, text: str) -> None:
    assert salesforce_chip(mirror(page=page), ENGLISH).text == text


def test_what_is_wrong_with_the_phone_is_said_across_the_window() -> None:
    broken = SettingsTrouble((Problem("my.toml", 3, (), "nonsense"),))

    assert [notice.name for notice in notices(Mirror(Connection.FAILED, "no port"), broken, ENGLISH)] == [
        "settings",
        "engine",
    ]
    assert "no port" in notices(Mirror(Connection.FAILED, "no port"), None, ENGLISH)[0].text
    assert [notice.name for notice in notices(troubled(), None, ENGLISH)] == ["sound"]
    assert [notice.name for notice in notices(mirror(is_stopping=True), None, ENGLISH)] == ["stopping"]


@given(st.text(max_size=600), st.text(max_size=600))
def test_any_name_and_number_can_be_shown(name: str, number: str) -> None:
    odd = Party(uri=f"sip:{number}@x", name=name, number=number)
    view = desk_view(mirror(ringing(peer=odd)), Glance(lines=("call-1", None)))

    assert view.card is not None
    assert len(view.card.title) <= 130


def test_several_devices_that_are_not_as_wished_take_one_line() -> None:
    others = ("input", "Speaker"), ("ringer", "null")
    lost = [DeviceState(use=use, device=device, wished="default", why="gone") for use, device in others]

    (notice,) = notices(mirror(devices=tuple(lost)), None, ENGLISH)

    assert notice.text == "Sound does not run as wished: Microphone: Speaker, Ringer: none"


def test_why_a_device_is_not_used_is_said_in_the_windows_language() -> None:
    lost = DeviceState(use="output", device="Speaker", wished="Headset", why=ABSENT)

    (notice,) = notices(mirror(devices=(lost,)), None, language("de"))

    assert "(es ist nicht da oder ging aus)" in notice.text


def test_a_machine_without_sound_says_what_that_means() -> None:
    places = {"input": "silence", "output": "null", "ringer": "output"}
    lost = [DeviceState(use=use, device=device, wished="default", why="gone") for use, device in places.items()]

    (notice,) = notices(mirror(devices=tuple(lost)), None, ENGLISH)

    assert notice.text == "No microphone and no headset was found. Calls go on, but nobody hears anything."
