"""Codes for the PBX's queues: only changes dial, and who was never in a queue is neither paused nor logged out."""

import pytest
from hypothesis import given, strategies as st

from softphone.engine.ports.telephony import AVAILABLE, AWAY, BUSY, OFFLINE
from softphone.engine.telephony.queue_codes import Membership, codes_for
from softphone.settings.sections.agent import AgentSettings
from softphone.settings.status_mapping import TelephonyPresence

ALL = AgentSettings(queue_login="*45", queue_logout="*46", queue_pause="*47", queue_unpause="*48")
PRESENCES = (AVAILABLE, BUSY, AWAY, OFFLINE)


def dialled(*presences: TelephonyPresence, settings: AgentSettings = ALL) -> list[str]:
    membership, codes = Membership(), list[str]()
    for presence in presences:
        membership, new = codes_for(membership, presence, settings)
        codes += new
    return codes


@pytest.mark.parametrize(
    ("presences", "codes"),
    [
        ((AVAILABLE,), ["*45"]),
        ((AVAILABLE, AVAILABLE), ["*45"]),
        ((AVAILABLE, AWAY, BUSY, AVAILABLE), ["*45", "*47", "*48"]),
        ((AVAILABLE, AWAY, OFFLINE, AVAILABLE), ["*45", "*47", "*46", "*45"]),
        ((OFFLINE, AWAY, OFFLINE), []),
        ((AWAY, AVAILABLE), ["*45"]),
    ],
)
def test_what_is_dialled_for_a_day(presences: tuple[TelephonyPresence, ...], codes: list[str]) -> None:
    assert dialled(*presences) == codes


def test_without_a_login_code_the_first_availability_unpauses() -> None:
    settings = AgentSettings(queue_pause="*47", queue_unpause="*48")

    assert dialled(AVAILABLE, AWAY, AVAILABLE, settings=settings) == ["*48", "*47", "*48"]


@given(st.lists(st.sampled_from(PRESENCES), max_size=20))
def test_logins_and_logouts_alternate(presences: list[TelephonyPresence]) -> None:
    codes = [code for code in dialled(*presences) if code in ("*45", "*46")]

    assert codes == ["*45", "*46"] * (len(codes) // 2) + ["*45"] * (len(codes) % 2)
