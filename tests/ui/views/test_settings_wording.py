"""What is wrong with settings is said in the window's language, whatever the check says it about."""

import pytest

from softphone.settings.checking import Checked, check
from softphone.settings.problems import Problem
from softphone.settings.wording import Wording
from softphone.ui.resources import language
from softphone.ui.views.language import ENGLISH
from softphone.ui.views.settings.pages import not_saved
from softphone.ui.views.settings.wording import problem_text, said

GERMAN = language("de")
OFFICE = '[[account]]\nname = "office"\nuri = "sip:me@pbx"\n'


@pytest.mark.parametrize(
    ("text", "german"),
    [
        (
            OFFICE + 'transport = "tls"\n[sip]\ntransport = ["udp"]\n',
            "my.toml:4: account[1].transport: „tls“ ist keiner der Transporte, die [sip] transport öffnet",
        ),
        ("[sip]\nprot = 1\n", "my.toml:2: sip.prot: eine solche Einstellung gibt es nicht; meinten Sie port?"),
        ("[sip]\nport = 70000\n", "my.toml:2: sip.port: 70000 passt hier nicht; erwartet wird ein Port von 1 bis"),
        ('[calls]\nwaiting = "onn"\n', 'my.toml:2: calls.waiting: "onn" passt hier nicht; erwartet wird "off" oder'),
        (OFFICE + "prox = 3", "my.toml:4: account[1].prox: eine solche Einstellung gibt es nicht; meinten Sie proxy?"),
        ("[[account]]\nuri = 'sip:a@b'\n", "my.toml:1: account[1].name: es fehlt; erwartet wird ein Name"),
        ("nonsense", "my.toml:1: das ist kein TOML: "),
        (
            "locked = ['sip.prt']",
            "my.toml:1: locked[1]: „sip.prt“ sperrt nichts: eine solche Einstellung gibt es nicht",
        ),
    ],
)
def test_a_mistake_in_the_file_is_named_in_german(text: str, german: str) -> None:
    found = check(text, "my.toml")

    assert not_saved(found, GERMAN).text.startswith(german)
    assert not_saved(found, ENGLISH).text == next(str(one) for one in found.problems if one.severity == "error")


def test_a_notice_is_called_one_and_the_file_beside_is_not_named() -> None:
    notice = Problem("my.toml", 3, ("account", 0, "verify"), Wording("{port} is no port", port=0), "notice")

    assert problem_text(notice, GERMAN, beside="my.toml") == "3: account[1].verify: Hinweis: 0 ist kein Port"
    assert problem_text(notice, ENGLISH) == str(notice)
    assert not_saved(Checked(None, (Problem("my.toml", None, (), "odd"),)), GERMAN).text == "my.toml: odd"


def test_sentences_in_sentences_are_said_too_and_values_are_left_alone() -> None:
    inner = Wording("{value} is not {wanted}", value="off", wanted=Wording("true or false"))
    whole = Wording("{says}; did you mean {other}?", says=inner, other="on")

    assert whole == "off is not true or false; did you mean on?"
    assert said(whole, GERMAN) == "off passt hier nicht; erwartet wird true oder false; meinten Sie on?"
    assert said(Wording("{braces} stay"), ENGLISH) == "{braces} stay"
