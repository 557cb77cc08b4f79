"""What docs/settings.md shows is what the program does."""

import re
from pathlib import Path

from softphone.settings.checking import Layer, check, combine

PAGE = (Path(__file__).parents[2] / "docs" / "settings.md").read_text(encoding="utf-8")


def test_the_two_files_on_the_page_make_one_account() -> None:
    machine, user = re.findall(r"```toml\n(.*?)```", PAGE, re.DOTALL)

    checked = combine([Layer("machine", "M", machine), Layer("user", "U", user)])

    assert checked.problems == ()
    assert checked.settings is not None
    (office,) = checked.settings.accounts
    assert (office.uri, office.srtp) == ("sip:1001@pbx.example.com", "mandatory")
    assert checked.is_locked(("account", 0, "srtp"))
    assert checked.is_locked(("bridge", "parents"))


def test_the_problems_on_the_page_are_told_in_these_words() -> None:
    text = '[sip]\nprot = 1\ntransport = "udp"\n[[account]]\nname = "a"\nuri = "sip:a@b"\ntransport = "tls"\n'

    for problem in check(text, "office.toml").problems:
        assert str(problem) in PAGE
