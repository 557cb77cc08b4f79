"""A sound server of the test's own (PulseAudio), with devices made of software that can be plugged in and out.

A loudspeaker is a null sink, and what it plays is recorded. A microphone is fed with a tone. Nothing of the user's
own sound server is touched.
"""

import os
import shutil
import subprocess
import tempfile
from pathlib import Path

from tests.peers.process import PeerProcess, installed
from tests.peers.tones import Sound, silence, tone_wav
from tests.peers.waiting import until
from tests.peers.wav import read_wav

LATENCY = "--latency-msec=20"


class SoundServer:
    """One running PulseAudio."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder / "sound"
        self.folder.mkdir()
        self._home = Path(tempfile.mkdtemp(prefix="sound-"))  # a socket's path must be short
        self._tools: list[PeerProcess] = []
        self._modules: dict[str, list[str]] = {}
        command = [
            *(installed("pulseaudio", "pulseaudio"), "-n", "--daemonize=no", "--exit-idle-time=-1"),
            *("--use-pid-file=no", "--disable-shm=yes", "--log-target=stderr"),
            *("--load", f"module-native-protocol-unix auth-anonymous=1 socket={self._socket}"),
        ]
        self.process = PeerProcess("pulseaudio", command, self.folder, split=False, **self.environment)

    @property
    def environment(self) -> dict[str, str]:
        """What programs need to find this server and no other."""
        home = str(self._home)
        return {
            "PULSE_SERVER": f"unix:{self._socket}",
            "PULSE_RUNTIME_PATH": home,
            "PULSE_STATE_PATH": home,
            "PULSE_COOKIE": f"{home}/cookie",
        }

    async def ready(self) -> None:
        """Wait until it takes clients."""
        await self.process.ready(self._answers, "takes clients")

    def plug_in_loudspeaker(self, name: str) -> None:
        """Plug a loudspeaker in; its description is its name with a capital letter."""
        self._load(name, "module-null-sink", f"sink_name={name}", f"sink_properties=device.description={name.title()}")

    def plug_in_microphone(self, name: str, says_hz: float) -> None:
        """Plug a microphone in that somebody hums a tone into."""
        self._load(name, "module-null-sink", f"sink_name={name}-air", "sink_properties=device.description=Air")
        described = f"source_properties=device.description={name.title()}"
        self._load(name, "module-remap-source", f"master={name}-air.monitor", f"source_name={name}", described)
        hum = tone_wav(self.folder, says_hz, seconds=120, rate=48000)
        self._tool("paplay", f"--device={name}-air", LATENCY, str(hum))

    def unplug(self, name: str) -> None:
        """Pull a device out."""
        for module in reversed(self._modules.pop(name)):
            self._pactl("unload-module", module)

    def record(self, loudspeaker: str) -> None:
        """Record from now on what a loudspeaker plays."""
        file = self._recording(loudspeaker)
        source = f"--device={loudspeaker}.monitor"
        self._tool("parec", source, LATENCY, "--rate=8000", "--channels=1", "--file-format=wav", str(file))

    def played(self, loudspeaker: str) -> Sound:
        """What the loudspeaker has played since it is recorded."""
        file = self._recording(loudspeaker)
        return read_wav(file)[0] if file.exists() and file.stat().st_size > 44 else silence(0)

    async def plays(self, loudspeaker: str, frequency_hz: float, *, for_s: float = 1.0, within_s: float = 10) -> None:
        """Wait until a recorded loudspeaker has played a tone for so long altogether."""
        what = f"{loudspeaker} plays {frequency_hz:g} Hz"
        await until(lambda: self.played(loudspeaker).hears(frequency_hz, for_s), what, within_s=within_s)

    async def stop(self) -> None:
        """End the server and all of its clients."""
        for tool in self._tools:
            await tool.stop(within_s=2)
        await self.process.stop(within_s=2)
        shutil.rmtree(self._home)

    @property
    def _socket(self) -> Path:
        return self._home / "native"

    def _recording(self, loudspeaker: str) -> Path:
        return self.folder / f"{loudspeaker}.wav"

    def _answers(self) -> bool:
        done = subprocess.run(
            ["pactl", "info"], check=False, capture_output=True, env={**os.environ, **self.environment}
        )
        return done.returncode == 0

    def _load(self, name: str, *module: str) -> None:
        self._modules.setdefault(name, []).append(self._pactl("load-module", *module).strip())

    def _pactl(self, *words: str) -> str:
        environment = {**os.environ, **self.environment}
        return subprocess.run(["pactl", *words], check=True, capture_output=True, text=True, env=environment).stdout

    def _tool(self, name: str, *words: str) -> None:
        command = [installed(name, "pulseaudio-utils"), *words]
        self._tools.append(
            PeerProcess(f"{name}-{len(self._tools)}", command, self.folder, split=False, **self.environment)
        )
