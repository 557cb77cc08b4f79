"""Settings of what is heard and recorded: devices, levels, codecs, rings, recording."""

from typing import Annotated, Literal

from softphone.settings.describing import Section, doc
from softphone.settings.kinds import Codec, FolderPath, InputDevice, OutputDevice, Sound

Level = Annotated[int, doc("", ge=-30, le=20)]


def _as_list(devices: str | tuple[str, ...]) -> tuple[str, ...]:
    """Return devices in fall-back order, also where the file names a single one."""
    return (devices,) if isinstance(devices, str) else devices


class AudioSettings(Section, frozen=True, kw_only=True):
    """Devices, levels and codecs. A list of devices is a fall-back order; the null device is always the last."""

    input: Annotated[InputDevice | tuple[InputDevice, ...], doc("Microphone.")] = "default"
    output: Annotated[OutputDevice | tuple[OutputDevice, ...], doc("Headset or loudspeaker for calls.")] = "default"
    ringer: Annotated[OutputDevice | tuple[OutputDevice, ...], doc("Loudspeaker that rings.")] = "default"
    also_ring: Annotated[tuple[OutputDevice, ...], doc("Further devices that ring at the same time.")] = ()
    ring_sound: Annotated[Sound, doc("Sound of an incoming call.")] = "classic"
    ring_sound_internal: Annotated[Sound, doc("Sound of a colleague's call.")] = "soft"
    tones: Annotated[Literal["eu", "us", "uk"], doc("Country style of ringing, busy and congestion tones.")] = "eu"
    call_waiting_tone: Annotated[bool, doc("Beep in the headset when a second call rings.")] = True
    input_level_db: Annotated[Level, doc("Gain of the microphone in dB.")] = 0
    output_level_db: Annotated[Level, doc("Gain of the headset in dB.")] = 0
    ringer_level_db: Annotated[Level, doc("Gain of the ringer in dB.")] = 0
    echo: Annotated[Literal["aec3", "speex", "off"], doc("Echo canceller.")] = "aec3"
    echo_tail_ms: Annotated[int, doc("Longest echo that is cancelled.", ge=20, le=500)] = 200
    noise_suppression: Annotated[bool, doc("Take noise out of the microphone.")] = True
    codecs: Annotated[tuple[Codec, ...], doc("Codecs, most wanted first.", min_length=1)] = (
        "opus",
        "g722",
        "pcma",
        "pcmu",
    )
    opus_bitrate_kbps: Annotated[int, doc("Bit rate of Opus.", ge=6, le=128)] = 32
    opus_loss_percent: Annotated[
        int, doc("Loss that Opus should be prepared for (forward error correction).", ge=0, le=50)
    ] = 5
    voice_detection: Annotated[
        bool, doc("Send nothing while the agent is silent; not with recording or supervision.")
    ] = False

    @property
    def inputs(self) -> tuple[str, ...]:
        """Microphones in fall-back order."""
        return _as_list(self.input)

    @property
    def outputs(self) -> tuple[str, ...]:
        """Headsets in fall-back order."""
        return _as_list(self.output)

    @property
    def ringers(self) -> tuple[str, ...]:
        """Ringing loudspeakers in fall-back order."""
        return _as_list(self.ringer)


class RecordingSettings(Section, frozen=True, kw_only=True):
    """Recording of calls: agent left, far end right, readable by the user only."""

    enabled: Annotated[bool, doc("Record calls.")] = False
    directory: Annotated[FolderPath | None, doc("Folder of the recordings; without it the user's data folder.")] = None
    start: Annotated[Literal["on", "paused"], doc("Whether a call's recording starts running or paused.")] = "on"
    internal_calls: Annotated[bool, doc("Record calls between colleagues too.")] = False
    keep_days: Annotated[int, doc("Delete recordings after so many days; 0 = never.", ge=0, le=3650)] = 30
    min_free_mb: Annotated[int, doc("Stop recording, aloud, when less space is left.", ge=0, le=1_000_000)] = 200
    announce_tone: Annotated[bool, doc("Beep to both parties every 15 s while recording.")] = False
    url: Annotated[
        str,
        doc(
            'Where Salesforce plays recordings: "local" (this workstation only) or a template with {callId} or {key}.',
            pattern=r"\A(local|https?://[^\s\"<>]*\{(callId|key)\}[^\s\"<>]*)\Z",
            extra={"expects": "local, or a URL with {callId} or {key} in it"},
        ),
    ] = "local"
    url_valid_s: Annotated[int, doc("How long a recording's local URL works.", ge=10, le=86_400)] = 300
