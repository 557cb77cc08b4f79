"""A room as a process: finds the phone it is about, runs until told to leave, and reports what everybody does. Thin."""

import sys
from collections.abc import Callable
from random import Random

from softphone.adapters.bridge.client import BridgeClient, NoEngine
from softphone.protocol.greeting import ClientRole
from softphone.settings import Settings
from softphone.simulator.crowd import Crowd
from softphone.simulator.leaving import told_to_leave
from softphone.simulator.report import ReportLine
from softphone.simulator.room import Room

CUSTOMER = (sys.executable, "-m", "softphone", "simulate", "customer", "--json", "--until-eof")


class NoPhone(Exception):
    """There is no phone to call."""


async def play(
    target: str | None, settings: Settings, tell: Callable[[ReportLine], None], *, until_eof: bool = False
) -> int:
    """Run a room round a phone; without a target, round the one whose engine runs here."""
    called = target or await _running_phone()
    room = room_round(called, settings, tell)
    with told_to_leave(room.leave, until_eof=until_eof):
        await room.run()
    return 0


def room_round(target: str, settings: Settings, tell: Callable[[ReportLine], None]) -> Room:
    """Make the room of the settings round a phone."""
    chance = Random(settings.simulator.seed or None)  # noqa: S311 - who calls is no secret
    return Room(target, settings.simulator, settings.headers, Crowd(CUSTOMER, tell), chance)


async def _running_phone() -> str:
    try:
        async with await BridgeClient.open(ClientRole.DRIVER, instance="simulator") as phone:
            return phone.welcome.phone.sip
    except NoEngine as error:
        raise NoPhone(f"{error} Start one, or say --call SIP_URI.") from None
