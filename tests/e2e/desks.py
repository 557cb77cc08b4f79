"""Settings of the engines in these tests: loopback, file audio, no keyring, everything in the test's folder."""

from pathlib import Path
from typing import Any

from tests.e2e.engine import Desk, Engine
from tests.peers import Peers, tone_wav

Overrides = dict[str, dict[str, Any]]


def desk(
    peers: Peers,
    name: str,
    says_hz: float | None,
    *,
    accounts: list[dict[str, Any]] | None = None,
    **overrides: dict[str, Any],
) -> Desk:
    """Describe an engine whose microphone is a tone; sections given by name add to or replace the defaults."""
    folder = peers.folder / name
    folder.mkdir(parents=True, exist_ok=True)
    settings = _defaults(peers, folder, f"file:{tone_wav(folder, says_hz)}" if says_hz else "silence")
    for section, values in overrides.items():
        settings[section] = {**settings.get(section, {}), **values}
    if accounts:
        settings["account"] = accounts
    return Desk(folder, settings)


def _defaults(peers: Peers, folder: Path, microphone: str) -> dict[str, Any]:
    """Give the settings that every engine has unless a test says otherwise."""
    sip, rtp = peers.ports.several(4), peers.ports.several(40)
    return {
        "bridge": {"port": 0},
        "sip": {"bind": "127.0.0.1", "port": sip[0]},
        "rtp": {"ports": [rtp[0], rtp[-1]]},
        "audio": {
            "input": microphone,
            "output": f"file:{folder / 'heard.wav'}",
            "ringer": "null",
            "echo": "off",
            "noise_suppression": False,
        },
        "agent": {"wrap_up": "off"},
        "history": {"directory": str(folder / "history")},
        "log": {"directory": str(folder / "log"), "level": "info"},
        "recording": {"directory": str(folder / "recordings")},
    }


async def engine_at(peers: Peers, says_hz: float | None = 440, *, name: str = "engine", **settings: Any) -> Engine:
    """Start an engine whose microphone hears this tone; wait until it is ready."""
    return await peers.started(Engine(desk(peers, name, says_hz, **settings)))
