"""What an INVITE of ours says about its call, in the headers that the settings name. Pure.

The same words that are read from others' INVITEs; a type that has no word there is not sent.
"""

from collections.abc import Iterator

from softphone.adapters.sip.messages.caller import CALL_TYPE_WORDS
from softphone.core.messages.effects import SendInvite
from softphone.settings.sections.calls import HeadersSettings


def own_headers(effect: SendInvite, names: HeadersSettings) -> Iterator[tuple[str, str]]:
    """List the headers of an INVITE: its keys first, then what else is to go with it."""
    yield names.call_key[0], effect.key
    if effect.parent:
        yield names.parent_call_id, effect.parent
    if effect.call_type in CALL_TYPE_WORDS:
        yield names.call_type, CALL_TYPE_WORDS[effect.call_type]
    yield from effect.headers
