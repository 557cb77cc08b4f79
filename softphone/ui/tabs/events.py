"""The tab of what the phone told its watchers."""

from softphone.ui.registry import Tab
from softphone.ui.views.language import mark
from softphone.ui.widgets.event_list import EventList

TAB = Tab("events", mark("Events"), "events", 40, EventList)
