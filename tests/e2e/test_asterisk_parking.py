"""A call is parked at Asterisk and fetched again, by the codes of the settings: by this desk and by a colleague's."""

import pytest

from tests.e2e.calls import DESK_HZ, FAR_HZ
from tests.e2e.pbx import account, registered_at
from tests.e2e.test_asterisk_transfers import registered
from tests.peers import Peers
from tests.peers.asterisk import HOLD_HZ

pytestmark = pytest.mark.e2e

CODES = {"park_code": "700", "pick_up_code": "{slot}"}
COLLEAGUE_HZ = 1100


@pytest.mark.parametrize("fetched_by", ["this desk", "a colleague"])
async def test_a_parked_call_waits_with_music_and_is_fetched_by_its_place(peers: Peers, fetched_by: str) -> None:
    pbx = await peers.asterisk()
    desk = await registered_at(peers, account(pbx), calls=CODES)
    other = await registered_at(peers, account(pbx, "agent2"), says_hz=COLLEAGUE_HZ, name="colleague", calls=CODES)
    customer = await registered(pbx, peers, "customer", FAR_HZ)
    await customer.ask("dial", pbx.uri("1001"))
    await desk.event("CALL_STARTED")
    await desk.ctl("answer")
    await customer.hears(DESK_HZ)

    await desk.ctl("park")
    assert (await desk.event("HANGUP"))["payload"]["ending"]["reason"] == "transferred"
    place = (await pbx.ami.event("ParkedCall"))["ParkingSpace"]
    await customer.hears(HOLD_HZ)
    fetcher, hz = (desk, DESK_HZ) if fetched_by == "this desk" else (other, COLLEAGUE_HZ)
    await fetcher.ctl("pick-up", place)

    await fetcher.event("CALL_CONNECTED")
    await fetcher.hears(FAR_HZ)
    before_s = customer.heard().heard_s(hz)
    await customer.hears(hz, for_s=before_s + 1)
    await fetcher.ctl("hangup")
    await customer.event("CALL_CLOSED")


async def test_without_codes_nothing_is_parked_and_the_reason_names_the_setting(peers: Peers) -> None:
    pbx = await peers.asterisk()
    desk = await registered_at(peers, account(pbx))
    await desk.ctl("dial", "9620")
    await desk.event("CALL_CONNECTED")

    assert "calls.park_code" in (await desk.ctl("park", expect=1)).err
    assert "calls.pick_up_code" in (await desk.ctl("pick-up", "701", expect=1)).err

    assert len((await desk.status())["calls"]) == 1
    await desk.ctl("hangup")


async def test_an_empty_place_is_told_and_leaves_no_call(peers: Peers) -> None:
    pbx = await peers.asterisk()
    desk = await registered_at(peers, account(pbx), calls=CODES)

    await desk.ctl("pick-up", "720")

    await desk.event("HANGUP")
    assert (await desk.status())["calls"] == []
