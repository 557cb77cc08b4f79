"""Transfers between a desk and peers that only signal: refused, reported on badly or not at all, and nonsense asked."""

import pytest

from tests.e2e.calls import answered, connected
from tests.e2e.desks import engine_at
from tests.peers import Peers

pytestmark = pytest.mark.e2e

TARGET = "sip:200@pbx.example"


async def test_a_transfer_is_done_when_the_far_end_says_so(peers: Peers) -> None:
    engine = await engine_at(peers)
    call = await connected(engine, peers, "referred:202 notice:180 outcome:200 bye_received")

    await engine.ctl("transfer", TARGET)

    assert (await engine.event("TRANSFER_PROGRESS", code=180))["callId"] == call.id
    assert (await call.is_over())["payload"]["ending"]["reason"] == "transferred"
    assert call.far.received("REFER")[0].header("Refer-To") == f"<{TARGET}>"


@pytest.mark.parametrize("steps", ["referred:603", "referred:202 notice:180 outcome:486"])
async def test_a_transfer_that_comes_to_nothing_leaves_the_call(peers: Peers, steps: str) -> None:
    engine = await engine_at(peers)
    call = await connected(engine, peers, f"{steps} bye_received")

    refused = await engine.ctl("transfer", TARGET, expect=1)

    assert steps.rpartition(":")[2] in refused.err
    await call.is_heard_both_ways()
    await engine.ctl("hangup")
    assert (await call.is_over())["payload"]["ending"]["reason"] == "hung_up"


@pytest.mark.parametrize("steps", ["referred:202", "referred:202 nonsense_notice nonsense_notice"])
async def test_a_transfer_that_is_never_heard_of_again_is_given_up(peers: Peers, steps: str) -> None:
    engine = await engine_at(peers, calls={"transfer_timeout_s": 5})
    call = await connected(engine, peers, f"{steps} bye_received")

    await engine.ctl("transfer", TARGET, expect=1)

    await call.is_heard_both_ways()
    await engine.ctl("hangup")
    await call.is_over()


@pytest.mark.parametrize(
    ("refer_to", "code"),
    [("nonsense", 400), ("<tel:+4930>", 400), ("<sip:x@127.0.0.1:9;method=BYE>", 400), ("<{own}>", 482)],
)
async def test_a_caller_cannot_send_the_desk_to_nonsense(peers: Peers, refer_to: str, code: int) -> None:
    engine = await engine_at(peers)
    values = {"refer_to": refer_to.format(own=engine.uri)}
    call = await answered(engine, peers, f"refer:{code} bye_received", values=values)

    turned_away = await engine.event("REFERRAL_TURNED_AWAY", callId=call.id)

    assert turned_away["payload"]["why"]
    await call.is_heard_both_ways()
    await engine.ctl("hangup")
    await call.is_over()
