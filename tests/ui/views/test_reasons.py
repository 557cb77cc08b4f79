"""A window in German says in German why something is not so, by every code that the phone or a PBX can give."""

import pytest

from softphone.protocol.phone_events import OfFailure
from softphone.protocol.refusals import Code, Fault, Problem, Reason, Refused
from softphone.protocol.state import AccountState, DeviceState
from softphone.protocol.vocabulary import Action, RegistrationState, Why
from softphone.settings.schema import DEFAULTS
from softphone.settings.sections.account import AccountSettings
from softphone.settings.wanted import fields_of, item_of, literals
from softphone.ui.resources import language
from softphone.ui.views.chips import account_chip
from softphone.ui.views.language import ENGLISH
from softphone.ui.views.refusals import failure_text, refusal_text
from softphone.ui.views.registrations import ANSWERS, why_not_registered
from softphone.ui.views.settings.choices import EXPLAINED, ring_choices
from softphone.ui.views.settings.entering import Kind, kind_of
from softphone.ui.views.settings.fields import field_of, place_of
from softphone.ui.views.settings.plan import all_settings
from softphone.ui.views.sound_notices import sound_text
from tests.ui.states import a_state, mirror
from tests.ui.views.test_settings_views import checked

GERMAN = language("de")
THEIRS = "words of the library"
PROPER = {
    *("udp", "tcp", "tls"),  # protocols
    *("aec3", "speex"),  # algorithms
    *("debug", "info"),  # levels of logs
    *("DESK_PHONE", "SOFT_PHONE", "ALWAYS", "ALWAYS_EXCEPT_ON_HOLD", "NEVER"),  # Salesforce's own
    *("English", "Deutsch"),  # languages call themselves so everywhere
}
"""Values that are called the same in every language."""
NAMES = [*all_settings(), *(("account", "office", key) for key in fields_of(AccountSettings))]


def refused(kind: str, code: int = 0) -> Refused:
    return Refused(Problem(code=Code.REFUSED, message=THEIRS, data=Reason(type=kind, sip_code=code)))


@pytest.mark.parametrize("kind", [*Why, *Fault])
def test_every_reason_for_a_refusal_has_a_german_sentence(kind: str) -> None:
    assert refusal_text(refused(kind), ENGLISH) == THEIRS
    text = refusal_text(refused(kind, 488), GERMAN)

    assert text.endswith("(SIP 488)")
    assert GERMAN(text.partition(". ")[0] + ".") not in THEIRS
    assert not text.startswith((THEIRS, "Das Telefon sagt dazu"))


def test_a_reason_of_another_version_is_given_as_the_phones_own_words() -> None:
    assert refusal_text(refused("of tomorrow"), GERMAN) == f"Das Telefon sagt dazu (auf Englisch): {THEIRS}"


@pytest.mark.parametrize("action", Action)
def test_everything_that_can_fail_has_a_german_sentence(action: Action) -> None:
    failed = OfFailure(action=action, says=THEIRS, reason=Reason(type=Why.TIMED_OUT))

    assert failure_text(failed, ENGLISH) == THEIRS
    text = failure_text(failed, GERMAN)
    assert text.endswith(" Die Gegenseite hat nicht rechtzeitig geantwortet.")
    assert THEIRS not in text


@pytest.mark.parametrize("code", [*ANSWERS, 500, 699])
def test_why_an_account_is_not_registered_is_told_by_the_code(code: int) -> None:
    text = why_not_registered(code, THEIRS, GERMAN)

    assert text.endswith(f"({code})")
    assert THEIRS not in text
    assert why_not_registered(code, THEIRS, ENGLISH) == f"{THEIRS} ({code})"


def test_what_has_no_code_stands_in_a_german_sentence() -> None:
    assert why_not_registered(0, THEIRS, GERMAN) == f"Das Telefon sagt dazu (auf Englisch): {THEIRS}"
    assert why_not_registered(0, "", GERMAN) == "Der Registrar antwortet nicht."
    lost = AccountState(name="Office", state=RegistrationState.WAITING, code=503, says=THEIRS)
    assert (
        "Nicht angemeldet: Die Anlage ist nicht erreichbar. (503)"
        in account_chip(mirror(accounts=(lost,)), GERMAN).explanation
    )
    device = DeviceState(use="output", device="Speaker", wished="Headset", why=THEIRS)
    assert sound_text(a_state(devices=(device,)), GERMAN).endswith(f"(Das Telefon sagt dazu (auf Englisch): {THEIRS})")


@pytest.mark.parametrize("names", NAMES)
def test_every_choice_has_a_german_name_or_is_a_name(names: tuple[str, ...]) -> None:
    place = place_of(names, DEFAULTS)
    if place.schema_names in EXPLAINED or kind_of(place.hint) not in (Kind.CHOICE, Kind.OPEN_CHOICE):
        return
    options = field_of(names, checked(), {}, "", GERMAN).options
    in_english = dict(field_of(names, checked(), {}, "", ENGLISH).options)
    same = {text for value, text in options if text == in_english[value] and not text[0].isdigit()} - PROPER

    assert len(options) == len(literals(item_of(place.hint) or place.hint))
    assert same == set()


def test_the_sounds_of_ringing_have_german_names() -> None:
    assert not {text for _, text in ring_choices(GERMAN)} & {text for _, text in ring_choices(ENGLISH)}
