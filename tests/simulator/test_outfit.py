"""The phones of simulated parties."""

from pathlib import Path

import pytest

from softphone.simulator.outfit import Outfit, Unfit, header_of, host_of, settings_of


def test_a_caller_listens_on_the_way_to_whom_it_calls_and_trusts_that_one() -> None:
    settings = settings_of(Outfit(name="Anna", number="+49 30 23125", target="sip:agent@10.1.2.3:5061"))

    assert settings.sip.bind == "auto"
    assert settings.sip.trusted == ("10.1.2.3",)
    assert settings.accounts[0].uri == "sip:+493023125@127.0.0.1"
    assert settings.accounts[0].display_name == "Anna"


def test_a_party_has_no_sound_card() -> None:
    settings = settings_of(Outfit(speaks=Path("/a.wav"), hears_into=Path("/b.wav"), codecs=("pcmu",)))

    assert settings.audio.inputs == ("file:/a.wav",)
    assert settings.audio.outputs == ("file:/b.wav",)
    assert settings.audio.codecs == settings.accounts[0].codecs == ("pcmu",)
    assert settings_of(Outfit()).audio.inputs == ("silence",)
    assert settings_of(Outfit()).audio.outputs == ("null",)


def test_a_party_may_register_at_a_pbx() -> None:
    account = settings_of(Outfit(number="201", registrar="sips:pbx.example.com", username="petra")).accounts[0]

    assert account.uri == "sip:201@pbx.example.com"
    assert account.registrar == "sips:pbx.example.com"


def test_names_and_numbers_that_sip_cannot_carry_are_cleaned() -> None:
    account = settings_of(Outfit(name="A\r\nB", number="x@y\r\n<1>")).accounts[0]

    assert account.display_name == "A  B"
    assert account.uri == "sip:xy1@127.0.0.1"
    assert settings_of(Outfit(number="@")).accounts[0].uri == "sip:simulated@127.0.0.1"


@pytest.mark.parametrize("text", ["X-Queue-Name: Sales", "  X-Queue-Name :Sales "])
def test_a_header_is_a_name_and_a_value(text: str) -> None:
    assert header_of(text) == ("X-Queue-Name", "Sales")


@pytest.mark.parametrize("text", ["", "X-Queue", "X-Queue: ", ": Sales", "X-A: b\r\nVia: c", "X A: b"])
def test_what_is_no_header_is_refused(text: str) -> None:
    with pytest.raises(Unfit, match="no header"):
        header_of(text)


@pytest.mark.parametrize(
    ("uri", "host"),
    [("sip:a@b.example", "b.example"), ("sips:[::1]:5061", "[::1]"), ("sip:h:5060;transport=tcp", "h")],
)
def test_the_host_of_an_address_is_found(uri: str, host: str) -> None:
    assert host_of(uri) == host


def test_what_is_no_address_is_refused() -> None:
    with pytest.raises(Unfit, match="no SIP address"):
        host_of("tel:123")
