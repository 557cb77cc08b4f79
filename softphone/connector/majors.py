"""What major version 3 of the base connector lacks, or does otherwise, than version 4.

The phone does the same for both, and this is what Salesforce sees less of. Found by running both packages: each row is
shown in `tests/page/majors.test.mjs`, so a version that behaves otherwise is noticed. Code asks the tables, not these
rows; they are for people.
"""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Difference:
    """One thing, as it is with each major version."""

    what: str
    in_four: str
    in_three: str


DIFFERENCES = (
    Difference(
        "requests that are never sent",
        "GET_CONTACTS, GET_AUDIO_DEVICES and AGENT_WORK_EVENT reach the phone",
        "ignored: the phone is not asked, and nobody is told",
    ),
    Difference(
        "events that reach nobody",
        "CALL_UPDATED, SHOW_TRANSFER_VIEW, AFTER_CONVERSATION_WORK_*, AUDIO_STATS, STORAGE_ACCESS_RESULT",
        "ignored silently; UPDATE_AUDIO_STATS_COMPLETED with the MOS still arrives",
    ),
    Difference("options of a dialled call", "DIAL may have isCallback and isConsultCall", "none"),
    Difference("a callback that Salesforce dials", "QUEUED_CALL_STARTED for a DialedCallback", "always CALL_STARTED"),
    Difference("which call is muted", "MUTE and MUTE_TOGGLE name the call", "neither names a call"),
    Difference("the connection of a call", "connectionId, toContact", "neither"),
    Difference(
        "whether calls are merged",
        "HOLD_TOGGLE has isCallMerged",
        "it has no isCallMerged, and after a merge no calls either",
    ),
    Difference(
        "calls whose acceptance is ignored", "Outbound and DialedCallback", "Outbound: DialedCallback is accepted"
    ),
    Difference("how an accepted status is reported", "success and isStatusSyncNeeded", "success"),
    Difference("how an accepted phone is reported", "success and isSystemEvent", "success"),
    Difference("how a failed acceptance is reported", "INFO CAN_NOT_ACCEPT_THE_CALL", "the same"),
    Difference("a party that joins", "with contact, callAttributes and connectionId", "without them"),
    Difference("a party that leaves", "callId, connectionId and reason", "the reason only"),
    Difference("a party that is replayed", "with contact, callAttributes and connectionId", "without them"),
    Difference("capabilities at the start", "26 of them", "16 of them"),
)
