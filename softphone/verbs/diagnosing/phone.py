"""What the running phone tells of itself: its state, what happened lately, the last calls and how each sounded."""

import asyncio
from pathlib import Path
from typing import Any

import msgspec

from softphone.adapters.bridge.client import BridgeClient, ConnectionLost, NoEngine
from softphone.protocol.answers import HistoryEntry, HistoryPage
from softphone.protocol.enquiries import History
from softphone.protocol.greeting import ClientRole
from softphone.protocol.refusals import Refused
from softphone.protocol.sound_quality import CallCourse, Course
from softphone.protocol.words import Told

LAST_CALLS = 20
WITHIN_S = 20.0
Parts = dict[str, Any]


def of_phone(runtime: Path) -> Parts:
    """Ask the phone; where none runs, or it does not answer, that is all there is to tell."""
    parts: Parts = {}
    try:
        asyncio.run(_ask_all(runtime, parts))
    except (NoEngine, ConnectionLost, Refused, TimeoutError, msgspec.DecodeError) as failure:
        parts["phone/unheard.json"] = {"why": str(failure) or "no answer in time"}
    return parts


async def _ask_all(runtime: Path, parts: Parts) -> None:
    async with asyncio.timeout(WITHIN_S), await BridgeClient.open(ClientRole.DRIVER, folder=runtime) as phone:
        parts["phone/greeting.json"] = _plain(phone.welcome.phone)
        subscribed = await phone.subscribe(since=0)
        parts["phone/state.json"] = _plain(subscribed.state)
        page = await phone.ask(History(limit=LAST_CALLS), HistoryPage)
        for number, entry in enumerate(page.entries, start=1):
            parts[f"calls/{number:02}.json"] = {"call": _plain(entry), "course": await _course(phone, entry)}
        parts["phone/events.json"] = [_plain(event) for event in phone.heard()]


async def _course(phone: BridgeClient, entry: HistoryEntry) -> object:
    """Tell how a call sounded, second by second, if that is still known."""
    if entry.connected_at is None:
        return None
    try:
        return _plain(await phone.ask(Course(call_id=entry.call_id, started_at=entry.started_at), CallCourse))
    except Refused as unknown:
        return str(unknown)


def _plain(message: Told) -> Any:  # noqa: ANN401 - JSON
    return msgspec.to_builtins(message)
