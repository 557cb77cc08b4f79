"""A phone that is to restart is told so, also if it only just begins."""

from pathlib import Path

from PySide6.QtWidgets import QApplication

from softphone.protocol.enquiries import ShutDown
from tests.peers.waiting import until
from tests.ui.desk.test_phone import desk_in, engine_in


async def test_it_ends_as_soon_as_it_can_be_told(tmp_path: Path, qapp: QApplication) -> None:
    del qapp
    async with engine_in(tmp_path) as house, desk_in(tmp_path) as phone:
        phone.restart_engine()
        await until(lambda: len(house.engine.executed) == 1, "the phone is told to end when it is there")
        phone.restart_engine()
        await until(lambda: len(house.engine.executed) == 2, "and at once when it is there already")

        assert [command for command, _ in house.engine.executed] == [ShutDown(), ShutDown()]
