"""An account of the settings in PJSIP's terms. No behaviour; passwords pass through and stay nowhere else."""

from dataclasses import dataclass

import pjsua2 as pj

from softphone.adapters.sip.network.addresses import in_uri, names_its_way, place_of_uri, user_of_uri
from softphone.adapters.sip.network.doors import Door
from softphone.settings import Settings
from softphone.settings.sections.account import AccountSettings, TurnSettings

_TIMERS = {
    "off": pj.PJSUA_SIP_TIMER_INACTIVE,
    "optional": pj.PJSUA_SIP_TIMER_OPTIONAL,
    "required": pj.PJSUA_SIP_TIMER_REQUIRED,
}
_PRACK = {
    "off": pj.PJSUA_100REL_NOT_USED,
    "optional": pj.PJSUA_100REL_OPTIONAL,
    "required": pj.PJSUA_100REL_MANDATORY,
}
_SRTP = {
    "off": pj.PJMEDIA_SRTP_DISABLED,
    "optional": pj.PJMEDIA_SRTP_OPTIONAL,
    "mandatory": pj.PJMEDIA_SRTP_MANDATORY,
}
_KEYINGS = {"sdes": pj.PJMEDIA_SRTP_KEYING_SDES, "dtls": pj.PJMEDIA_SRTP_KEYING_DTLS_SRTP}
_SUITES = ("AES_CM_128_HMAC_SHA1_80", "AEAD_AES_256_GCM", "AES_256_CM_HMAC_SHA1_80")
_TURN_KINDS = {"udp": pj.PJ_TURN_TP_UDP, "tcp": pj.PJ_TURN_TP_TCP, "tls": pj.PJ_TURN_TP_TLS}


@dataclass(frozen=True, slots=True)
class Passwords:
    """The secrets of one account; empty where there is none. Never logged: it has no readable form."""

    account: str = ""
    turn: str = ""
    is_known: bool = True
    """False where they could not be read: then no server is shown a wrong one, after which it might lock us out."""

    def __repr__(self) -> str:
        return "Passwords(...)"


def via(uri: str, account: AccountSettings) -> str:
    """Send a request for a URI over the account's transport, unless the URI itself says otherwise."""
    is_settled = account.transport == "udp" or names_its_way(uri)
    return uri if is_settled else f"{uri};transport={account.transport}"


def target_of(target: str, account: AccountSettings) -> str:
    """Make a URI of what was dialled, and send the request for it the account's own way."""
    return via(uri_of(target, account), account)


def uri_of(target: str, account: AccountSettings) -> str:
    """Make a URI of what was dialled; a bare number belongs to the account's own domain."""
    if target.lower().startswith(("sip:", "sips:")):
        return target
    place = place_of_uri(account.registrar or account.uri)
    port = f":{place.port}" if place.port else ""
    return f"sip:{target}@{in_uri(place.host)}{port}"


def config_of(
    account: AccountSettings, settings: Settings, door: Door, transport_id: int | None, passwords: Passwords
) -> pj.AccountConfig:
    """Translate one account; `transport_id` ties it to a transport of its own."""
    config = pj.AccountConfig()
    config.idUri = _id_uri(account)
    _set_registration(config, account)
    _set_sip(config, account, passwords)
    config.callConfig.timerUse = _TIMERS[account.session_timers]
    config.callConfig.timerSessExpiresSec = account.session_expires_s
    config.callConfig.prackUse = _PRACK[account.prack]
    _set_nat(config.natConfig, account, passwords.turn)
    _set_media(config.mediaConfig, account, settings, door)
    config.mwiConfig.enabled = account.voicemail and account.registrar is not None
    config.presConfig.publishEnabled = account.publish_presence
    if transport_id is not None:
        config.sipConfig.transportId = transport_id
    if door.address.version == 6:
        config.sipConfig.ipv6Use = pj.PJSUA_IPV6_ENABLED_USE_IPV6_ONLY
    return config


def _id_uri(account: AccountSettings) -> str:
    if not account.display_name:
        return account.uri
    name = account.display_name.replace("\\", "\\\\").replace('"', '\\"')
    return f'"{name}" <{account.uri}>'


def _set_registration(config: pj.AccountConfig, account: AccountSettings) -> None:
    """PJSIP registers when it is told to, and once: backing off is the machine's business."""
    config.regConfig.registerOnAdd = False
    if account.registrar:
        config.regConfig.registrarUri = via(account.registrar, account)
    config.regConfig.timeoutSec = account.expires_s
    config.regConfig.retryIntervalSec = 0
    config.regConfig.firstRetryIntervalSec = 0
    config.regConfig.randomRetryIntervalSec = 0
    config.regConfig.dropCallsOnFail = False
    config.regConfig.disableRegOnModify = True


def _set_sip(config: pj.AccountConfig, account: AccountSettings, passwords: Passwords) -> None:
    if passwords.is_known and (passwords.account or account.username):
        username = account.username or user_of_uri(account.uri)
        shown = pj.AuthCredInfo("digest", "*", username, 0, passwords.account)
        config.sipConfig.authCreds = pj.AuthCredInfoVector([shown])
    if account.proxy:
        proxy = via(account.proxy, account)
        config.sipConfig.proxies = pj.StringVector([proxy if ";lr" in proxy else f"{proxy};lr"])


def _set_nat(nat: pj.AccountNatConfig, account: AccountSettings, turn_password: str) -> None:
    nat.udpKaIntervalSec = _keep_alive_s(account)
    nat.iceEnabled = account.ice
    stun = pj.PJSUA_STUN_USE_DEFAULT if account.stun else pj.PJSUA_STUN_USE_DISABLED
    nat.sipStunUse = stun
    nat.mediaStunUse = stun
    if account.turn:
        _set_turn(nat, account.turn, turn_password)


def _keep_alive_s(account: AccountSettings) -> int:
    """Two seconds in PJSIP mean every second: it waits four fifths, rounded down. One second means without a pause."""
    return max(2, account.keep_alive_s) if account.keep_alive_s else 0


def _set_turn(nat: pj.AccountNatConfig, turn: TurnSettings, password: str) -> None:
    nat.turnEnabled = True
    nat.turnServer = turn.server
    nat.turnConnType = _TURN_KINDS[turn.transport]
    nat.turnUserName = turn.username or ""
    nat.turnPasswordType = 0
    nat.turnPassword = password


def _set_media(media: pj.AccountMediaConfig, account: AccountSettings, settings: Settings, door: Door) -> None:
    media.srtpUse = _SRTP[account.srtp]
    media.srtpSecureSignaling = 0
    if account.srtp != "off":
        srtp = media.srtpOpt
        srtp.keyings = pj.IntVector([_KEYINGS[keying] for keying in account.srtp_keying])
        srtp.cryptos = pj.SrtpCryptoVector([_suite(name) for name in _SUITES])
        media.srtpOpt = srtp
    media.rtcpXrEnabled = settings.quality.rtcp_xr
    media.transportConfig.boundAddress = str(door.address)
    media.transportConfig.qosParams.flags = pj.PJ_QOS_PARAM_HAS_DSCP
    media.transportConfig.qosParams.dscp_val = settings.rtp.dscp
    first, last = settings.rtp.ports
    media.transportConfig.port = first
    media.transportConfig.portRange = max(0, last - first)
    if door.address.version == 6:
        media.ipv6Use = pj.PJSUA_IPV6_ENABLED_USE_IPV6_ONLY


def _suite(name: str) -> pj.SrtpCrypto:
    suite = pj.SrtpCrypto()
    suite.name = name
    return suite
