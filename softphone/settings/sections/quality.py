"""Settings of voice quality: how often it is told, and when it is an alarm."""

from typing import Annotated

from softphone.settings.describing import Section, doc
from softphone.settings.kinds import SipUri


class QualitySettings(Section, frozen=True, kw_only=True):
    """Voice quality: statistics and alarms."""

    stats_interval_s: Annotated[int, doc("Seconds between two statistics of a call for Salesforce.", ge=1, le=60)] = 5
    rtcp_xr: Annotated[bool, doc("Offer extended reports (RTCP-XR) to the far end.")] = True
    alarm_mos: Annotated[float, doc("Raise an alarm when the MOS stays below this; 0 = never.", ge=0, le=4.5)] = 3.6
    alarm_after_s: Annotated[int, doc("How long it must stay below.", ge=1, le=300)] = 5
    alarm_to_salesforce: Annotated[bool, doc("Send the alarm to Salesforce as a MESSAGE, too.")] = False
    series_calls: Annotated[int, doc("Calls whose course of quality is kept second by second.", ge=0, le=100_000)] = 500
    echo_service: Annotated[
        SipUri | None,
        doc(
            "Echo service for the check before the shift (softphone doctor --echo).",
            examples=["sip:echo@pbx.example.com"],
        ),
    ] = None
