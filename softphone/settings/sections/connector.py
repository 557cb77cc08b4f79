"""Settings of what Salesforce is told the phone can do."""

from typing import Annotated, Literal

from softphone.settings.describing import Section, doc
from softphone.settings.sections.agent import PhoneKind

Capability = Literal[
    "hasMute",
    "hasRecord",
    "hasMerge",
    "hasSwap",
    "hasSignedRecordingUrl",
    "hasBlindTransfer",
    "hasContactSearch",
    "hasAgentAvailability",
    "hasQueueWaitTime",
    "hasSupervisorListenIn",
    "hasSupervisorBargeIn",
    "hasPendingStatusChange",
    "hasPhoneBook",
    "hasTransferToOmniFlow",
    "supportsMos",
    "debugEnabled",
    "canConsult",
]
Control = Literal["accept", "decline", "hold", "mute", "extension", "swap", "conference", "record", "addCaller"]
Button = Literal["mute", "record", "addCaller", "addBlindTransfer", "merge", "swap"]


class ConnectorSettings(Section, frozen=True, kw_only=True):
    """What Salesforce is told the phone can do, and how the connector page behaves."""

    base: Annotated[Literal[3, 4], doc("Major version of Salesforce's base connector in the page.")] = 4
    phones: Annotated[tuple[PhoneKind, ...], doc("Kinds of phone offered to the agent.", min_length=1)] = (
        "DESK_PHONE",
    )
    selected_phone: Annotated[PhoneKind, doc("Kind that is selected at first.")] = "DESK_PHONE"
    numbers: Annotated[tuple[str, ...], doc("Numbers the agent may choose as the desk phone's; empty: any.")] = ()
    without: Annotated[tuple[Capability, ...], doc("Capabilities to hide from Salesforce.")] = ()
    disabled_controls: Annotated[tuple[Control, ...], doc("Controls that Salesforce shows greyed out.")] = ()
    hidden_buttons: Annotated[tuple[Button, ...], doc("Buttons that Salesforce does not show.")] = ()
    remove_participant: Annotated[
        Literal["ALWAYS", "NEVER", "ALWAYS_EXCEPT_ON_HOLD"], doc("When a participant can be removed.")
    ] = "ALWAYS"
    not_supported_label: Annotated[
        str,
        doc(
            "Custom label of the error for what the phone cannot do.",
            pattern=r"\A[A-Za-z]\w*\.[A-Za-z]\w*\Z",
            extra={"expects": "a namespace and a label, such as c.notSupported"},
        ),
    ] = "c.notSupported"
    users: Annotated[
        tuple[str, ...],
        doc(
            "User names of Salesforce that this phone belongs to; empty: whoever is signed in.",
            examples=[["anna@example.com"]],
        ),
    ] = ()
    show_login: Annotated[bool, doc("Show a page in Salesforce where the agent enters the SIP password once.")] = False
    login_frame_height_px: Annotated[int, doc("Height of that page.", ge=100, le=1200)] = 350
    session_timeout_min: Annotated[
        float, doc("Ask again after so many minutes without use; 0 = never.", ge=0, le=10_080)
    ] = 0
    wait_for_engine_ms: Annotated[
        int, doc("How long a starting page, or a request, waits for the engine.", ge=0, le=30_000)
    ] = 3000
