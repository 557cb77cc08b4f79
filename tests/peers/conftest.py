"""Peers for the tests in this folder."""

from collections.abc import Generator

import pytest

from tests.peers.fixtures import add_logs, peers, ports

__all__ = ["peers", "ports"]


@pytest.hookimpl(wrapper=True)
def pytest_runtest_makereport(item: pytest.Item) -> Generator[None, pytest.TestReport, pytest.TestReport]:
    """Show the peers' logs when a test fails."""
    report = yield
    add_logs(item, report)
    return report
