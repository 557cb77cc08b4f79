"""What is dialled for what was clicked or written."""

import pytest
from hypothesis import given, strategies as st

from softphone.connector.calls import Contact
from softphone.connector.dial_plan import Destination, destination_of
from softphone.connector.numbers import LONGEST, read_number
from softphone.connector.words import ContactKind
from softphone.settings.sections.calls import DialRule, DialSettings

PLAIN = DialSettings()
GERMAN = DialSettings(country="DE")


def dialled(text: str, plan: DialSettings = PLAIN, **more: str) -> Destination | None:
    return destination_of(Contact(phone_number=text, **more), plan, "pbx")  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("written", "number", "extension"),
    [
        ("+49 30 123456", "+4930123456", ""),
        ("(555) 010-1234", "5550101234", ""),
        ("tel:+49-30-123456", "+4930123456", ""),
        ("TEL:+49%2030%20123456", "+4930123456", ""),
        ("tel://+4930123456", "+4930123456", ""),
        ("tel:123456;phone-context=+4930", "+4930123456", ""),
        ("tel:123456;phone-context=example.com", "123456", ""),
        ("tel:+4930123456;ext=77", "+4930123456", "77"),
        ("callto:+4930123456", "+4930123456", ""),
        ("555 0101 ext. 12", "5550101", "12"),
        ("5550101x12", "5550101", "12"),
        ("5550101,,12#", "5550101", "12#"),
        ("1-800-FLOWERS", "18003569377", ""),
        ("*43", "*43", ""),
        ("+49\u00a030\u2011123456", "+4930123456", ""),
    ],
)
def test_numbers_are_read_as_people_and_pages_write_them(written: str, number: str, extension: str) -> None:
    assert dialled(written) == Destination(f"sip:{number}@pbx", number, extension)


@pytest.mark.parametrize("nothing", ["", "   ", "???", "tel:", "++49", "12 ab 34!", "1" * (LONGEST + 1), "x12"])
def test_what_cannot_be_called_is_nothing(nothing: str) -> None:
    destination = dialled(nothing)

    assert destination is None or destination.number == "x12"


@pytest.mark.parametrize("address", ["sip:alice@example.com", "sips:alice@example.com:5061;transport=tls"])
def test_addresses_are_dialled_as_they_are(address: str) -> None:
    assert dialled(address) == Destination(address, address)


def test_a_users_name_is_dialled_at_the_own_domain() -> None:
    assert dialled("alice") == Destination("sip:alice@pbx", "alice")


@pytest.mark.parametrize(
    ("written", "number"),
    [("030 123456", "+4930123456"), ("+1 555 0101234", "+15550101234"), ("4711", "4711"), ("*72", "*72")],
)
def test_a_country_makes_numbers_international_but_not_extensions(written: str, number: str) -> None:
    destination = dialled(written, GERMAN)

    assert destination
    assert destination.number == number


def test_a_number_that_is_none_of_the_country_is_dialled_as_written() -> None:
    assert dialled("999999", GERMAN) == Destination("sip:999999@pbx", "999999")


def test_a_prefix_for_outside_goes_before_long_numbers_only() -> None:
    plan = DialSettings(outside_prefix="0")

    assert dialled("5550101", plan) == Destination("sip:05550101@pbx", "5550101")
    assert dialled("+49 30 123456", plan) == Destination("sip:0004930123456@pbx", "+4930123456")
    assert dialled("4711", plan) == Destination("sip:4711@pbx", "4711")
    assert dialled("*7241555", plan) == Destination("sip:*7241555@pbx", "*7241555")


def test_what_only_the_telephone_system_wants_is_not_the_number_for_people() -> None:
    plan = DialSettings(country="DE", outside_prefix="0", rules=(DialRule(match="8(.*)", dial=r"7\1"),))

    assert dialled("030 123456", plan) == Destination("sip:0004930123456@pbx", "+4930123456")
    assert dialled("80123456", plan) == Destination("sip:70123456@pbx", "80123456")


def test_a_number_that_a_rule_would_catch_in_its_international_form_stays_as_it_was_written() -> None:
    plan = DialSettings(country="DE", rules=(DialRule(match=r"\+49(.*)", dial=r"0\1"),))

    assert dialled("030 123456", plan) == Destination("sip:+4930123456@pbx", "030123456")


@given(
    st.from_regex(r"[+]?[0-9*#]{1,14}", fullmatch=True),
    st.sampled_from([None, "DE", "US"]),
    st.sampled_from(["", "0", "9", "*9"]),
    st.sampled_from(["", "+1", "9"]),
    st.lists(
        st.sampled_from([("(.+)", r"0\1"), (r"\+49(.*)", r"0\1"), ("0(.*)", r"8\1"), ("9(.*)", r"\1")]), max_size=2
    ),
)
def test_calling_again_whom_the_history_names_reaches_the_same_telephone(
    text: str, country: str | None, outside: str, prefix: str, rules: list[tuple[str, str]]
) -> None:
    plan = DialSettings(
        country=country,
        outside_prefix=outside,
        rules=tuple(DialRule(match=match, dial=dial) for match, dial in rules),
    )
    first = dialled(text, plan, prefix=prefix)

    assert first
    again = dialled(first.number, plan)

    assert again
    assert (again.uri, again.number) == (first.uri, first.number)


@pytest.mark.parametrize(
    ("number", "setting", "expected"),
    [
        ("5550101234", "", "+15550101234"),
        ("+15550101234", "", "+15550101234"),
        ("14155552671", "", "+14155552671"),
        ("+4930123456", "", "+4930123456"),
        ("5550101234", "001", "0015550101234"),
        ("0015550101234", "001", "0015550101234"),
    ],
)
def test_salesforces_long_distance_prefix_is_put_before_numbers_that_lack_it(
    number: str, setting: str, expected: str
) -> None:
    destination = dialled(number, DialSettings(long_distance_prefix=setting), prefix="+1")

    assert destination
    assert destination.number == expected


@pytest.mark.parametrize(
    ("number", "prefix", "expected"),
    [
        ("030 123456", "+49", "+4930123456"),
        ("4930123456", "+49", "+4930123456"),
        ("5550101", "+1415", "+14155550101"),
        ("030 123456", "9", "9030123456"),
        ("030 123456", "???", "030123456"),
        ("4711", "9", "94711"),
    ],
)
def test_the_prefix_of_a_contact_goes_before_its_number(number: str, prefix: str, expected: str) -> None:
    destination = dialled(number, prefix=prefix)

    assert destination
    assert destination.number == expected


@pytest.mark.parametrize(
    ("contact", "plan", "expected"),
    [
        (Contact(phone_number="(415) 555-2671"), PLAIN, "+14155552671"),
        (Contact(phone_number="tel:415-555-2671;ext=7"), PLAIN, "+14155552671"),
        (Contact(phone_number="+4930123456"), PLAIN, "+4930123456"),
        (Contact(phone_number="4711"), PLAIN, "4711"),
        (Contact(phone_number="*72415555"), PLAIN, "*72415555"),
        (Contact(phone_number="415 555 2671", prefix="9"), PLAIN, "94155552671"),
        (Contact(phone_number="415 555 2671", type=ContactKind.PHONE_BOOK), PLAIN, "+14155552671"),
        (Contact(phone_number="4155552671", type=ContactKind.AGENT), PLAIN, "4155552671"),
        (Contact(phone_number="4155552671", type=ContactKind.QUEUE), PLAIN, "4155552671"),
        (Contact(phone_number="415 555 2671"), DialSettings(long_distance_prefix="91"), "914155552671"),
        (Contact(phone_number="415 555 2671"), DialSettings(outside_prefix="0"), "00014155552671"),
        (Contact(phone_number="030 123456"), GERMAN, "+4930123456"),
        (Contact(phone_number="999999"), GERMAN, "999999"),
        (Contact(phone_number="4155552671"), DialSettings(rules=(DialRule(match="415(.*)", dial=r"\1"),)), "5552671"),
    ],
)
def test_the_prefix_of_the_contact_centre_goes_before_long_numbers_that_nothing_else_decides(
    contact: Contact, plan: DialSettings, expected: str
) -> None:
    destination = destination_of(contact, plan, "pbx", "+1")

    assert destination
    assert destination.uri == f"sip:{expected}@pbx"


def test_the_extension_of_a_contact_is_sent_after_the_answer_unless_the_settings_say_no() -> None:
    with_pause, without = DialSettings(), DialSettings(extension_pause=False)

    assert dialled("5550101", with_pause, extension="12") == Destination("sip:5550101@pbx", "5550101", "12")
    assert dialled("5550101", without, extension="12") == Destination("sip:5550101@pbx", "5550101")


def test_rules_come_first() -> None:
    plan = DialSettings(
        country="DE", rules=(DialRule(match="112", dial="0112"), DialRule(match=r"00(\d+)", dial=r"+\1"))
    )

    assert dialled("004930123456", plan) == Destination("sip:+4930123456@pbx", "004930123456")


@pytest.mark.parametrize(
    ("kind", "uri"),
    [
        (ContactKind.AGENT, "sip:agent-7@pbx"),
        (ContactKind.QUEUE, "sip:queue-Sales%20EU@pbx"),
        (ContactKind.PHONE_BOOK, "sip:4711@pbx"),
        (ContactKind.PHONE_NUMBER, "sip:4711@pbx"),
        (ContactKind.FLOW, None),
    ],
)
def test_each_kind_of_contact_has_its_target(kind: ContactKind, uri: str | None) -> None:
    plan = DialSettings(agent="sip:agent-{id}@{domain}", queue="queue-{name}", phone_book="{number}")
    contact = Contact(phone_number="4711", id="7", name="Sales EU", type=kind)

    destination = destination_of(contact, plan, "pbx")

    assert (destination.uri if destination else None) == uri


def test_a_contact_without_a_number_is_called_by_its_id() -> None:
    assert destination_of(Contact(id="4711", type=ContactKind.AGENT), PLAIN, "pbx") == Destination(
        "sip:4711@pbx", "4711"
    )


@pytest.mark.parametrize("name", ["00G5e000001AbcD", "00GABCDEF", "0Q0-7"])
def test_an_id_that_is_no_number_is_put_into_the_rule_as_it_is(name: str) -> None:
    plan = DialSettings(country="DE", queue="sip:queue-{id}@{domain}", outside_prefix="0")
    queue = Contact(id=name, type=ContactKind.QUEUE)

    assert destination_of(queue, plan, "pbx") == Destination(f"sip:queue-{name}@pbx", name)
    assert destination_of(Contact(id="A" * (LONGEST + 1), type=ContactKind.QUEUE), plan, "pbx") is None


def test_an_id_that_only_repeats_the_number_is_none_of_its_own() -> None:
    plan = DialSettings(country="DE", agent="sip:{id}@{domain}")
    colleague = Contact(phone_number="030 123456", id="030 123456", type=ContactKind.AGENT)

    assert destination_of(colleague, plan, "pbx") == Destination("sip:+4930123456@pbx", "+4930123456")


def test_a_flow_is_called_by_its_name_where_a_rule_says_how() -> None:
    plan = DialSettings(flow="sip:flow-{name}@{domain};x={id}")

    named = destination_of(Contact(name="Billing EU", id="300", type=ContactKind.FLOW), plan, "pbx")
    nameless = destination_of(Contact(id="300", type=ContactKind.FLOW), DialSettings(flow="flow-{id}"), "pbx")

    assert named == Destination("sip:flow-Billing%20EU@pbx;x=300", "Billing EU")
    assert nameless == Destination("sip:flow-300@pbx", "300")
    assert destination_of(Contact(type=ContactKind.FLOW), plan, "pbx") is None


@given(st.text(max_size=60))
def test_whatever_is_written_is_read_or_refused_and_never_breaks_a_sip_uri(text: str) -> None:
    destination = dialled(text)

    assert destination is None or not set(destination.uri) & set(' <>"\r\n\t')


@given(st.from_regex(r"\+[1-9][0-9]{5,14}", fullmatch=True))
def test_reading_a_number_twice_changes_nothing(number: str) -> None:
    once = read_number(number)

    assert once is not None
    assert read_number(once.number) == once
