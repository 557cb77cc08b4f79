"""The statuses that a contact centre's configuration names: as a map, as JSON of one, and never as nonsense."""

from typing import Any

import pytest

from softphone.connector.statuses import presence_statuses
from softphone.core.state.presence import Status

AWAY = {"statusId": "0N5b", "statusName": "Away", "statusApiName": "Away"}


@pytest.mark.parametrize(
    "listed", [{"0N5b": AWAY}, '{"0N5b": {"statusId": "0N5b", "statusName": "Away", "statusApiName": "Away"}}']
)
def test_statuses_come_as_a_map_or_as_text_of_one(listed: Any) -> None:
    assert presence_statuses({"userPresenceStatuses": listed}) == (Status("0N5b", "Away", "Away"),)


@pytest.mark.parametrize("listed", [None, 7, [AWAY], "no JSON", "[" * 10_000, {"": {"statusName": "nameless"}}])
def test_nonsense_names_no_status(listed: Any) -> None:
    assert presence_statuses({"userPresenceStatuses": listed}) == ()


def test_an_entry_that_is_no_status_is_left_out_and_the_key_stands_for_an_id_that_is_missing() -> None:
    listed = {"0N5b": {"statusName": "Away"}, "broken": {"statusName": 7}}

    (status,) = presence_statuses({"userPresenceStatuses": listed})

    assert (status.id, status.name) == ("0N5b", "Away")
