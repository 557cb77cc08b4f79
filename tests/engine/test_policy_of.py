"""Settings, in the machine's words."""

import pytest

from softphone.core.state.policy import Policy
from softphone.engine.policy_of import WRAP_UP_WITHOUT_PAGE_S, policy_of
from softphone.settings import Settings
from softphone.settings.sections.account import AccountSettings
from softphone.settings.sections.agent import AgentSettings
from softphone.settings.sections.calls import CallsSettings
from softphone.settings.sections.sound import RecordingSettings


def of(**sections: object) -> Policy:
    return policy_of(Settings(**sections))  # type: ignore[arg-type]  # one section at a time


def test_accounts_with_a_registrar_are_registered() -> None:
    account = AccountSettings(name="desk", uri="sip:a@x", registrar="sip:x")
    policy = of(accounts=(account, AccountSettings(name="local", uri="sip:b@x")))

    assert [(entry.name, entry.has_registrar) for entry in policy.accounts] == [("desk", True), ("local", False)]


@pytest.mark.parametrize(
    ("wrap_up", "has_wrap_up", "limit_s"),
    [("infinite", True, WRAP_UP_WITHOUT_PAGE_S), ("off", False, WRAP_UP_WITHOUT_PAGE_S), (45, True, 45)],
)
def test_wrap_up_is_off_timed_or_as_long_as_salesforce_likes(
    wrap_up: object, has_wrap_up: bool, limit_s: float
) -> None:
    policy = of(agent=AgentSettings(wrap_up=wrap_up))  # type: ignore[arg-type]  # all three kinds

    assert (policy.has_wrap_up, policy.wrap_up_s or policy.wrap_up_without_page_s) == (has_wrap_up, limit_s)


def test_a_call_rings_for_ever_unless_the_settings_say_how_long() -> None:
    assert of().no_answer_s is None
    assert of(calls=CallsSettings(no_answer_s=20)).no_answer_s == 20


def test_call_waiting_is_off_unless_the_settings_say_on() -> None:
    assert not of().has_call_waiting
    assert of(calls=CallsSettings(waiting="on")).has_call_waiting


def test_calls_begin_and_are_recorded_as_the_settings_say() -> None:
    policy = of(calls=CallsSettings(start_held=True), recording=RecordingSettings(announce_tone=True))

    assert (policy.starts_held, policy.announces_recording) == (True, True)
    assert (of().starts_held, of().announces_recording) == (False, False)


def test_a_callbacks_customer_is_there_with_the_ack_unless_the_pbx_is_to_say_so() -> None:
    assert not of().waits_for_customer
    assert of(calls=CallsSettings(callback_answered="signal")).waits_for_customer


@pytest.mark.parametrize(
    ("name", "display_name", "told"), [("Ann", "Desk 7", "Ann"), ("", "Desk 7", "Desk 7"), ("", "", "desk")]
)
def test_a_supervisor_is_called_by_the_agents_name_or_the_accounts(name: str, display_name: str, told: str) -> None:
    account = AccountSettings(name="desk", uri="sip:a@x", display_name=display_name)

    assert of(accounts=(account,), agent=AgentSettings(name=name)).supervising.name == told
