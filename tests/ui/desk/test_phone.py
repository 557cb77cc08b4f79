"""The desk's client follows the engine, says what is wrong, and never keeps the window waiting."""

import asyncio
import os
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from pathlib import Path

import pytest
from msgspec import structs
from PySide6.QtWidgets import QApplication

from softphone.adapters.bridge.runtime_file import RunningEngine, Tenancy
from softphone.protocol.answers import HistoryPage
from softphone.protocol.commands import AnswerCall, Mute
from softphone.protocol.enquiries import History
from softphone.protocol.events import ActionFailed, OfFailure
from softphone.protocol.greeting import PhoneCard
from softphone.protocol.refusals import Fault, Reason, Refused, problem
from softphone.protocol.vocabulary import Action, Origin, Why
from softphone.ui.desk import phone as desk_phone
from softphone.ui.desk.phone import MOST_AT_ONCE, DeskPhone
from softphone.ui.resources import language
from softphone.ui.views.language import ENGLISH, Language
from softphone.ui.views.mirror import Connection
from tests.adapters.bridge.conftest import House, a_house
from tests.fakes.engine import a_call, ended, started
from tests.peers.waiting import until
from tests.ui.states import NOON

Opened = tuple[House, DeskPhone]


@asynccontextmanager
async def engine_in(folder: Path, token: str = "") -> AsyncIterator[House]:
    """An engine where the desk looks for one; `token` is what the runtime file says instead of the right one."""
    async with a_house() as house:
        tenancy = Tenancy(folder)
        tenancy.take()
        right = house.running.token
        tenancy.publish(RunningEngine(pid=os.getpid(), bridge=house.url, token=token or right, version="1"))
        yield house
        tenancy.leave()


@asynccontextmanager
async def desk_in(folder: Path, say: Language = ENGLISH) -> AsyncIterator[DeskPhone]:
    phone = DeskPhone(None, folder, say)
    phone.start()
    yield phone
    await phone.stop()


def heard(phone: DeskPhone) -> list[str]:
    """Collect what is said."""
    said: list[str] = []
    phone.said.connect(said.append)
    return said


@pytest.fixture(autouse=True)
def _with_qt(qapp: QApplication) -> None:
    del qapp


async def test_the_state_of_the_phone_is_followed(tmp_path: Path) -> None:
    async with engine_in(tmp_path) as house, desk_in(tmp_path) as phone:
        events: list[object] = []
        phone.happened.connect(events.append)
        await until(lambda: phone.mirror.is_up, "the desk is connected")
        assert phone.mirror.calls == ()

        house.engine.calls = (a_call(),)
        house.tell(started(1))
        await until(lambda: phone.mirror.calls, "the call is shown")
        house.engine.calls = ()
        house.tell(ended(2))
        await until(lambda: not phone.mirror.calls, "the call is gone")

        assert [type(event).__name__ for event in events] == ["CallStarted", "Hangup"]


async def test_how_calls_sound_is_told_as_it_is_measured(tmp_path: Path) -> None:
    async with engine_in(tmp_path) as house, desk_in(tmp_path) as phone:
        measured: list[object] = []
        phone.measured.connect(measured.append)
        await until(lambda: phone.mirror.is_up, "the desk is connected")

        house.server.measured()
        await until(lambda: measured, "the figures are told")

        assert measured == [house.engine.sound]


async def test_what_is_asked_is_done_and_a_refusal_is_said(tmp_path: Path) -> None:
    async with engine_in(tmp_path) as house, desk_in(tmp_path) as phone:
        said = heard(phone)
        await until(lambda: phone.mirror.is_up, "the desk is connected")
        house.engine.answers[Mute] = Refused(problem(Fault.UNAVAILABLE, "There is no microphone."))

        phone.ask(AnswerCall(call_id="a"))
        phone.ask(Mute(call_id="a"))
        await until(lambda: said, "the refusal is said")

        assert said == ["There is no microphone."]
        assert [command for command, _ in house.engine.executed] == [AnswerCall(call_id="a"), Mute(call_id="a")]


async def test_an_engine_that_does_not_answer_keeps_nobody_waiting(tmp_path: Path) -> None:
    async with engine_in(tmp_path) as house, desk_in(tmp_path) as phone:
        said = heard(phone)
        await until(lambda: phone.mirror.is_up, "the desk is connected")
        house.engine.gate.clear()

        for _ in range(MOST_AT_ONCE):
            phone.ask(AnswerCall(call_id="a"))
        await until(lambda: len(house.engine.executed) == MOST_AT_ONCE, "all of it is asked")
        phone.ask(AnswerCall(call_id="a"))

        assert said == ["The phone is busy with what it was asked before."]
        house.engine.gate.set()


async def test_an_answer_that_comes_too_late_is_said(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(desk_phone, "ANSWER_S", 0.05)
    async with engine_in(tmp_path) as house, desk_in(tmp_path) as phone:
        said = heard(phone)
        await until(lambda: phone.mirror.is_up, "the desk is connected")
        house.engine.gate.clear()

        phone.ask(AnswerCall(call_id="a"))
        await until(lambda: said, "the delay is said")

        assert said == ["The phone did not answer in time."]
        house.engine.gate.set()


async def test_an_engine_that_goes_is_noticed_and_the_next_one_is_found(tmp_path: Path) -> None:
    async with desk_in(tmp_path) as phone:
        async with engine_in(tmp_path) as house:
            house.engine.calls = (a_call(),)
            await until(lambda: phone.mirror.calls, "the call is shown")
        await until(lambda: not phone.mirror.is_up, "the end of the engine is noticed")
        assert phone.mirror.calls == ()
        said = heard(phone)
        phone.ask(AnswerCall(call_id="a"))
        assert said == ["The phone is not running."]

        async with engine_in(tmp_path):
            await until(lambda: phone.mirror.is_up, "the next engine is found")


async def test_a_wrong_token_is_said_and_nothing_is_shown(tmp_path: Path) -> None:
    async with engine_in(tmp_path, token="wrong"), desk_in(tmp_path) as phone:  # noqa: S106 - that is the point
        await until(lambda: phone.mirror.connection is Connection.REFUSED, "the refusal is noticed")

        assert "token" in phone.mirror.says


async def test_what_is_refused_or_fails_is_said_in_the_windows_language(tmp_path: Path) -> None:
    failed = OfFailure(action=Action.HOLD, says="no", reason=Reason(type=Why.TIMED_OUT))
    async with engine_in(tmp_path) as house, desk_in(tmp_path, language("de")) as phone:
        said = heard(phone)
        await until(lambda: phone.mirror.is_up, "the desk is connected")
        house.engine.answers[Mute] = Refused(problem(Fault.UNAVAILABLE, "There is no microphone."))
        phone.ask(Mute(call_id="a"))
        await until(lambda: said, "the refusal is said")
        house.tell(ActionFailed(seq=1, at=NOON, origin=Origin.DESK, payload=failed))
        await until(lambda: len(said) == 2, "the failure is said")

    assert said == [
        "Das geht jetzt nicht. Das Telefon sagt dazu (auf Englisch): There is no microphone.",
        "Der Anruf konnte nicht gehalten werden. Die Gegenseite hat nicht rechtzeitig geantwortet.",
    ]
    async with engine_in(tmp_path, token="wrong"), desk_in(tmp_path, language("de")) as phone:  # noqa: S106 - the same
        await until(lambda: phone.mirror.connection is Connection.REFUSED, "the refusal is noticed")
        assert phone.mirror.says.startswith("Das Fenster hat nicht den Schlüssel")


async def test_another_protocol_is_said_with_the_version(tmp_path: Path) -> None:
    async with engine_in(tmp_path) as house:
        house.engine.card = structs.replace(PhoneCard(version="99.0"), protocol=99)
        async with desk_in(tmp_path) as phone:
            await until(lambda: phone.mirror.connection is Connection.REFUSED, "the refusal is noticed")

            assert "99.0" in phone.mirror.says


async def test_what_is_enquired_is_given_to_who_asked(tmp_path: Path) -> None:
    async with engine_in(tmp_path) as house, desk_in(tmp_path) as phone:
        await until(lambda: phone.mirror.is_up, "the desk is connected")
        house.engine.answers[History] = HistoryPage()
        given: list[object] = []

        phone.enquire(History(), given.append)
        await until(lambda: given, "the answer is given")

        assert given == [HistoryPage()]
        house.engine.answers[History] = Refused(problem(Fault.UNAVAILABLE, "no"))
        phone.enquire(History(), given.append)
        await until(lambda: len(house.engine.executed) == 2, "it is asked again")
        assert len(given) == 1


async def test_reasons_are_said_in_the_windows_language(tmp_path: Path) -> None:
    phone = DeskPhone(None, tmp_path, language("de"))
    said = heard(phone)

    phone.ask(AnswerCall())

    assert said == ["Das Telefon läuft nicht."]


async def test_many_signals_keep_the_interpreter_whole(tmp_path: Path) -> None:
    phone = DeskPhone(None, tmp_path, ENGLISH)
    counted: list[bool] = []
    listener: Callable[[object], None] = lambda _: counted.append(True)  # noqa: E731 - as widgets connect
    phone.happened.connect(listener)

    for number in range(5000):
        phone.happened.emit(number)
        if number % 500 == 0:
            await asyncio.sleep(0)

    assert len(counted) == 5000
