"""PJSIP's endpoint, which tells of connections that broke and of INVITEs that PJSIP refused by itself.

What nobody takes is not even told to Python (`packaging/pjsua2/patches`): some of it comes from the audio thread.
"""

from collections.abc import Callable
from dataclasses import dataclass

import pjsua2 as pj

from softphone.adapters.sip.library.guard import Guard


@dataclass(frozen=True, slots=True)
class EndpointListener:
    """Who hears what of the endpoint."""

    disconnected: Callable[[str], None]
    """A TCP or TLS connection broke; which kind."""
    rejected: Callable[[str, str, int], None]
    """PJSIP refused an INVITE itself: where it came from, who it said it was, with what."""


class WatchedEndpoint(pj.Endpoint):
    """The one endpoint of this process."""

    def __init__(self) -> None:
        super().__init__()
        self.listener: EndpointListener | None = None
        self._guard = Guard("the endpoint")

    def onTransportState(self, prm: pj.OnTransportStateParam) -> None:
        """Tell of a broken connection; one that PJSIP closes because nobody needs it is none."""
        with self._guard:
            if self.listener and prm.state == pj.PJSIP_TP_STATE_DISCONNECTED:
                self.listener.disconnected(prm.type.lower().rstrip("6"))

    def onRejectedIncomingCall(self, prm: pj.OnRejectedIncomingCallParam) -> None:
        """Tell of an INVITE that never became a call."""
        with self._guard:
            if self.listener:
                self.listener.rejected(prm.rdata.srcAddress, prm.remoteInfo, prm.statusCode)
