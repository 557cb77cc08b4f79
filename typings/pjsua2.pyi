"""What the phone uses of PJSIP's Python binding, typed by hand: the binding itself ships no types."""

from collections.abc import Iterable, Iterator
from typing import Generic, TypeVar

T = TypeVar("T")

PJMEDIA_DIR_DECODING: int
PJMEDIA_DIR_ENCODING: int
PJMEDIA_ECHO_SPEEX: int
PJMEDIA_ECHO_USE_NOISE_SUPPRESSOR: int
PJMEDIA_ECHO_WEBRTC_AEC3: int
PJMEDIA_FILE_NO_LOOP: int
PJMEDIA_SRTP_DISABLED: int
PJMEDIA_SRTP_KEYING_DTLS_SRTP: int
PJMEDIA_SRTP_KEYING_SDES: int
PJMEDIA_SRTP_MANDATORY: int
PJMEDIA_SRTP_OPTIONAL: int
PJMEDIA_TYPE_AUDIO: int
PJSIP_EVENT_RX_MSG: int
PJSIP_EVENT_TX_MSG: int
PJSIP_EVENT_TSX_STATE: int
PJSIP_EVENT_USER: int
PJSIP_INV_STATE_CONFIRMED: int
PJSIP_INV_STATE_DISCONNECTED: int
PJSIP_REDIRECT_ACCEPT_REPLACE: int
PJSIP_REDIRECT_PENDING: int
PJSIP_REDIRECT_REJECT: int
PJSIP_REDIRECT_STOP: int
PJSIP_ROLE_UAC: int
PJSIP_ROLE_UAS: int
PJSIP_TP_STATE_DISCONNECTED: int
PJSIP_TRANSPORT_TCP: int
PJSIP_TRANSPORT_TCP6: int
PJSIP_TRANSPORT_TLS: int
PJSIP_TRANSPORT_TLS6: int
PJSIP_TRANSPORT_UDP: int
PJSIP_TRANSPORT_UDP6: int
PJSIP_TSX_STATE_CALLING: int
PJSIP_TSX_STATE_COMPLETED: int
PJSIP_TSX_STATE_TRYING: int
PJSUA_100REL_MANDATORY: int
PJSUA_100REL_NOT_USED: int
PJSUA_100REL_OPTIONAL: int
PJSUA_CALL_MEDIA_ACTIVE: int
PJSUA_CALL_MEDIA_LOCAL_HOLD: int
PJSUA_CALL_MEDIA_REMOTE_HOLD: int
PJSUA_CALL_REINIT_MEDIA: int
PJSUA_CALL_UNHOLD: int
PJSUA_CALL_UPDATE_CONTACT: int
PJSUA_CALL_UPDATE_VIA: int
PJSUA_DESTROY_NO_RX_MSG: int
PJSUA_DTMF_METHOD_RFC2833: int
PJSUA_SND_DEFAULT_CAPTURE_DEV: int
PJSUA_SND_DEFAULT_PLAYBACK_DEV: int
PJSUA_DTMF_METHOD_SIP_INFO: int
PJSUA_INVALID_ID: int
PJSUA_IPV6_ENABLED_USE_IPV6_ONLY: int
PJSUA_SIP_TIMER_INACTIVE: int
PJSUA_SIP_TIMER_OPTIONAL: int
PJSUA_SIP_TIMER_REQUIRED: int
PJSUA_STUN_USE_DEFAULT: int
PJSUA_STUN_USE_DISABLED: int
PJ_LOG_HAS_SENDER: int
PJ_QOS_PARAM_HAS_DSCP: int
PJ_QOS_TYPE_SIGNALLING: int
PJ_QOS_TYPE_VOICE: int
PJ_SSL_SOCK_PROTO_TLS1_2: int
PJ_SSL_SOCK_PROTO_TLS1_3: int
PJ_TURN_TP_TCP: int
PJ_TURN_TP_TLS: int
PJ_TURN_TP_UDP: int

class Error(Exception):
    status: int
    title: str
    reason: str

class _Vector(Generic[T]):
    def __init__(self, items: Iterable[T] = ...) -> None: ...
    def __iter__(self) -> Iterator[T]: ...
    def __len__(self) -> int: ...
    def push_back(self, item: T) -> None: ...

class StringVector(_Vector[str]): ...
class IntVector(_Vector[int]): ...
class SipHeaderVector(_Vector[SipHeader]): ...
class AuthCredInfoVector(_Vector[AuthCredInfo]): ...
class SrtpCryptoVector(_Vector[SrtpCrypto]): ...
class CallMediaInfoVector(_Vector[CallMediaInfo]): ...
class CodecInfoVector2(_Vector[CodecInfo]): ...

# ---- configuration

class UaConfig:
    threadCnt: int
    mainThreadOnly: bool
    maxCalls: int
    userAgent: str
    stunServer: StringVector
    stunIgnoreFailure: bool

class MediaConfig:
    clockRate: int
    audioFramePtime: int
    ptime: int
    quality: int
    noVad: bool
    ecTailLen: int
    ecOptions: int
    jbMax: int
    sndAutoCloseTime: int

class LogConfig:
    level: int
    consoleLevel: int
    msgLogging: int
    decor: int
    writer: LogWriter

class LogEntry:
    level: int
    msg: str

class LogWriter:
    def __init__(self) -> None: ...
    def __disown__(self) -> LogWriter: ...
    def write(self, entry: LogEntry) -> None: ...

class EpConfig:
    uaConfig: UaConfig
    medConfig: MediaConfig
    logConfig: LogConfig

class QosParams:
    flags: int
    dscp_val: int

class TlsConfig:
    proto: int
    verifyServer: bool
    CaListFile: str
    CaBuf: str

class TransportConfig:
    port: int
    portRange: int
    boundAddress: str
    qosType: int
    qosParams: QosParams
    tlsConfig: TlsConfig

class TransportInfo:
    localName: str

class SrtpCrypto:
    name: str

class SrtpOpt:
    keyings: IntVector
    cryptos: SrtpCryptoVector

class AuthCredInfo:
    def __init__(self, scheme: str, realm: str, username: str, dataType: int, data: str) -> None: ...

class AccountRegConfig:
    registrarUri: str
    registerOnAdd: bool
    timeoutSec: int
    retryIntervalSec: int
    firstRetryIntervalSec: int
    randomRetryIntervalSec: int
    dropCallsOnFail: bool
    disableRegOnModify: bool

class AccountSipConfig:
    authCreds: AuthCredInfoVector
    proxies: StringVector
    transportId: int
    ipv6Use: int

class AccountCallConfig:
    timerUse: int
    timerSessExpiresSec: int
    prackUse: int

class AccountNatConfig:
    udpKaIntervalSec: int
    iceEnabled: bool
    sipStunUse: int
    mediaStunUse: int
    turnEnabled: bool
    turnServer: str
    turnConnType: int
    turnUserName: str
    turnPasswordType: int
    turnPassword: str

class AccountMediaConfig:
    transportConfig: TransportConfig
    srtpUse: int
    srtpSecureSignaling: int
    srtpOpt: SrtpOpt
    ipv6Use: int
    rtcpXrEnabled: bool

class AccountPresConfig:
    publishEnabled: bool

class PresenceStatus:
    status: int
    statusText: str
    activity: int
    note: str

class BuddyConfig:
    uri: str
    subscribe: bool
    subscribe_dlg_event: bool

class BuddyInfo:
    uri: str
    presStatus: PresenceStatus
    subState: int
    subStateName: str
    subTermCode: int
    subTermReason: str
    presMonitorEnabled: bool

class Buddy:
    def __init__(self) -> None: ...
    def create(self, account: Account, config: BuddyConfig) -> None: ...
    def getInfo(self) -> BuddyInfo: ...
    def subscribePresence(self, subscribe: bool) -> None: ...
    def subscribeDlgEvent(self, subscribe: bool) -> None: ...
    def onBuddyState(self) -> None: ...
    def onBuddyDlgEventState(self) -> None: ...
    def onBuddyEvSubDlgEventState(self, prm: OnBuddyEvSubStateParam) -> None: ...

class OnBuddyEvSubStateParam:
    e: SipEvent

class OnMwiInfoParam:
    state: int
    rdata: SipRxData

PJSUA_BUDDY_STATUS_UNKNOWN: int
PJSUA_BUDDY_STATUS_ONLINE: int
PJSUA_BUDDY_STATUS_OFFLINE: int
PJRPID_ACTIVITY_UNKNOWN: int
PJRPID_ACTIVITY_AWAY: int
PJRPID_ACTIVITY_BUSY: int

class AccountMwiConfig:
    enabled: bool

class AccountConfig:
    idUri: str
    regConfig: AccountRegConfig
    sipConfig: AccountSipConfig
    callConfig: AccountCallConfig
    natConfig: AccountNatConfig
    mediaConfig: AccountMediaConfig
    mwiConfig: AccountMwiConfig
    presConfig: AccountPresConfig

class CodecInfo:
    codecId: str
    priority: int

class CodecOpusConfig:
    bit_rate: int
    packet_loss: int

# ---- the library

class Version:
    full: str

class IpChangeParam:
    restartListener: bool
    shutdownTransport: bool

class OnTransportStateParam:
    type: str
    state: int
    lastError: int

class OnRejectedIncomingCallParam:
    remoteInfo: str
    statusCode: int
    rdata: SipRxData

class OnIncomingSubscribeParam:
    code: int

class Endpoint:
    def __init__(self) -> None: ...
    def onTransportState(self, prm: OnTransportStateParam) -> None: ...
    def onRejectedIncomingCall(self, prm: OnRejectedIncomingCallParam) -> None: ...
    @staticmethod
    def instance() -> Endpoint: ...
    def libCreate(self) -> None: ...
    def libInit(self, config: EpConfig) -> None: ...
    def libStart(self) -> None: ...
    def libHandleEvents(self, longest_ms: int) -> int: ...
    def libDestroy(self, flags: int = ...) -> None: ...
    def handleIpChange(self, param: IpChangeParam) -> None: ...
    def audDevManager(self) -> AudDevManager: ...
    def transportCreate(self, kind: int, config: TransportConfig) -> int: ...
    def transportClose(self, number: int) -> None: ...
    def transportGetInfo(self, number: int) -> TransportInfo: ...
    def codecEnum2(self) -> CodecInfoVector2: ...
    def codecSetPriority(self, codec: str, priority: int) -> None: ...
    def getCodecOpusConfig(self) -> CodecOpusConfig: ...
    def setCodecOpusConfig(self, config: CodecOpusConfig) -> None: ...
    def utilStrError(self, status: int) -> str: ...
    def libVersion(self) -> Version: ...
    def srtpCryptoEnum(self) -> StringVector: ...
    def utilSslGetAvailableCiphers(self) -> IntVector: ...

class AccountInfo:
    regIsConfigured: bool
    regIsActive: bool
    regExpiresSec: int

class Account:
    def __init__(self) -> None: ...
    def create(self, config: AccountConfig, make_default: bool = ...) -> None: ...
    def modify(self, config: AccountConfig) -> None: ...
    def shutdown(self) -> None: ...
    def getInfo(self) -> AccountInfo: ...
    def setRegistration(self, renew: bool) -> None: ...
    def setTransport(self, number: int) -> None: ...
    def setOnlineStatus(self, status: PresenceStatus) -> None: ...
    def onMwiInfo(self, prm: OnMwiInfoParam) -> None: ...
    def onIncomingCall(self, prm: OnIncomingCallParam) -> None: ...
    def onRegState(self, prm: OnRegStateParam) -> None: ...
    def onIncomingSubscribe(self, prm: OnIncomingSubscribeParam) -> None: ...
    def sendRequest(self, prm: SendRequestParam) -> None: ...
    def onInstantMessage(self, prm: OnInstantMessageParam) -> None: ...
    def onSendRequest(self, prm: OnSendRequestParam) -> None: ...

# ---- messages

class SipHeader:
    hName: str
    hValue: str

class SipTxOption:
    targetUri: str
    headers: SipHeaderVector
    contentType: str
    msgBody: str

class SendRequestParam:
    method: str
    txOption: SipTxOption

class CallSendRequestParam:
    method: str
    txOption: SipTxOption

class SipRxData:
    info: str
    wholeMsg: str
    srcAddress: str

class SipTxData:
    info: str
    wholeMsg: str

class SipTransaction:
    role: int
    method: str
    statusCode: int
    statusText: str
    state: int
    lastTx: SipTxData

class TsxStateEventSrc:
    rdata: SipRxData
    tdata: SipTxData

class TsxStateEvent:
    src: TsxStateEventSrc
    tsx: SipTransaction
    prevState: int
    type: int

class SipEventBody:
    tsxState: TsxStateEvent

class SipEvent:
    type: int
    body: SipEventBody

# ---- calls

class CallSetting:
    flag: int
    audioCount: int
    videoCount: int
    textCount: int

class CallOpParam:
    def __init__(self, useDefaultCallSetting: bool = ...) -> None: ...
    opt: CallSetting
    statusCode: int
    reason: str
    txOption: SipTxOption

class CallSendDtmfParam:
    method: int
    duration: int
    digits: str

class CallMediaInfo:
    index: int
    type: int
    dir: int
    status: int

class CallInfo:
    id: int
    callIdString: str
    state: int
    lastStatusCode: int
    lastReason: str
    media: CallMediaInfoVector

class CodecParamInfo:
    avgBps: int
    frameLen: int

class CodecParamSetting:
    frmPerPkt: int

class CodecParam:
    info: CodecParamInfo
    setting: CodecParamSetting

class MediaTransportInfo:
    localRtpName: str

class StreamInfo:
    dir: int
    audCodecParam: CodecParam
    codecName: str
    codecClockRate: int
    remoteRtpAddress: str
    audTxEventPt: int
    audRxEventPt: int

class RtcpStreamStat:
    pkt: int
    bytes: int
    discard: int
    loss: int
    dup: int
    lossPeriodUsec: MathStat
    jitterUsec: MathStat
    updateCount: int

class MathStat:
    n: int
    max: int
    min: int
    last: int
    mean: int

class RtcpSdes:
    cname: str

class RtcpStat:
    peerSdes: RtcpSdes
    txStat: RtcpStreamStat
    rxStat: RtcpStreamStat
    rttUsec: MathStat

class JbufState:
    size: int
    avgDelayMsec: int
    lost: int
    discard: int
    empty: int

class StreamStat:
    rtcp: RtcpStat
    jbuf: JbufState

class Call:
    thisown: bool
    def __init__(self, account: Account, call_id: int = ...) -> None: ...
    def getId(self) -> int: ...
    def getInfo(self) -> CallInfo: ...
    def isActive(self) -> bool: ...
    def makeCall(self, target: str, prm: CallOpParam) -> None: ...
    def answer(self, prm: CallOpParam) -> None: ...
    def hangup(self, prm: CallOpParam) -> None: ...
    def setHold(self, prm: CallOpParam) -> None: ...
    def reinvite(self, prm: CallOpParam) -> None: ...
    def xfer(self, target: str, prm: CallOpParam) -> None: ...
    def xferReplaces(self, other: Call, prm: CallOpParam) -> None: ...
    def processRedirect(self, command: int) -> None: ...
    def dialDtmf(self, digits: str) -> None: ...
    def sendDtmf(self, prm: CallSendDtmfParam) -> None: ...
    def sendRequest(self, prm: CallSendRequestParam) -> None: ...
    def onInstantMessage(self, prm: OnInstantMessageParam) -> None: ...
    def dump(self, with_media: bool, indent: str) -> str: ...
    def getAudioMedia(self, index: int) -> AudioMedia: ...
    def getStreamInfo(self, index: int) -> StreamInfo: ...
    def getStreamStat(self, index: int) -> StreamStat: ...
    def getMedTransportInfo(self, index: int) -> MediaTransportInfo: ...
    def onCallState(self, prm: OnCallStateParam) -> None: ...
    def onCallTsxState(self, prm: OnCallTsxStateParam) -> None: ...
    def onCallMediaState(self, prm: OnCallMediaStateParam) -> None: ...
    def onCallSdpCreated(self, prm: OnCallSdpCreatedParam) -> None: ...
    def onStreamDestroyed(self, prm: OnStreamDestroyedParam) -> None: ...
    def onDtmfDigit(self, prm: OnDtmfDigitParam) -> None: ...
    def onCallRedirected(self, prm: OnCallRedirectedParam) -> int: ...
    def onCallTransferRequest(self, prm: OnCallTransferRequestParam) -> None: ...
    def onCallTransferStatus(self, prm: OnCallTransferStatusParam) -> None: ...
    def onCallReplaceRequest(self, prm: OnCallReplaceRequestParam) -> None: ...
    def onCallReplaced(self, prm: OnCallReplacedParam) -> None: ...

class OnInstantMessageParam:
    contentType: str
    msgBody: str
    rdata: SipRxData

class OnSendRequestParam:
    e: SipEvent

class OnIncomingCallParam:
    callId: int
    rdata: SipRxData

class OnRegStateParam:
    status: int
    code: int
    reason: str
    rdata: SipRxData
    expiration: int

class OnCallStateParam:
    e: SipEvent

class OnCallTsxStateParam:
    e: SipEvent

class OnCallMediaStateParam: ...

class SdpSession:
    wholeSdp: str

class OnCallSdpCreatedParam:
    sdp: SdpSession
    remSdp: SdpSession

class OnStreamDestroyedParam: ...

class OnDtmfDigitParam:
    method: int
    digit: str
    duration: int

class OnCallRedirectedParam:
    targetUri: str
    e: SipEvent

class OnCallTransferRequestParam:
    dstUri: str
    statusCode: int
    newCall: Call

class OnCallTransferStatusParam:
    statusCode: int
    reason: str
    finalNotify: bool
    cont: bool

class OnCallReplaceRequestParam:
    rdata: SipRxData
    statusCode: int
    newCall: Call

class OnCallReplacedParam:
    newCallId: int

# ---- sound

class AudioMedia:
    def getPortId(self) -> int: ...
    def startTransmit(self, sink: AudioMedia) -> None: ...
    def stopTransmit(self, sink: AudioMedia) -> None: ...
    def adjustRxLevel(self, level: float) -> None: ...
    def adjustTxLevel(self, level: float) -> None: ...
    def getRxLevel(self) -> int: ...
    def getTxLevel(self) -> int: ...

class AudioMediaPlayer(AudioMedia):
    def createPlayer(self, name: str, options: int = ...) -> None: ...
    def setPos(self, samples: int) -> None: ...

class AudioMediaRecorder(AudioMedia):
    def createRecorder(self, name: str, encoding: int = ..., longest: int = ..., options: int = ...) -> None: ...

class ExtraAudioDevice(AudioMedia):
    def __init__(self, playdev: int, recdev: int) -> None: ...
    def open(self) -> None: ...
    def close(self) -> None: ...
    def isOpened(self) -> bool: ...

class ToneDesc:
    freq1: int
    freq2: int
    on_msec: int
    off_msec: int
    volume: int

class ToneDescVector(_Vector[ToneDesc]): ...

class ToneDigit:
    digit: str
    on_msec: int
    off_msec: int
    volume: int

class ToneDigitVector(_Vector[ToneDigit]): ...

class ToneGenerator(AudioMedia):
    def createToneGenerator(self, clock_rate: int = ..., channel_count: int = ...) -> None: ...
    def isBusy(self) -> bool: ...
    def stop(self) -> None: ...
    def rewind(self) -> None: ...
    def play(self, tones: ToneDescVector, loop: bool = ...) -> None: ...
    def playDigits(self, digits: ToneDigitVector, loop: bool = ...) -> None: ...

class AudioDevInfo:
    id: int
    name: str
    driver: str
    inputCount: int
    outputCount: int

class AudioDevInfoVector2(_Vector[AudioDevInfo]): ...

class AudDevManager:
    def setNullDev(self) -> None: ...
    def setNoDev(self) -> None: ...
    def setCaptureDev(self, device: int) -> None: ...
    def setPlaybackDev(self, device: int) -> None: ...
    def setSndDevMode(self, mode: int) -> None: ...
    def setEcOptions(self, tail_ms: int, options: int) -> None: ...
    def getCaptureDevMedia(self) -> AudioMedia: ...
    def getPlaybackDevMedia(self) -> AudioMedia: ...
    def getCaptureDev(self) -> int: ...
    def getPlaybackDev(self) -> int: ...
    def sndIsActive(self) -> bool: ...
    def refreshDevs(self) -> None: ...
    def enumDev2(self) -> AudioDevInfoVector2: ...
