"""What our own INVITEs say about their calls."""

from softphone.adapters.sip.messages.caller import Standing, tags_of
from softphone.adapters.sip.messages.headers import gathered
from softphone.adapters.sip.messages.own_headers import own_headers
from softphone.core.messages.effects import SendInvite
from softphone.core.values import AccountName, CallId, CallType, LegId
from softphone.settings.sections.calls import HeadersSettings

NAMES = HeadersSettings()


def said(parent: CallId | None = None, call_type: CallType | None = None) -> list[tuple[str, str]]:
    extra = (("X-More", "1"),)
    effect = SendInvite(LegId("leg"), AccountName("a"), "sip:b@c", CallId("key"), extra, parent, call_type)
    return list(own_headers(effect, NAMES))


def test_a_plain_call_carries_its_key_and_what_it_was_given() -> None:
    assert said() == [("X-Vendor-Call-Key", "key"), ("X-More", "1")]


def test_another_phone_of_ours_reads_what_we_say() -> None:
    fields = said(CallId("parent"), CallType.TRANSFER)
    headers = gathered((name.lower(), value) for name, value in fields)
    tags = tags_of(headers, NAMES, Standing(is_trusted=True))

    assert (tags.key, tags.parent_call_id, tags.call_type) == ("key", "parent", CallType.TRANSFER)


def test_a_type_that_has_no_word_on_the_wire_is_not_sent() -> None:
    assert said(call_type=CallType.OUTBOUND) == said()
