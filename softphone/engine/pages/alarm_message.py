"""Tells Lightning components that a call sounds bad: a `MESSAGE` whose form is ours, because Salesforce has none."""

from softphone.connector.publications import Publication
from softphone.connector.table import EventType
from softphone.engine.measuring.alarms import Alarm


def alarm_message(alarm: Alarm) -> Publication:
    """Say an alarm in a message of its own."""
    sound = alarm.quality
    message = {
        "type": "qualityAlarm",
        "callId": alarm.call,
        "connectionId": alarm.leg,
        "isBad": sound.is_bad,
        "side": sound.side,
        "mos": sound.mos,
        "lossPercent": sound.loss_percent,
        "jitterMillis": sound.jitter_ms,
        "roundTripTimeMillis": sound.rtt_ms,
        "codec": sound.codec,
    }
    return Publication(EventType.MESSAGE, {"message": message})
