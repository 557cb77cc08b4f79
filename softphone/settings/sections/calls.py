"""Settings of how calls behave: answering, dialling, transferring, and the headers that carry their keys."""

from typing import Annotated, Literal

from softphone.settings.describing import Section, doc
from softphone.settings.kinds import DialString, HeaderName, Network, Region, Target, Words


class DialRule(Section, frozen=True, kw_only=True):
    """Rewrites a dialled number; the first rule that matches the whole number wins."""

    match: Annotated[
        str,
        doc("Regular expression that the whole number must match.", min_length=1, max_length=200, examples=["9(.*)"]),
    ]
    dial: Annotated[str, doc(r"What is dialled instead; \1 is the first group.", max_length=200, examples=["\\1"])]


class CallsSettings(Section, frozen=True, kw_only=True):
    """How calls behave."""

    waiting: Annotated[
        Literal["off", "on"], doc("A second call while one is up: off = busy (486), on = it rings softly.")
    ] = "off"
    no_answer_s: Annotated[
        int, doc("Let an incoming call ring so long, then it is missed; 0 = as long as the caller likes.", ge=0, le=600)
    ] = 0
    dial_timeout_s: Annotated[int, doc("Give up an outgoing call that nobody answers.", ge=5, le=600)] = 120
    max_calls: Annotated[int, doc("Calls at once; more get 486.", ge=1, le=64)] = 8
    decline_code: Annotated[Literal[486, 603], doc("Answer to a call that the agent declines.")] = 486
    dnd_code: Annotated[Literal[480, 486, 603], doc("Answer to calls while do not disturb is on.")] = 486
    auto_hold: Annotated[bool, doc("Answering or dialling puts the call that is up on hold.")] = True
    auto_answer: Annotated[
        tuple[Network, ...],
        doc("Peers whose header (Call-Info: answer-after, Alert-Info) may answer a call by itself; empty = nobody."),
    ] = ()
    auto_answer_beep: Annotated[bool, doc("Beep before a call that answers itself.")] = True
    start_muted: Annotated[bool, doc("Calls begin with the microphone muted.")] = False
    start_held: Annotated[bool, doc("Calls begin on hold; not a call that still has an extension to dial.")] = False
    leave: Annotated[
        Literal["transfer", "end"],
        doc("Agent leaves a conversation of three: transfer = the others go on, end = all ends."),
    ] = "transfer"
    transfer_timeout_s: Annotated[
        int, doc("How long a transfer may take before the call comes back.", ge=5, le=300)
    ] = 60
    obey_refer: Annotated[bool, doc("Obey transfers (REFER, Replaces) that trusted peers ask for.")] = True
    park_code: Annotated[
        DialString | None, doc("What to transfer a call to in order to park it.", examples=["700"])
    ] = None
    pick_up_code: Annotated[
        Words | None, doc("What to dial to pick a parked call up; {slot} is its place.", examples=["*8{slot}"])
    ] = None
    voicemail_code: Annotated[DialString | None, doc("What the voicemail key dials.", examples=["*97"])] = None
    callback_answered: Annotated[
        Literal["ack", "signal"],
        doc("A callback's customer counts as there: ack = with our answer, signal = when the PBX says so."),
    ] = "ack"


class DialSettings(Section, frozen=True, kw_only=True):
    """From what was clicked to what is dialled. Placeholders: {number} {id} {name} {domain}."""

    country: Annotated[
        Region | None, doc("Country of numbers without a prefix; without it they are dialled as written.")
    ] = None
    long_distance_prefix: Annotated[
        str,
        doc(
            "Dialled instead of the long-distance prefix that Salesforce names.", pattern=r"\A[0-9*#+]*\Z", max_length=8
        ),
    ] = ""
    outside_prefix: Annotated[
        str, doc("Put before numbers outside the PBX.", pattern=r"\A[0-9*#]*\Z", max_length=8)
    ] = ""
    internal_digits: Annotated[
        int, doc("Numbers of up to so many digits are extensions and never get a prefix.", ge=0, le=10)
    ] = 5
    extension_pause: Annotated[bool, doc("Send a contact's extension as digits after the answer.")] = True
    number: Annotated[Target, doc("Target for a number.")] = "sip:{number}@{domain}"
    agent: Annotated[Target, doc("Target for a colleague from the phone book.")] = "sip:{number}@{domain}"
    queue: Annotated[Target, doc("Target for a queue.")] = "sip:{number}@{domain}"
    phone_book: Annotated[Target, doc("Target for another phone book entry.")] = "sip:{number}@{domain}"
    flow: Annotated[
        Target | None,
        doc(
            "Target for an Omni-Channel flow ({name}); without it the capability is off.",
            examples=["sip:flow-{name}@{domain}"],
        ),
    ] = None
    rules: Annotated[tuple[DialRule, ...], doc("Rewriting of numbers, applied first.")] = ()


class HeadersSettings(Section, frozen=True, kw_only=True):
    """SIP headers that carry a call's keys; read from trusted peers only."""

    call_key: Annotated[
        tuple[HeaderName, ...], doc("The vendor call key: all are read, the first is sent.", min_length=1)
    ] = ("X-Vendor-Call-Key",)
    voice_call_id: Annotated[HeaderName, doc("Salesforce's voice call record.")] = "X-Voice-Call-Id"
    parent_call_id: Annotated[HeaderName, doc("The call that this one continues.")] = "X-Parent-Call-Id"
    call_type: Annotated[HeaderName, doc("inbound, callback, transfer or internal.")] = "X-Call-Type"
    queue_id: Annotated[HeaderName, doc("The queue the call waited in.")] = "X-Queue-Id"
    queue_name: Annotated[HeaderName, doc("Its name.")] = "X-Queue-Name"
    queue_timestamp: Annotated[HeaderName, doc("Since when it waited.")] = "X-Queue-Timestamp"
    abandoned: Annotated[HeaderName, doc("On a CANCEL: the customer gave up (not a missed call).")] = "X-Call-Abandoned"
