"""`softphone doctor` tries what can be tried: it really registers, and really says hello."""

import json
import sys
from pathlib import Path
from typing import Any

import pytest

from tests.bench.wire import a_wire
from tests.e2e.engine import toml
from tests.peers.fixtures import ports
from tests.peers.ports import Ports
from tests.peers.process import PeerProcess

__all__ = ["ports"]
pytestmark = pytest.mark.e2e
TREE = Path(__file__).parents[2]


async def doctor(
    folder: Path, settings: dict[str, Any], *words: str, **environment: str
) -> tuple[int, list[dict[str, str]]]:
    """Run the doctor as a process; answer with its exit code and its verdicts."""
    folder.mkdir(parents=True, exist_ok=True)  # noqa: ASYNC240 - a moment
    file = folder / "softphone.toml"
    file.write_text(toml(settings))
    own = {name: str(folder / name) for name in ("XDG_DATA_HOME", "XDG_STATE_HOME", "SOFTPHONE_RUNTIME_DIR")}
    command = [sys.executable, "-m", "softphone", "doctor", "--json", "--no-machine", "--config", str(file), *words]
    process = PeerProcess("doctor", command, folder, split=True, PYTHONPATH=str(TREE), **own, **environment)
    try:
        code = await process.ended(within_s=80)
    finally:
        await process.stop()
    return code, [json.loads(line) for line in process.output().splitlines()]


async def examined(folder: Path, settings: dict[str, Any]) -> list[dict[str, str]]:
    _, verdicts = await doctor(folder, settings, LINE="secret")
    return verdicts


def an_account(registrar_port: int) -> dict[str, Any]:
    account = {"name": "office", "uri": "sip:agent@127.0.0.1", "registrar": f"sip:127.0.0.1:{registrar_port}"}
    return {"bridge": {"port": 0}, "account": [{**account, "username": "agent", "password_env": "LINE"}]}


async def test_an_account_that_can_register_is_good(tmp_path: Path, ports: Ports) -> None:
    with a_wire(ports) as registrar:
        verdicts = await examined(tmp_path, an_account(registrar.port))
        assert registrar.registrations >= 1

    about = {verdict["about"]: verdict for verdict in verdicts}
    assert "office can register" in about["registration"]["says"]
    assert about["passwords"]["says"] == "office: in the environment (LINE)"
    assert "secret" not in json.dumps(verdicts)


async def test_one_account_alone_can_be_tried(tmp_path: Path, ports: Ports) -> None:
    with a_wire(ports) as registrar:
        words = ("--register", "office", "--set", "account.office.password_env=TRIAL")
        code, (tried,) = await doctor(tmp_path, an_account(registrar.port), *words, TRIAL="secret")
        _, (unknown,) = await doctor(tmp_path, an_account(registrar.port), "--register", "home")

    assert (code, tried["about"], tried["grade"]) == (0, "registration", "good")
    assert "home" in unknown["says"]


async def test_a_registrar_that_does_not_answer_is_named_in_bounded_time(tmp_path: Path, ports: Ports) -> None:
    verdicts = await examined(tmp_path, an_account(ports.one()))

    (found,) = [verdict for verdict in verdicts if verdict["about"] == "registration"]
    assert found["grade"] == "bad"
    assert found["advice"]
