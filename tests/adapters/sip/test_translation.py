"""PJSIP's words into ours and back: accounts, codecs, media, counters."""

from ipaddress import ip_address
from types import SimpleNamespace
from typing import Any

import pjsua2 as pj
import pytest
from msgspec import structs

from softphone.adapters.sip.endpoint import clock_rate_hz, echo_options, offered_codecs
from softphone.adapters.sip.legs.statistics import Look, ice_state, reading_of, transport_of
from softphone.adapters.sip.legs.translate import Audio, audio_of, digits_method, is_held_by_peer, media_of, srtp_suite
from softphone.adapters.sip.network.account_config import Passwords, config_of, target_of, via
from softphone.adapters.sip.network.accounts import Outcome, event_of
from softphone.adapters.sip.network.doors import Door
from softphone.core.messages.events import Registered, RegistrationFailed, Unregistered
from softphone.core.values import NO_MEDIA, AccountName, Media
from softphone.engine.ports.phone import Transport
from softphone.quality.counters import Totals
from softphone.settings import Settings
from softphone.settings.sections.account import AccountSettings, TurnSettings
from softphone.settings.sections.network import RtpSettings
from softphone.settings.sections.sound import AudioSettings

DOOR = Door("udp", ip_address("192.0.2.5"), 0)
DUMP = """
  #0 audio PCMU @8kHz, sendrecv, peer=192.0.2.9:4000
     SRTP status: Active Crypto-suite: AES_CM_128_HMAC_SHA1_80
     ICE role: Controlling, state: Negotiation Success, comp_cnt: 2
"""


def account(**more: Any) -> AccountSettings:
    return structs.replace(
        AccountSettings(name="a", uri="sip:ann@pbx.example", registrar="sip:pbx.example:5070"), **more
    )


def configured(settings: Settings | None = None, **more: Any) -> pj.AccountConfig:
    return config_of(account(**more), settings or Settings(), DOOR, None, Passwords("secret", "turn-secret"))


def test_pjsip_registers_only_when_told_and_never_again_by_itself() -> None:
    whole = configured(expires_s=120)
    config = whole.regConfig

    assert config.registrarUri == "sip:pbx.example:5070"
    assert not config.registerOnAdd
    assert config.timeoutSec == 120
    assert config.retryIntervalSec == config.firstRetryIntervalSec == config.randomRetryIntervalSec == 0


def test_credentials_are_given_where_there_are_any() -> None:
    whole, other = configured(), configured(username="other")
    (credential,) = whole.sipConfig.authCreds
    nobody = config_of(account(), Settings(), DOOR, None, Passwords())

    assert (credential.username, credential.data, credential.realm) == ("ann", "secret", "*")  # type: ignore[attr-defined]
    assert len(nobody.sipConfig.authCreds) == 0
    (named,) = other.sipConfig.authCreds
    assert named.username == "other"  # type: ignore[attr-defined]


def test_passwords_do_not_show_themselves() -> None:
    assert "secret" not in repr(Passwords("secret", "secret"))


def test_a_name_that_people_see_cannot_break_out_of_its_quotes() -> None:
    assert configured(display_name='Ann "A" \\').idUri == '"Ann \\"A\\" \\\\" <sip:ann@pbx.example>'
    assert configured().idUri == "sip:ann@pbx.example"


def test_everything_goes_through_the_proxy_over_the_accounts_transport() -> None:
    bare, routed = configured(proxy="sip:p.example", transport="tls"), configured(proxy="sip:p.example;lr")

    assert list(bare.sipConfig.proxies) == ["sip:p.example;transport=tls;lr"]
    assert list(routed.sipConfig.proxies) == ["sip:p.example;lr"]


def test_nat_ice_and_turn_follow_the_settings() -> None:
    turn = TurnSettings(server="turn.example:3478", username="u", transport="tcp")
    near, far = configured(keep_alive_s=7), configured(ice=True, stun=("stun.example",), turn=turn)
    plain, through = near.natConfig, far.natConfig

    assert plain.udpKaIntervalSec == 7
    assert not plain.iceEnabled
    assert not plain.turnEnabled
    assert plain.mediaStunUse == pj.PJSUA_STUN_USE_DISABLED
    assert through.iceEnabled
    assert through.turnServer == "turn.example:3478"
    assert (through.turnUserName, through.turnPassword) == ("u", "turn-secret")
    assert through.turnConnType == pj.PJ_TURN_TP_TCP
    assert through.mediaStunUse == pj.PJSUA_STUN_USE_DEFAULT


def test_media_follows_the_settings() -> None:
    encrypted = configured(srtp="mandatory", srtp_keying=("dtls",))
    bounded = configured(Settings(rtp=RtpSettings(ports=(4000, 4100))), srtp="off")
    secure, ranged = encrypted.mediaConfig, bounded.mediaConfig

    assert secure.srtpUse == pj.PJMEDIA_SRTP_MANDATORY
    assert list(secure.srtpOpt.keyings) == [pj.PJMEDIA_SRTP_KEYING_DTLS_SRTP]
    assert (ranged.transportConfig.port, ranged.transportConfig.portRange) == (4000, 100)
    assert ranged.transportConfig.boundAddress == "192.0.2.5"
    assert ranged.srtpUse == pj.PJMEDIA_SRTP_DISABLED


def test_an_account_at_an_ipv6_address_speaks_ipv6_over_its_own_transport() -> None:
    six = config_of(account(), Settings(), Door("tcp", ip_address("2001:db8::5"), 0), 3, Passwords())

    assert six.sipConfig.ipv6Use == six.mediaConfig.ipv6Use == pj.PJSUA_IPV6_ENABLED_USE_IPV6_ONLY
    assert six.sipConfig.transportId == 3


@pytest.mark.parametrize(
    ("uri", "transport", "expected"),
    [
        ("sip:b@x", "udp", "sip:b@x"),
        ("sip:b@x", "tls", "sip:b@x;transport=tls"),
        ("sip:b@x;transport=tcp", "tls", "sip:b@x;transport=tcp"),
        ("sips:b@x", "tls", "sips:b@x"),
    ],
)
def test_a_uri_takes_the_accounts_transport_unless_it_names_its_own(uri: str, transport: str, expected: str) -> None:
    assert via(uri, account(transport=transport)) == expected


def test_a_bare_number_belongs_to_the_accounts_domain() -> None:
    assert target_of("100", account()) == "sip:100@pbx.example:5070"
    assert target_of("100", account(registrar=None, uri="sip:a@[::1]")) == "sip:100@[::1]"
    assert target_of("SIP:b@x", account(transport="tcp")) == "SIP:b@x;transport=tcp"


@pytest.mark.parametrize(
    ("code", "expires_s", "is_leaving", "expected"),
    [
        (200, 300, False, Registered(AccountName("a"), 300)),
        (200, 0, True, Unregistered(AccountName("a"))),
        (408, 0, True, Unregistered(AccountName("a"))),
    ],
)
def test_the_outcome_of_a_registration_is_told(code: int, expires_s: int, is_leaving: bool, expected: object) -> None:
    live: Any = SimpleNamespace(name=AccountName("a"), is_leaving=is_leaving, is_wanted=not is_leaving)

    assert event_of(live, Outcome(code, "", expires_s, "")) == expected


@pytest.mark.parametrize(("code", "expires_s"), [(200, 0), (403, 300), (0, 0)])
def test_a_registration_that_did_not_work_out_says_why(code: int, expires_s: int) -> None:
    live: Any = SimpleNamespace(name=AccountName("a"), is_leaving=False, is_wanted=True)
    event = event_of(live, Outcome(code, "why", expires_s, ""))

    assert isinstance(event, RegistrationFailed)
    assert (event.code, event.phrase) == (code, "why")


def test_codecs_of_all_accounts_are_offered_and_the_clock_follows_the_widest() -> None:
    narrow = Settings(audio=AudioSettings(codecs=("pcmu",)))
    mixed = Settings(audio=AudioSettings(codecs=("pcmu",)), accounts=(account(codecs=("g722", "pcmu")),))

    assert offered_codecs(mixed) == ("pcmu", "g722")
    assert (clock_rate_hz(narrow), clock_rate_hz(mixed)) == (8000, 16000)


def test_the_echo_canceller_is_the_wished_one() -> None:
    assert echo_options(AudioSettings()) & pj.PJMEDIA_ECHO_USE_NOISE_SUPPRESSOR
    assert echo_options(AudioSettings()) & pj.PJMEDIA_ECHO_WEBRTC_AEC3
    assert echo_options(AudioSettings(echo="speex", noise_suppression=False)) == pj.PJMEDIA_ECHO_SPEEX


def media(status: int, direction: int, kind: int = pj.PJMEDIA_TYPE_AUDIO) -> Any:
    return SimpleNamespace(type=kind, status=status, dir=direction, index=1)


BOTH = pj.PJMEDIA_DIR_ENCODING | pj.PJMEDIA_DIR_DECODING
STREAM: Any = SimpleNamespace(
    codecName="PCMU",
    codecClockRate=8000,
    remoteRtpAddress="192.0.2.9:4000",
    audCodecParam=SimpleNamespace(
        info=SimpleNamespace(frameLen=10, avgBps=64000), setting=SimpleNamespace(frmPerPkt=2)
    ),
)


def test_the_audio_of_a_call_is_found() -> None:
    def found(*parts: Any) -> Audio | None:
        info: Any = SimpleNamespace(media=list(parts))
        return audio_of(info)

    running = media(pj.PJSUA_CALL_MEDIA_ACTIVE, BOTH)
    assert found(media(0, 0, kind=99), running) == Audio(1, pj.PJSUA_CALL_MEDIA_ACTIVE, BOTH)
    assert found(media(0, BOTH)) is None
    assert found() is None
    assert Audio(1, 1, BOTH).is_received
    assert not Audio(1, 1, pj.PJMEDIA_DIR_ENCODING).is_received


@pytest.mark.parametrize(
    ("status", "direction", "was_held", "is_held"),
    [
        (pj.PJSUA_CALL_MEDIA_ACTIVE, BOTH, True, False),
        (pj.PJSUA_CALL_MEDIA_REMOTE_HOLD, pj.PJMEDIA_DIR_DECODING, False, True),
        (pj.PJSUA_CALL_MEDIA_REMOTE_HOLD, 0, False, True),
        (pj.PJSUA_CALL_MEDIA_LOCAL_HOLD, pj.PJMEDIA_DIR_ENCODING, True, False),
        (pj.PJSUA_CALL_MEDIA_LOCAL_HOLD, 0, False, False),
        (pj.PJSUA_CALL_MEDIA_LOCAL_HOLD, 0, True, True),
    ],
)
def test_who_holds_whom_is_read_from_the_direction(status: int, direction: int, was_held: bool, is_held: bool) -> None:
    assert is_held_by_peer(Audio(0, status, direction), was_held_by_peer=was_held) is is_held


def test_media_is_described_and_remembered_while_no_stream_runs() -> None:
    active, inactive = Audio(0, pj.PJSUA_CALL_MEDIA_ACTIVE, BOTH), Audio(0, pj.PJSUA_CALL_MEDIA_REMOTE_HOLD, 0)
    known = media_of(active, STREAM, DUMP, "info", NO_MEDIA)

    assert known == Media("PCMU", 8000, "AES_CM_128_HMAC_SHA1_80", False, "192.0.2.9:4000", "info")
    held = media_of(inactive, None, "", "info", known)
    assert held == Media("PCMU", 8000, "", True, "192.0.2.9:4000", "info")


def test_what_only_the_dump_knows_is_read_from_it() -> None:
    assert srtp_suite("SRTP status: Not active Crypto-suite: ") == ""
    assert ice_state(DUMP) == "Negotiation Success"
    assert ice_state("") == ""


def test_the_way_a_digit_came_has_a_name() -> None:
    assert digits_method(pj.PJSUA_DTMF_METHOD_RFC2833) == "rfc4733"
    assert digits_method(pj.PJSUA_DTMF_METHOD_SIP_INFO) == "info"
    assert digits_method(99) == "unknown"


def counted(update_count: int, rtt_n: int) -> Any:
    def direction(packets: int) -> Any:
        return SimpleNamespace(
            pkt=packets,
            loss=2,
            discard=3,
            dup=4,
            jitterUsec=SimpleNamespace(last=5000, n=1, mean=0),
            lossPeriodUsec=SimpleNamespace(mean=40000, n=1, last=0),
            updateCount=update_count,
        )

    rtcp = SimpleNamespace(
        rxStat=direction(100),
        txStat=direction(90),
        rttUsec=SimpleNamespace(n=rtt_n, last=12000),
        peerSdes=SimpleNamespace(cname="peer" if update_count else ""),
    )
    return SimpleNamespace(rtcp=rtcp, jbuf=SimpleNamespace(size=6))


def test_counters_are_translated_and_what_the_far_end_has_not_reported_is_unknown() -> None:
    look = Look(at=7.0, stream=2)
    active, held = Audio(0, 1, BOTH), Audio(0, 1, pj.PJMEDIA_DIR_ENCODING)
    before = reading_of(STREAM, counted(0, 0), active, look)
    after = reading_of(STREAM, counted(1, 1), held, look)

    assert (before.sent, before.rtt_ms, before.reports) == (None, None, 0)
    assert (before.is_to_receive, before.is_to_send, before.has_peer_reports) == (True, True, False)
    assert (after.is_to_receive, after.is_to_send, after.has_peer_reports) == (False, True, True)
    assert (before.packets_sent, before.received.packets) == (90, 96)
    assert after.sent == Totals(packets=90, lost=2, discarded=3, duplicates=4, loss_periods=1, jitter_ms=5.0)
    assert (after.rtt_ms, after.buffer_ms, after.reports) == (12.0, 60.0, 1)
    assert (after.at, after.stream, after.codec, after.packet_ms, after.bitrate_kbps) == (7.0, 2, "PCMU", 20.0, 64.0)


def test_what_carries_the_audio_is_read_from_stream_and_dump() -> None:
    assert transport_of(STREAM, "192.0.2.1:4000", DUMP) == Transport(
        "AES_CM_128_HMAC_SHA1_80", "Negotiation Success", "192.0.2.1:4000", "192.0.2.9:4000"
    )
