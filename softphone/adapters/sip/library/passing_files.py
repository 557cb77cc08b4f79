"""Files for libraries that take a path and nothing else. Any thread may write one.

On Linux they are in memory only and end with the process, however it ends. Elsewhere they are temporary files, which
an orderly end removes.
"""

import atexit
import os
import sys
import tempfile
import threading
from pathlib import Path

_lock = threading.Lock()
_opened: dict[str, int] = {}


def passing_file(name: str, content: bytes) -> str:
    """Write a file, or another content in one stroke, and give its path, which stays the same."""
    with _lock:
        return _in_memory(name, content) if sys.platform == "linux" else _on_disk(name, content)


def _in_memory(name: str, content: bytes) -> str:
    fresh = os.memfd_create(name)
    with os.fdopen(fresh, "wb", closefd=False) as file:
        file.write(content)
    if (known := _opened.setdefault(name, fresh)) != fresh:
        os.dup2(fresh, known, inheritable=False)
        os.close(fresh)
    return f"/proc/{os.getpid()}/fd/{known}"


def _on_disk(name: str, content: bytes) -> str:
    handle, fresh = tempfile.mkstemp(prefix=f"softphone-{name}-")
    with os.fdopen(handle, "wb") as file:
        file.write(content)
    path = Path(tempfile.gettempdir()) / f"softphone-{os.getpid()}-{name}"
    if not path.exists():
        atexit.register(path.unlink, missing_ok=True)
    Path(fresh).replace(path)
    return str(path)
