"""The tab of supervisors; seats that may not supervise have none."""

from softphone.ui.views.language import mark
from softphone.ui.widgets.parts import Tab
from softphone.ui.widgets.supervisor_pane import SupervisorPane

TAB = Tab(
    "supervisor",
    mark("Supervise"),
    "supervisor",
    50,
    SupervisorPane,
    is_for=lambda settings: settings.supervision.is_supervisor,
)
