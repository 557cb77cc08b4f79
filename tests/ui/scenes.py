"""Every state of the window that is worth a look, by name."""

from collections.abc import Callable

from softphone.protocol.state import AgentState, PageState
from softphone.protocol.vocabulary import Hold, Mode
from softphone.ui.views.mirror import Connection, Mirror
from tests.ui.states import (
    LENA,
    connected,
    dialling,
    in_wrap_up,
    mirror,
    proposed,
    recorded,
    ringing,
    troubled,
    with_statuses,
    with_two,
)

SCENES: dict[str, Callable[[], Mirror]] = {
    "seeking": Mirror,
    "failed": lambda: Mirror(Connection.FAILED, says="the port is taken"),
    "idle": mirror,
    "ringing": lambda: mirror(ringing()),
    "callback": lambda: mirror(proposed()),
    "asked to supervise": lambda: mirror(proposed(mode=Mode.LISTEN)),
    "asked to supervise beside a call": lambda: mirror(connected(), proposed("call-2", mode=Mode.LISTEN)),
    "dialling": lambda: mirror(dialling()),
    "connected": lambda: mirror(recorded(connected())),
    "held": lambda: mirror(connected(hold=Hold.ON)),
    "two": lambda: mirror(connected(hold=Hold.ON), ringing("call-2", LENA)),
    "five": lambda: mirror(connected(), *(connected(f"call-{n}", LENA, hold=Hold.ON) for n in range(2, 6))),
    "consulting": lambda: mirror(with_two(is_ringing=True)),
    "two parties": lambda: mirror(with_two()),
    "conference": lambda: mirror(recorded(with_two(is_merged=True))),
    "wrap-up": in_wrap_up,
    "statuses": with_statuses,
    "disturbed": lambda: mirror(agent=AgentState(is_do_not_disturb=True)),
    "troubled": troubled,
    "asked": lambda: mirror(page=PageState(is_connected=True, questions=("https://acme.lightning.force.com",))),
}
