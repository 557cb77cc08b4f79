"""The ledger's inbound rows, from the INVITE on the wire to the event at Salesforce, in a real browser."""

import pytest

from tests.page.lightning import Lightning
from tests.peers import Peers
from tests.salesforce.phone import ENDED, phone_at

pytestmark = [pytest.mark.e2e, pytest.mark.asyncio(loop_scope="session")]


async def test_i3_i10_accepted_and_ended_in_salesforce_with_sound_both_ways(
    peers: Peers, salesforce: Lightning, base: str
) -> None:
    phone = await phone_at(peers, salesforce, base)
    call = await phone.rings("answered bye_received")

    await phone.asks("ACCEPT_CALL", call)
    (connected,) = await salesforce.hears("CALL_CONNECTED")
    await call.is_heard_both_ways()
    await phone.asks("END_CALL", call)

    await salesforce.hears(*ENDED)
    assert connected["payload"]["callInfo"]["isSoftphoneCall"] is False
    await call.far.done()
    await salesforce.hears_nothing_more()


async def test_a_second_call_in_wrap_up_is_busy_until_salesforce_ends_it(
    peers: Peers, salesforce: Lightning, base: str
) -> None:
    phone = await phone_at(peers, salesforce, base)
    call = await phone.talks("bye_received")
    await phone.asks("END_CALL", call)
    await salesforce.hears(*ENDED)

    refused = await peers.sipp("invite refused:486", phone.engine.uri)
    await refused.done()
    await salesforce.hears_nothing_more()
    await phone.asks("WRAP_UP_CALL", call)
    await phone.engine.event("WRAP_UP_ENDED")

    await phone.rings("wait:300 cancel")
