"""The tab of what the phone told its watchers."""

from softphone.ui.views.language import mark
from softphone.ui.widgets.event_list import EventList
from softphone.ui.widgets.parts import Tab

TAB = Tab("events", mark("Events"), "events", 40, EventList)
