"""The figure that Salesforce stores, against the code that makes it: both are asked about the same calls."""

import json
import math
import subprocess
from pathlib import Path
from typing import TypeAlias

import pytest
from hypothesis import HealthCheck, given, settings, strategies as st

from softphone.quality.salesforce import Prediction, Told

HERE = Path(__file__).parent
BASE = HERE.parents[1] / "resources/connector/node_modules/scv-connector-base/src/main/mosUtil.js"

pytestmark = pytest.mark.skipif(not BASE.exists(), reason="scv-connector-base is not installed: make setup")

Channel: TypeAlias = tuple[float, float, float, float] | None
Publications: TypeAlias = list[tuple[Channel, Channel]]

USUAL = st.tuples(st.integers(0, 250), st.integers(0, 250), st.integers(0, 500), st.integers(0, 3000))
ANY_NUMBER = st.one_of(
    st.integers(-5, 2**34), st.floats(-10, 1e12), st.sampled_from([math.nan, math.inf, 2.0**31, 2.0**32 - 1, 0.9])
)
ODD = st.tuples(ANY_NUMBER, ANY_NUMBER, ANY_NUMBER, ANY_NUMBER)
CHANNEL = st.one_of(st.none(), USUAL, ODD)
CALL = st.lists(st.tuples(CHANNEL, CHANNEL), max_size=6)


def of_salesforce(calls: list[Publications]) -> list[float]:
    """Ask the connector's own code, for many calls at once: a node for each would take its time."""
    told = [[[channel and [_json(value) for value in channel] for channel in both] for both in call] for call in calls]
    done = subprocess.run(
        ["node", HERE / "salesforce_mos.mjs"], input=json.dumps(told), capture_output=True, text=True, check=False
    )
    assert done.returncode == 0, done.stderr
    answers = json.loads(done.stdout)
    return [math.nan if answer is None else float(answer) for answer in answers]


def of_ours(call: Publications) -> float:
    prediction = Prediction()
    for sent, received in call:
        prediction = prediction.plus(sent and Told(*sent), received and Told(*received))
    return prediction.mos()


def _json(value: float) -> float | str | None:
    if math.isnan(value):
        return None
    return "inf" if math.isinf(value) else value


@settings(max_examples=8, deadline=None, suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large])
@given(calls=st.lists(CALL, min_size=30, max_size=60))
def test_both_say_the_same_of_any_call(calls: list[Publications]) -> None:
    assert [of_ours(call) for call in calls] == of_salesforce(calls)


def test_both_say_the_same_of_every_usual_call() -> None:
    """Every corner of what a network does: round trip, jitter buffer, loss, and both sides of the formula's step."""
    calls: list[Publications] = [
        [((250, 0, buffer_ms, rtt_ms), (250, lost, buffer_ms, rtt_ms))]
        for rtt_ms in (0, 20, 99, 100, 149, 150, 151, 300, 700, 2000)
        for buffer_ms in (0, 1, 25, 75, 200)
        for lost in (0, 1, 3, 12, 25, 125, 250)
    ]

    assert [of_ours(call) for call in calls] == of_salesforce(calls)
