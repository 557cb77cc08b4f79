"""A far end that speaks before it answers is heard, even where the phone is interrupted just as it begins to listen.

That once made a call in which nothing was ever heard: one thread read the first packet before another one had noted
that there was somebody to listen, and asked for no more.
"""

import re
import subprocess
from pathlib import Path

import pytest

from tests.e2e.calls import FAR_HZ, Call
from tests.e2e.desks import desk
from tests.e2e.engine import Engine
from tests.peers import Peers, until
from tests.peers.process import installed

pytestmark = pytest.mark.e2e
SOURCE = Path(__file__).with_name("interrupted.c")


@pytest.fixture(scope="module")
def interruption(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A library that interrupts, to be loaded before all others."""
    library = tmp_path_factory.mktemp("interruption") / "interrupted.so"
    compiler = installed("cc", "build-essential")
    subprocess.run([compiler, "-shared", "-fPIC", "-o", library, SOURCE, "-ldl"], check=True)
    return library


@pytest.mark.parametrize("srtp", ["off", "optional"])
async def test_who_speaks_before_answering_is_heard(peers: Peers, interruption: Path, srtp: str) -> None:
    account = {"name": "local", "uri": "sip:desk@127.0.0.1", "srtp": srtp}
    described = desk(peers, "engine", 440, accounts=[account])
    described.environment["LD_PRELOAD"] = str(interruption)
    engine = await peers.started(Engine(described))
    ear = await peers.rtp(says_hz=FAR_HZ)
    far = await peers.sipp("offered ring wait:200 answer bye_received", media_port=ear.port)

    await engine.ctl("dial", far.uri)
    await until(lambda: far.received("INVITE"), "the INVITE is there")
    port = re.search(r"^m=audio (\d+)", far.received("INVITE")[0].body, re.MULTILINE)
    assert port
    ear.aim(int(port[1]))
    event = await engine.event("CALL_CONNECTED")

    await Call(engine, far, ear, event["callId"]).is_heard_both_ways()
    await engine.ctl("hangup")
