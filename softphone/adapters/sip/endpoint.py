"""The PJSIP library itself: how it is set up, the transports it opens, the codecs it offers, how it ends.

Only the owner thread may use it. It knows no accounts and no calls.
"""

from collections.abc import Iterable

import pjsua2 as pj

from softphone import __version__
from softphone.adapters.sip.audio.sound_devices import SoundDevice
from softphone.adapters.sip.library.quiet import quiet_stdout
from softphone.adapters.sip.library.stack_log import StackLog
from softphone.adapters.sip.library.watched_endpoint import EndpointListener, WatchedEndpoint
from softphone.adapters.sip.network.doors import Door, TlsChoice
from softphone.engine.ports.phone import PhoneUnavailable
from softphone.settings import Settings
from softphone.settings.kinds import Codec
from softphone.settings.sections.sound import AudioSettings

FRAME_MS = 20
NARROW_HZ, WIDE_HZ = 8000, 16000
RESAMPLING_QUALITY = 4
MOST_CALLS = 64
"""More than the wheel was built for is cut down by PJSIP itself."""
_CODEC_IDS: dict[Codec, str] = {
    "opus": "opus/48000/2",
    "g722": "G722/16000/1",
    "pcma": "PCMA/8000/1",
    "pcmu": "PCMU/8000/1",
    "gsm": "GSM/8000/1",
}
_KINDS = {
    ("udp", 4): pj.PJSIP_TRANSPORT_UDP,
    ("tcp", 4): pj.PJSIP_TRANSPORT_TCP,
    ("tls", 4): pj.PJSIP_TRANSPORT_TLS,
    ("udp", 6): pj.PJSIP_TRANSPORT_UDP6,
    ("tcp", 6): pj.PJSIP_TRANSPORT_TCP6,
    ("tls", 6): pj.PJSIP_TRANSPORT_TLS6,
}


class Library:
    """One run of PJSIP: from `open` to `close`."""

    def __init__(self, settings: Settings, log: StackLog) -> None:
        self._settings = settings
        self._log = log
        self._endpoint = WatchedEndpoint()

    def open(self) -> None:
        """Begin; nothing is sent or received yet."""
        with quiet_stdout():
            self._endpoint.libCreate()
        self._endpoint.libInit(self._config())
        self._endpoint.libStart()
        self._set_codecs()

    def listen(self, listener: EndpointListener) -> None:
        """Tell somebody what happens that concerns no single account."""
        self._endpoint.listener = listener

    @property
    def devices(self) -> pj.AudDevManager:
        """The sound devices as PJSIP sees them."""
        return self._endpoint.audDevManager()

    def sound_devices(self) -> tuple[SoundDevice, ...]:
        """List the sound cards by the names that PJSIP itself has for them."""
        return tuple(
            SoundDevice(one.name, one.name, is_input=one.inputCount > 0, is_output=one.outputCount > 0, pcm=one.name)
            for one in self.devices.enumDev2()
        )

    def open_door(self, door: Door, certificates: str) -> tuple[int, int]:
        """Open one transport; answers with its id and its port. `certificates` is a file of those TLS believes."""
        config = pj.TransportConfig()
        config.port = door.port
        config.boundAddress = str(door.address)
        config.qosType = pj.PJ_QOS_TYPE_SIGNALLING
        if door.tls:
            config.tlsConfig = _tls_config(door.tls, certificates)
        try:
            number = self._endpoint.transportCreate(_KINDS[door.kind, door.address.version], config)
        except pj.Error as error:
            place = f"{door.kind.upper()} port {door.port or '(any)'} of {door.address}"
            raise PhoneUnavailable(f"The phone cannot listen on {place}: {error.reason}.") from None
        local = self._endpoint.transportGetInfo(number).localName
        return number, int(local.rpartition(":")[2])

    def close_door(self, number: int) -> None:
        """Close one transport, as soon as nothing goes through it any more."""
        self._endpoint.transportClose(number)

    def network_changed(self) -> None:
        """Drop connections that may lead nowhere, register again, and offer peers our addresses of now.

        PJSIP's own restart of its listeners is not wanted: it would open them on every address of the machine.
        """
        change = pj.IpChangeParam()
        change.restartListener = False
        change.shutdownTransport = True
        self._endpoint.handleIpChange(change)

    def poll(self, longest_ms: int) -> None:
        """Let PJSIP work, waiting for the network at most so long."""
        self._endpoint.libHandleEvents(longest_ms)

    def close(self) -> None:
        """End PJSIP; every object of its must be gone by now."""
        self._endpoint.libDestroy(pj.PJSUA_DESTROY_NO_RX_MSG)

    def _config(self) -> pj.EpConfig:
        settings, config = self._settings, pj.EpConfig()
        config.uaConfig.threadCnt = 0
        config.uaConfig.mainThreadOnly = True
        config.uaConfig.maxCalls = MOST_CALLS
        config.uaConfig.userAgent = settings.sip.user_agent or f"softphone/{__version__}"
        config.uaConfig.stunServer = pj.StringVector(_stun_servers(settings))
        config.uaConfig.stunIgnoreFailure = True
        self._log.attach(config.logConfig)
        _set_media(config.medConfig, settings)
        return config

    def _set_codecs(self) -> None:
        """Offer what the settings name, in their order, and nothing else."""
        wanted = offered_codecs(self._settings)
        for known in self._endpoint.codecEnum2():
            codec = next((name for name, id_ in _CODEC_IDS.items() if id_.lower() == known.codecId.lower()), None)
            priority = 250 - wanted.index(codec) if codec in wanted else 0
            self._endpoint.codecSetPriority(known.codecId, priority)
        if "opus" in wanted:
            self._set_opus(self._settings.audio)

    def _set_opus(self, audio: AudioSettings) -> None:
        opus = self._endpoint.getCodecOpusConfig()
        opus.bit_rate = audio.opus_bitrate_kbps * 1000
        opus.packet_loss = audio.opus_loss_percent
        self._endpoint.setCodecOpusConfig(opus)


def offered_codecs(settings: Settings) -> tuple[Codec, ...]:
    """List the codecs of all accounts, those of [audio] first; an account that wants fewer cuts its own offers."""
    extra = (codec for account in settings.accounts for codec in account.codecs or ())
    return tuple(dict.fromkeys([*settings.audio.codecs, *extra]))


def clock_rate_hz(settings: Settings) -> int:
    """Mix at telephone bandwidth where no codec has more: resampling costs, and gains nothing there."""
    return WIDE_HZ if {"opus", "g722"} & set(offered_codecs(settings)) else NARROW_HZ


def _set_media(media: pj.MediaConfig, settings: Settings) -> None:
    audio = settings.audio
    media.clockRate = clock_rate_hz(settings)
    media.audioFramePtime = FRAME_MS
    media.ptime = settings.rtp.packet_ms
    media.quality = RESAMPLING_QUALITY
    media.noVad = not audio.voice_detection
    media.ecTailLen = audio.echo_tail_ms if audio.echo != "off" else 0
    media.ecOptions = echo_options(audio)
    media.jbMax = settings.rtp.jitter_buffer_ms
    media.sndAutoCloseTime = -1  # closing and opening a device would block the owner thread between calls


def echo_options(audio: AudioSettings) -> int:
    """Name the echo canceller and the noise suppressor in PJSIP's terms."""
    canceller = pj.PJMEDIA_ECHO_SPEEX if audio.echo == "speex" else pj.PJMEDIA_ECHO_WEBRTC_AEC3
    return canceller | (pj.PJMEDIA_ECHO_USE_NOISE_SUPPRESSOR if audio.noise_suppression else 0)


def _stun_servers(settings: Settings) -> Iterable[str]:
    return list(dict.fromkeys(server for account in settings.accounts for server in account.stun))


def _tls_config(choice: TlsChoice, certificates: str) -> pj.TlsConfig:
    config = pj.TlsConfig()
    config.proto = pj.PJ_SSL_SOCK_PROTO_TLS1_3
    if choice.oldest == "1.2":
        config.proto |= pj.PJ_SSL_SOCK_PROTO_TLS1_2
    config.verifyServer = choice.is_verified
    config.CaListFile = certificates
    return config
