"""What a hold offers: the codec that is spoken, and no other."""

from dataclasses import replace

from softphone.adapters.sip.legs.hold_attempt import HoldAttempt
from softphone.adapters.sip.legs.leg_state import LegState
from softphone.core.values import NO_MEDIA, Direction, LegId

LEG = LegId("leg-a")


def talking() -> LegState:
    return LegState(LEG, Direction.IN, media=replace(NO_MEDIA, codec="PCMU"), is_connected=True)


def test_a_hold_offers_the_codec_that_is_spoken() -> None:
    state = talking()
    state.hold = HoldAttempt(LEG, is_held=True)

    assert state.codecs_of_offer(("opus", "pcmu")) == ("pcmu",)


def test_any_other_offer_has_what_the_account_wants() -> None:
    state = talking()
    assert state.codecs_of_offer(("opus", "pcmu")) == ("opus", "pcmu")

    state.hold = HoldAttempt(LEG, is_held=True, is_over=True)
    assert state.codecs_of_offer(None) is None


def test_a_hold_before_any_audio_offers_what_the_account_wants() -> None:
    state = LegState(LEG, Direction.OUT, hold=HoldAttempt(LEG, is_held=True))

    assert state.codecs_of_offer(("opus",)) == ("opus",)
