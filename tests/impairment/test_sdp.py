"""SIP on its way through the relay."""

from tests.impairment.sdp import media_port, with_media_port

BODY = b"v=0\r\nc=IN IP4 127.0.0.1\r\nm=audio 4000 RTP/AVP 0\r\na=rtcp:4001 IN IP4 127.0.0.1\r\n"
MESSAGE = b"INVITE sip:a@b SIP/2.0\r\nContent-Length: %d\r\n\r\n" % len(BODY) + BODY


def test_audio_is_led_through_other_ports() -> None:
    bent = with_media_port(MESSAGE, 14200)

    assert media_port(bent) == 14200
    assert b"a=rtcp:14201 IN IP4" in bent
    head, _, body = bent.partition(b"\r\n\r\n")
    assert b"Content-Length: %d" % len(body) in head


def test_a_message_without_audio_passes_as_it_is() -> None:
    bye = b"BYE sip:a@b SIP/2.0\r\nContent-Length: 0\r\n\r\n"

    assert media_port(bye) is None
    assert with_media_port(bye, 14200) == bye
