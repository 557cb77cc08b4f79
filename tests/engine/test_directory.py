"""Whom clients name, and what is called for it: the same telephone as by a click in Salesforce."""

from dataclasses import replace

import pytest
from hypothesis import given, strategies as st
from msgspec import structs

from softphone.connector.dial_plan import call_type_of, destination_of
from softphone.connector.phone_book import contact_of
from softphone.contacts.entries import Entry, Kind, judged
from softphone.core.messages import commands as core
from softphone.core.messages.commands import Answer
from softphone.core.messages.events import LegConnected
from softphone.core.messages.refusals import Refusal, Why
from softphone.core.state.policy import AccountPolicy, Policy
from softphone.core.values import AccountName, CallType
from softphone.engine.asking import command_of
from softphone.engine.directory import Directory
from softphone.protocol import commands as asked
from softphone.protocol.commands import PhoneCommand
from softphone.protocol.contacts import ContactState
from softphone.protocol.supervision import Supervise
from softphone.protocol.targets import ContactTarget
from softphone.settings import Settings
from softphone.settings.sections.account import AccountSettings, CallUse
from softphone.settings.sections.agent import AgentSettings, ContactsSettings
from softphone.settings.sections.calls import CallsSettings, DialSettings
from softphone.settings.sections.supervision import SupervisionSettings
from softphone.ui.views.callees import NOBODY, of_call, of_contact
from tests.core.scenes import LEG_A, A, invited, scene
from tests.ui.views.test_history_view import entry

PLAN = DialSettings(
    country="DE",
    agent="sip:agent-{id}@{domain}",
    queue="sip:queue-{id}@{domain}",
    flow="sip:flow-{name}@{domain};id={id}",
)
SETTINGS = Settings(accounts=(AccountSettings(name="main", uri="sip:anna@pbx"),), dial=PLAN)
DIRECTORY = Directory(SETTINGS, name_of=lambda number: f"whoever has {number}")
QUEUE = ContactTarget(kind=Kind.QUEUE, name="Support", id="00G5e000001AbcD")
ENTRIES = st.builds(
    Entry,
    name=st.sampled_from(["Anna", "Sales EU"]),
    kind=st.sampled_from(Kind),
    number=st.sampled_from(["", "4711", "030 123456", "+49 30 123456 ext. 7", "sip:bob@elsewhere", "1-800-FLOWERS"]),
    extension=st.sampled_from(["", "12"]),
    prefix=st.sampled_from(["", "9", "+49"]),
    id=st.sampled_from(["", "7", "00G5e000001AbcD", "00GABCDEF", "sales", "sip:sales@pbx", "Sales & more"]),
)


def dialled(command: asked.Dial) -> core.Dial:
    found = DIRECTORY.dial(command)
    assert isinstance(found, core.Dial)
    return found


@given(ENTRIES)
def test_a_contact_is_the_same_telephone_at_the_desk_and_in_salesforce(entry: Entry) -> None:
    state = ContactState(
        name=entry.name,
        kind=entry.kind,
        number=entry.number,
        extension=entry.extension,
        prefix=entry.prefix,
        id=entry.id,
    )
    clicked = destination_of(contact_of(entry, None, ContactsSettings()), PLAN, "pbx")

    callee = of_contact(state)

    assert (callee == NOBODY) == (not entry.number and not entry.id)
    if judged(entry, 1) is entry:
        call = dialled(asked.Dial(target=callee.target))
        assert clicked is not None, "whatever the phone book takes can be called"
        assert (call.target, call.then_digits, call.name) == (clicked.uri, clicked.extension, entry.name)
        assert call.call_type is call_type_of(contact_of(entry, None, ContactsSettings()).type)


def test_a_queue_with_nothing_but_an_id_is_called_consulted_and_transferred_to_by_its_rule() -> None:
    wanted = "sip:queue-00G5e000001AbcD@pbx"

    consulted = DIRECTORY.consult(asked.Consult(target=QUEUE))
    transferred = DIRECTORY.transfer(QUEUE, None)

    assert dialled(asked.Dial(target=QUEUE)).target == wanted
    assert isinstance(consulted, core.AddParticipant)
    assert (consulted.target, consulted.name, consulted.call_type) == (wanted, "Support", CallType.OUTBOUND)
    assert isinstance(transferred, core.Transfer)
    assert (transferred.target, transferred.name) == (wanted, "Support")


def test_a_colleague_is_an_internal_call_however_it_is_said() -> None:
    anna = ContactTarget(kind=Kind.AGENT, name="Anna", number="4711", id="7")
    consults = [asked.Consult(target=anna), asked.Consult(target="4711", is_colleague=True)]

    assert dialled(asked.Dial(target=anna)).call_type is CallType.INTERNAL
    assert dialled(asked.Dial(target="4711", call_type="InternalCall")).call_type is CallType.INTERNAL
    assert dialled(asked.Dial(target="4711")).call_type is CallType.OUTBOUND
    assert {getattr(DIRECTORY.consult(consult), "call_type", None) for consult in consults} == {CallType.INTERNAL}


@pytest.mark.parametrize(
    ("command", "name"),
    [
        (asked.Dial(target="4711"), "whoever has 4711"),
        (asked.Dial(target=ContactTarget(number="4711")), "whoever has 4711"),
        (asked.Dial(target=ContactTarget(number="4711", name="Anna")), "Anna"),
        (asked.Dial(target=ContactTarget(number="4711", name="Anna"), name="Dr. Schmidt"), "Dr. Schmidt"),
    ],
)
def test_what_a_client_says_of_a_name_comes_first(command: asked.Dial, name: str) -> None:
    assert dialled(command).name == name


@pytest.mark.parametrize("kind", [Kind.PHONE_BOOK, Kind.QUEUE, Kind.FLOW])
def test_a_contact_with_nothing_to_call_is_refused(kind: Kind) -> None:
    refused = [
        DIRECTORY.dial(asked.Dial(target=ContactTarget(kind=kind))),
        DIRECTORY.consult(asked.Consult(target=ContactTarget(kind=kind))),
        DIRECTORY.transfer(ContactTarget(kind=kind), None),
    ]

    assert [isinstance(one, Refusal) and one.why for one in refused] == [Why.BAD_TARGET] * 3


def test_nobody_is_sent_to_an_extension_that_nobody_would_dial() -> None:
    behind = ContactTarget(kind=Kind.PHONE_BOOK, name="Anna", number="030 123456", extension="12")

    refused = DIRECTORY.transfer(behind, None)
    consulted = DIRECTORY.consult(asked.Consult(target=behind))

    assert isinstance(refused, Refusal)
    assert "consult first" in refused.says
    assert isinstance(consulted, core.AddParticipant)
    assert consulted.then_digits == "12"


@pytest.mark.parametrize("written", ["030 123456", "+49 30 123456", "4711", "0043 1 234567"])
def test_a_call_is_called_back_where_it_went_whatever_the_telephone_system_wants_before_it(written: str) -> None:
    through = Directory(structs.replace(SETTINGS, dial=DialSettings(country="DE", outside_prefix="0")))
    first = through.dial(asked.Dial(target=written))
    assert isinstance(first, core.Dial)

    again = through.dial(asked.Dial(target=of_call(entry(number=first.number, uri=first.target)).target))

    assert isinstance(again, core.Dial)
    assert (again.target, again.number) == (first.target, first.number)


def account(name: str, *uses: CallUse) -> AccountSettings:
    return AccountSettings(name=name, uri=f"sip:agent@{name}", use_for=uses)


TWO = Settings(
    accounts=(account("outside", "dial"), account("house", "agents", "queues", "supervision")),
    supervision=SupervisionSettings(way="pbx", target="sip:spy@{domain}"),
)
POLICY = Policy(accounts=tuple(AccountPolicy(AccountName(one.name), has_registrar=False) for one in TWO.accounts))


@pytest.mark.parametrize(
    ("command", "used"),
    [
        (asked.Dial(target="300"), "outside"),
        (asked.Dial(target="300", account="house"), "house"),
        (asked.Dial(target=ContactTarget(kind=Kind.AGENT, number="300")), "house"),
        (asked.Dial(target=ContactTarget(kind=Kind.QUEUE, number="300")), "house"),
        (asked.Dial(target=ContactTarget(kind=Kind.PHONE_BOOK, number="300")), "outside"),
        (asked.Callback(target="300"), "outside"),
        (Supervise(call_id="k", target="300"), "house"),
    ],
)
def test_a_call_goes_out_by_the_first_account_for_its_kind(command: PhoneCommand | Supervise, used: str) -> None:
    found = command_of(command, Directory(TWO))

    assert isinstance(found, core.Dial | core.OfferCallback | core.Supervise)
    assert (found.account, found.target) == (used, f"sip:300@{used}")


def test_a_colleague_is_watched_at_the_account_for_colleagues() -> None:
    assert Directory(TWO).colleague("300") == "sip:300@house"


@pytest.mark.parametrize("name", ["outside", "house"])
def test_where_a_call_is_sent_and_who_is_brought_in_is_at_the_account_of_the_call(name: str) -> None:
    settings = structs.replace(TWO, calls=CallsSettings(park_code="300"))
    play = scene(POLICY).happens(replace(invited(), account=AccountName(name)))
    rings = Directory(settings, phone=play.phone)
    talks = Directory(settings, phone=play.happens(Answer(A), LegConnected(LEG_A)).phone)
    colleague = ContactTarget(kind=Kind.AGENT, number="300")

    found = [
        command_of(asked.Redirect(target="300"), rings),
        *(
            command_of(command, talks)
            for call in (None, A)
            for target in ("300", colleague)
            for command in (
                asked.Consult(target=target, call_id=call),
                asked.TransferCall(target=target, call_id=call),
                asked.Park(call_id=call),
            )
        ),
    ]

    assert {getattr(one, "target", one) for one in found} == {f"sip:300@{name}"}


@pytest.mark.parametrize(
    ("code", "own_id", "wanted"),
    [
        ("*45", "", "sip:*45@house"),
        ("*45{id}", "7001", "sip:*457001@house"),
        ("sip:login-{id}@queues", "", "sip:login-agent@queues"),
        ("sip:login-{id}@queues", "a b", "sip:login-a%20b@queues"),
    ],
)
def test_a_code_for_queues_goes_to_their_account_with_the_agents_id(code: str, own_id: str, wanted: str) -> None:
    found = Directory(structs.replace(TWO, agent=AgentSettings(id=own_id))).queue_code(code)

    assert isinstance(found, core.Dial)
    assert (found.account, found.target) == ("house", wanted)
