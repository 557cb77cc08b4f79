"""Keys that DTLS agrees on in the stream: looked for, but not for ever."""

from dataclasses import replace

from softphone.adapters.sip.legs.leg_state import LegState
from softphone.core.values import NO_MEDIA, Direction, LegId


def test_keys_are_looked_for_a_while() -> None:
    state = LegState(LegId("leg-a"), Direction.IN)

    looks = [state.may_get_keys() for _ in range(30)]

    assert looks == [True] * 19 + [False] * 11


def test_who_has_keys_is_not_looked_at_again() -> None:
    state = LegState(LegId("leg-a"), Direction.IN, media=replace(NO_MEDIA, encryption="AEAD_AES_256_GCM"))

    assert not state.may_get_keys()
