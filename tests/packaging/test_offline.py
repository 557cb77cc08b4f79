"""Once everything is set up, both commands work without a network: nobody is asked for anything again."""

import subprocess
from collections.abc import Callable
from pathlib import Path

import pytest

CHECKOUT = Path(__file__).resolve().parents[2]
CLIENTS = ("apt-get", "apt-cache", "npm", "curl", "wget", "sudo")

pytestmark = pytest.mark.e2e  # it looks at the machine that `make test` has set up


@pytest.mark.parametrize("goal", ["run", "test"])
def test_a_second_set_up_needs_no_network(
    goal: str, program: Callable[[str, str], Path], monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    for client in CLIENTS:
        program(client, f"echo {client} >> {tmp_path}/asked; exit 100")
    monkeypatch.setenv("PIP_NO_INDEX", "1")

    command = [str(CHECKOUT / "tests/alone"), str(CHECKOUT / "packaging/setup/setup"), goal]
    done = subprocess.run(command, capture_output=True, text=True, timeout=110, check=False)

    assert done.returncode == 0, done.stdout + done.stderr
    assert "Everything is in place" in done.stdout
    assert not (tmp_path / "asked").exists()
