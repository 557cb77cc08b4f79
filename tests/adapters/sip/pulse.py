"""A sound server for one test, with a headset and a loudspeaker that are made of nothing but can be listened to."""

import asyncio
import subprocess
from pathlib import Path

from tests.peers.process import PeerProcess, installed
from tests.peers.waiting import until
from tests.peers.wav import hear

HEADSET, ROOM, MICROPHONE = "Test_Headset", "Test_Loudspeaker", "Test_Microphone"


class Pulse:
    """PulseAudio without hardware."""

    def __init__(self, folder: Path) -> None:
        folder.mkdir(mode=0o700, parents=True, exist_ok=True)
        self._folder = folder
        self.server = f"unix:{folder / 'socket'}"
        self._environment = {"HOME": str(folder), "XDG_RUNTIME_DIR": str(folder), "PULSE_SERVER": self.server}
        self._listeners: list[PeerProcess] = []
        options = ["-n", "--daemonize=no", "--exit-idle-time=-1", "--use-pid-file=no", "--disable-shm"]
        described = "device.description"
        modules = [
            f"module-native-protocol-unix socket={folder / 'socket'} auth-anonymous=1",
            f"module-null-sink sink_name=headset sink_properties={described}={HEADSET}",
            f"module-null-sink sink_name=room sink_properties={described}={ROOM}",
            "module-null-sink sink_name=feed",
            f"module-remap-source master=feed.monitor source_name=mic source_properties={described}={MICROPHONE}",
        ]
        loads = [part for module in modules for part in ("-L", module)]
        program = installed("pulseaudio", "pulseaudio")
        self.process = PeerProcess("pulseaudio", self._with_environment(program, *options, *loads), folder)

    async def ready(self) -> "Pulse":
        await self.process.ready((self._folder / "socket").exists, "listens")
        return self

    async def say(self, *words: str) -> str:
        """Have pactl do something."""
        command = self._with_environment("pactl", *words)
        said = await asyncio.to_thread(subprocess.run, command, capture_output=True, text=True, check=True, timeout=10)
        return said.stdout.strip()

    async def is_listened_to(self) -> bool:
        """Whether a program has a microphone open."""
        return "protocol-native" in await self.say("list", "short", "source-outputs")

    def speak(self, tone: Path) -> None:
        """Play a file into the microphone, as long as the test lasts."""
        script = f"while true; do paplay --device=feed {tone}; done"
        self._listeners.append(PeerProcess("speaker", self._with_environment("sh", "-c", script), self._folder))

    def listen(self, sink: str) -> Path:
        """Write down what a sink plays."""
        file = self._folder / f"{sink}.wav"
        command = [
            "parecord",
            "--file-format=wav",
            "--rate=16000",
            "--channels=1",
            f"--device={sink}.monitor",
            str(file),
        ]
        self._listeners.append(PeerProcess(f"listener-{sink}", self._with_environment(*command), self._folder))
        return file

    def _with_environment(self, *command: str) -> list[str]:
        return ["env", *(f"{name}={value}" for name, value in self._environment.items()), *command]

    async def stop(self) -> None:
        for process in (*self._listeners, self.process):
            await process.stop(within_s=2)


async def heard(file: Path, hz: float, for_s: float = 0.5) -> None:
    """Wait until a tone has been written down."""
    await until(lambda: heard_so_far(file, hz, for_s), f"{hz} Hz in {file.name}", within_s=15)


def heard_so_far(file: Path, hz: float, for_s: float = 0.2) -> bool:
    """Whether a tone has been written down by now."""
    try:
        return hear(file).hears(hz, for_s=for_s, share=0.3)
    except (OSError, ValueError):
        return False
