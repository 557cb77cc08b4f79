"""Settings of the agent: who it is, statuses, wrap-up, contacts."""

from typing import Annotated, Literal

from softphone.settings.describing import Section, doc
from softphone.settings.kinds import FilePath, Label, QueueCode, Region

PhoneKind = Literal["DESK_PHONE", "SOFT_PHONE"]
ContactKind = Literal["Agent", "Queue", "PhoneBook", "PhoneNumber", "Flow"]
Seconds = Annotated[int, doc("", ge=1, le=86_400)]


class AgentSettings(Section, frozen=True, kw_only=True):
    """The agent at this desk."""

    name: Annotated[
        str,
        doc(
            "Name that agents are told when their calls are supervised from here; empty: the account's.", max_length=100
        ),
    ] = ""
    number: Annotated[
        str, doc("Number of the desk phone as Salesforce shows it; empty: the account's.", max_length=64)
    ] = ""
    id: Annotated[
        str,
        doc("The agent's id at the PBX, for {id} in the codes of queues; empty: the account's user.", max_length=100),
    ] = ""
    wrap_up: Annotated[
        Literal["infinite", "off"] | Seconds,
        doc("After-call work: infinite (until it is ended), off, or seconds."),
    ] = "infinite"
    wrap_up_internal: Annotated[bool, doc("Wrap-up after calls between colleagues, too.")] = False
    wrap_up_ended_outbound: Annotated[bool, doc("Publish WRAP_UP_ENDED after outbound calls, too.")] = False
    invite_in_wrap_up: Annotated[Literal[486, "ring"], doc("A call that comes during wrap-up.")] = 486
    dnd_statuses: Annotated[tuple[Label, ...], doc("Statuses (API names) that switch do not disturb on.")] = ()
    queue_login: Annotated[
        QueueCode | None, doc("Dialled when the agent becomes available the first time.", examples=["*45"])
    ] = None
    queue_logout: Annotated[QueueCode | None, doc("Dialled when the agent goes offline.", examples=["*46"])] = None
    queue_pause: Annotated[QueueCode | None, doc("Dialled when the agent becomes unavailable.", examples=["*47"])] = (
        None
    )
    queue_unpause: Annotated[
        QueueCode | None, doc("Dialled when the agent becomes available again.", examples=["*48"])
    ] = None
    status_rules: Annotated[
        FilePath | None,
        doc(
            "File with the mapping between Salesforce's statuses and the telephony side's.",
            examples=["status-rules.toml"],
        ),
    ] = None


class ContactsSettings(Section, frozen=True, kw_only=True):
    """The phone book."""

    files: Annotated[tuple[FilePath, ...], doc("CSV, vCard or JSON files; watched for changes.")] = ()
    kinds: Annotated[tuple[ContactKind, ...], doc("Kinds of contact that Salesforce may see.")] = (
        "Agent",
        "Queue",
        "PhoneBook",
        "PhoneNumber",
    )
    search: Annotated[bool, doc("Let Salesforce search; otherwise it gets up to `most` contacts at once.")] = True
    most_entries: Annotated[
        int, doc("Contacts taken from all files together; 100,000 need about 60 MB.", ge=1, le=2_000_000)
    ] = 250_000
    most: Annotated[int, doc("Contacts given at once without search.", ge=1, le=10_000)] = 1000
    recent: Annotated[int, doc("Latest numbers of the call history offered first.", ge=0, le=1000)] = 50
    availability: Annotated[bool, doc("Tell whether colleagues are available (presence, busy lamp).")] = True
    queue_wait_times: Annotated[bool, doc("Tell waiting times of queues from the contact files.")] = False
    country: Annotated[Region | None, doc("Country of numbers without a prefix; without it that of [dial].")] = None
