"""The partner guide's table "Understand Agent Statuses": each row a moment, and whether a call is let through then."""

from collections.abc import Callable

from softphone.core.messages.commands import Answer, Decline, TakeStatus
from softphone.core.messages.events import LegConnected, LegEnded, PageAttached
from softphone.core.messages.lamp_events import StatusesTold
from tests.core.scenes import LEG_A, LEG_B, B, Scene, dial, invited, scene
from tests.core.test_status import ALL, OFFLINE, ONLINE


def declined(play: Scene) -> None:
    play.salesforce(Decline())
    play.happens(LegEnded(LEG_A, 486))


Does = Callable[[Scene], object]
ROWS: tuple[tuple[str, Does, str, bool], ...] = (
    ("log in as offline", lambda play: play.salesforce(TakeStatus(OFFLINE)), "Offline", False),
    ("log in as online", lambda play: play.salesforce(TakeStatus(ONLINE)), "Available", True),
    ("make an outbound call", lambda play: play.salesforce(dial()), "Available", False),
    ("during an outbound call", lambda play: play.happens(LegConnected(LEG_A)), "Available", False),
    ("work after an outbound call", lambda play: play.happens(LegEnded(LEG_A)), "Available", False),
    ("close its tab", lambda play: play.salesforce(TakeStatus(ONLINE)), "Available", True),
    ("receive an inbound call", lambda play: play.happens(invited()), "Available", False),
    ("accept it", lambda play: play.salesforce(Answer()), "Available", False),
    ("during an inbound call", lambda play: play.happens(LegConnected(LEG_A)), "Available", False),
    ("work after an inbound call", lambda play: play.happens(LegEnded(LEG_A)), "Available", False),
    ("close its tab", lambda play: play.salesforce(TakeStatus(ONLINE)), "Available", True),
    ("receive another call", lambda play: play.happens(invited()), "Available", False),
    ("decline it", declined, "Available", True),
)


def is_routable(play: Scene) -> bool:
    """Whether a call would ring now, and be for somebody whom work is routed to."""
    probe = Scene(play.phone).happens(invited(B, LEG_B))
    status = play.phone.presence.current
    return probe.names()[-1] == "CallStarted" and status is not None and status.has_channels


def test_the_guides_table_row_by_row() -> None:
    play = scene().happens(PageAttached(), StatusesTold(ALL))
    found = []
    for row, does, _, _ in ROWS:
        does(play)
        status = play.phone.presence.current
        found.append((row, status.name if status else "", is_routable(play)))

    assert found == [(row, status, routable) for row, _, status, routable in ROWS]
    assert "StatusPending" not in play.names()
