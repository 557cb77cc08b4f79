"""`softphone` as it would be if it never looked at the audio of its calls: to see what the looking costs."""

import sys

from softphone.adapters.sip.phone import PjsuaPhone
from softphone.cli import main
from softphone.engine.ports.phone import Measured


def _never(_: PjsuaPhone, measured: Measured) -> None:
    """Look at nothing."""
    del measured


if __name__ == "__main__":
    PjsuaPhone.measure = _never  # type: ignore[method-assign, assignment]
    sys.exit(main())
