"""Statuses, configuration, capabilities and phones: what is about the agent and not about calls."""

import msgspec
import pytest
from hypothesis import given, strategies as st

from softphone.connector.agents import AgentConfig
from softphone.connector.asks import AgentStatusAsk, StatusDetail
from softphone.connector.built import NOT_BUILT_CAPABILITIES
from softphone.connector.calls import Phone
from softphone.connector.capabilities import CapabilitiesResult, SharedCapabilitiesResult, VoiceCapabilitiesResult
from softphone.connector.configuration import read_configuration
from softphone.connector.errors import Rejection
from softphone.connector.offers import agent_config, capabilities, chosen_phone, shared_capabilities, voice_capabilities
from softphone.connector.statuses import is_meant, presence_statuses, taken_status, vendor_status
from softphone.connector.words import Failure, PhoneKind
from softphone.core.messages.commands import TakeStatus
from softphone.core.state.presence import Presence
from softphone.settings import DEFAULTS, Settings
from softphone.settings.sections.calls import DialSettings
from softphone.settings.sections.connector import ConnectorSettings
from softphone.settings.sections.sound import RecordingSettings
from softphone.settings.sections.supervision import SupervisionSettings

JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.text(max_size=5),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=5), inner, max_size=3),
    max_leaves=8,
)
STATUSES = {
    "0": {"statusName": "Offline", "hasChannels": "false", "isOffline": "true", "statusId": "0"},
    "0N5a": {"statusName": "Available", "hasChannels": "true", "isOffline": "false", "statusId": "0N5a"},
}


@pytest.mark.parametrize(
    ("said", "meant"),
    [("true", True), ("True", True), ("false", False), ("", False), (True, True), (False, False), (None, None)],
)
def test_a_boolean_in_words_is_meant_as_it_reads(said: bool | str | None, meant: bool | None) -> None:
    assert is_meant(said) is meant


@pytest.mark.parametrize(
    "config", [{"userPresenceStatuses": STATUSES}, {"userPresenceStatuses": msgspec.json.encode(STATUSES).decode()}]
)
def test_statuses_are_read_as_a_map_or_as_text(config: dict[str, object]) -> None:
    found = presence_statuses(config)

    assert {status.id: (status.is_offline, status.has_channels) for status in found} == {
        "0": (True, False),
        "0N5a": (False, True),
    }


def test_a_status_without_a_name_of_its_own_is_left_out() -> None:
    found = presence_statuses({"userPresenceStatuses": {"": {}, "0N5": {"isOffline": "false"}}})

    assert [status.id for status in found] == ["0N5"]


@given(JSON)
def test_whatever_the_statuses_are_they_never_break_anything(value: object) -> None:
    assert all(status.id for status in presence_statuses({"userPresenceStatuses": value}))


@pytest.mark.parametrize(
    ("ask", "expected"),
    [
        (AgentStatusAsk(status=StatusDetail(status_id="0N5a", is_offline="false")), False),
        (AgentStatusAsk(status=StatusDetail(is_offline="true")), True),
        (AgentStatusAsk(status=StatusDetail(status_id="0")), True),
        (AgentStatusAsk(status=StatusDetail(status_id="0N5a")), False),
        (AgentStatusAsk(status=StatusDetail(status_id="0N5b")), False),
        (AgentStatusAsk(agent_status="Offline"), True),
        (AgentStatusAsk(agent_status="Online"), False),
    ],
)
def test_offline_is_what_salesforce_calls_offline(ask: AgentStatusAsk, expected: bool) -> None:
    taken = taken_status(ask, Presence(()))

    assert isinstance(taken, TakeStatus)
    assert taken.status.is_offline is expected


@pytest.mark.parametrize(
    ("ask", "name"),
    [
        (AgentStatusAsk(status=StatusDetail(status_id="0N5a")), "Available"),
        (AgentStatusAsk(agent_status="available"), "Available"),
        (AgentStatusAsk(status=StatusDetail(status_id="0N5new", status_name="Lunch")), "Lunch"),
        (AgentStatusAsk(agent_status="Lunch", status=StatusDetail(status_id="0N5new")), "Lunch"),
        (AgentStatusAsk(agent_status="Offline"), "Offline"),
        (AgentStatusAsk(status=StatusDetail(status_id="0N5new")), None),
        (AgentStatusAsk(agent_status="Lunch"), None),
        (AgentStatusAsk(), None),
        (AgentStatusAsk(agent_status=" "), None),
    ],
)
def test_a_status_that_salesforce_neither_told_nor_describes_is_none(ask: AgentStatusAsk, name: str | None) -> None:
    taken = taken_status(ask, Presence(presence_statuses({"userPresenceStatuses": STATUSES})))

    if isinstance(taken, Rejection):
        assert (name, taken.type) == (None, Failure.INVALID_AGENT_STATUS)
    else:
        assert taken.status.name == name


def test_the_phone_tells_the_status_that_it_knows() -> None:
    (_, available) = presence_statuses({"userPresenceStatuses": STATUSES})

    assert vendor_status(Presence(current=available)).status_id == "0N5a"
    assert vendor_status(Presence()).status_id is None


def test_the_phone_takes_what_it_uses_from_the_configuration() -> None:
    read = read_configuration(
        {
            "userName": " agent@example.com ",
            "isACWAllowed": "false",
            "/reqHvcc/reqLongDistPrefix": "+1",
            "key": "s3cret",
        }
    )

    assert (read.user_name, read.is_acw_allowed, read.long_distance_prefix) == ("agent@example.com", False, "+1")
    assert "s3cret" not in msgspec.json.encode(read).decode()


@given(st.dictionaries(st.sampled_from(["userName", "isACWAllowed", "userId", "reqLongDistPrefix"]), JSON))
def test_a_configuration_of_the_wrong_types_counts_as_not_said(config: dict[str, object]) -> None:
    read = read_configuration(config)

    assert isinstance(read.is_acw_allowed, bool)
    assert isinstance(read.user_name, str)


def test_what_is_not_built_is_not_offered() -> None:
    recorded = Settings(recording=RecordingSettings(enabled=True))
    offered = msgspec.to_builtins(capabilities(recorded))

    assert offered.get("hasBlindTransfer") is True
    assert {name for name in NOT_BUILT_CAPABILITIES if offered.get(name)} == set()


def test_several_parties_are_offered_and_flows_where_a_rule_says_how_they_are_called() -> None:
    plain = capabilities(Settings())
    with_flows = capabilities(Settings(dial=DialSettings(flow="sip:flow-{name}@{domain}")))

    assert (plain.has_merge, plain.has_swap, plain.has_blind_transfer) == (True, True, True)
    assert (plain.has_transfer_to_omni_flow, with_flows.has_transfer_to_omni_flow) == (False, True)


@pytest.mark.parametrize("way", ["off", "pbx", "agent"])
@pytest.mark.parametrize("is_supervisor", [True, False])
def test_supervision_is_offered_where_it_is_configured(way: str, is_supervisor: bool) -> None:
    """A supervised agent's page needs the first, too: else it may not tell of a barge."""
    told = msgspec.convert({"way": way, "is_supervisor": is_supervisor}, SupervisionSettings)
    offered = voice_capabilities(Settings(supervision=told))

    assert offered.has_supervisor_listen_in is (way != "off")
    assert offered.has_supervisor_barge_in is (way != "off" and is_supervisor)


@pytest.mark.parametrize(("is_enabled", "expected"), [(True, True), (False, False)])
def test_recording_is_offered_where_calls_are_recorded(is_enabled: bool, expected: bool) -> None:
    settings = Settings(recording=RecordingSettings(enabled=is_enabled))

    assert voice_capabilities(settings).has_record is expected
    assert voice_capabilities(settings).has_signed_recording_url is expected


def test_the_settings_can_hide_what_is_built() -> None:
    settings = Settings(connector=ConnectorSettings(without=("hasMute", "debugEnabled")))

    assert voice_capabilities(settings).has_mute is False
    assert shared_capabilities(settings).debug_enabled is False


def test_the_two_sets_of_one_base_say_what_the_one_set_of_the_other_says() -> None:
    both = msgspec.to_builtins(voice_capabilities(DEFAULTS)) | msgspec.to_builtins(shared_capabilities(DEFAULTS))
    names = set(CapabilitiesResult.__struct_encode_fields__)
    shared = set(SharedCapabilitiesResult.__struct_encode_fields__)

    assert names <= shared | set(VoiceCapabilitiesResult.__struct_encode_fields__)
    assert {name: value for name, value in both.items() if name in names} == msgspec.to_builtins(capabilities(DEFAULTS))


def test_the_phone_is_a_desk_phone_with_its_number() -> None:
    config = agent_config(ConnectorSettings(), PhoneKind.DESK_PHONE, "4711")

    assert config.phones == (PhoneKind.DESK_PHONE,)
    assert config.selected_phone == Phone(type=PhoneKind.DESK_PHONE, number="4711")


@pytest.mark.parametrize(
    ("kind", "number", "settings", "outcome"),
    [
        (PhoneKind.DESK_PHONE, "4711", ConnectorSettings(), "taken"),
        (PhoneKind.DESK_PHONE, "4711", ConnectorSettings(numbers=("4711",)), "taken"),
        (PhoneKind.DESK_PHONE, "4712", ConnectorSettings(numbers=("4711",)), "CAN_NOT_UPDATE_PHONE_NUMBER"),
        (PhoneKind.SOFT_PHONE, "4711", ConnectorSettings(), "refused"),
    ],
)
def test_only_what_the_settings_list_can_be_chosen(
    kind: PhoneKind, number: str, settings: ConnectorSettings, outcome: str
) -> None:
    chosen = chosen_phone(AgentConfig(selected_phone=Phone(type=kind, number=number)), settings)

    if isinstance(chosen, Rejection):
        assert (chosen.type or "refused") == outcome
    else:
        assert outcome == "taken"


def test_a_choice_of_no_phone_is_none() -> None:
    assert chosen_phone(AgentConfig(), ConnectorSettings()) is None
