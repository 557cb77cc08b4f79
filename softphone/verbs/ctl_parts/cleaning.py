"""Makes what comes from the network harmless for a terminal: a name may be written to forge lines or colours."""

from typing import Any, TypeVar

import msgspec

from softphone.protocol.words import Told
from softphone.ui.text.rows import clean

T = TypeVar("T", bound=Told)


def harmless(message: T) -> T:
    """Replace everything that is not printable, wherever in a message it stands."""
    return msgspec.convert(_cleaned(msgspec.to_builtins(message)), type(message))


def _cleaned(part: Any) -> Any:  # noqa: ANN401 - any part of a JSON document
    if isinstance(part, str):
        return clean(part)
    if isinstance(part, dict):
        return {clean(key): _cleaned(value) for key, value in part.items()}
    return [_cleaned(entry) for entry in part] if isinstance(part, list | tuple) else part
