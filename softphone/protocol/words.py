"""The words every message is made of: the protocol's name and limits, and the two kinds of message.

What a client asks is read strictly: an unknown field is a mistake. What the phone tells is read tolerantly, so that an
older client understands a newer phone.
"""

from typing import Annotated

from msgspec import Meta, Struct

PROTOCOL = "softphone.v1"
PROTOCOL_VERSION = 1
MAX_FRAME_BYTES = 1 << 20
"""A larger frame is refused before it is read."""
MAX_NAME = 128

Name = Annotated[str, Meta(min_length=1, max_length=MAX_NAME, pattern=r"\A[^\x00-\x1f\x7f]+\Z")]
"""An id, an account, a key: one line, not empty."""
Text = Annotated[str, Meta(max_length=512, pattern=r"\A[^\x00-\x1f\x7f]*\Z")]
"""Something people read: one line, may be empty."""
Count = Annotated[int, Meta(ge=0)]


class Asked(Struct, frozen=True, kw_only=True, rename="camel", forbid_unknown_fields=True):
    """What a client sends."""


class Told(Struct, frozen=True, kw_only=True, rename="camel"):
    """What the phone sends."""
