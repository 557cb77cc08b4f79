"""The desktop's keyring is locked when the engine starts: it runs, says so, and registers when that is unlocked."""

import json

import pytest

from tests.e2e.desks import desk
from tests.e2e.engine import Engine
from tests.e2e.pbx import account
from tests.peers import Peers, until

pytestmark = pytest.mark.e2e


def locked_out(peers: Peers, registrar: dict[str, object]) -> Engine:
    """Start an engine whose only account has its password in a keyring that is locked."""
    described = desk(
        peers, "engine", None, accounts=[{key: registrar[key] for key in registrar if key != "password_env"}]
    )
    described.folder.mkdir(parents=True, exist_ok=True)
    kept = described.folder / "keyring.json"
    kept.write_text(json.dumps({f"softphone/{registrar['name']}": f"{registrar['username']}-password"}))
    described.environment["PYTHON_KEYRING_BACKEND"] = "tests.fakes.keyring_locked.LockedKeyring"
    described.environment["TEST_KEYRING_FILE"] = str(kept)
    return Engine(described)


def nowhere() -> dict[str, object]:
    """Describe an account whose registrar does not answer."""
    return {"name": "office", "uri": "sip:agent1@127.0.0.1:9", "registrar": "sip:127.0.0.1:9", "username": "agent1"}


async def refused(engine: Engine, why: str) -> None:
    """Wait until the agent and whoever follows the events have been told what keeps the account from registering."""
    told = await engine.registration("waiting")
    assert (told["code"], told["says"]) == (0, f"There is no password yet: {why}")
    trouble = await engine.event("TROUBLE_REPORTED")
    assert trouble["payload"] == {"part": "passwords", "says": f"The password of account office cannot be read: {why}."}


async def test_the_phone_starts_without_the_password_and_takes_it_when_it_comes(peers: Peers) -> None:
    engine = await peers.started(locked_out(peers, account(await peers.asterisk())))
    await refused(engine, "the keyring does not answer; it may be waiting to be unlocked")

    (engine.folder / "unlocked").touch()

    await engine.registration("registered")
    mended = await engine.event("TROUBLE_REPORTED")
    assert mended["payload"]["says"] == "The password of account office can be read now."


async def test_a_password_that_could_not_be_read_is_read_again_when_it_is_missed(peers: Peers) -> None:
    engine = locked_out(peers, account(await peers.asterisk()))
    (engine.folder / "dismissed").touch()
    await peers.started(engine)
    told = await engine.registration("waiting")
    assert told["says"].startswith("There is no password yet: the keyring is locked; unlock it")

    (engine.folder / "unlocked").touch()

    await engine.registration("registered")


async def test_a_signal_ends_it_though_the_keyring_does_not_answer(peers: Peers) -> None:
    engine = await peers.started(locked_out(peers, nowhere()))

    assert await engine.shut_down(within_s=5) == 0


async def test_a_signal_while_it_starts_ends_it_though_the_keyring_does_not_answer(peers: Peers) -> None:
    engine = locked_out(peers, nowhere())
    await until((engine.folder / "asked").exists, "the keyring has been asked", within_s=20)
    assert '"ready"' not in engine.process.output()

    assert await engine.shut_down(within_s=5) == 0
