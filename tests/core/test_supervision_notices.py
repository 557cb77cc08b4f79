"""What the PBX tells the supervised agent's phone of supervisors whom it connects itself."""

import pytest

from softphone.core.messages.facts import SupervisorGone, SupervisorPresent
from softphone.core.messages.supervision_events import SupervisionNoticed
from softphone.core.values import CallId, Mode
from tests.core.scenes import ONE_LINE, A, Scene, scene, talking


def told(play: Scene) -> list[tuple[str, Mode]]:
    return [(fact.name, fact.mode) for fact in play.facts if isinstance(fact, SupervisorPresent)]


def test_the_pbx_tells_of_a_barge_and_of_its_end() -> None:
    play = talking().happens(SupervisionNoticed(A, "Boss", Mode.BARGE), SupervisionNoticed(A, "Boss", Mode.BARGE))
    assert play.was_ignored
    play.happens(SupervisionNoticed(A, "Boss", None))

    assert told(play) == [("Boss", Mode.BARGE)]
    assert isinstance(play.new_facts[0], SupervisorGone)


@pytest.mark.parametrize(
    "notice",
    [
        SupervisionNoticed(CallId("unknown"), "Boss", Mode.BARGE),
        SupervisionNoticed(A, "Boss", Mode.LISTEN),
        SupervisionNoticed(A, "Boss", None),
    ],
)
def test_what_the_agent_need_not_know_is_kept_quiet(notice: SupervisionNoticed) -> None:
    assert talking(play=scene(ONE_LINE)).happens(notice).was_ignored


def test_a_flood_of_notices_is_bounded() -> None:
    play = talking().happens(*[SupervisionNoticed(A, f"Boss {number}", Mode.BARGE) for number in range(50)])

    assert len(play.phone.conversations[0].notices) <= 8
