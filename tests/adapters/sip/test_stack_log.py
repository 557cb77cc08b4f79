"""What PJSIP says is written down, but never so much that it keeps the phone busy."""

import logging
from types import SimpleNamespace
from typing import Any, cast

import pytest

from softphone.adapters.sip.library.stack_log import LONGEST_LINE, MOST_LINES_PER_MIN, StackLog
from tests.adapters.sip.conftest import settings_of


def said(level: int, text: str) -> Any:
    return cast("Any", SimpleNamespace(level=level, msg=text))


def test_a_warning_is_written_down(caplog: pytest.LogCaptureFixture) -> None:
    StackLog(settings_of()).write(said(1, "sip_transport.c  Something is wrong \n"))

    assert [(record.levelno, record.message) for record in caplog.records] == [
        (logging.WARNING, "sip_transport.c  Something is wrong")
    ]


def test_a_flood_is_counted_and_told_when_it_is_over(caplog: pytest.LogCaptureFixture) -> None:
    now = 0.0
    log = StackLog(settings_of(), lambda: now)

    for _ in range(MOST_LINES_PER_MIN + 1000):
        log.write(said(1, "Dropping a packet"))
    assert len(caplog.records) == MOST_LINES_PER_MIN
    now = 61.0
    log.write(said(1, "The last one"))

    assert [record.message for record in caplog.records][-2:] == ["1000 lines of PJSIP were left out", "The last one"]


def test_a_line_that_quotes_a_huge_packet_is_cut(caplog: pytest.LogCaptureFixture) -> None:
    StackLog(settings_of()).write(said(1, "x" * 60_000))

    assert len(caplog.records[0].message) == LONGEST_LINE


def test_who_asks_for_everything_gets_everything(caplog: pytest.LogCaptureFixture) -> None:
    caplog.set_level(logging.DEBUG, "softphone.sip.stack")
    log = StackLog(settings_of(log={"level": "debug"}))

    for _ in range(MOST_LINES_PER_MIN + 10):
        log.write(said(4, "a detail"))

    assert len(caplog.records) == MOST_LINES_PER_MIN + 10
