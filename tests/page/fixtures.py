"""Fixtures for tests with a browser; a conftest imports the ones it wants. One browser for all, a tab for each."""

import shutil
import sys
from collections.abc import AsyncIterator
from pathlib import Path

import pytest
import pytest_asyncio
from playwright.async_api import BrowserContext, Playwright, async_playwright
from provision.connector_page import ConnectorPage
from provision.console import Console

from tests.fakes.connector_engine import DIST, ConnectorEngine
from tests.page.lightning import CHROMIUM, Lightning, chromium, strict_chromium, tab, website

PAGE = DIST.parent


@pytest.fixture(scope="session")
def bundle(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The page's scripts, made from what is in the tree now."""
    if not (PAGE / "node_modules/esbuild").is_dir() or shutil.which("node") is None:
        pytest.skip("the connector page's node packages are missing: make setup gets them")
    page = ConnectorPage(PAGE, tmp_path_factory.mktemp("page") / "log")
    if not page.is_bundled():  # not while another worker's browser reads it: what `make test` has bundled stays
        with Console(sys.stdout).step("connector page") as step:
            page.make(step)
    return DIST


@pytest_asyncio.fixture(scope="session", loop_scope="session")
async def playing() -> AsyncIterator[Playwright]:
    """What drives browsers."""
    if shutil.which(CHROMIUM) is None:
        pytest.skip("chromium is missing: make setup gets it")
    async with async_playwright() as playwright:
        yield playwright


@pytest_asyncio.fixture(scope="session", loop_scope="session")
async def profile(playing: Playwright, tmp_path_factory: pytest.TempPathFactory) -> AsyncIterator[BrowserContext]:
    """An agent's browser. What pages keep in it is kept apart by the port of each test's engine."""
    async with chromium(playing, tmp_path_factory.mktemp("profile")) as context:
        yield context


@pytest_asyncio.fixture(loop_scope="session")
async def strict_profile(playing: Playwright) -> AsyncIterator[BrowserContext]:
    """A browser that lets frames of other sites keep nothing."""
    async with strict_chromium(playing) as context:
        yield context


@pytest_asyncio.fixture(scope="session", loop_scope="session")
async def site(tmp_path_factory: pytest.TempPathFactory) -> AsyncIterator[int]:
    """The port of the page that stands for Salesforce."""
    async with website(tmp_path_factory.mktemp("site")) as port:
        yield port


@pytest_asyncio.fixture(loop_scope="session")
async def salesforce(profile: BrowserContext, site: int) -> AsyncIterator[Lightning]:
    """A tab of Salesforce."""
    async with tab(profile, site) as here:
        yield here


@pytest_asyncio.fixture(loop_scope="session")
async def engine(bundle: Path, site: int) -> AsyncIterator[ConnectorEngine]:
    """A phone without a network, that serves the page from its bundle."""
    del bundle
    made = ConnectorEngine(parents=f"https://myorg.lightning.force.com:{site}")
    await made.start()
    yield made
    await made.stop()
