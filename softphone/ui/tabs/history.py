"""The tab of the calls there were."""

from softphone.ui.registry import Tab
from softphone.ui.views.language import mark
from softphone.ui.widgets.history_list import HistoryList

TAB = Tab("history", mark("History"), "history", 20, HistoryList)
