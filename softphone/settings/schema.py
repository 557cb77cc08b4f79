"""All settings of the phone as one immutable value. Where they come from is not known here."""

from typing import Annotated

from msgspec import field

from softphone.settings.describing import Section, doc
from softphone.settings.sections.account import AccountSettings
from softphone.settings.sections.agent import AgentSettings, ContactsSettings
from softphone.settings.sections.calls import CallsSettings, DialSettings, HeadersSettings
from softphone.settings.sections.connector import ConnectorSettings
from softphone.settings.sections.desk import DeskSettings
from softphone.settings.sections.keeping import HistorySettings, LogSettings, PrivacySettings
from softphone.settings.sections.network import BridgeSettings, RtpSettings, SipSettings
from softphone.settings.sections.quality import QualitySettings
from softphone.settings.sections.simulator import SimulatorSettings
from softphone.settings.sections.sound import AudioSettings, RecordingSettings
from softphone.settings.sections.supervision import SupervisionSettings


class Settings(Section, frozen=True, kw_only=True):
    """Settings of the softphone."""

    locked: Annotated[
        tuple[str, ...],
        doc(
            'Machine-wide file only: settings that users cannot change, such as "bridge.parents" or "account.srtp".',
            examples=[["bridge.parents", "account.srtp"]],
        ),
    ] = ()
    bridge: BridgeSettings = BridgeSettings()
    sip: SipSettings = SipSettings()
    rtp: RtpSettings = RtpSettings()
    accounts: tuple[AccountSettings, ...] = field(name="account", default=())
    audio: AudioSettings = AudioSettings()
    recording: RecordingSettings = RecordingSettings()
    quality: QualitySettings = QualitySettings()
    calls: CallsSettings = CallsSettings()
    dial: DialSettings = DialSettings()
    headers: HeadersSettings = HeadersSettings()
    agent: AgentSettings = AgentSettings()
    contacts: ContactsSettings = ContactsSettings()
    supervision: SupervisionSettings = SupervisionSettings()
    connector: ConnectorSettings = ConnectorSettings()
    desk: DeskSettings = DeskSettings()
    history: HistorySettings = HistorySettings()
    log: LogSettings = LogSettings()
    privacy: PrivacySettings = PrivacySettings()
    simulator: SimulatorSettings = SimulatorSettings()


DEFAULTS = Settings()
