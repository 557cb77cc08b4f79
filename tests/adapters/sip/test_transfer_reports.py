"""What a far end reports on a transfer, and what is told of it: at most one outcome, and nothing after it."""

import itertools

import pytest
from hypothesis import given, strategies as st

from softphone.adapters.sip.legs.transfer_attempt import TransferAttempt
from softphone.adapters.sip.messages.headers import Headers
from softphone.adapters.sip.messages.sipfrag import LONGEST_PHRASE, Notice, read_notice
from softphone.core.messages.events import LegEvent, TransferAccepted, TransferEnded, TransferProgressed
from softphone.core.values import LegId

LEG = LegId("leg")


def notify(body: str, *, event: str = "refer", state: str = "active", content: str = "message/sipfrag") -> str:
    lines = ["NOTIFY sip:a@b SIP/2.0", f"Event: {event}", f"Subscription-State: {state}", f"Content-Type: {content}"]
    return "\r\n".join(lines) + "\r\n\r\n" + body


@pytest.mark.parametrize(
    ("message", "notice"),
    [
        (notify("SIP/2.0 180 Ringing\r\nTo: <sip:x>\r\n"), Notice(180, "Ringing")),
        (notify("SIP/2.0 200 OK", state="Terminated;reason=noresource"), Notice(200, "OK", is_last=True)),
        (notify("SIP/2.0 486", event="refer;id=7"), Notice(486, "", of="7")),
        (notify("\r\n SIP/2.0\t503  Service \x07Unavailable "), Notice(503, "Service  Unavailable")),
        (notify("SIP/2.0 200 OK", content="text/plain"), Notice()),
        (notify(""), Notice()),
        (notify("SIP/2.0 700 Far"), Notice()),
        (notify("SIP/2.0 2000 Far"), Notice()),
        (notify("HTTP/1.1 200 OK", state="terminated"), Notice(is_last=True)),
        (notify("SIP/2.0 200 OK").replace("Event", "o"), Notice(200, "OK")),
        (notify("SIP/2.0 200 OK", event="presence"), None),
        (notify("SIP/2.0 200 OK").replace("Event", "X-Event"), None),
        ("", None),
    ],
)
def test_a_notice_is_read_in_every_form(message: str, notice: Notice | None) -> None:
    assert read_notice(message) == notice


@given(st.text(), st.text())
def test_reading_never_fails_and_a_phrase_stays_short(headers: str, body: str) -> None:
    notice = read_notice(notify(body, event=f"refer;{headers}")) or Notice()

    assert notice.code == 0 or 100 <= notice.code < 700
    assert len(notice.phrase) <= LONGEST_PHRASE


def play(*happenings: Notice | tuple[int, str] | str) -> list[LegEvent]:
    """Let things happen to one attempt: notices, answers to its REFER, or its being given up."""
    attempt, told = TransferAttempt(LEG, sequence="5"), list[LegEvent]()
    for happening in happenings:
        match happening:
            case Notice():
                told += attempt.noticed(happening)
            case (code, phrase):
                told += attempt.answered(code, phrase, Headers())
            case why:
                told += attempt.given_up(487, why)
    return told


def test_a_transfer_is_accepted_gets_on_and_ends() -> None:
    assert play((202, "Accepted"), Notice(100, "Trying"), Notice(180, "Ringing"), Notice(200, "OK", is_last=True)) == [
        TransferAccepted(LEG),
        TransferProgressed(LEG, 100, "Trying"),
        TransferProgressed(LEG, 180, "Ringing"),
        TransferEnded(LEG, 200, "OK"),
    ]


def test_a_challenge_is_no_answer() -> None:
    assert play((401, "Unauthorized"), (407, "Proxy Authentication Required")) == []


def test_a_notice_of_another_transfer_says_nothing() -> None:
    assert play(Notice(200, "OK", of="4"), Notice(486, "Busy", of="5")) == [
        TransferAccepted(LEG),
        TransferEnded(LEG, 486, "Busy"),
    ]


def test_a_last_notice_without_an_outcome_ends_it_all_the_same() -> None:
    ended = play((202, "Accepted"), Notice(180, "Ringing", is_last=True))[-1]

    assert isinstance(ended, TransferEnded)
    assert ended.code == 0
    assert ended.phrase


HAPPENINGS = st.lists(
    st.one_of(
        st.builds(
            Notice, st.sampled_from([0, 100, 180, 200, 486]), st.just("x"), st.booleans(), st.sampled_from(["", "5"])
        ),
        st.tuples(st.sampled_from([202, 401, 408, 603]), st.just("y")),
        st.just("given up"),
    )
)


@given(HAPPENINGS)
def test_whatever_happens_there_is_one_outcome_at_most_and_nothing_after_it(
    happenings: list[Notice | tuple[int, str] | str],
) -> None:
    told = play(*happenings)

    assert sum(isinstance(event, TransferEnded) for event in told) <= 1
    assert not any(isinstance(event, TransferEnded) for event in told[:-1])
    assert sum(isinstance(event, TransferAccepted) for event in told) <= 1
    progress = [index for index, event in enumerate(told) if isinstance(event, TransferProgressed)]
    assert not progress or isinstance(told[0], TransferAccepted)
    assert all(one != other for one, other in itertools.pairwise(told))
