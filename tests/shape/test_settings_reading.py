"""Every setting has an effect: something outside the settings themselves reads it."""

import pytest

from tests.shape.settings_reading import leaves, read_in, read_leaves

OBEYED_BY_THE_SETTINGS = {("Settings", "locked")}
"""What users cannot change is left out when the files are put together, before anybody else sees a setting."""


def test_every_setting_is_read() -> None:
    assert leaves() - read_leaves() == OBEYED_BY_THE_SETTINGS


NAME, ID = ("AgentSettings", "name"), ("AgentSettings", "id")


@pytest.mark.parametrize(
    ("source", "read"),
    [
        ("def f(settings: Settings): return settings.agent.name", {NAME}),
        ("def f(settings: Settings): agent, sip = settings.agent, settings.sip; return agent.name", {NAME}),
        ("def f(agent: AgentSettings): return agent.id", {ID}),
        ("def f(it): return it.settings.agent.id", {ID}),
        ("class A:\n    def f(self, agent: AgentSettings): self._a = agent\n    def g(self): return self._a.id", {ID}),
        ("def f(settings: Settings): return [one.name for one in settings.accounts]", {("AccountSettings", "name")}),
        ("def f(settings: Settings): return settings.sip.transports", {("SipSettings", "transport")}),
        ("def f(account: AccountSettings): return account.name", {("AccountSettings", "name")}),
        ("def f(agent): return agent.name", set()),
        ("def f(settings: Settings): return settings.agent, settings.agent_name", set()),
    ],
)
def test_reading_is_told_from_what_looks_like_it(source: str, read: set[tuple[str, str]]) -> None:
    assert read_in(source) & leaves() == read
