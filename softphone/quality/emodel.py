"""The E-model for narrow-band telephony, in full: ITU-T G.107 (06/2015), clause 7, whose equations are named."""

from math import exp, log10, sqrt

from softphone.quality.transmission import Rating, Transmission

LARGEST_IMPAIRMENT = 95.0
"""What no equipment impairment exceeds (equation 7-29)."""

SHORTEST_ECHO_MS = 1.0
"""An echo that comes earlier is sidetone, and no echo (clause 7.4)."""


def rate(way: Transmission) -> Rating:
    """Rate a connection (7-1)."""
    noise = noise_dbm0p(way)
    signal_to_noise = 15 - 1.5 * (way.send_loudness_db + noise)  # 7-2
    sidetone = sidetone_impairment(way)
    return Rating(
        signal_to_noise=signal_to_noise,
        simultaneous=loudness_impairment(way, noise) + sidetone + quantizing_impairment(way, signal_to_noise),
        talker_echo=talker_echo_impairment(way, noise, sidetone),
        listener_echo=listener_echo_impairment(way, signal_to_noise),
        pure_delay=delay_impairment(way),
        equipment=equipment_impairment(way),
        advantage=way.advantage,
    )


def noise_dbm0p(way: Transmission) -> float:
    """No, the sum of all noise (7-3 to 7-7)."""
    beyond = way.send_room_noise_dba - way.overall_loudness_db - way.send_d_value_db - 14
    sent = way.send_room_noise_dba - way.send_loudness_db - way.send_d_value_db - 100 + 0.004 * beyond**2
    heard = way.receive_room_noise_dba + 10 * log10(1 + _power((10 - way.listener_sidetone_db) / 10))
    received = way.receive_loudness_db - 121 + heard + 0.008 * (heard - 35) ** 2
    floor = way.noise_floor_dbmp + way.receive_loudness_db
    return 10 * log10(sum(_power(level / 10) for level in (way.circuit_noise_dbm0p, sent, received, floor)))


def loudness_impairment(way: Transmission, noise: float) -> float:
    """Iolr, for a connection that is too loud (7-9, 7-10)."""
    loudness = way.overall_loudness_db + 0.2 * (64 + noise - way.receive_loudness_db)
    return 20 * (_knee(loudness / 8, 8) - loudness / 8)


def sidetone_impairment(way: Transmission) -> float:
    """Ist, for hearing oneself too well or too badly (7-11, 7-12)."""
    echo = exp(-way.echo_delay_ms / 4) * _power(-way.talker_echo_loudness_db / 10)
    sidetone = -10 * log10(_power(-way.sidetone_db / 10) + echo)
    too_strong, too_weak = 12 * _knee((sidetone - 13) / 6, 8), 28 * _knee((sidetone + 1) / 19.4, 35)
    return too_strong - too_weak - 13 * _knee((sidetone - 3) / 33, 13) + 29


def quantizing_impairment(way: Transmission, signal_to_noise: float) -> float:
    """Iq, for quantizing distortion (7-13 to 7-17)."""
    distance = 37 - 15 * log10(way.quantizing_units)
    weight = 1.07 + 0.258 * distance + 0.0602 * distance**2
    first = (signal_to_noise - 100) / 15 + 46 / 8.4 - weight / 9
    second = 46 / 30 - weight / 40
    return 15 * log10(1 + _power(first) + _power(second))


def talker_echo_impairment(way: Transmission, noise: float, sidetone: float) -> float:
    """Idte, for hearing oneself again (7-19 to 7-24)."""
    if way.echo_delay_ms < SHORTEST_ECHO_MS:
        return 0.0
    unechoed = -1.5 * (noise - way.receive_loudness_db)
    loudness = echo_loudness_db(way) + (sidetone / 2 if way.sidetone_db < 9 else 0.0)
    impairment = echo_annoyance(unechoed - (80 + 2.5 * (loudness - 14)), way.echo_delay_ms)
    return sqrt(impairment**2 + sidetone**2) if way.sidetone_db > 20 else impairment


def echo_loudness_db(way: Transmission) -> float:
    """TERV, how well the talker's echo is heard (7-22)."""
    late = way.echo_delay_ms
    return way.talker_echo_loudness_db - 40 * log10((1 + late / 10) / (1 + late / 150)) + 6 * exp(-0.3 * late**2)


def echo_annoyance(difference: float, echo_delay_ms: float) -> float:
    """What an echo costs that makes so much of a difference (7-19)."""
    return (difference / 2 + sqrt(difference**2 / 4 + 100) - 1) * (1 - exp(-echo_delay_ms))


def listener_echo_impairment(way: Transmission, signal_to_noise: float) -> float:
    """Idle, for hearing the other one twice (7-25, 7-26)."""
    quiet = 10.5 * (way.echo_path_loss_db + 7) * float((way.round_trip_ms + 1) ** -0.25)
    difference = signal_to_noise - quiet
    return difference / 2 + sqrt(difference**2 / 4 + 169)


def delay_impairment(way: Transmission) -> float:
    """Idd, for waiting, even without any echo (7-27, 7-28)."""
    noticed_ms = way.sensitivity.noticed_ms
    if way.delay_ms <= noticed_ms:
        return 0.0
    doublings = log10(way.delay_ms / noticed_ms) / log10(2)
    order = 6 * way.sensitivity.sensitivity
    return 25 * (_knee(doublings, order) - 3 * _knee(doublings / 3, order) + 2)


def equipment_impairment(way: Transmission) -> float:
    """Ie,eff, for the codec and for lost packets (7-29)."""
    loss = min(max(way.loss_percent, 0.0), 100.0)
    if loss == 0:
        return way.equipment_impairment
    share = loss / (loss / max(way.burst_ratio, 1.0) + way.loss_robustness)
    return min(LARGEST_IMPAIRMENT, way.equipment_impairment + (LARGEST_IMPAIRMENT - way.equipment_impairment) * share)


def _power(exponent: float) -> float:
    return float(10**exponent)


def _knee(value: float, order: float) -> float:
    """Stay near 1 while a value is small, and follow it when it is large; the higher the order, the sharper."""
    return float((1 + value**order) ** (1 / order))
