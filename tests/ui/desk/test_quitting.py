"""What closing the window, quitting, and whatever else wants the phone to end mean for it."""

import pytest

from softphone.ui.desk.quitting import Background, Ending, Farewell, ending, farewell, farewell_for_good


@pytest.mark.parametrize(
    ("background", "in_call", "has_tray", "is_ours", "expected"),
    [
        ("end", False, True, True, Farewell.END),
        ("end", False, True, False, Farewell.LEAVE),
        ("end", True, True, True, Farewell.ASK_IN_CALL),
        ("ask", False, True, True, Farewell.ASK),
        ("ask", True, False, True, Farewell.ASK_IN_CALL),
        ("ring", False, True, True, Farewell.HIDE),
        ("ring", True, True, True, Farewell.HIDE),
        ("ring", False, False, True, Farewell.LEAVE),
        ("ring", True, False, True, Farewell.ASK_IN_CALL),
    ],
)
def test_closing_the_window_means_what_the_settings_say(
    background: Background, in_call: bool, has_tray: bool, is_ours: bool, expected: Farewell
) -> None:
    decided = farewell(background, in_call=in_call, has_tray=has_tray, is_engine_ours=is_ours)

    assert decided is expected


@pytest.mark.parametrize(
    ("background", "in_call", "is_ours", "expected"),
    [
        ("end", False, True, Farewell.END),
        ("end", False, False, Farewell.LEAVE),
        ("end", True, True, Farewell.ASK_IN_CALL),
        ("ask", False, True, Farewell.ASK),
        ("ask", False, False, Farewell.LEAVE),
        ("ring", False, True, Farewell.ASK),
        ("ring", False, False, Farewell.LEAVE),
        ("ring", True, True, Farewell.ASK_IN_CALL),
        ("ring", True, False, Farewell.ASK_IN_CALL),
    ],
)
def test_quitting_never_means_the_tray_alone_and_asks_where_the_phone_would_ring_on(
    background: Background, in_call: bool, is_ours: bool, expected: Farewell
) -> None:
    assert farewell_for_good(background, in_call=in_call, is_engine_ours=is_ours) is expected


@pytest.mark.parametrize(
    ("in_call", "is_anothers", "expected"),
    [
        (False, False, Ending.AT_ONCE),
        (True, False, Ending.ASK),
        (False, True, Ending.NEVER),
        (True, True, Ending.NEVER),
    ],
)
def test_the_phone_ends_for_something_else_only_where_that_harms_nobody(
    in_call: bool, is_anothers: bool, expected: Ending
) -> None:
    assert ending(in_call=in_call, is_engine_anothers=is_anothers) is expected
