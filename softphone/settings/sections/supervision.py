"""Settings of supervision: listening in, whispering, barging in."""

from typing import Annotated, Literal

from softphone.settings.describing import Section, doc
from softphone.settings.kinds import HeaderName, SipUri, Target, ToneDigits


class SupervisionSettings(Section, frozen=True, kw_only=True):
    """Listening in, whispering and barging in, as supervisor and as supervised agent."""

    is_supervisor: Annotated[bool, doc("This seat may supervise.")] = False
    way: Annotated[
        Literal["off", "pbx", "agent"],
        doc("pbx = the PBX mixes (ChanSpy, eavesdrop), agent = the agent's phone mixes."),
    ] = "off"
    target: Annotated[
        Target | None,
        doc(
            "What the supervisor's phone dials. Placeholders: {key} {number} {agent} {domain}.",
            examples=["sip:spy-{agent}@{domain}"],
        ),
    ] = None
    key_header: Annotated[HeaderName, doc("Header with the supervised call's key.")] = "X-Vendor-Call-Key"
    switch_by: Annotated[
        Literal["digits", "info", "targets"],
        doc("How a mode is chosen at the PBX: digits, INFO, or a target per mode."),
    ] = "digits"
    listen_digits: Annotated[ToneDigits, doc("Digits for listening.")] = "4"
    whisper_digits: Annotated[ToneDigits, doc("Digits for whispering.")] = "5"
    barge_digits: Annotated[ToneDigits, doc("Digits for barging in.")] = "6"
    listen_target: Annotated[
        Target | None,
        doc("Target for listening, where there is one per mode.", examples=["sip:listen-{agent}@{domain}"]),
    ] = None
    whisper_target: Annotated[
        Target | None, doc("Target for whispering.", examples=["sip:whisper-{agent}@{domain}"])
    ] = None
    barge_target: Annotated[Target | None, doc("Target for barging in.", examples=["sip:barge-{agent}@{domain}"])] = (
        None
    )
    pick_up: Annotated[
        Literal["ring", "at_once"], doc("Salesforce asks to supervise: ring this phone first, or connect at once.")
    ] = "ring"
    hosts: Annotated[bool, doc("Agent's phone: let listed supervisors listen here (way agent).")] = False
    supervisors: Annotated[
        tuple[SipUri, ...], doc("Who may listen here, as the registrar asserts them; others get 403.")
    ] = ()
    max_supervisors: Annotated[int, doc("Supervisors on one call.", ge=1, le=8)] = 3
    tell_agent: Annotated[bool, doc("Tell the agent that somebody listens (a barge is always told).")] = False
    send_notices: Annotated[bool, doc("Tell the agent's phone of a barge by SIP MESSAGE through the PBX.")] = True
