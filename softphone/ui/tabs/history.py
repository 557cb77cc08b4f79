"""The tab of the calls there were."""

from softphone.ui.views.language import mark
from softphone.ui.widgets.history_list import HistoryList
from softphone.ui.widgets.parts import Tab

TAB = Tab("history", mark("History"), "history", 20, HistoryList)
