"""The sound server, proven with its own tools."""

import pytest

from tests.peers import Peers
from tests.peers.sound_server import SoundServer

pytestmark = pytest.mark.e2e


async def test_a_microphone_is_heard_through_a_loudspeaker_until_it_is_unplugged(peers: Peers) -> None:
    server = await peers.started(SoundServer(peers.folder))
    server.plug_in_loudspeaker("headset")
    server.plug_in_microphone("mic", 440)
    server.record("headset")
    server._load("wire", "module-loopback", "source=mic", "sink=headset", "latency_msec=20")

    await server.plays("headset", 440)

    server.unplug("wire")
    server.unplug("mic")
    server.unplug("headset")
