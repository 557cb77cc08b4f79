"""After-call work: the bar that says it is going on, and for how long."""

from dataclasses import dataclass

from softphone.ui.views.language import Language
from softphone.ui.views.mirror import Mirror
from softphone.ui.views.times import clock


@dataclass(frozen=True, slots=True)
class WrapUpBar:
    """After-call work that is going on."""

    text: str
    clock: str


def wrap_up_bar(mirror: Mirror, now: float, say: Language) -> WrapUpBar | None:
    """Say that there is after-call work, if there is."""
    if not mirror.is_up or mirror.state is None or mirror.state.agent.wrap_up is None:
        return None
    seconds = mirror.state.agent.wrap_up.elapsed_s + mirror.passed(now)
    return WrapUpBar(say("After-call work"), clock(seconds))
