"""Every flow of docs/flows.md, on both majors of the base connector: the events, their order, who tells them."""

import pytest

from tests.flows.flow import Flow
from tests.flows.stage import Stage
from tests.flows.table import FLOWS
from tests.page.lightning import Lightning
from tests.peers import Peers

pytestmark = [pytest.mark.e2e, pytest.mark.asyncio(loop_scope="session")]


@pytest.mark.parametrize("flow", FLOWS, ids=[flow.title for flow in FLOWS])
async def test_a_flow(flow: Flow, peers: Peers, salesforce: Lightning, base: str) -> None:
    await Stage(flow, peers, salesforce, is_four=not base).play()
