"""The page's parts without a browser, run by node: every trap of the base connector, on both majors."""

import json
import re
import subprocess
from pathlib import Path
from typing import Any

import msgspec
import pytest
from msgspec import Struct

from softphone.connector import agents, calls, capabilities, results, statistics, wire
from softphone.connector.majors import DIFFERENCES
from softphone.connector.rows import EVENTS, REQUESTS

pytestmark = pytest.mark.e2e
HERE = Path(__file__).parent
KINDS: dict[str, type[Struct]] = {
    kind.__name__: kind
    for module in (agents, calls, capabilities, results, statistics)
    for kind in vars(module).values()
    if isinstance(kind, type) and issubclass(kind, Struct) and kind is not calls.ApiObject
}
ONLY_ERRORS = {"AGENT_ERROR", "SOFTPHONE_ERROR"}
"""Never published but as failures."""
OURS = {"Done", "LogLines", "AudioDevice", "AgentConfig", "HidDevice"}
"""Never made into objects of Salesforce's."""
UNALIKE = {("PhoneCall", "toContact"), ("ParticipantResult", "connectionId"), ("SupervisedCallInfo", "connectionId")}
"""Filled in from other fields."""
NEEDED: dict[str, dict[str, Any]] = {
    "Phone": {"type": "DESK_PHONE"},
    "ACWInfo": {"workItemId": "w"},
    "AgentStatusInfo": {"statusId": "0"},
    "StateChangeResult": {"newVendorStateInfo": {"statusName": "Ready"}},
    "SupervisedCallInfo": {"callId": "a"},
    "PhoneCall": {"callId": "a", "connectionId": "b", "callType": "Inbound", "state": "ringing"},
    "AgentConfigResult": {"phones": ["DESK_PHONE"], "selectedPhone": {"type": "DESK_PHONE"}},
    "AgentWork": {"workEvent": "ACCEPTED"},
    "CallResult": {"call": {"callId": "a"}},
    "SuperviseCallResult": {"call": {"callId": "a"}},
    "HangupResult": {"calls": []},
    "SupervisorHangupResult": {"calls": []},
    "MuteToggleResult": {"isMuted": True},
    "HoldToggleResult": {"isThirdPartyOnHold": False, "isCustomerOnHold": False},
    "RecordingToggleResult": {"isRecordingPaused": False},
    "ParticipantResult": {"initialCallHasEnded": False, "callInfo": {}, "phoneNumber": "1", "callId": "a"},
    "GenericResult": {"success": True},
    "SetAgentStateResult": {"success": True},
    "SetAgentConfigResult": {"success": True},
    "LogoutResult": {"success": True},
    "SignedRecordingUrlResult": {"success": False},
}


@pytest.mark.parametrize("part", sorted(path.name for path in HERE.glob("*.test.mjs")))
def test_the_parts_of_the_page(bundle: Path, part: str) -> None:
    assert bundle.is_dir()
    done = subprocess.run(["node", "--test", part], cwd=HERE, capture_output=True, text=True, check=False, timeout=110)

    failed = [line for line in done.stdout.splitlines() if line.startswith("not ok")]
    assert done.returncode == 0, "\n".join(failed or [done.stdout[-4000:], done.stderr[-2000:]])


def test_what_is_left_out_means_the_same_at_both_ends(bundle: Path) -> None:
    assert bundle.is_dir()
    asked = {name: NEEDED.get(name, {}) for name in KINDS if name not in OURS}
    done = subprocess.run(
        ["node", "kit/defaults.mjs"],
        cwd=HERE,
        input=json.dumps(asked),
        capture_output=True,
        text=True,
        check=True,
        timeout=60,
    )

    made = json.loads(done.stdout)
    assert set(made["4"]) >= set(made["3"]) - {"CapabilitiesResult"}
    for major, objects in made.items():
        for name, fields in objects.items():
            assert different(name, asked[name], fields) == {}, f"{name} in {major}.x"


def different(name: str, given: dict[str, Any], made: dict[str, Any]) -> dict[str, tuple[Any, Any]]:
    """The fields that nobody gave and that their constructor made something else of than we mean."""
    meant = {
        field.encode_name: msgspec.to_builtins(field.default)
        for field in msgspec.structs.fields(KINDS[name])
        if field.default is not msgspec.NODEFAULT and field.encode_name not in given
    }
    return {
        key: (default, made[key])
        for key, default in meant.items()
        if key in made and (name, key) not in UNALIKE and made[key] not in (default, *([[]] if default == () else []))
    }


def test_every_difference_between_the_majors_is_shown() -> None:
    shown = re.findall(r'^    "(.+)": \{$', (HERE / "majors.test.mjs").read_text(), re.MULTILINE)

    assert shown == [row.what for row in DIFFERENCES]


def test_every_event_of_the_table_and_every_twin_of_one_reaches_salesforce_in_a_test() -> None:
    published, _, rest = (HERE / "events.test.mjs").read_text().partition("const TWINS")
    shown = set(re.findall(r'^    \["([A-Z_]+)", ', published, re.MULTILINE)) | {"PARTICIPANT_REMOVED"}
    twins = dict(re.findall(r'\["([A-Z_]+)", "([A-Z_]+)"', rest.partition("];")[0]))

    assert shown == {str(event) for event, row in EVENTS.items()} - ONLY_ERRORS
    assert twins == {str(event): str(row.twin) for event, row in EVENTS.items() if row.twin}


def test_every_payload_of_the_table_is_compared() -> None:
    named = {kind for row in REQUESTS.values() for kind in row.results} | {
        row.payload for row in EVENTS.values() if row.payload
    }

    assert {kind.__name__ for kind in named} <= set(KINDS)
    assert wire.Snapshot.__name__ not in KINDS
