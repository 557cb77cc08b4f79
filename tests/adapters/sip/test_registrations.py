"""What the outcome of a REGISTER means."""

from dataclasses import dataclass, field
from typing import cast

import pytest

from softphone.adapters.sip.network.accounts import LiveAccount, Outcome
from softphone.adapters.sip.network.password_keeper import PasswordKeeper
from softphone.adapters.sip.network.registrations import Registrations
from softphone.adapters.sip.network.trust_keeper import TrustKeeper
from softphone.adapters.sip.outbox import Outbox
from softphone.core.messages.events import Event, Registered, RegistrationFailed, Unregistered
from softphone.core.values import AccountName
from tests.adapters.sip.remote_phone import KnownSecrets

ACCEPTED = Outcome(200, "OK", 300, "192.0.2.9:5060")
TAKEN_BACK = Outcome(200, "OK", 0, "192.0.2.9:5060")
REFUSED = Outcome(403, "Forbidden", 0, "192.0.2.9:5060")


@dataclass
class SpiedAccount:
    """An account that notes what it is told to do."""

    is_wanted: bool
    name: AccountName = AccountName("desk")  # noqa: RUF009 - a string
    done: list[str] = field(default_factory=list)

    def unregister(self) -> None:
        self.done.append("unregister")


@dataclass
class SpiedTrust:
    """Notes who is trusted."""

    learnt: list[str] = field(default_factory=list)

    def learn(self, server: str) -> None:
        self.learnt.append(server)


@dataclass
class Scene:
    """What one outcome leads to."""

    account: SpiedAccount
    trust: SpiedTrust = field(default_factory=SpiedTrust)
    told: list[Event] = field(default_factory=list)

    def ends(self, outcome: Outcome) -> "Scene":
        outbox = Outbox(self.told.append)
        Registrations((), {}, cast("TrustKeeper", self.trust), PasswordKeeper((), KnownSecrets({})), outbox).outcome(
            cast("LiveAccount", self.account), outcome
        )
        return self


def test_who_accepts_us_is_trusted_with_calls() -> None:
    play = Scene(SpiedAccount(is_wanted=True)).ends(ACCEPTED)

    assert play.told == [Registered(AccountName("desk"), 300)]
    assert play.trust.learnt == ["192.0.2.9:5060"]


def test_a_registration_that_is_accepted_after_it_was_taken_back_is_taken_back_once_more() -> None:
    play = Scene(SpiedAccount(is_wanted=False)).ends(ACCEPTED)

    assert play.account.done == ["unregister"]
    assert play.told == []
    assert play.trust.learnt == []
    assert play.ends(TAKEN_BACK).told == [Unregistered(AccountName("desk"))]
    assert play.account.done == ["unregister"]


@pytest.mark.parametrize(("is_wanted", "event"), [(True, RegistrationFailed), (False, Unregistered)])
def test_a_refusal_is_the_outcome_of_the_one_and_the_end_of_the_other(is_wanted: bool, event: type[Event]) -> None:
    play = Scene(SpiedAccount(is_wanted=is_wanted)).ends(REFUSED)

    assert [type(one) for one in play.told] == [event]
    assert play.trust.learnt == []
