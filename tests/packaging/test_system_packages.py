"""Only what is missing is installed, under the name that this release gives it, and what cannot be had is named."""

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest
from provision import system_packages
from provision.console import Step
from provision.failure import SetupFailedError
from provision.machine import Machine
from provision.system_packages import Need

ProgramMaker = Callable[[str, str], Path]


def test_the_list_names_alternatives_and_programs() -> None:
    wanted = {str(need): need for need in system_packages.needs("run", "wheel", "page", "test")}

    assert wanted["libasound2"].packages == ("libasound2", "libasound2t64")
    assert wanted["npm"].program == "npm"
    assert wanted["sip-tester"].program is None


def test_installed_packages_and_programs_on_the_path_are_not_missing(program: ProgramMaker) -> None:
    program("dpkg-query", "echo 'libxt64 installed'; echo 'gone config-files'; exit 1")
    program("some-browser", "")
    needs = [
        Need(("libx", "libxt64")),
        Need(("gone",)),
        Need(("never-heard-of",)),
        Need(("browser",), program="some-browser"),
        Need(("editor",), program="no-such-editor"),
    ]

    assert [str(need) for need in system_packages.missing(needs)] == ["gone", "never-heard-of", "editor"]


def test_the_name_that_the_release_has_is_installed(
    program: ProgramMaker, step: Step, debian: Machine, tmp_path: Path
) -> None:
    program("apt-cache", '[ "$2" = libxt64 ] && echo "  Candidate: 1.0" || echo "  Candidate: (none)"')
    program("apt-get", f'echo "$@" >> {tmp_path}/asked')

    absent = system_packages.install(step, [Need(("libx", "libxt64")), Need(("peer",))], debian, tmp_path / "log")

    asked = (tmp_path / "asked").read_text().splitlines()
    assert asked[0].endswith(" update")
    assert asked[1].endswith("--no-upgrade libxt64")
    assert absent == [Need(("peer",))]


def test_who_is_neither_root_nor_sudoer_is_told_what_an_administrator_types(
    step: Step, debian: Machine, tmp_path: Path
) -> None:
    nobody = replace(debian, root_prefix=None)

    with pytest.raises(SetupFailedError) as refused:
        system_packages.install(step, [Need(("swig",)), Need(("xvfb",))], nobody, tmp_path / "log")

    assert "apt-get install swig xvfb" in refused.value.advice


def test_a_system_without_apt_is_told_what_is_needed(step: Step, debian: Machine, tmp_path: Path) -> None:
    with pytest.raises(SetupFailedError, match="has no apt; these are needed: swig"):
        system_packages.install(step, [Need(("swig",))], replace(debian, has_apt=False), tmp_path / "log")


def test_no_network_is_named_as_the_cause(program: ProgramMaker, step: Step, debian: Machine, tmp_path: Path) -> None:
    program("apt-get", "echo \"Err: Temporary failure resolving 'mirror.example'\"; exit 100")

    with pytest.raises(SetupFailedError) as failed:
        system_packages.install(step, [Need(("swig",))], debian, tmp_path / "log")

    assert "No network" in failed.value.advice


def test_an_update_that_only_warns_of_the_network_fails_for_what_is_missing(
    program: ProgramMaker, step: Step, debian: Machine, tmp_path: Path
) -> None:
    program("apt-get", "echo W: Could not resolve mirror; exit 0")
    program("apt-cache", "true")

    assert system_packages.install(step, [Need(("swig",))], debian, tmp_path / "log") == [Need(("swig",))]
