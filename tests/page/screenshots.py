"""Renders what agents see in Omni-Channel's frame into docs/images, from the page itself.

After a change of the page's look: .venv/bin/python -m tests.page.screenshots
"""

import asyncio
import tempfile
from base64 import b64encode
from pathlib import Path

from playwright.async_api import Page, async_playwright

from softphone import __version__
from tests.fakes.connector_engine import ConnectorEngine
from tests.page.lightning import Lightning, chromium, tab, website

PICTURE = Path(__file__).resolve().parents[2] / "docs/images/connector-status.png"
WIDTH, HEIGHT = 330, 180
SHEET = """<style>body { display: inline-grid; grid-template-columns: auto auto; gap: 16px; margin: 0; padding: 16px;
    background: #c9ccd1; } img { border-radius: 6px; width: 330px; }</style>"""


async def connected(engine: ConnectorEngine, salesforce: Lightning) -> None:
    """Everything is well."""
    await salesforce.load(engine.url)
    await salesforce.shows("Phone connected")


async def second(engine: ConnectorEngine, salesforce: Lightning) -> None:
    """Another tab has the phone."""
    engine.is_in_charge = False
    await salesforce.load(engine.url)
    await salesforce.shows("Another tab")


async def unpaired(engine: ConnectorEngine, salesforce: Lightning) -> None:
    """A page hosted elsewhere that the agent has not confirmed yet."""
    port = salesforce.origin.rpartition(":")[2]
    await salesforce.load(f"https://vendor.example.com:{port}/hosted/?{engine.port}")
    await salesforce.shows("Confirm this page")


async def alone(engine: ConnectorEngine, salesforce: Lightning) -> None:
    """The phone has been stopped."""
    await connected(engine, salesforce)
    await engine.stop()
    await salesforce.shows("not connected")


async def shot(page: Page, port: int, name: str) -> str:
    """Bring one state about, and take the frame's picture as the source of an image."""
    salesforce = Lightning(page, f"https://myorg.lightning.force.com:{port}")
    engine = ConnectorEngine(parents=salesforce.origin, version=__version__)
    await engine.start()
    await page.goto(salesforce.origin)
    await page.emulate_media(color_scheme="dark" if name == "alone" else "light")
    await STATES[name](engine, salesforce)
    await page.evaluate(
        "([width, height]) => document.querySelector('iframe').style = `width:${width}px;height:${height}px;border:0`",
        [WIDTH, HEIGHT],
    )
    picture = await page.locator("iframe").screenshot()
    await engine.stop()
    return f"data:image/png;base64,{b64encode(picture).decode()}"


STATES = {"connected": connected, "second": second, "unpaired": unpaired, "alone": alone}


async def main() -> None:
    """Put the states on one sheet."""
    with tempfile.TemporaryDirectory() as folder:
        async with (
            website(Path(folder)) as port,
            async_playwright() as playwright,
            chromium(playwright, Path(folder) / "profile") as context,
            tab(context, port) as salesforce,
        ):
            sources = [await shot(salesforce.page, port, name) for name in STATES]
            await salesforce.page.goto("about:blank")
            await salesforce.page.set_content(SHEET + "".join(f'<img src="{source}">' for source in sources))
            await salesforce.page.locator("body").screenshot(path=PICTURE)


if __name__ == "__main__":
    asyncio.run(main())
