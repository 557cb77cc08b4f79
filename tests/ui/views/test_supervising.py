"""The supervisor's tab: which call can be entered and why not, and what is shown of one that is supervised."""

from dataclasses import replace

import pytest

from softphone.core.messages.commands import ChangeMode, SetMute, Unsupervise
from softphone.core.messages.supervision_events import ModeConfirmed
from softphone.core.values import Instant, Mode
from softphone.engine.call_book import Moment
from softphone.engine.state_view import Surroundings, state_of
from softphone.protocol.contacts import ContactsPage, ContactState
from softphone.protocol.supervision import Supervise
from softphone.protocol.vocabulary import Availability
from softphone.settings.sections.supervision import SupervisionSettings
from softphone.ui.views import supervising
from softphone.ui.views.keys import Key
from softphone.ui.views.language import ENGLISH
from softphone.ui.views.mirror import Connection, Mirror
from softphone.ui.views.supervising import Entered, Inside, colleagues, enter_key
from softphone.ui.views.tone import Tone
from tests.core.scenes import LEG_A, Scene, scene
from tests.core.supervision import MAY_SUPERVISE, SUPERVISE, supervising as listening
from tests.ui.states import NOON, mirror, ringing
from tests.ui.views.test_contacts_view import LENA

BY_AGENT = SupervisionSettings(is_supervisor=True, way="pbx", target="sip:99{agent}@{domain}")
BY_KEY = SupervisionSettings(is_supervisor=True, way="pbx", target="sip:spy-{key}@{domain}")
HOSTED = SupervisionSettings(is_supervisor=True, way="agent", target="sip:{agent}@{domain}")
BY_MODE = SupervisionSettings(
    is_supervisor=True, way="pbx", switch_by="targets", target="sip:x-{key}", listen_target="sip:99{agent}@{domain}"
)


def entered(settings: SupervisionSettings, **what: str) -> Key:
    return enter_key(Entered(**what), mirror(), settings, "fresh", ENGLISH)


def shown(play: Scene) -> Inside:
    state = state_of(play.phone, 1, Moment(Instant(play.now), NOON), Surroundings())
    found = supervising.inside(Mirror(Connection.UP, state=state), ENGLISH)
    assert found
    return found


@pytest.mark.parametrize("settings", [BY_AGENT, BY_MODE])
def test_where_the_pbx_finds_the_call_by_its_agent_the_agent_is_enough(settings: SupervisionSettings) -> None:
    key = entered(settings, colleague=" 1001 ", name="Ann")

    assert key.command == Supervise(call_id="fresh", agent="1001", name="Ann")
    assert entered(settings, colleague="1001", key="call-1").command == Supervise(call_id="call-1", agent="1001")


@pytest.mark.parametrize(
    ("settings", "what", "why_not"),
    [
        (BY_AGENT, {}, "Say whose call it is."),
        (BY_AGENT, {"key": "call-1"}, "Say whose call it is."),
        (BY_KEY, {"colleague": "1001"}, "The key of the call is missing."),
        (HOSTED, {"colleague": "1001"}, "The key of the call is missing."),
        (HOSTED, {"key": "call-1"}, "Say whose call it is."),
        (BY_KEY, {"key": "not a key"}, "A key has letters, digits and . _ : @ - only."),
        (BY_KEY, {"key": "k" * 129}, "A key has letters, digits and . _ : @ - only."),
    ],
)
def test_what_is_missing_is_said(settings: SupervisionSettings, what: dict[str, str], why_not: str) -> None:
    key = entered(settings, **what)

    assert (key.why_not, key.command) == (why_not, None)


def test_a_key_is_enough_where_the_call_is_found_by_it() -> None:
    assert entered(BY_KEY, key="call-1").command == Supervise(call_id="call-1")


def test_without_the_phone_nobody_is_listened_to() -> None:
    key = enter_key(Entered("1001"), Mirror(), BY_AGENT, "fresh", ENGLISH)

    assert key.why_not == "The phone is not running."


def test_while_a_call_rings_nobody_is_listened_to() -> None:
    key = enter_key(Entered("1001"), mirror(ringing()), BY_AGENT, "fresh", ENGLISH)

    assert (key.why_not, key.command) == ("A call is ringing: answer or decline it first.", None)


def test_colleagues_in_a_call_come_first() -> None:
    busy = ContactState(name="Zoe", kind=LENA.kind, number="1009", availability=Availability.BUSY)
    page = colleagues(ContactsPage(contacts=(LENA, busy)), ENGLISH)

    assert ([row.text for row in page.rows], page.next) == (["Zoe", "Lena Okafor"], None)


def test_nothing_is_shown_of_calls_of_one_s_own() -> None:
    assert supervising.inside(mirror(), ENGLISH) is None


@pytest.mark.parametrize(
    ("mode", "tone"), [(Mode.LISTEN, Tone.GOOD), (Mode.WHISPER, Tone.WARN), (Mode.BARGE, Tone.BAD)]
)
def test_the_mode_is_shown_as_icon_words_and_colour(mode: Mode, tone: Tone) -> None:
    play = listening()
    play.desk(ChangeMode(mode))
    view = shown(play.happens(ModeConfirmed(LEG_A, mode)))

    assert (view.icon, view.card.tone) == (mode, tone)
    assert [key.name for key in view.modes if key.is_on] == [mode]
    assert [key.name for key in view.ends if key.is_enabled] == ["unsupervise"]


@pytest.mark.parametrize("mode", [Mode.WHISPER, Mode.BARGE])
def test_who_is_muted_is_not_said_to_be_heard(mode: Mode) -> None:
    play = listening()
    play.desk(ChangeMode(mode))
    play.happens(ModeConfirmed(LEG_A, mode)).desk(SetMute(is_muted=True))

    assert shown(play).card.state == "Muted"


def test_it_can_be_picked_up_or_declined_while_it_rings() -> None:
    play = scene(replace(MAY_SUPERVISE))
    play.salesforce(SUPERVISE)

    assert [key.name for key in shown(play).ends if key.is_enabled] == ["decline", "answer"]


def test_what_is_being_left_cannot_be_left_again() -> None:
    play = listening()
    play.desk(Unsupervise())

    assert [key.why_not for key in shown(play).ends] == ["The call is being left already."]
