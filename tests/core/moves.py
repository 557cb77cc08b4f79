"""Everything that may be asked or may happen, as Hypothesis draws it."""

from collections.abc import Collection
from dataclasses import replace

from hypothesis import strategies as st

from softphone.core.messages.callback_events import CustomerAnswered
from softphone.core.messages.commands import (
    Answer,
    ChangeMode,
    Command,
    Decline,
    EndWrapUp,
    HangUp,
    Leave,
    Merge,
    Redirect,
    SendDigits,
    SetDoNotDisturb,
    SetHold,
    SetMute,
    SetRecordingPause,
    Split,
    Swap,
    Unsupervise,
)
from softphone.core.messages.events import (
    AudioResumed,
    AudioStopped,
    DigitReceived,
    Event,
    HoldConfirmed,
    HoldRefused,
    LegConnected,
    LegEnded,
    LegRedirected,
    MediaChanged,
    PeerReplaced,
    ProvisionalReceived,
    ReferralRefused,
    TransferAccepted,
    TransferEnded,
    TransferProgressed,
)
from softphone.core.messages.supervision_events import ModeAsked, ModeConfirmed, ModeRefused
from softphone.core.state.legs import Accepting, Alerting, Dialling, Hold, Leg, Talking
from softphone.core.state.policy import Hosting, Policy, Supervising
from softphone.core.values import CallId, Direction, EndReason, LegId, Media, Mode, Origin, Peer, Role
from tests.core.scenes import BOB, ONE_LINE, TWO_LINES

BOSSES = tuple(Peer(f"sip:boss-{number}@127.0.0.1", f"Boss {number}", is_asserted=True) for number in range(3))
FRESH_LEGS = [LegId(f"leg-{number}") for number in range(200)]
calls = st.sampled_from([None, CallId("call-0"), CallId("call-1"), CallId("call-2")])
origins = st.sampled_from([Origin.DESK, Origin.CONNECTOR, Origin.SCRIPT])
codes = st.sampled_from([0, 180, 404, 408, 486, 487, 503, 603])
causes = st.sampled_from([None, EndReason.ANSWERED_ELSEWHERE, EndReason.ABANDONED])

commands: st.SearchStrategy[Command | str] = st.one_of(
    st.just("dial"),
    st.builds(Answer, calls),
    st.builds(Decline, calls),
    st.builds(Redirect, st.sampled_from(["sip:x@127.0.0.1", "?"]), calls),
    st.builds(HangUp, calls),
    st.builds(SetMute, st.booleans(), calls),
    st.builds(SetHold, st.booleans(), calls),
    st.builds(SetRecordingPause, st.booleans(), calls),
    st.builds(SendDigits, st.sampled_from(["1", "x"]), calls),
    st.builds(SetDoNotDisturb, st.sampled_from([False] * 5 + [True])),
    st.just(EndWrapUp()),
    st.builds(Answer),
    st.builds(Answer),
    st.builds(SetHold, st.booleans()),
    st.builds(HangUp),
    st.builds(HangUp, role=st.sampled_from([Role.INITIAL_CALLER, Role.THIRD_PARTY])),
    st.just("add"),
    st.just("add"),
    st.just("transfer"),
    st.builds(Swap),
    st.builds(Merge),
    st.builds(Merge),
    st.builds(Split),
    st.builds(Leave),
    st.just("supervise"),
    *[st.builds(ChangeMode, st.sampled_from(Mode), calls)] * 3,
    st.builds(ChangeMode, st.sampled_from(Mode)),
    st.builds(Unsupervise),
)


def leg_events(leg: LegId) -> st.SearchStrategy[Event]:
    """Anything the network may say about a leg, whether it makes sense or not."""
    return st.one_of(
        st.builds(ProvisionalReceived, st.just(leg), codes, st.booleans()),
        st.just(LegConnected(leg)),
        st.just(CustomerAnswered(leg)),
        st.builds(LegEnded, st.just(leg), codes, st.just(""), causes),
        st.builds(HoldConfirmed, st.just(leg), st.booleans()),
        st.builds(HoldRefused, st.just(leg), codes, st.just("")),
        st.builds(MediaChanged, st.just(leg), st.builds(Media, is_held_by_peer=st.booleans())),
        st.just(LegRedirected(leg, "sip:y@127.0.0.1")),
        st.just(AudioStopped(leg, 3.0, "")),
        st.just(AudioResumed(leg)),
        st.just(TransferAccepted(leg)),
        st.just(TransferProgressed(leg, 180, "Ringing")),
        st.builds(TransferEnded, st.just(leg), codes, st.just("")),
        st.just(PeerReplaced(leg, BOB)),
        st.just(ReferralRefused(leg, "sip:z@127.0.0.1", "")),
        st.builds(ModeConfirmed, st.just(leg), st.sampled_from(Mode)),
        st.builds(ModeRefused, st.just(leg), codes, st.just("")),
        st.builds(ModeAsked, st.just(leg), st.sampled_from(Mode)),
        st.builds(DigitReceived, st.just(leg), st.sampled_from("456"), st.just("rfc4733")),
    )


def expected(leg: Leg, sent_away: Collection[LegId] = (), switching: Mode | None = None) -> Event:
    """What a well-behaved network says next, so that calls get somewhere in spite of all the noise."""
    match leg.phase:
        case Talking() if leg.role is Role.SUPERVISOR and switching:
            return ModeConfirmed(leg.id, switching)
        case Dialling():
            return ProvisionalReceived(leg.id, 180)
        case Alerting() if leg.direction is Direction.IN:
            return CustomerAnswered(leg.id)
        case Accepting() | Alerting():
            return LegConnected(leg.id)
        case Talking() if leg.id in sent_away:
            return TransferEnded(leg.id, 200, "OK")
        case Talking() if leg.hold in (Hold.TURNING_ON, Hold.TURNING_OFF):
            return HoldConfirmed(leg.id, is_held=leg.hold is Hold.TURNING_ON)
        case _:
            return LegEnded(leg.id, 200)


SUPERVISED = Hosting(
    is_open=True,
    supervisors=tuple(boss.uri for boss in BOSSES),
    most=2,
    keys=(("4", Mode.LISTEN), ("5", Mode.WHISPER), ("66", Mode.BARGE)),
)
policies: st.SearchStrategy[Policy] = st.builds(
    lambda policy, rings, tells: replace(
        policy,
        supervising=Supervising(is_allowed=True, rings_first=rings),
        hosting=replace(SUPERVISED, tells_agent=tells),
    ),
    st.sampled_from(
        [
            ONE_LINE,
            TWO_LINES,
            replace(TWO_LINES, records_calls=True, rings_in_wrap_up=True, takes_auto_answer=True),
            replace(TWO_LINES, rings_in_wrap_up=True, waits_for_customer=True),
            replace(TWO_LINES, holds_by_itself=False, leaving_transfers=False, rings_in_wrap_up=True),
            replace(TWO_LINES, has_wrap_up=False, no_answer_s=None, max_conversations=2),
        ]
    ),
    st.booleans(),
    st.booleans(),
)
