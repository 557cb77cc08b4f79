"""Everything that the E-model asks about a connection (ITU-T G.107 (06/2015), tables 1 to 3), with its default.

Each field is followed by the symbol that the Recommendation gives it.
"""

from dataclasses import dataclass, replace


@dataclass(frozen=True, slots=True)
class DelaySensitivity:
    """How much delay disturbs a conversation (table 1): the sensitivity sT and the least delay that is noticed, mT."""

    sensitivity: float = 1.0
    noticed_ms: float = 100.0


DEFAULT_SENSITIVITY = DelaySensitivity()
LOW_SENSITIVITY = DelaySensitivity(0.55, 120.0)
VERY_LOW_SENSITIVITY = DelaySensitivity(0.4, 150.0)


@dataclass(frozen=True, slots=True, kw_only=True)
class Transmission:
    """One connection, from the talker's mouth to the listener's ear and back."""

    send_loudness_db: float = 8.0  # SLR
    receive_loudness_db: float = 2.0  # RLR
    sidetone_db: float = 15.0  # STMR
    listener_sidetone_db: float = 18.0  # LSTR = STMR + Dr
    send_d_value_db: float = 3.0  # Ds
    talker_echo_loudness_db: float = 65.0  # TELR
    echo_path_loss_db: float = 110.0  # WEPL
    echo_delay_ms: float = 0.0  # T, one way of the talker's echo
    round_trip_ms: float = 0.0  # Tr, in the four-wire loop
    delay_ms: float = 0.0  # Ta, mouth to ear, without echo
    quantizing_units: float = 1.0  # qdu
    equipment_impairment: float = 0.0  # Ie
    loss_robustness: float = 4.3  # Bpl
    loss_percent: float = 0.0  # Ppl
    burst_ratio: float = 1.0  # BurstR
    circuit_noise_dbm0p: float = -70.0  # Nc
    noise_floor_dbmp: float = -64.0  # Nfor
    send_room_noise_dba: float = 35.0  # Ps
    receive_room_noise_dba: float = 35.0  # Pr
    advantage: float = 0.0  # A
    sensitivity: DelaySensitivity = DEFAULT_SENSITIVITY  # sT, mT

    @property
    def overall_loudness_db(self) -> float:
        """OLR, the sum of the two loudness ratings."""
        return self.send_loudness_db + self.receive_loudness_db

    def delayed(self, one_way_ms: float) -> "Transmission":
        """Let everything, echoes too, take so long: the assumption behind the delay curves of G.107 and G.114."""
        return replace(self, delay_ms=one_way_ms, echo_delay_ms=one_way_ms, round_trip_ms=2 * one_way_ms)


DEFAULTS = Transmission()


@dataclass(frozen=True, slots=True)
class Rating:
    """A transmission rating R and the parts it is made of: R = Ro - Is - Id - Ie,eff + A."""

    signal_to_noise: float  # Ro
    simultaneous: float  # Is
    talker_echo: float  # Idte
    listener_echo: float  # Idle
    pure_delay: float  # Idd
    equipment: float  # Ie,eff
    advantage: float  # A

    @property
    def delay(self) -> float:
        """Id, everything that delay does."""
        return self.talker_echo + self.listener_echo + self.pure_delay

    @property
    def r(self) -> float:
        """R itself."""
        return self.signal_to_noise - self.simultaneous - self.delay - self.equipment + self.advantage
