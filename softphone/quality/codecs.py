"""What codecs cost, and how they bear lost packets. A codec that nobody has published figures for is not guessed.

Narrow band: ITU-T G.113 (11/2007), appendix I: Ie in table I.1, Bpl (with Ie of the same row) in the table of packet
loss, for one size of packets each. Wideband: G.113 appendix IV: Ie,WB for monotic listening (a headset on one ear, or a
handset). Nobody has published how Bpl changes with the size of packets; where it is another one, the basis says so.
"""

from dataclasses import dataclass, replace
from enum import StrEnum, unique

from softphone.quality.opus import opus_impairment


@unique
class Basis(StrEnum):
    """Where the figures of a codec come from, and so how far to trust a rating."""

    STANDARD = "standard"  # in a Recommendation
    RESEARCH = "research"  # measured and published, not standardized
    ASSUMED = "assumed"  # of a similar codec, because there is nothing


@dataclass(frozen=True, slots=True)
class Codec:
    """The figures of a codec in one mode.

    `ahead_ms` is what the encoder waits for beside its packet, `packet_ms` the size for which Bpl was published.
    """

    impairment: float  # Ie or Ie,WB
    robustness: float  # Bpl
    is_wideband: bool = False
    basis: Basis = Basis.STANDARD
    loss_basis: Basis = Basis.STANDARD
    ahead_ms: float = 0.0
    packet_ms: float | None = None

    def in_packets_of(self, packet_ms: float) -> "Codec":
        """Take the figures for packets of another size: the same ones, but then they are assumed to hold."""
        if self.packet_ms in (None, packet_ms):
            return self
        return replace(self, loss_basis=Basis.ASSUMED)


PCM_CONCEALED = Codec(0, 25.1, ahead_ms=0.125, packet_ms=10)  # G.711 with its appendix I: PJSIP conceals by its own
PCM_BARE = Codec(0, 4.3, ahead_ms=0.125, packet_ms=10)  # G.711 where silence takes the place of what is lost

CODECS = {
    "pcmu": PCM_CONCEALED,
    "pcma": PCM_CONCEALED,
    "g729": Codec(11, 19.0, ahead_ms=5, packet_ms=20),  # G.729A with VAD: the only variant with a published Bpl
    "g723": Codec(15, 16.1, ahead_ms=7.5, packet_ms=30),  # G.723.1 with VAD, 6.3 kbit/s
    "gsm-efr": Codec(5, 10.0, packet_ms=20),
    "gsm": Codec(20, 10.0, loss_basis=Basis.ASSUMED),  # GSM-FR: Ie in table I.1; Bpl as GSM-EFR
    "g726-40": Codec(2, 4.3, loss_basis=Basis.ASSUMED),  # G.726: Ie in table I.1; Bpl as G.711 without concealment
    "g726-32": Codec(7, 4.3, loss_basis=Basis.ASSUMED),
    "g726-24": Codec(25, 4.3, loss_basis=Basis.ASSUMED),
    "g726-16": Codec(50, 4.3, loss_basis=Basis.ASSUMED),
    # G.722 at 64 kbit/s: Ie,WB in appendix IV. No Bpl,WB is published for it; 4.6 is the middle of the three that are
    # (table IV.4, G.722.2: 4.9, 4.6, 4.3), so that loss rather looks worse than it sounds.
    "g722": Codec(13, 4.6, is_wideband=True, loss_basis=Basis.ASSUMED, ahead_ms=1.5),
    "amr-wb": Codec(13, 4.3, is_wideband=True, ahead_ms=5),  # G.722.2 at 12.65 kbit/s; Bpl,WB is for diotic listening
}


WITHOUT_CONCEALMENT = {"pcmu": PCM_BARE, "pcma": PCM_BARE}
"""What a receiver makes of lost packets that conceals nothing; all other codecs conceal by their nature."""


def codec_named(name: str, bitrate_kbps: float | None = None, *, is_concealed: bool = True) -> Codec | None:
    """Find a codec's figures by its name in SDP (or PJSIP's `PCMU/8000/1`); None where nothing is known."""
    plain = name.partition("/")[0].strip().lower()
    if not is_concealed and plain in WITHOUT_CONCEALMENT:
        return WITHOUT_CONCEALMENT[plain]
    if plain == "opus":
        impairment, robustness = opus_impairment(bitrate_kbps)
        return Codec(impairment, robustness, True, Basis.RESEARCH, Basis.RESEARCH, ahead_ms=6.5)  # noqa: FBT003 - table
    return CODECS.get(plain)
