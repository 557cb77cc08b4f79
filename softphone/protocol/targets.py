"""Whom a call may go to: what somebody typed, or a contact with everything that the dial rules ask for."""

from typing import Annotated

from msgspec import Meta

from softphone.contacts.entries import Kind
from softphone.protocol.words import Asked, Text

Target = Annotated[str, Meta(min_length=1, max_length=512, pattern=r"\A[^\x00-\x1f\x7f]+\Z")]
"""A number or a SIP URI."""


class ContactTarget(Asked, frozen=True, kw_only=True):
    """A contact as the phone book has it. The dial rule of its kind says what is dialled."""

    kind: Kind = Kind.PHONE_BOOK
    name: Text = ""
    number: Text = ""
    id: Text = ""
    prefix: Text = ""
    extension: Text = ""


Callee = Target | ContactTarget
