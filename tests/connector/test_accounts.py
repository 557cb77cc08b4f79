"""Which account Salesforce's calls go out by: the first for calls of that kind, and in a call, that call's own."""

from dataclasses import replace

import pytest

from softphone.connector.asks import AddParticipantAsk, AskedCall, AskedContact, DialAsk
from softphone.connector.commands import command_of
from softphone.connector.errors import Rejection
from softphone.connector.table import Method
from softphone.connector.words import Failure
from softphone.core.messages.commands import AddParticipant, Answer, Command, Supervise, Transfer
from softphone.core.messages.effects import SendInvite
from softphone.core.messages.events import LegConnected
from softphone.core.state.policy import AccountPolicy, Policy
from softphone.core.values import AccountName
from softphone.settings.sections.account import AccountSettings, CallUse
from softphone.settings.sections.supervision import SupervisionSettings
from tests.connector.salesforce import Salesforce, about
from tests.core.scenes import LEG_A, A, invited, scene

OUTSIDE, HOUSE = AccountName("outside"), AccountName("house")
POLICY = Policy(accounts=(AccountPolicy(OUTSIDE, has_registrar=False), AccountPolicy(HOUSE, has_registrar=False)))
SPYING = SupervisionSettings(is_supervisor=True, way="pbx", target="sip:spy@{domain}")


def account(name: AccountName, *uses: CallUse) -> AccountSettings:
    return AccountSettings(name=name, uri=f"sip:agent@{name}", use_for=uses)


TWO = (account(OUTSIDE, "dial"), account(HOUSE, "agents", "queues", "supervision"))
NONE_TO_DIAL = (account(HOUSE, "agents"), account(OUTSIDE, "queues"))


def salesforce(*accounts: AccountSettings) -> Salesforce:
    return Salesforce(scene(POLICY), accounts=accounts, supervision=SPYING)


def asked_for(here: Salesforce, kind: str) -> Command | Rejection | None:
    contact = AskedContact(phone_number="300", type=kind)
    return command_of(Method.DIAL, DialAsk(contact=contact), here.standpoint())


@pytest.mark.parametrize(
    ("kind", "accounts", "used"),
    [
        ("PhoneNumber", TWO, OUTSIDE),
        ("PhoneBook", TWO, OUTSIDE),
        ("Agent", TWO, HOUSE),
        ("Queue", TWO, HOUSE),
        ("PhoneNumber", TWO[::-1], OUTSIDE),
        ("Agent", (account(HOUSE, "supervision"), account(OUTSIDE, "dial")), OUTSIDE),
        ("Queue", (account(HOUSE, "agents"), account(OUTSIDE, "dial")), OUTSIDE),
    ],
)
def test_a_dialled_call_goes_out_by_the_first_account_for_its_kind(
    kind: str, accounts: tuple[AccountSettings, ...], used: AccountName
) -> None:
    here = salesforce(*accounts)

    here.asks(Method.DIAL, DialAsk(contact=AskedContact(phone_number="300", type=kind)))

    (invite,) = (effect for effect in here.phone.last if isinstance(effect, SendInvite))
    assert (invite.account, invite.target) == (used, f"sip:300@{used}")


@pytest.mark.parametrize("kind", ["PhoneNumber", "Flow"])
def test_what_no_account_is_kept_for_is_rejected_aloud(kind: str) -> None:
    rejected = asked_for(salesforce(*NONE_TO_DIAL), kind)

    assert isinstance(rejected, Rejection)
    assert (rejected.type, "no account" in rejected.says) == (Failure.GENERIC_ERROR, True)


def test_calls_are_supervised_by_the_account_for_that() -> None:
    here = salesforce(*TWO)

    found = command_of(Method.SUPERVISE_CALL, about(A), here.standpoint())
    nobody = command_of(Method.SUPERVISE_CALL, about(A), salesforce(TWO[0]).standpoint())

    assert isinstance(found, Supervise)
    assert (found.account, found.target) == (HOUSE, "sip:spy@house")
    assert isinstance(nobody, Rejection)


@pytest.mark.parametrize("name", [OUTSIDE, HOUSE])
@pytest.mark.parametrize("kind", ["PhoneNumber", "Agent"])
def test_who_is_brought_into_a_call_or_gets_it_is_at_the_account_of_the_call(name: AccountName, kind: str) -> None:
    here = salesforce(*TWO).happens(replace(invited(), account=name)).desk(Answer(A)).happens(LegConnected(LEG_A))
    contact, call = AskedContact(phone_number="300", type=kind), AskedCall(call_id=A)

    added = command_of(Method.ADD_PARTICIPANT, AddParticipantAsk(contact=contact, call=call), here.standpoint())
    sent = command_of(
        Method.ADD_PARTICIPANT, AddParticipantAsk(contact=contact, call=call, is_blind_transfer=True), here.standpoint()
    )

    assert isinstance(added, AddParticipant)
    assert isinstance(sent, Transfer)
    assert {added.target, sent.target} == {f"sip:300@{name}"}
