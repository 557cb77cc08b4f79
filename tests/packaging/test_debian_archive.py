"""Debian's archive is found through the machine's own mirror and looked at without touching the machine."""

from collections.abc import Callable
from pathlib import Path

import pytest
from provision import debian_archive
from provision.console import Step
from provision.debian_archive import DebianArchive, Download, mirror_in, settings_for
from provision.failure import SetupFailedError
from provision.machine import Machine

TARGETS = """\
stable-browser main http://browser.example/apt/
bookworm-security main http://mirror.example/debian-security/
bookworm-updates main http://mirror.example/debian/
bookworm contrib http://mirror.example/debian/
bookworm main http://mirror.example/debian/
"""


def test_the_mirror_is_the_one_of_the_release_itself() -> None:
    assert mirror_in(TARGETS, "bookworm") == "http://mirror.example/debian"
    assert mirror_in(TARGETS, "trixie") is None
    assert mirror_in("\nnonsense\n", "trixie") is None


def test_of_the_machines_settings_only_how_to_reach_a_server_is_kept() -> None:
    dump = """\
APT::Update::Post-Invoke:: "rm -f /var/cache/*.deb";
Acquire::http::Proxy "http://proxy.example:3128";
Acquire::Languages "en";
Acquire::GzipIndexes "true";
DPkg::Post-Invoke:: "true";
"""

    settings = settings_for(Path("/x"), dump)

    assert 'Acquire::http::Proxy "http://proxy.example:3128";' in settings
    assert "Post-Invoke" not in settings
    assert 'Acquire::Languages "none";' in settings
    assert '"en"' not in settings
    assert 'Dir::State "/x/state";' in settings


@pytest.fixture
def archive(
    program: Callable[[str, str], Path], monkeypatch: pytest.MonkeyPatch, tmp_path: Path, step: Step, debian: Machine
) -> DebianArchive:
    """Open a view through an apt-get that notes what it was asked."""
    monkeypatch.setattr(debian_archive, "mirror_of", lambda _machine: "http://mirror.example/debian")
    listing = "'http://mirror.example/pool/x_1.dsc' x_1.dsc 10 SHA256:aa"
    program("apt-get", f'echo "$APT_CONFIG $*" >> {tmp_path}/asked; echo "{listing}"')
    return DebianArchive.open(step, debian, ["deb sid", "deb-src bookworm"], tmp_path / "apt", tmp_path / "log")


def test_apt_is_led_to_a_folder_of_its_own(archive: DebianArchive, tmp_path: Path) -> None:
    sources = (tmp_path / "apt/sources.list").read_text().splitlines()

    assert sources[0] == f"deb [signed-by={debian_archive.KEYRING}] http://mirror.example/debian sid main"
    assert sources[1].startswith("deb-src [signed-by=")
    assert (tmp_path / "asked").read_text() == f"{archive.folder}/apt.conf -q update\n"


def test_the_files_of_a_source_package_come_with_their_checksums(archive: DebianArchive) -> None:
    assert archive.sources_of("x") == [Download("http://mirror.example/pool/x_1.dsc", "x_1.dsc", "SHA256:aa")]


def test_a_machine_without_a_mirror_is_told_so(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path, step: Step, debian: Machine
) -> None:
    monkeypatch.setattr(debian_archive, "mirror_of", lambda _machine: None)

    with pytest.raises(SetupFailedError, match="no Debian mirror"):
        DebianArchive.open(step, debian, ["deb sid"], tmp_path / "apt", tmp_path / "log")
