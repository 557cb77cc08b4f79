"""The one table is complete, agrees with itself, and with everything that is made from it."""

import json
from pathlib import Path

import msgspec
import pytest

from softphone.connector.generated import FILES
from softphone.connector.rows import EVENTS, REQUESTS
from softphone.connector.schemas import connector_schema
from softphone.connector.table import EventType, Method
from softphone.connector.words import CallKind, ParticipantKind
from softphone.core.values import CallType, Role

ROOT = Path(__file__).resolve().parents[2]
DISPATCHED_BY_THE_BASE_ONLY = {
    EventType.CALL_FAILED,
    EventType.PHONE_CONTACTS,
    EventType.GET_CONTACTS_RESULT,
    EventType.AGENT_CONFIG_UPDATED,
    EventType.GET_AUDIO_DEVICES,
    EventType.SIGNED_RECORDING_URL,
    EventType.SET_AGENT_STATUS_RESULT,
    EventType.GET_AGENT_STATUS_RESULT,
    EventType.SHOW_LOGIN,
    EventType.CONNECTOR_READY,
}


def test_every_method_and_every_event_has_its_row() -> None:
    assert set(REQUESTS) == set(Method)
    assert set(EVENTS) == set(EventType) - DISPATCHED_BY_THE_BASE_ONLY


@pytest.mark.parametrize("name", FILES)
def test_what_is_made_from_the_table_is_up_to_date(name: str) -> None:
    written = (ROOT / name).read_text(encoding="utf-8")

    assert written == FILES[name](), "run packaging/write-generated"


def test_the_machines_words_are_salesforces() -> None:
    assert {kind.value for kind in CallType} == {kind.value for kind in CallKind}
    assert {role.value for role in Role} == {kind.value for kind in ParticipantKind}


def test_every_reference_of_the_schema_leads_somewhere() -> None:
    text = connector_schema()
    definitions = set(json.loads(text)["$defs"])
    references = {part.split('"', 1)[0] for part in text.split("#/$defs/")[1:]}

    assert references <= definitions


def test_booleans_without_a_value_mean_what_salesforces_constructors_mean() -> None:
    """A field left out is filled in at the other end: the defaults are compared in the page's own tests."""
    for row in REQUESTS.values():
        for result in row.results:
            for field in msgspec.structs.fields(result):
                assert field.required or field.default is not msgspec.NODEFAULT
