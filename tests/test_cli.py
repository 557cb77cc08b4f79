"""The `softphone` command finds its verbs, and says what to do when it cannot."""

import subprocess
import sys
import types

import pytest

from softphone import __version__, cli


def install_verb(monkeypatch: pytest.MonkeyPatch, name: str, exit_code: int) -> list[object]:
    """Put a verb in place that notes the arguments it was run with."""
    seen: list[object] = []
    verb = types.ModuleType(f"softphone.verbs.{name}", "Does something.\n\nAnd nobody sees this.")
    verb.add_arguments = lambda parser: parser.add_argument("--config")  # type: ignore[attr-defined]
    verb.run = lambda args: (seen.append(args.config), exit_code)[1]  # type: ignore[attr-defined,func-returns-value]
    monkeypatch.setattr(cli, "_load", {name: verb}.__getitem__)
    return seen


def test_a_verb_gets_the_words_that_follow_it(monkeypatch: pytest.MonkeyPatch) -> None:
    seen = install_verb(monkeypatch, "engine", exit_code=3)

    assert cli.main(["engine", "--config", "x.toml"]) == 3
    assert seen == ["x.toml"]


@pytest.mark.parametrize(("words", "config"), [([], None), (["--config", "x.toml"], "x.toml")])
def test_no_verb_means_the_desk_phone(monkeypatch: pytest.MonkeyPatch, words: list[str], config: str | None) -> None:
    seen = install_verb(monkeypatch, cli.DESK, exit_code=0)

    assert cli.main(words) == 0
    assert seen == [config]


def test_help_of_a_verb_starts_with_the_first_paragraph_of_its_module(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    install_verb(monkeypatch, "engine", exit_code=0)

    with pytest.raises(SystemExit):
        cli.main(["engine", "--help"])

    shown = capsys.readouterr().out
    assert shown.startswith("usage: softphone engine")
    assert "Does something." in shown
    assert "nobody" not in shown


def test_a_word_that_is_no_verb_is_refused_with_the_list_of_verbs(
    capsys: pytest.CaptureFixture[str],
) -> None:
    with pytest.raises(SystemExit) as refused:
        cli.main(["dance"])

    assert refused.value.code == 2
    refusal = capsys.readouterr().err
    assert all(verb in refusal for verb in ["dance", *cli.VERBS])


def test_the_command_names_every_verb_and_its_version() -> None:
    overview = subprocess.run([sys.executable, "-m", "softphone", "--help"], capture_output=True, text=True, check=True)
    version = subprocess.run(
        [sys.executable, "-m", "softphone", "--version"], capture_output=True, text=True, check=True
    )

    assert all(verb in overview.stdout for verb in cli.VERBS)
    assert version.stdout == f"softphone {__version__}\n"


@pytest.mark.parametrize("name", [cli.DESK, *cli.VERBS])
def test_every_verb_that_is_advertised_can_be_run(name: str) -> None:
    verb = cli._load(name)

    assert verb.__doc__
    assert callable(verb.add_arguments)
    assert callable(verb.run)
