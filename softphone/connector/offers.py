"""What Salesforce is told this phone can do, and which phones the agent can choose.

That is what is built, less what the settings hide. May not know calls.
"""

import msgspec

from softphone.connector.agents import AgentConfig
from softphone.connector.built import NOT_BUILT_CAPABILITIES
from softphone.connector.calls import Phone
from softphone.connector.capabilities import CapabilitiesResult, SharedCapabilitiesResult, VoiceCapabilitiesResult
from softphone.connector.errors import Rejection
from softphone.connector.results import AgentConfigResult
from softphone.connector.words import Failure, PhoneKind
from softphone.settings import Settings
from softphone.settings.sections.connector import ConnectorSettings


def voice_capabilities(settings: Settings) -> VoiceCapabilitiesResult:
    """Say what can be done with calls."""
    return msgspec.convert(_offered(settings), VoiceCapabilitiesResult)


def shared_capabilities(settings: Settings) -> SharedCapabilitiesResult:
    """Say what else there is."""
    return msgspec.convert(_offered(settings), SharedCapabilitiesResult)


def capabilities(settings: Settings) -> CapabilitiesResult:
    """Say both, for the 3.x base."""
    return msgspec.convert(_offered(settings), CapabilitiesResult)


def _offered(settings: Settings) -> dict[str, bool]:
    return {
        "hasMute": True,
        "debugEnabled": True,
        "supportsMos": True,
        "hasRecord": settings.recording.enabled,
        "hasSignedRecordingUrl": settings.recording.enabled,
        "hasPendingStatusChange": True,
        "hasMerge": True,
        "hasSwap": True,
        "hasBlindTransfer": True,
        "hasTransferToOmniFlow": settings.dial.flow is not None,
        "hasPhoneBook": True,
        "hasAgentAvailability": settings.contacts.availability,
        "hasContactSearch": settings.contacts.search,
        "hasQueueWaitTime": settings.contacts.queue_wait_times,
        "hasSupervisorListenIn": settings.supervision.way != "off",
        "hasSupervisorBargeIn": settings.supervision.way != "off" and settings.supervision.is_supervisor,
        **NOT_BUILT_CAPABILITIES,
        **dict.fromkeys(settings.connector.without, False),
    }


def agent_config(settings: ConnectorSettings, kind: PhoneKind, number: str) -> AgentConfigResult:
    """Say which phones there are, and which is selected with its number."""
    return AgentConfigResult(
        phones=tuple(PhoneKind(phone) for phone in settings.phones),
        selected_phone=Phone(type=kind, number=number or None),
    )


def chosen_phone(config: AgentConfig, settings: ConnectorSettings) -> Phone | Rejection | None:
    """Judge what the agent chose: a phone to take over, a refusal, or None where no phone was chosen."""
    chosen = config.selected_phone
    if chosen is None:
        return None
    if chosen.type not in settings.phones:
        return Rejection(f"The settings of this phone do not list {chosen.type}.")
    if settings.numbers and chosen.number and chosen.number not in settings.numbers:
        says = "The settings of this phone do not list that number."
        return Rejection(says, type=Failure.CAN_NOT_UPDATE_PHONE_NUMBER)
    return chosen
