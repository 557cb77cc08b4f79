"""Passwords from a keyring that may be locked: nobody waits for it for long, and it is asked again when it matters."""

import threading
from collections.abc import Iterator

import pytest

from softphone.adapters.sip.network import password_keeper
from softphone.adapters.sip.network.account_config import Passwords
from softphone.adapters.sip.network.password_keeper import WAITS, PasswordKeeper
from softphone.core.values import AccountName
from softphone.engine.ports.secrets import Secret, SecretsUnavailable
from softphone.settings.sections.account import AccountSettings, TurnSettings
from tests.adapters.sip.remote_phone import KnownSecrets
from tests.peers.waiting import staying, until

DESK = AccountName("desk")
WITHIN_S = 10


class Keyring(KnownSecrets):
    """Opens when it may, and then knows something or says why not."""

    def __init__(self) -> None:
        self.known: dict[str, str] = {}
        super().__init__(self.known)
        self.refuses = ""
        self.asked: list[str] = []
        self.may_answer = threading.Event()

    def read(self, name: str) -> Secret | None:
        self.asked.append(name)
        self.may_answer.wait(WITHIN_S)
        if self.refuses:
            raise SecretsUnavailable(self.refuses)
        return super().read(name)


class Scene:
    """A keeper, its keyring, and what it told."""

    def __init__(self, *accounts: AccountSettings, patience_s: float = WITHIN_S) -> None:
        self.keyring = Keyring()
        self.keeper = PasswordKeeper(accounts or (account(),), self.keyring, patience_s)
        self.came: list[str] = []
        self.told: list[str] = []

    def starts(self) -> "Scene":
        self.keeper.begin()
        self.keeper.wait()
        self.keeper.listen(self.came.append, self.told.append)
        return self

    def opens(self, **known: str) -> "Scene":
        self.keyring.known.update(known)
        self.keyring.may_answer.set()
        return self


def account(name: str = "desk", **more: object) -> AccountSettings:
    return AccountSettings(name=name, uri="sip:a@x", registrar="sip:x", **more)  # type: ignore[arg-type]  # any settings


@pytest.fixture
def locked() -> Iterator[Scene]:
    """A phone that has started while its keyring waits for somebody to unlock it."""
    scene = Scene(patience_s=0.05).starts()
    yield scene
    scene.keyring.may_answer.set()


def test_what_can_be_read_at_once_is_known_from_the_start_on() -> None:
    play = Scene(account(turn=TurnSettings(server="turn.x"))).opens(desk="one", **{"desk/turn": "two"}).starts()

    assert play.keeper.of("desk") == Passwords("one", "two")
    assert play.keeper.missed(DESK) == ""
    assert play.came == play.told == []


@pytest.mark.parametrize(("kept", "has_all"), [({"desk": "one"}, True), ({}, False)])
def test_an_account_whose_password_nobody_has_kept_lacks_it(kept: dict[str, str], has_all: bool) -> None:
    assert Scene().opens(**kept).starts().keeper.has_all is has_all


def test_who_needs_no_password_has_none() -> None:
    play = Scene(AccountSettings(name="local", uri="sip:a@x")).starts()

    assert play.keyring.asked == []
    assert play.keeper.of("local") == Passwords()
    assert play.keeper.has_all
    assert play.keeper.missed(AccountName("local")) == ""


async def test_a_keyring_that_waits_for_its_owner_holds_nobody_up_and_is_asked_once(locked: Scene) -> None:
    assert not locked.keeper.of("desk").is_known
    assert locked.keeper.has_all, "as far as anybody knows"
    assert locked.keeper.missed(DESK) == WAITS
    assert locked.told == [f"The password of account desk cannot be read: {WAITS}."]

    locked.opens(desk="right")
    await until(lambda: locked.came, "the password comes")
    assert locked.came == ["desk"]
    assert locked.keeper.of("desk") == Passwords("right")
    assert locked.told[1:] == ["The password of account desk can be read now."]
    assert locked.keeper.missed(DESK) == ""
    assert locked.keyring.asked == ["desk"]


async def test_a_password_that_comes_before_anybody_listens_is_told_to_whoever_does() -> None:
    play = Scene(patience_s=0.05)
    play.keeper.begin()
    play.keeper.wait()
    play.opens(desk="right")
    await until(lambda: play.keeper.of("desk").is_known, "the password comes")
    play.keeper.listen(play.came.append, play.told.append)

    assert (play.came, play.told) == (["desk"], [])


async def test_a_password_that_somebody_enters_meanwhile_counts(locked: Scene) -> None:
    locked.keeper.given(DESK, "new")
    assert locked.keeper.of("desk") == Passwords("new")
    assert locked.keeper.missed(DESK) == ""

    locked.opens(desk="old")
    await until(lambda: not reader(locked).is_alive(), "the old one has been read")

    assert locked.keeper.of("desk") == Passwords("new")


@pytest.mark.parametrize("refuses", ["it is locked", ""])
async def test_a_password_that_was_not_there_is_read_again_when_a_registrar_misses_it(refuses: str) -> None:
    play = Scene().opens()
    play.keyring.refuses = refuses
    play.starts()
    assert len(play.told) == (1 if refuses else 0)

    play.keyring.refuses = ""
    play.keyring.known["desk"] = "right"
    assert play.keeper.missed(DESK) == refuses

    await until(lambda: play.came, "the password comes")
    assert play.keeper.of("desk") == Passwords("right")
    assert play.keeper.missed(DESK) == ""
    assert len(play.keyring.asked) == 2


async def test_the_same_reason_is_told_once() -> None:
    play = Scene().opens()
    play.keyring.refuses = "it is locked"
    play.starts()
    play.keeper.missed(DESK)
    await until(lambda: len(play.keyring.asked) == 2 and not reader(play).is_alive(), "it is read again")

    assert len(play.told) == 1


async def test_somebody_who_closes_the_dialog_is_left_in_peace(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(password_keeper, "DIALOG_S", -1.0)
    play = Scene().opens()
    play.keyring.refuses = "it is locked"
    play.starts()

    assert play.keeper.missed(DESK) == "it is locked"
    await staying(lambda: len(play.keyring.asked) == 1, "nobody is asked", for_s=0.2)


async def test_a_password_of_the_environment_does_not_wait_for_the_keyring() -> None:
    of_environment = account("quick", password_env="QUICK")  # noqa: S106 - the name of a variable
    play = Scene(account("slow"), of_environment, patience_s=0.05)
    play.keeper.begin()
    await until(lambda: play.keyring.asked, "the first is asked for")
    play.opens()

    assert play.keyring.asked[0] == "quick"


def reader(play: Scene) -> threading.Thread:
    found = play.keeper._reader
    assert found
    return found
