import asyncio
from typing import Any

class QEventLoop(asyncio.SelectorEventLoop):
    def __init__(self, app: Any = ..., set_running_loop: bool = ..., already_running: bool = ...) -> None: ...
