"""What a rule of fitting together finds: the settings involved, and the words for it."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Literal

from softphone.settings.keys import KeyPath
from softphone.settings.schema import Settings
from softphone.settings.wording import Wording


@dataclass(frozen=True, slots=True)
class Contradiction:
    """Settings that do not fit together; it is reported at the first of them."""

    paths: tuple[KeyPath, ...]
    text: Wording
    severity: Literal["error", "notice"] = "error"


Rule = Callable[[Settings], Iterator[Contradiction]]
