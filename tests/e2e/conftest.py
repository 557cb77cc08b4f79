"""Peers and engines for the end-to-end tests."""

from collections.abc import Generator

import pytest

from tests.peers.fixtures import add_logs, peers, ports

__all__ = ["peers", "ports"]


@pytest.hookimpl(wrapper=True)
def pytest_runtest_makereport(item: pytest.Item) -> Generator[None, pytest.TestReport, pytest.TestReport]:
    """Show the logs of peers and engines when a test fails."""
    report = yield
    add_logs(item, report)
    return report
