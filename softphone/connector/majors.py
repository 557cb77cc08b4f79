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
        "requests that are never asked",
        "GET_CONTACTS, GET_AUDIO_DEVICES and AGENT_WORK_EVENT reach the phone",
        "they are passed over: the phone is not asked, nobody is told",
    ),
    Difference(
        "events that reach nobody",
        "CALL_UPDATED, SHOW_TRANSFER_VIEW, AFTER_CONVERSATION_WORK_*, AUDIO_STATS, STORAGE_ACCESS_RESULT",
        "passed over in silence; UPDATE_AUDIO_STATS_COMPLETED with the MOS is told all the same",
    ),
    Difference("options of a dialled call", "DIAL may say isCallback and isConsultCall", "there are none"),
    Difference("a callback that Salesforce dials", "QUEUED_CALL_STARTED for a DialedCallback", "always CALL_STARTED"),
    Difference("which call is muted", "the call, and MUTE_TOGGLE says it", "MUTE names no call, the toggle neither"),
    Difference("the connection of a call", "connectionId, toContact", "neither"),
    Difference(
        "whether calls are merged",
        "HOLD_TOGGLE has isCallMerged",
        "it has not, and after a merge it has no calls either",
    ),
    Difference(
        "calls whose acceptance is nothing", "Outbound and DialedCallback", "Outbound: a DialedCallback is accepted"
    ),
    Difference("how a taken status is told", "success and isStatusSyncNeeded", "success"),
    Difference("how a taken phone is told", "success and isSystemEvent", "success"),
    Difference("how a failed acceptance is told", "INFO CAN_NOT_ACCEPT_THE_CALL", "the same"),
    Difference("a party that joins", "with contact, callAttributes and connectionId", "without them"),
    Difference("a party that leaves", "callId, connectionId and reason", "the reason only"),
    Difference("a party that is replayed", "with contact, callAttributes and connectionId", "without them"),
    Difference("capabilities at the start", "26 of them", "16 of them"),
)
