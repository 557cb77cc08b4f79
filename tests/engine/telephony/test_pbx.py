"""A PBX as the telephony side: an engine that starts again goes on from where the one before it stood."""

from dataclasses import dataclass, field

import pytest

from softphone.core.messages.effects import SendInvite, SipEffect
from softphone.core.values import AccountName
from softphone.engine.ports.telephony import AVAILABLE, AWAY, OFFLINE, Standing
from softphone.engine.telephony.code_dialler import CodeDialler
from softphone.engine.telephony.pbx import PbxSide
from softphone.settings import Settings
from softphone.settings.status_mapping import TelephonyPresence
from tests.engine.telephony.test_queue_codes import ALL


@dataclass
class Seat:
    """A desk whose engine may end and start again; the PBX hears what is dialled and published."""

    standing: Standing | None = None
    heard: list[str] = field(default_factory=list)

    def recall(self) -> Standing | None:
        return self.standing

    def keep(self, standing: Standing) -> None:
        self.standing = standing

    def starts(self) -> PbxSide:
        """Start the engine, without anything of the one before it but its memory."""
        side = PbxSide(
            Settings(agent=ALL),
            CodeDialler(self._perform, self.heard.append),
            lambda code: (AccountName("desk"), code),
            lambda presence: self.heard.append(presence.id),
            self,
        )
        side.resume()
        return side

    def _perform(self, effect: SipEffect) -> None:
        if isinstance(effect, SendInvite):
            self.heard.append(effect.target)


async def test_codes_follow_from_what_the_engine_before_had_dialled() -> None:
    seat = Seat()

    seat.starts().take(AVAILABLE)
    seat.starts().take(AWAY)
    seat.starts().take(AVAILABLE)
    seat.starts().take(OFFLINE)
    seat.starts().take(AVAILABLE)

    assert seat.heard == [
        *("available", "*45"),
        *("available", "away", "*47"),
        *("away", "available", "*48"),
        *("available", "offline", "*46"),
        *("available", "*45"),
    ]


@pytest.mark.parametrize("presence", [AVAILABLE, AWAY])
async def test_what_somebody_else_told_the_pbx_is_remembered_too(presence: TelephonyPresence) -> None:
    seat = Seat()
    seat.starts().take(AVAILABLE)
    side = seat.starts()
    side.note(presence)

    again = seat.starts()

    assert again.presence == presence
    assert seat.standing == Standing(presence, is_in_queues=True, is_paused=presence == AWAY)


async def test_who_has_stood_nowhere_is_offline_and_publishes_nothing() -> None:
    seat = Seat()

    assert seat.starts().presence == OFFLINE
    assert seat.heard == []
