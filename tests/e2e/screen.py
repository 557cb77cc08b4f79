"""A screen with a window manager on which real windows are opened, and hands that type and click like a person's."""

import asyncio
import os
import sys
from pathlib import Path

from PySide6.QtCore import QRect
from PySide6.QtGui import QImage

from tests.e2e.engine import SOFTPHONE, Desk
from tests.peers import until
from tests.peers.process import PeerProcess

TYPEWRITER = """
import sys
from PySide6.QtWidgets import QApplication, QLineEdit
app = QApplication([])
field = QLineEdit()
field.setWindowTitle("typewriter")
field.textChanged.connect(lambda text: (print(text), sys.stdout.flush()))
field.resize(400, 60)
field.show()
app.exec()
"""
CAMERA = """
import sys
from PySide6.QtGui import QGuiApplication
app = QGuiApplication([])
sys.exit(not app.primaryScreen().grabWindow(int(sys.argv[1])).save(sys.argv[2]))
"""

SIZE = (1280, 900)


class Screen:
    """One X server with openbox on it."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        command = ["Xvfb", "-displayfd", "1", "-screen", "0", "{}x{}x24".format(*SIZE), "-nolisten", "tcp", "-noreset"]
        self.process = PeerProcess("screen", command, folder, split=True)
        self.manager: PeerProcess | None = None

    @property
    def environment(self) -> dict[str, str]:
        """How programs find it."""
        return {"DISPLAY": f":{self.process.output().strip()}", "QT_QPA_PLATFORM": "xcb", "XDG_SESSION_TYPE": "x11"}

    async def ready(self) -> None:
        """Wait until windows can be opened and are managed."""
        await self.process.ready(lambda: self.process.output().strip(), "has a number")
        self.manager = PeerProcess("openbox", ["openbox", "--sm-disable"], self.folder, split=True, **self.environment)
        await self.manager.ready(self._is_managed, "manages windows")

    async def stop(self) -> None:
        """Take the screen away."""
        if self.manager is not None:
            await self.manager.stop(within_s=2)
        await self.process.stop(within_s=2)

    async def hands(self, *words: str) -> str:
        """Let xdotool do something; the answer is what it printed."""
        process = await asyncio.create_subprocess_exec(
            *("xdotool", *words),
            stdout=asyncio.subprocess.PIPE,
            stderr=asyncio.subprocess.DEVNULL,
            env={**os.environ, **self.environment},
        )
        out, _ = await asyncio.wait_for(process.communicate(), 20)
        return out.decode().strip()

    async def window(self, title: str, *, within_s: float = 20.0) -> str:
        """Wait for a window that can be seen, and give its number."""
        deadline = asyncio.get_running_loop().time() + within_s
        while not (found := await self.hands("search", "--onlyvisible", "--name", title)):
            assert asyncio.get_running_loop().time() < deadline, f"no window called {title}"
            await asyncio.sleep(0.1)
        return found.splitlines()[-1]

    async def window_after(self, window: str, key: str, title: str, *, within_s: float = 20.0) -> str:
        """Press a key, again and again until it opens a window; gives that one's number."""
        deadline = asyncio.get_running_loop().time() + within_s
        while not await self.sees(title):
            assert asyncio.get_running_loop().time() < deadline, f"{key} opens no window called {title}"
            await self.press(window, key)
            await asyncio.sleep(0.2)
        return await self.window(title)

    async def sees(self, title: str) -> bool:
        """Tell whether there is a window of that name."""
        return bool(await self.hands("search", "--onlyvisible", "--name", title))

    async def uppermost(self) -> str:
        """Give the number of the window that lies above all others."""
        process = await asyncio.create_subprocess_exec(
            *("xprop", "-root", "-notype", "_NET_CLIENT_LIST_STACKING"),
            stdout=asyncio.subprocess.PIPE,
            env={**os.environ, **self.environment},
        )
        out, _ = await asyncio.wait_for(process.communicate(), 20)
        return str(int(out.decode().split()[-1], 16))

    async def place(self, window: str) -> QRect:
        """Tell where a window is, without its frame."""
        said = await self.hands("getwindowgeometry", "--shell", window)
        told = dict(line.split("=") for line in said.splitlines())
        return QRect(*(int(told[name]) for name in ("X", "Y", "WIDTH", "HEIGHT")))

    async def divide(self, *names: str) -> None:
        """Let the room be that of several screens of one width, beside each other."""
        wide, high = SIZE[0] // len(names), SIZE[1]
        for place, name in enumerate(names):
            size = f"{wide}/{wide // 4}x{high}/{high // 4}+{place * wide}+0"
            await self.arrange("--setmonitor", name, size, "none" if place else "screen")

    async def arrange(self, *words: str) -> None:
        """Let xrandr change the screens."""
        process = await asyncio.create_subprocess_exec("xrandr", *words, env={**os.environ, **self.environment})
        assert await asyncio.wait_for(process.wait(), 20) == 0

    async def picture(self, window: str) -> QImage:
        """Take a picture of a window, as it is seen now."""
        file = self.folder / "picture.png"
        process = await asyncio.create_subprocess_exec(
            *(sys.executable, "-c", CAMERA, window, file), env={**os.environ, **self.environment}
        )
        assert await asyncio.wait_for(process.wait(), 20) == 0
        return QImage(str(file))

    async def press(self, window: str, *keys: str) -> None:
        """Give a window the keyboard and press keys."""
        await self.hands("windowactivate", "--sync", window)
        await self.hands("key", "--clearmodifiers", *keys)

    def _is_managed(self) -> bool:
        return bool(self.manager and self.manager.exit_code is None and self._has_root_property())

    def _has_root_property(self) -> bool:
        display = self.environment["DISPLAY"]
        return os.system(f"DISPLAY={display} xprop -root _NET_SUPPORTING_WM_CHECK >/dev/null") == 0  # noqa: S605 - ours


class TrayPanel:
    """A panel along the upper edge, in which programs put their icons."""

    def __init__(self, screen: Screen) -> None:
        command = ["trayer", "--edge", "top", "--align", "right", "--widthtype", "pixel", "--width", "120"]
        self.process = PeerProcess("trayer", command, screen.folder, split=True, **screen.environment)

    async def ready(self) -> None:
        """Its window is waited for by name."""

    async def stop(self) -> None:
        """Take it away."""
        await self.process.stop(within_s=2)


class Typewriter:
    """Another program, in which somebody types."""

    def __init__(self, screen: Screen) -> None:
        self.process = PeerProcess(
            "typewriter", [sys.executable, "-c", TYPEWRITER], screen.folder, split=True, **screen.environment
        )

    @property
    def text(self) -> str:
        """What has been typed into it."""
        lines = self.process.output().splitlines()
        return lines[-1] if lines else ""

    async def ready(self) -> None:
        """It is there at once; its window is waited for by name."""

    async def stop(self) -> None:
        """Put it away."""
        await self.process.stop(within_s=2)


class DeskWindow:
    """The desk as a process of its own."""

    def __init__(self, screen: Screen, desk: Desk, *words: str, name: str = "desk", **environment: str) -> None:
        command = [*SOFTPHONE, "--config", str(desk.write()), *words]
        surroundings = {**desk.surroundings(), **screen.environment, **environment}
        self.process = PeerProcess(name, command, desk.folder, split=True, **surroundings)

    async def ready(self) -> None:
        """Its window is waited for by name."""

    async def stop(self) -> None:
        """Close it."""
        await self.process.stop(within_s=6)

    async def ended(self) -> int:
        """Wait until it has gone."""
        await until(lambda: self.process.exit_code is not None, "the desk has gone", within_s=15)
        return self.process.exit_code or 0
