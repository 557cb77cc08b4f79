"""Real SIP peers for tests: programs that others wrote, started on loopback, and proof of what they heard.

Take the fixture `peers` (`from tests.peers.fixtures import peers` in a conftest); it starts peers, and ends what it
started. Nothing here imports the project itself.
"""

from tests.peers.asterisk import Asterisk
from tests.peers.baresip import Baresip
from tests.peers.certificates import Authority
from tests.peers.process import PeerFailed, PeerProcess
from tests.peers.rtp import RtpEnd
from tests.peers.sipp import Sipp
from tests.peers.started import Peers
from tests.peers.tones import Sound, silence, tone, tone_wav
from tests.peers.waiting import TooLate, staying, until
from tests.peers.wav import hear, read_wav, recorded

__all__ = [
    "Asterisk",
    "Authority",
    "Baresip",
    "PeerFailed",
    "PeerProcess",
    "Peers",
    "RtpEnd",
    "Sipp",
    "Sound",
    "TooLate",
    "hear",
    "read_wav",
    "recorded",
    "silence",
    "staying",
    "tone",
    "tone_wav",
    "until",
]
