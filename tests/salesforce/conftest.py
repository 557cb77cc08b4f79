"""A browser with a page that stands for Salesforce, the real engine, and real SIP peers, all in one event loop."""

from collections.abc import AsyncIterator, Generator, Iterator
from pathlib import Path

import pytest
import pytest_asyncio

from tests.page.fixtures import bundle, playing, profile, salesforce, site
from tests.peers import Peers
from tests.peers.fixtures import PEERS, add_logs
from tests.peers.ports import Ports

__all__ = ["bundle", "playing", "profile", "salesforce", "site"]


@pytest.fixture(params=["", "?base=3"], ids=["4.x", "3.x"])
def base(request: pytest.FixtureRequest) -> str:
    """Which major version of the base connector Salesforce asks for: every flow is played on both."""
    major: str = request.param
    return major


@pytest.fixture
def ports() -> Iterator[Ports]:
    """Ports that no other test process hands out, given back after each test: there are many tests here."""
    found = Ports()
    yield found
    found.close()


@pytest_asyncio.fixture(loop_scope="session")
async def peers(tmp_path: Path, ports: Ports, request: pytest.FixtureRequest) -> AsyncIterator[Peers]:
    """Peers of one test; their logs go into the report when it fails."""
    found = Peers(tmp_path, ports)
    request.node.stash[PEERS] = found
    yield found
    await found.close()


@pytest.hookimpl(wrapper=True)
def pytest_runtest_makereport(item: pytest.Item) -> Generator[None, pytest.TestReport, pytest.TestReport]:
    """Show the logs of peers and engines when a test fails."""
    report = yield
    add_logs(item, report)
    return report
