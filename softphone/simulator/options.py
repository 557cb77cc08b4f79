"""From simple wishes (say this, hold after so long, hang up after so long) to the script that fulfils them. Pure."""

from collections.abc import Iterator
from dataclasses import dataclass

from softphone.simulator.steps import (
    CallOut,
    Expect,
    GoodBye,
    Hold,
    PickUp,
    Press,
    Refuse,
    Resume,
    Ring,
    Say,
    Script,
    Sign,
    Sound,
    Speech,
    Step,
    Wait,
    script_of,
)
from softphone.simulator.words import PATIENCE_S

DIGITS_AFTER_S = 1.0
HOLD_FOR_S = 3.0
SPEECH = Speech()


@dataclass(frozen=True, slots=True)
class Wishes:
    """What a party is to do. Times after `answer_after_s` count from the moment when the call is up."""

    say: Sound | None = SPEECH
    answer_after_s: float = 1.0
    refuse: int | None = None
    patience_s: float = PATIENCE_S
    digits: str = ""
    digits_after_s: float = DIGITS_AFTER_S
    hold_after_s: float | None = None
    hold_for_s: float = HOLD_FOR_S
    hang_up_after_s: float | None = None


def callers_script(wishes: Wishes) -> Script:
    """Write what one who calls does."""
    return script_of(CallOut(), Expect(Sign.CONNECTED, wishes.patience_s), *_conversation(wishes))


def answerers_script(wishes: Wishes) -> Script:
    """Write what one who is called does."""
    ring = Ring(wishes.answer_after_s)
    if wishes.refuse is not None:
        return script_of(ring, Refuse(wishes.refuse))
    return script_of(ring, PickUp(), *_conversation(wishes))


def _conversation(wishes: Wishes) -> Iterator[Step]:
    """Put what happens during the call in order of time; what would come after hanging up is left out."""
    yield Say(wishes.say)
    passed = 0.0
    for at, step in sorted(_appointments(wishes), key=lambda appointment: appointment[0]):
        if at > passed:
            yield Wait(round(at - passed, 3))
            passed = at
        yield step
        if isinstance(step, GoodBye):
            return


def _appointments(wishes: Wishes) -> Iterator[tuple[float, Step]]:
    if wishes.digits:
        yield wishes.digits_after_s, Press(wishes.digits)
    if wishes.hold_after_s is not None:
        yield wishes.hold_after_s, Hold()
        yield wishes.hold_after_s + wishes.hold_for_s, Resume()
    if wishes.hang_up_after_s is not None:
        yield wishes.hang_up_after_s, GoodBye()
