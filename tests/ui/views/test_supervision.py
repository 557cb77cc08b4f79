"""What the desk shows of supervision: the mode in words, keys to change it, and who supervises a call."""

from dataclasses import replace

import pytest

from softphone.core.messages.commands import ChangeMode
from softphone.core.messages.supervision_events import ModeAsked, ModeConfirmed
from softphone.core.values import Instant, Mode
from softphone.engine.call_book import Moment
from softphone.engine.state_view import Surroundings, state_of
from softphone.ui.views.call_card import CallCard, call_card
from softphone.ui.views.seen import Seen
from softphone.ui.views.tone import Tone
from tests.core.scenes import LEG_A, LEG_B, Scene, scene
from tests.core.supervision import HOSTING, MAY_SUPERVISE, SUPERVISE, supervised, supervising
from tests.ui.states import NOON


def card(play: Scene) -> CallCard:
    """Draw the only call's card."""
    state = state_of(play.phone, 1, Moment(Instant(play.now), NOON), Surroundings())
    return call_card(state.calls[0], Seen(state))


def in_mode(mode: Mode) -> Scene:
    play = supervising()
    play.desk(ChangeMode(mode))
    return play.happens(ModeConfirmed(LEG_A, mode))


@pytest.mark.parametrize(
    ("mode", "text", "tone"),
    [
        (Mode.LISTEN, "Listening: nobody hears you", Tone.GOOD),
        (Mode.WHISPER, "Whispering: the agent hears you", Tone.WARN),
        (Mode.BARGE, "Barged in: everybody hears you", Tone.BAD),
    ],
)
def test_a_supervisor_sees_who_hears_them(mode: Mode, text: str, tone: Tone) -> None:
    shown = card(in_mode(mode))

    assert (shown.state, shown.tone) == (text, tone)
    assert [key.name for key in shown.keys if key.is_on] == [mode]
    assert {"listen", "whisper", "barge"} <= {key.name for key in shown.keys if key.is_enabled}


def test_while_it_changes_nobody_hears_anything() -> None:
    play = supervising()
    play.desk(ChangeMode(Mode.BARGE))

    assert card(play).state == "Nobody hears you yet"


def test_it_rings_as_what_it_is() -> None:
    play = scene(MAY_SUPERVISE)
    play.salesforce(SUPERVISE)
    shown = card(play)

    assert (shown.state, shown.is_ringing) == ("Supervise a colleague's call", True)
    assert [key.name for key in shown.main_keys if key.is_enabled] == ["decline", "answer"]


def test_an_agent_sees_who_has_barged_in_and_nobody_else() -> None:
    secret = card(supervised())
    known = card(supervised(replace(HOSTING, tells_agent=True)))
    barged = card(supervised().happens(ModeAsked(LEG_B, Mode.BARGE)))

    assert not any(remark.icon == "supervisor" for remark in secret.remarks)
    assert any("listens" in remark.text for remark in known.remarks)
    assert any("Boss" in remark.text and "has barged in" in remark.text for remark in barged.remarks)
