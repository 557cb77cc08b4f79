"""The figures that the phone shows of real calls, against what a relay did to them and what tshark saw of them.

All calls are made once, side by side; each test looks at one of them in one respect.
"""

import asyncio

import pytest

from tests.e2e.trial_calls import Outcome, measured, row_of
from tests.impairment.table import Row, salesforce_mos
from tests.impairment.trials import ODD_TRIALS, TRIALS, Trial
from tests.peers.fixtures import ports
from tests.peers.ports import Ports

__all__ = ["ports"]
pytestmark = [pytest.mark.e2e, pytest.mark.timeout(420)]

PACKETS_LOST_PERCENT = 0.4
"""Four packets in 1000: those that were on their way when the phone began or ceased to count."""

REPORTED_LOST_PERCENT = 1.0
"""Of what we send the phone knows as of the last report, whose moment it knows to a second."""

MOS = 0.15


def rtt_tolerance_ms(row: Row) -> float:
    """How well a round trip is known: it is made of a handful of reports, each shaken as the voice is."""
    assert row.truth.rtt_ms is not None
    return 15 + 0.15 * row.truth.rtt_ms + 2 * row.truth.jitter_ms


@pytest.fixture(scope="module")
def outcomes(tmp_path_factory: pytest.TempPathFactory, ports: Ports) -> dict[Trial, Outcome]:
    found = asyncio.run(measured([*TRIALS, *ODD_TRIALS], tmp_path_factory.mktemp("trials"), ports))
    return {outcome.trial: outcome for outcome in found}


@pytest.fixture(params=TRIALS, ids=lambda trial: trial.name)
def outcome(request: pytest.FixtureRequest, outcomes: dict[Trial, Outcome]) -> Outcome:
    return outcomes[request.param]


@pytest.fixture
def row(outcome: Outcome) -> Row:
    return row_of(outcome)


@pytest.fixture(params=ODD_TRIALS, ids=lambda trial: trial.name)
def odd(request: pytest.FixtureRequest, outcomes: dict[Trial, Outcome]) -> Outcome:
    return outcomes[request.param]


def test_tshark_confirms_what_the_relay_says_it_did(row: Row) -> None:
    assert row.seen.loss_percent == pytest.approx(row.truth.loss_percent, abs=0.2)
    assert row.seen.jitter_ms == pytest.approx(row.truth.jitter_ms, rel=0.05, abs=0.3)


def test_the_loss_shown_is_what_was_lost(row: Row) -> None:
    assert row.phone.loss_percent == pytest.approx(row.truth.loss_percent, abs=PACKETS_LOST_PERCENT)


def test_the_bursts_shown_are_those_that_were(row: Row) -> None:
    assert row.phone.burst_ratio == pytest.approx(row.truth.burst_ratio, rel=0.15)


def test_the_jitter_shown_is_what_it_was(row: Row) -> None:
    assert row.phone.jitter_ms == pytest.approx(row.truth.jitter_ms, abs=2.5 + 0.1 * row.truth.jitter_ms)


def test_the_round_trip_shown_is_what_it_was_and_what_tshark_saw(row: Row) -> None:
    """Where reports crossed, tshark knows none."""
    tolerance_ms = rtt_tolerance_ms(row)

    assert row.phone.rtt_ms == pytest.approx(row.truth.rtt_ms, abs=tolerance_ms)
    assert row.seen.rtt_ms is None or row.seen.rtt_ms == pytest.approx(row.phone.rtt_ms, abs=tolerance_ms)


def test_the_mos_shown_is_that_of_the_truth(row: Row) -> None:
    assert row.phone.mos == pytest.approx(row.truth.mos, abs=MOS)


def test_the_figure_expected_of_salesforce_is_that_of_the_truth(row: Row) -> None:
    """Salesforce's formula makes much of the round trip, so its figure is no better known than that is."""
    assert row.truth.rtt_ms is not None
    shaken = salesforce_mos(rtt_ms=row.truth.rtt_ms) - salesforce_mos(rtt_ms=row.truth.rtt_ms + rtt_tolerance_ms(row))

    assert row.phone.salesforce_mos == pytest.approx(row.truth.salesforce_mos, abs=max(MOS, shaken))


def test_the_loss_of_what_we_send_is_known_from_the_far_end(outcome: Outcome) -> None:
    lost_percent = outcome.leg["sent"]["lossPercent"]

    assert lost_percent == pytest.approx(outcome.from_phone.reported_loss_percent, abs=REPORTED_LOST_PERCENT)


def test_the_codec_is_the_one_that_was_tried(outcome: Outcome) -> None:
    assert outcome.leg["codec"].lower() == outcome.trial.codec


def test_packets_that_come_twice_or_are_overtaken_hide_no_loss_and_make_none(odd: Outcome) -> None:
    row = row_of(odd)

    assert row.phone.loss_percent == pytest.approx(row.truth.loss_percent, abs=PACKETS_LOST_PERCENT)
    assert odd.leg["received"]["duplicates"] == pytest.approx(odd.to_phone.duplicated, abs=3)
    assert row.phone.mos == pytest.approx(row.truth.mos, abs=MOS)


def test_duplicates_that_the_far_end_reports_as_less_than_no_loss_are_no_loss(odd: Outcome) -> None:
    """By RFC 3550 it may report no more than what was lost, less what came twice."""
    undone_percent = 100 * odd.from_phone.duplicated / odd.from_phone.came
    lost_percent = odd.leg["sent"]["lossPercent"]

    assert lost_percent <= odd.from_phone.reported_loss_percent + REPORTED_LOST_PERCENT
    assert lost_percent >= odd.from_phone.reported_loss_percent - undone_percent - REPORTED_LOST_PERCENT
