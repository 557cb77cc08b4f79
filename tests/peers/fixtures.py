"""Fixtures for tests with real peers; a conftest imports the ones it wants."""

from collections.abc import AsyncIterator, Iterator
from pathlib import Path

import pytest

from tests.peers.ports import Ports
from tests.peers.started import Peers


@pytest.fixture(scope="session")
def ports() -> Iterator[Ports]:
    """Ports that no other test process hands out."""
    found = Ports()
    yield found
    found.close()


@pytest.fixture
async def peers(tmp_path: Path, ports: Ports, request: pytest.FixtureRequest) -> AsyncIterator[Peers]:
    """Peers of one test; their logs go into the report when it fails."""
    found = Peers(tmp_path, ports)
    request.node.stash[PEERS] = found
    yield found
    await found.close()


PEERS = pytest.StashKey[Peers]()


def add_logs(item: pytest.Item, report: pytest.TestReport) -> None:
    """Show what the peers printed below a failed test."""
    found = item.stash.get(PEERS, None)
    if report.when == "call" and report.failed and found is not None:
        report.sections.extend((f"peer {name}", log) for name, log in found.logs())
