"""A Salesforce page with a public address, as all are: what the browser's permission for loopback lets it do.

Chromium is told that the site's port is public. What the user answers, or an administrator sets, is written into the
profile: granting it through DevTools would skip the frame's own permission policy.
"""

import json
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path

import pytest
from playwright.async_api import Playwright

from tests.fakes.connector_engine import ConnectorEngine
from tests.page.lightning import Lightning, chromium, tab

pytestmark = [pytest.mark.e2e, pytest.mark.asyncio(loop_scope="session")]
ALLOW, BLOCK = 1, 2


@asynccontextmanager
async def public_salesforce(
    playing: Playwright, folder: Path, site: int, setting: int | None
) -> AsyncIterator[Lightning]:
    """Open a tab of Salesforce on the internet; the user has answered the browser's question so, or not at all."""
    origin = f"https://myorg.lightning.force.com:{site}"
    if setting is not None:
        exceptions = {"loopback_network": {f"{origin},*": {"setting": setting}}}
        answered = {"profile": {"content_settings": {"exceptions": exceptions}}}
        (folder / "Default").mkdir(parents=True)
        (folder / "Default/Preferences").write_text(json.dumps(answered))
    is_public = f"--ip-address-space-overrides=127.0.0.1:{site}=public"
    async with chromium(playing, folder, is_public) as context, tab(context, site) as salesforce:
        yield salesforce


async def test_with_the_permission_the_phone_is_there(
    engine: ConnectorEngine, playing: Playwright, tmp_path: Path, site: int
) -> None:
    async with public_salesforce(playing, tmp_path / "profile", site, ALLOW) as salesforce:
        await salesforce.load(engine.url)

        await salesforce.hears("CONNECTOR_READY")
        await salesforce.shows("Phone connected")


@pytest.mark.parametrize("setting", [BLOCK, None], ids=["blocked", "headless never asks"])
async def test_without_the_permission_the_frame_stays_blank_and_the_phone_hears_nothing(
    engine: ConnectorEngine, playing: Playwright, tmp_path: Path, site: int, setting: int | None
) -> None:
    async with public_salesforce(playing, tmp_path / "profile", site, setting) as salesforce:
        await salesforce.load(engine.url)

        await salesforce.hears_nothing_more()
        assert [frame.url.partition("/")[0] for frame in salesforce.page.frames] == ["https:", "chrome-error:"]
        assert engine.fetched == []


@pytest.mark.parametrize("setting", [BLOCK, ALLOW], ids=["blocked", "allowed, but not to the frame"])
async def test_a_public_page_that_may_not_reach_the_phone_names_the_policy(
    engine: ConnectorEngine, playing: Playwright, tmp_path: Path, site: int, setting: int
) -> None:
    engine.is_paired = True
    async with public_salesforce(playing, tmp_path / "profile", site, setting) as salesforce:
        await salesforce.load(f"https://vendor.example.com:{site}/hosted/?{engine.port}")

        await salesforce.shows("LocalNetworkAccessPermissionsPolicyDefaultEnabled and LoopbackNetworkAllowedForUrls")
        assert engine.fetched == []


async def test_a_public_page_whose_frame_salesforce_lets_reach_the_phone_is_connected(
    engine: ConnectorEngine, playing: Playwright, tmp_path: Path, site: int
) -> None:
    engine.is_paired = True
    async with public_salesforce(playing, tmp_path / "profile", site, ALLOW) as salesforce:
        await salesforce.page.evaluate("frameMay('loopback-network')")
        await salesforce.load(f"https://vendor.example.com:{site}/hosted/?{engine.port}")

        await salesforce.hears("CONNECTOR_READY")
        await salesforce.shows("Phone connected")
