"""What follows from what happens to one leg."""

from hypothesis import given, strategies as st

from softphone.adapters.sip.legs.digits import DigitRules
from softphone.adapters.sip.legs.hold_attempt import MOST_TRIES, HoldAttempt, Later
from softphone.adapters.sip.legs.leg_state import LegState
from softphone.adapters.sip.legs.transfer_attempt import TransferAttempt
from softphone.adapters.sip.messages.headers import Headers, gathered
from softphone.core.messages.events import (
    HoldConfirmed,
    HoldRefused,
    LegConnected,
    LegEnded,
    MediaChanged,
    PeerReplaced,
    ProvisionalReceived,
    TransferEnded,
)
from softphone.core.values import NO_MEDIA, Direction, EndReason, LegId, Media, Peer

LEG = LegId("leg")
MEDIA = Media("PCMU", 8000)


def state(direction: Direction = Direction.IN) -> LegState:
    return LegState(LEG, direction)


def test_a_leg_is_connected_once() -> None:
    leg = state()

    assert list(leg.connected()) == [LegConnected(LEG)]
    assert list(leg.connected()) == []


def test_a_leg_ends_once_and_nothing_is_told_afterwards() -> None:
    leg = state()

    assert list(leg.ended(486, "Busy Here")) == [LegEnded(LEG, 486, "Busy Here")]
    assert list(leg.ended(200, "OK")) == []
    assert list(leg.connected()) == []
    assert list(leg.media_changed(MEDIA)) == []
    assert list(leg.provisional_received(180, has_early_media=False)) == []


def test_a_call_that_neither_side_ended_was_lost() -> None:
    lost, hung_up, let_go = state(), state(), state()
    for leg in (lost, hung_up, let_go):
        list(leg.connected())
    hung_up.has_heard_goodbye = True
    let_go.is_let_go = True

    assert list(lost.ended(408, "")) == [LegEnded(LEG, 408, "", EndReason.LOST)]
    assert list(hung_up.ended(200, "")) == [LegEnded(LEG, 200, "")]
    assert list(let_go.ended(200, "")) == [LegEnded(LEG, 200, "")]


def test_the_reason_that_a_message_gave_is_told() -> None:
    leg = state()
    leg.cause = EndReason.ABANDONED

    assert list(leg.ended(487, "")) == [LegEnded(LEG, 487, "", EndReason.ABANDONED)]


def test_a_repeated_sign_of_life_says_nothing_new() -> None:
    leg = state(Direction.OUT)
    signs = [(180, False), (180, False), (183, True), (180, False), (180, True)]
    told = [event for code, media in signs for event in leg.provisional_received(code, has_early_media=media)]

    assert told == [
        ProvisionalReceived(LEG, 180, False),
        ProvisionalReceived(LEG, 183, True),
        ProvisionalReceived(LEG, 180, True),
    ]


def test_only_a_difference_of_media_is_told() -> None:
    leg = state()

    assert list(leg.media_changed(NO_MEDIA)) == []
    assert list(leg.media_changed(MEDIA)) == [MediaChanged(LEG, MEDIA)]
    assert list(leg.media_changed(MEDIA)) == []


def test_a_way_for_digits_that_changed_is_told_once_media_is_known() -> None:
    leg = state()
    assert list(leg.digits_learned(DigitRules())) == []
    list(leg.media_changed(MEDIA))

    told = list(leg.digits_learned(DigitRules(allows_info=False)))
    assert [event.media.digits_method for event in told if isinstance(event, MediaChanged)] == ["inband"]
    leg.learn_events(can_be_sent=True)
    assert leg.digits.method == "rfc4733"


def test_a_leg_is_offered_until_it_is_answered_or_over() -> None:
    ringing, ours, answered, over = state(), state(Direction.OUT), state(), state()
    list(answered.connected())
    list(over.ended(487, ""))

    assert [leg.is_offered for leg in (ringing, ours, answered, over)] == [True, False, False, False]


def test_keys_are_looked_for_a_while_and_until_they_are_there() -> None:
    leg = state()
    looks = [leg.may_get_keys() for _ in range(30)]
    assert looks.count(True) == 19
    keyed = state()
    list(keyed.media_changed(Media("PCMU", encryption="AES")))

    assert not keyed.may_get_keys()


def test_a_hold_is_confirmed_by_the_last_answer_only() -> None:
    attempt = HoldAttempt(LEG, is_held=True)
    attempt.sent()
    attempt.sent()

    assert attempt.answered(422, "Session Interval Too Small") is None
    assert attempt.answered(200, "OK") == HoldConfirmed(LEG, True)
    assert attempt.answered(200, "OK") is None


def test_a_refused_hold_says_why_and_an_unsent_one_too() -> None:
    refused, unsent = HoldAttempt(LEG, is_held=False), HoldAttempt(LEG, is_held=False)
    refused.sent()

    assert refused.answered(488, "No") == HoldRefused(LEG, 488, "No")
    assert refused.given_up(500, "late") is None
    assert unsent.given_up(500, "Never sent") == HoldRefused(LEG, 500, "Never sent")


def test_a_glare_means_later_but_not_for_ever() -> None:
    attempt = HoldAttempt(LEG, is_held=True)
    outcomes = []
    for _ in range(MOST_TRIES):
        attempt.sent()
        outcomes.append(attempt.answered(491, "Request Pending"))

    assert outcomes == [Later(), Later(), HoldRefused(LEG, 491, "Request Pending")]


@given(st.lists(st.one_of(st.none(), st.sampled_from([200, 401, 408, 422, 488, 491, 500])), max_size=30))
def test_a_hold_has_one_outcome_at_most(happenings: list[int | None]) -> None:
    attempt = HoldAttempt(LEG, is_held=True)
    outcomes = []
    for code in happenings:
        if code is None:
            attempt.sent()
        else:
            outcomes.append(attempt.answered(code, ""))

    assert len([one for one in outcomes if isinstance(one, HoldConfirmed | HoldRefused)]) <= 1
    assert attempt.on_the_way >= 0


def test_digits_go_the_best_way_there_is() -> None:
    rules = DigitRules()

    assert rules.method == "info"
    assert rules.without_info().method == "inband"
    assert rules.with_peer(gathered((("allow", "INVITE, ACK"),))).method == "inband"
    assert rules.with_peer(gathered((("allow", "INVITE, info"),))).method == "info"
    assert rules.with_peer(Headers()).method == "info"
    assert DigitRules("inband", has_telephone_event=True).method == "inband"
    assert DigitRules(has_telephone_event=True).method == "rfc4733"


PEER = Peer("sip:new@pbx.example", "New")


def connected_state() -> LegState:
    leg = state()
    list(leg.connected())
    list(leg.media_changed(MEDIA))
    return leg


def test_an_heir_of_a_call_is_a_new_peer_and_no_new_call() -> None:
    old = connected_state()
    successor = old.successor(Direction.OUT, PEER)
    assert list(successor.inherit(old)) == []

    assert list(successor.connected()) == [PeerReplaced(LEG, PEER)]
    assert list(successor.media_changed(MEDIA)) == []
    assert list(successor.ended(200, "OK")) == [LegEnded(LEG, 200, "OK", EndReason.LOST)]
    assert list(old.ended(200, "OK")) == []


def test_an_heir_of_a_call_that_rang_is_the_first_to_be_connected() -> None:
    old = state(Direction.OUT)
    successor = old.successor(Direction.IN, PEER)
    list(successor.inherit(old))

    assert list(successor.connected()) == [PeerReplaced(LEG, PEER), LegConnected(LEG)]


def test_an_heir_that_ends_before_it_was_connected_ends_the_leg() -> None:
    old = connected_state()
    successor = old.successor(Direction.OUT, PEER)
    list(successor.inherit(old))

    assert list(successor.ended(486, "Busy Here")) == [LegEnded(LEG, 486, "Busy Here")]


def test_moves_are_counted() -> None:
    leg = connected_state()
    for _ in range(3):
        successor = leg.successor(Direction.OUT, PEER)
        list(successor.inherit(leg))
        list(successor.connected())
        leg = successor

    assert leg.times_moved == 3


def test_a_leg_on_hold_is_to_be_held_again_and_nobody_waits_for_that() -> None:
    old = connected_state()
    old.is_held = True
    successor = old.successor(Direction.OUT, PEER)
    list(successor.inherit(old))
    again = successor.successor(Direction.OUT, PEER)
    list(again.inherit(successor))

    for leg in (successor, again):
        assert leg.hold == HoldAttempt(LEG, is_held=True, is_silent=True)
        assert not leg.is_held


def test_a_hold_that_somebody_waits_for_goes_on_with_the_new_peer() -> None:
    old = connected_state()
    old.is_held = True
    old.hold = HoldAttempt(LEG, is_held=False, on_the_way=1)
    successor = old.successor(Direction.OUT, PEER)
    list(successor.inherit(old))

    assert successor.hold == HoldAttempt(LEG, is_held=False)


def test_a_transfer_that_the_old_peer_was_asked_for_is_told_to_be_over() -> None:
    old = connected_state()
    old.transfer = TransferAttempt(LEG)
    told = list(old.successor(Direction.IN, PEER).inherit(old))

    assert [type(event) for event in told] == [TransferEnded]


def test_an_answer_to_what_was_asked_before_a_hold_says_nothing_about_it() -> None:
    attempt = HoldAttempt(LEG, is_held=True)
    assert attempt.answered(200, "OK") is None
    attempt.sent()

    assert attempt.answered(200, "OK") == HoldConfirmed(LEG, is_held=True)
