"""People see what a step does, how long it takes and how it ended, on a terminal and in a log."""

import pytest
from provision.console import ERASE_LINE, Console, Step

from tests.packaging.conftest import Screen


def test_without_a_terminal_every_phase_is_a_line(screen: Screen, console: Console) -> None:
    with console.step("wheel") as step:
        step.say("compiling")
        step.detail("file.c")
        step.say("linking")
        step.result = "done well"

    assert [line.split(maxsplit=1) for line in screen.getvalue().splitlines()] == [
        ["wheel", "compiling"],
        ["wheel", "linking"],
        ["wheel", "done well"],
    ]


def test_on_a_terminal_the_line_is_drawn_over_itself(screen: Screen, console: Console) -> None:
    screen.is_terminal = True

    with console.step("wheel") as step:
        step.say("compiling")
        step.detail("file.c")

    assert screen.getvalue().count("\n") == 1
    assert screen.getvalue().count(ERASE_LINE) == 3


def test_a_step_that_takes_long_shows_its_time(screen: Screen) -> None:
    seconds = iter([0.0, *[83.0] * 9])
    step = Step("wheel", screen, clock=lambda: next(seconds))

    step.say("compiling")

    assert screen.getvalue().endswith("compiling  1:23\n")


def test_a_log_sees_a_sign_of_life_only_now_and_then(screen: Screen) -> None:
    now = [0.0]
    step = Step("wheel", screen, clock=lambda: now[0])
    step.say("compiling")

    for now[0] in (10.0, 29.0, 31.0, 40.0):
        step.tick()

    assert screen.getvalue().count("compiling") == 2


def test_a_step_that_fails_says_so_and_keeps_its_notes(screen: Screen, console: Console) -> None:
    def fail() -> None:
        with console.step("wheel") as step:
            step.note("the disk is small")
            raise RuntimeError

    with pytest.raises(RuntimeError):
        fail()

    assert "FAILED" in screen.getvalue()
    assert "note: the disk is small" in screen.getvalue()
