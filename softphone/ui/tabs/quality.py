"""The tab of how calls sound."""

from softphone.ui.views.language import mark
from softphone.ui.widgets.parts import Tab
from softphone.ui.widgets.quality_page import QualityPage

TAB = Tab("quality", mark("Quality"), "quality", 30, QualityPage)
