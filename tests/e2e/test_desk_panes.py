"""The tabs of a desk at a real engine: how a real call sounds as it goes on, what is kept of it, and its recording."""

import asyncio
import os
from collections.abc import AsyncIterator

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

import time

import pytest
from PySide6.QtWidgets import QApplication, QWidget

from softphone.adapters.storage.settings_office import SettingsOffice
from softphone.protocol.playback import Playing, PlayRecording, StopPlaying
from softphone.settings import Settings
from softphone.ui.desk.outfitting import services
from softphone.ui.desk.phone import DeskPhone
from softphone.ui.resources import language
from softphone.ui.theme.look import Look
from softphone.ui.widgets.history_list import HistoryList
from softphone.ui.widgets.quality_page import QualityPage
from softphone.ui.widgets.workplace import Tools, Workplace
from tests.e2e.calls import DESK_HZ, FAR_HZ, answered
from tests.e2e.desks import engine_at
from tests.e2e.engine import Engine
from tests.e2e.test_sound_choice import chosen, heard_in
from tests.peers import Peers, until
from tests.ui.stage import NOWHERE

pytestmark = pytest.mark.e2e


@pytest.fixture
async def engine(peers: Peers) -> Engine:
    return await engine_at(peers, recording={"enabled": True})


@pytest.fixture
async def place(engine: Engine, qapp: QApplication) -> AsyncIterator[Workplace]:
    look = Look("light", is_animated=False)
    look.dress(qapp)
    phone = DeskPhone(None, engine.folder / "runtime", language("en"))
    phone.start()
    turning = asyncio.create_task(_turn(qapp))
    await until(lambda: phone.mirror.is_up, "the desk is connected")
    tools = Tools(look, language("en"))
    yield Workplace(phone, tools, Settings(), services(SettingsOffice(NOWHERE), tools.say), time.monotonic)
    turning.cancel()
    await phone.stop()


async def _turn(app: QApplication) -> None:
    """Let Qt have its turn in this loop: its timers and what it draws."""
    while True:
        app.processEvents()
        await asyncio.sleep(0.02)


async def test_a_call_is_seen_and_afterwards_heard_again(peers: Peers, engine: Engine, place: Workplace) -> None:
    window = QWidget()
    quality, history = QualityPage(place, window), HistoryList(place, window)
    window.show()
    call = await answered(engine, peers, "bye_received")
    await until(lambda: len(quality.feed.parties) == 1, "the call is followed")
    ((leg, _),) = quality.feed.parties
    await until(lambda: len(quality.feed.track(leg).beats) >= 4, "its seconds come in")
    assert all(beat.loss == 0 for beat in quality.feed.track(leg).beats[1:])
    assert "Recordings cannot be heard" not in history.keys.button("play").toolTip(), "no call is marked"
    refused = await engine.ctl("play", call.id, expect=1)
    assert "There is no recording" in refused.err

    await engine.ctl("hangup")
    await call.is_over()
    await engine.event("RECORDING_SAVED")
    await until(lambda: quality.feed.choice and quality.feed.choice.entry, "the call is over", within_s=15)
    await until(lambda: quality.feed.parties, "its course is read")
    assert len(quality.feed.track(quality.feed.parties[0][0]).beats) >= 4
    assert quality.words.verdict.text().split()[0] != "Not"

    await heard_again(engine, place, history)
    window.close()


async def heard_again(engine: Engine, place: Workplace, history: HistoryList) -> None:
    """Hear the recording in the headset, until it is stopped."""
    file = engine.folder / "again.wav"
    await chosen(engine, "output", f"file:{file}")
    history.finder.become_stale()
    await until(lambda: history.finder.list.paged.rows, "the call is in the history")
    history.finder.list.setCurrentIndex(history.finder.list.paged.index(0))
    await until(lambda: history.keys.button("play").isEnabled(), "its recording can be heard")

    history.keys.button("play").click()
    await until(lambda: heard_in(file).hears(FAR_HZ, for_s=0.5), "the far end is heard again")
    assert heard_in(file).hears(DESK_HZ, for_s=0.3), "and the agent"
    assert place.phone.mirror.state is not None
    assert place.phone.mirror.state.playback is not None
    assert history.keys.button("play").text() == "Stop"

    history.keys.button("play").click()
    await until(lambda: history.keys.button("play").text() == "Play", "it is quiet again")


async def test_a_trial_and_a_call_that_comes_have_the_headset(peers: Peers, engine: Engine, place: Workplace) -> None:
    first = await answered(engine, peers, "bye_received")
    await first.is_heard_both_ways()
    await engine.ctl("hangup")
    await first.is_over()
    await engine.event("RECORDING_SAVED")
    phone = place.phone
    assert isinstance(phone, DeskPhone)
    begun = await phone.request(PlayRecording(call_id=first.id), Playing)
    assert begun.seconds > 1
    assert (await phone.request(StopPlaying(), Playing)).seconds == 0

    place.phone.ask(PlayRecording(call_id=first.id))
    await until(lambda: (state := place.phone.mirror.state) and state.playback, "the recording is heard")
    trial = asyncio.ensure_future(engine.ctl("audio-try", "--seconds", "2"))
    await until(lambda: (state := place.phone.mirror.state) and not state.playback, "the trial has ended it")
    assert "being tried" in (await engine.ctl("play", first.id, expect=1)).err
    assert (await trial).result["loudest"] > 0.05

    place.phone.ask(PlayRecording(call_id=first.id))
    await until(lambda: (state := place.phone.mirror.state) and state.playback, "the recording is heard again")
    second = await answered(engine, peers, "bye_received")
    await until(lambda: (state := place.phone.mirror.state) and not state.playback, "the call has ended it")
    assert "needed for a call" in (await engine.ctl("play", first.id, expect=1)).err
    await second.is_heard_both_ways()
    await engine.ctl("hangup")
    await second.is_over()
