"""The calls by which the figures of the phone are judged: a codec, and what the network does in both directions."""

from dataclasses import dataclass

from tests.impairment.condition import CLEAN, Condition


@dataclass(frozen=True, slots=True)
class Trial:
    """One call: what people call its condition, its codec, and what each direction of the line does."""

    says: str
    codec: str
    condition: Condition

    @property
    def name(self) -> str:
        """What tests and folders call it."""
        return f"{self.codec}-{self.says}".replace(" ", "-").replace("%", "pc").replace(",", "")


CONDITIONS = {
    "clean": CLEAN,
    "1 % loss": Condition(loss_percent=1),
    "3 % loss": Condition(loss_percent=3),
    "5 % loss": Condition(loss_percent=5),
    "10 % loss": Condition(loss_percent=10),
    "5 % loss in bursts": Condition(loss_percent=5, burst_packets=3),
    "100 ms delay": Condition(delay_ms=100),
    "250 ms delay": Condition(delay_ms=250),
    "20 ms jitter": Condition(jitter_ms=20),
    "3 % loss, 150 ms, 15 ms jitter": Condition(loss_percent=3, delay_ms=150, jitter_ms=15),
}
OTHER_CODECS = ("pcma", "g722", "opus")
FOR_OTHER_CODECS = ("clean", "5 % loss in bursts", "3 % loss, 150 ms, 15 ms jitter")

ODD_TRIALS = [
    Trial("2 % doubled", "pcmu", Condition(duplicated_percent=2)),
    Trial("5 % loss, 2 % doubled", "pcmu", Condition(loss_percent=5, duplicated_percent=2)),
    Trial("2 % overtaken", "pcmu", Condition(reordered_percent=2)),
    Trial("3 % loss, 2 % overtaken", "opus", Condition(loss_percent=3, reordered_percent=2)),
]
"""Where tshark is no judge: it takes duplicates for losses undone."""

TRIALS = [
    *(Trial(says, "pcmu", condition) for says, condition in CONDITIONS.items()),
    *(Trial(says, codec, CONDITIONS[says]) for codec in OTHER_CODECS for says in FOR_OTHER_CODECS),
]
