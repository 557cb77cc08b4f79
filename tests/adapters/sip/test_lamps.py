"""What presence, dialogs and message summaries mean; nonsense means nothing."""

import pjsua2 as pj
import pytest
from hypothesis import given, strategies as st

from softphone.adapters.sip.watching.lamps import availability_in, availability_of
from softphone.adapters.sip.watching.mailboxes import report_in
from softphone.core.messages.lamp_events import MailboxReported
from softphone.core.state.presence import Availability
from softphone.core.values import AccountName

DESK = AccountName("desk")
ON, OFF = pj.PJSUA_BUDDY_STATUS_ONLINE, pj.PJSUA_BUDDY_STATUS_OFFLINE


@pytest.mark.parametrize(
    ("status", "note", "activity", "meant"),
    [
        (ON, "Ready", pj.PJRPID_ACTIVITY_UNKNOWN, Availability.AVAILABLE),
        (ON, "", pj.PJRPID_ACTIVITY_UNKNOWN, Availability.AVAILABLE),
        (ON, "On the phone", pj.PJRPID_ACTIVITY_UNKNOWN, Availability.BUSY),
        (ON, "Ringing", pj.PJRPID_ACTIVITY_UNKNOWN, Availability.BUSY),
        (ON, "", pj.PJRPID_ACTIVITY_BUSY, Availability.BUSY),
        (ON, "", pj.PJRPID_ACTIVITY_AWAY, Availability.BUSY),
        (OFF, "Unavailable", pj.PJRPID_ACTIVITY_UNKNOWN, Availability.OFFLINE),
        (pj.PJSUA_BUDDY_STATUS_UNKNOWN, "", pj.PJRPID_ACTIVITY_UNKNOWN, None),
    ],
)
def test_what_a_presence_means(status: int, note: str, activity: int, meant: Availability | None) -> None:
    presence = pj.PresenceStatus()
    presence.status, presence.note, presence.activity = status, note, activity

    assert availability_of(presence) == meant


@pytest.mark.parametrize(
    ("body", "meant"),
    [
        ("<dialog-info/>", Availability.AVAILABLE),
        ('<dialog id="1"><state>terminated</state></dialog>', Availability.AVAILABLE),
        ('<dialog id="1"><state>early</state></dialog>', Availability.BUSY),
        ("<state>terminated</state><state event='x'> confirmed</state>", Availability.BUSY),
    ],
)
def test_what_dialogs_mean(body: str, meant: Availability) -> None:
    assert availability_in(body) is meant


def test_what_a_message_summary_says() -> None:
    full = "NOTIFY sip:a SIP/2.0\r\n\r\nMessages-Waiting: yes\r\nVoice-Message: 2/8 (0/2)\r\n"

    assert report_in(DESK, full) == MailboxReported(DESK, is_waiting=True, new=2, old=8)
    assert report_in(DESK, "messages-waiting: no\r\n") == MailboxReported(DESK, is_waiting=False)
    assert report_in(DESK, "Voice-Message: 2/8\r\n") is None


@given(st.text(max_size=300))
def test_nonsense_breaks_nothing(message: str) -> None:
    report_in(DESK, message)
    availability_in(message)
