"""Who hears how calls sound: consoles, Salesforce, the history. Not a verb of its own."""

from softphone.engine.front import Front
from softphone.engine.measuring.department import Measuring
from softphone.engine.pages.alarm_message import alarm_message
from softphone.engine.pages.desk import PageDesk
from softphone.settings import Settings


def connect_measuring(measuring: Measuring, front: Front, desk: PageDesk, settings: Settings) -> None:
    """Tell everybody concerned, from now on."""
    measuring.gauges.listeners.append(desk.reports.see)
    measuring.gauges.listeners.append(lambda _: front.parts.bridge.measured())
    measuring.predicted = desk.reports.predicted
    measuring.alarms.listeners.append(front.quality_alarm)
    if settings.quality.alarm_to_salesforce:
        measuring.alarms.listeners.append(lambda alarm: desk.publishing.publish(alarm_message(alarm)))
    desk.mos.listeners.append(measuring.rating.stored)
