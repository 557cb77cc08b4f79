"""Phones for the tests of the SIP adapter."""

from collections.abc import AsyncIterator, Callable, Mapping
from pathlib import Path
from typing import Any

import msgspec
import pytest

from softphone.core.values import AccountName
from softphone.settings import Settings
from tests.adapters.sip.raw_peer import RawPeer
from tests.adapters.sip.remote_phone import RemotePhone
from tests.adapters.sip.spoken import ACCOUNT, Spoken
from tests.fakes.fake_network import FakeNetwork
from tests.fakes.fake_phone import FakePhone
from tests.peers.fixtures import peers, ports

__all__ = ["peers", "ports"]

QUIET: dict[str, Any] = {
    "sip": {"bind": "127.0.0.1"},
    "audio": {"input": "silence", "output": "null", "ringer": "null"},
}
MakePhone = Callable[..., Spoken]


def settings_of(**sections: Any) -> Settings:
    """Settings for a test: on loopback, without sound cards, else as the test says."""
    merged = {
        name: {**QUIET.get(name, {}), **table} if isinstance(table, dict) else table for name, table in sections.items()
    }
    return msgspec.convert({**QUIET, **merged}, Settings)


@pytest.fixture
async def phones(tmp_path: Path) -> AsyncIterator[MakePhone]:
    """Make real phones, each a process of its own; all are stopped in the end."""
    made: list[Spoken] = []

    def make(name: str = "phone", secrets: Mapping[str, str] | None = None, **sections: Any) -> Spoken:
        settings = settings_of(**sections)
        account = AccountName(settings.accounts[0].name) if settings.accounts else ACCOUNT
        made.append(Spoken(RemotePhone(settings, tmp_path / name, secrets), account))
        return made[-1]

    yield make
    for phone in made:
        await phone.stop()


@pytest.fixture(params=["fake", pytest.param("pjsua", marks=pytest.mark.e2e)])
async def trio(request: pytest.FixtureRequest, phones: MakePhone) -> AsyncIterator[tuple[Spoken, Spoken, Spoken]]:
    """Three phones that can call each other: made up ones, then real ones."""
    network = FakeNetwork()
    one, two, three = (
        Spoken(FakePhone(network, name)) if request.param == "fake" else phones(name)
        for name in ("one", "two", "three")
    )
    for phone in (one, two, three):
        await phone.start()
    yield one, two, three
    for phone in (one, two, three):
        await phone.stop()


@pytest.fixture(params=["fake", pytest.param("pjsua", marks=pytest.mark.e2e)])
async def duo(request: pytest.FixtureRequest, phones: MakePhone) -> AsyncIterator[tuple[Spoken, Spoken]]:
    """Two phones that can call each other: made up ones, then real ones."""
    if request.param == "fake":
        network = FakeNetwork()
        one, two = Spoken(FakePhone(network, "one")), Spoken(FakePhone(network, "two"))
    else:
        one, two = phones("one"), phones("two")
    await one.start()
    await two.start()
    yield one, two
    await one.stop()
    await two.stop()


@pytest.fixture
async def peer() -> AsyncIterator[RawPeer]:
    found = await RawPeer.open()
    yield found
    await found.close()


@pytest.fixture
async def other() -> AsyncIterator[RawPeer]:
    found = await RawPeer.open()
    yield found
    await found.close()


@pytest.fixture
async def phone(phones: MakePhone) -> Spoken:
    return await phones().start()
