"""An account is tried at a real PBX before it is saved; what the registrar answers is said, the password never."""

import asyncio
from collections.abc import Callable

import pytest
from PySide6.QtCore import QObject
from PySide6.QtWidgets import QApplication

from softphone.ui.desk.registration_trial import RegistrationTrial
from softphone.ui.views.language import ENGLISH
from softphone.ui.views.settings.trial import Trial
from softphone.ui.views.tone import Tone
from tests.peers import Peers
from tests.peers.fixtures import peers, ports

__all__ = ["peers", "ports"]
pytestmark = pytest.mark.e2e
WITHIN_S = 60


async def happens(qapp: QApplication, condition: Callable[[], object]) -> None:
    """Let Qt's events happen until it is so."""
    async with asyncio.timeout(WITHIN_S):
        while not condition():
            qapp.processEvents()
            await asyncio.sleep(0.02)


async def tried(qapp: QApplication, port: int, password: str) -> Trial:
    """Try an account at a PBX on this port."""
    owner, told = QObject(), list[Trial]()
    trial = RegistrationTrial(["--no-machine", "--config", "/dev/null"], ENGLISH, owner)
    trial.told.connect(told.append)
    values = {"uri": f"sip:agent1@127.0.0.1:{port}", "registrar": f"sip:127.0.0.1:{port}"}
    trial.begin("office", values, password)
    await happens(qapp, lambda: told and not told[-1].is_running)
    owner.deleteLater()
    return told[-1]


async def test_what_the_registrar_answers_is_said(peers: Peers, qapp: QApplication) -> None:
    pbx = await peers.asterisk()

    good = await tried(qapp, pbx.ports.sip, "agent1-password")
    wrong = await tried(qapp, pbx.ports.sip, "wrong")

    assert (good.text, good.tone) == ("Registered: the account works.", Tone.GOOD)
    assert wrong.tone is Tone.BAD
    assert "the answer is 401" in wrong.text or "the answer is 403" in wrong.text
    assert "password" in wrong.advice


async def test_an_attempt_that_is_given_up_ends(qapp: QApplication, unused_tcp_port: int) -> None:
    owner, told = QObject(), list[Trial]()
    trial = RegistrationTrial([], ENGLISH, owner)
    trial.told.connect(told.append)
    trial.begin("office", {"registrar": f"sip:127.0.0.1:{unused_tcp_port}"}, "")
    trial.stop()

    assert told == [Trial("The registrar is being asked.", is_running=True), Trial()]
    await happens(qapp, lambda: not owner.children() or len(owner.findChildren(QObject)) <= 2)
