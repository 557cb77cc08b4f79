"""Sources come from the nearest place that has them, and are what they say they are."""

import hashlib
import io
import tarfile
from collections.abc import Callable
from pathlib import Path

import pytest
from provision import pjsua2_wheel, sources
from provision.archive_tree import fingerprint
from provision.console import Step
from provision.debian_archive import DebianArchive, Download
from provision.failure import SetupFailedError
from provision.machine import Machine
from provision.sources import Place, Source

GOOD = {"lib/a.c": b"int a;", "lib/b.c": b"int b;", "docs/logo.png": b"colours"}
REPACKED = {name: content for name, content in GOOD.items() if not name.endswith(".png")}
TAMPERED = {**GOOD, "lib/a.c": b"int evil;"}


def pack(path: Path, files: dict[str, bytes]) -> Path:
    path.parent.mkdir(parents=True, exist_ok=True)
    with tarfile.open(path, "w:gz") as tar:
        for name, content in files.items():
            entry = tarfile.TarInfo(f"top-1.0/{name}")
            entry.size = len(content)
            tar.addfile(entry, io.BytesIO(content))
    return path


def digest(path: Path) -> str:
    return hashlib.sha256(path.read_bytes()).hexdigest()


@pytest.fixture
def source(tmp_path: Path) -> Source:
    """Know an archive `lib_1.orig.tar.gz`, and serve the authors' release from a file."""
    tried = pack(tmp_path / "tried/lib_1.orig.tar.gz", REPACKED)
    released = pack(tmp_path / "released/1.0.tar.gz", GOOD)
    tree = fingerprint(tried, ["*"], ["*.png"])
    return Source("lib", "sid", "lib_*.orig.tar.*", digest(tried), released.as_uri(), tree, ["*"], ["*.png"])


@pytest.fixture
def place(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Place:
    monkeypatch.delenv(sources.GIVEN, raising=False)
    return Place(tmp_path / "cache", tmp_path / "work", tmp_path / "log")


class FakeArchive:
    """An archive that serves local files as one source package."""

    def __init__(self, *files: Path) -> None:
        self.files = {file.name: file for file in files}

    def sources_of(self, _package: str) -> list[Download]:
        return [Download(file.as_uri(), name, "SHA256:x") for name, file in self.files.items()]

    def fetch(self, _step: Step, file: Download, target: Path) -> None:
        target.write_bytes(self.files[file.name].read_bytes())


@pytest.fixture
def debian_has(monkeypatch: pytest.MonkeyPatch) -> Callable[..., None]:
    """Say what Debian's archive has; nothing at all when this is not used."""
    served: list[Path] = []

    def opened(*_ignored: object) -> FakeArchive:
        if not served:
            raise SetupFailedError("no Debian mirror")
        return FakeArchive(*served)

    monkeypatch.setattr(DebianArchive, "open", opened)
    return lambda *files: served.extend(files)


def test_a_given_archive_is_used_before_everything_else(
    source: Source, place: Place, step: Step, debian: Machine, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    given = pack(tmp_path / "given/whatever.tar.gz", GOOD)
    pack(tmp_path / "given/another.tar.gz", TAMPERED)
    monkeypatch.setenv(sources.GIVEN, str(given.parent))

    assert sources.provide(step, debian, source, place) == given


def test_debian_is_asked_once_and_then_the_cache(
    source: Source, place: Place, step: Step, debian: Machine, tmp_path: Path, debian_has: Callable[..., None]
) -> None:
    debian_has(tmp_path / "released/1.0.tar.gz", tmp_path / "tried/lib_1.orig.tar.gz")

    first = sources.provide(step, debian, source, place)

    assert first == place.cache / "lib_1.orig.tar.gz"
    assert step.notes == []
    assert sources.provide(step, debian, source, Place(place.cache, Path("/none"), place.log)) == first


def test_a_newer_signed_version_is_taken_and_said(
    source: Source, place: Place, step: Step, debian: Machine, tmp_path: Path, debian_has: Callable[..., None]
) -> None:
    debian_has(pack(tmp_path / "newer/lib_2.orig.tar.gz", TAMPERED))

    first = sources.provide(step, debian, source, place)

    assert "moved on to lib_2.orig.tar.gz" in step.notes[0]
    assert sources.provide(step, debian, source, place) == first


def test_a_cached_archive_that_was_changed_is_not_used(
    source: Source, place: Place, step: Step, debian: Machine, tmp_path: Path, debian_has: Callable[..., None]
) -> None:
    debian_has(pack(tmp_path / "newer/lib_2.orig.tar.gz", TAMPERED))
    cached = sources.provide(step, debian, source, place)
    pack(cached, {**TAMPERED, "more.c": b""})

    sources.provide(step, debian, source, place)

    assert len(step.notes) == 2


@pytest.mark.usefixtures("debian_has")
def test_the_authors_release_is_the_last_resort(source: Source, place: Place, step: Step, debian: Machine) -> None:
    assert sources.provide(step, debian, source, place) == place.cache / "lib-upstream-1.0.tar.gz"


@pytest.mark.usefixtures("debian_has")
def test_a_release_with_other_files_is_refused_and_not_kept(
    source: Source, place: Place, step: Step, debian: Machine, tmp_path: Path
) -> None:
    pack(tmp_path / "released/1.0.tar.gz", TAMPERED)

    with pytest.raises(SetupFailedError) as failed:
        sources.provide(step, debian, source, place)

    assert "other files" in failed.value.advice
    assert list(place.cache.glob("*.tar.gz")) == []


@pytest.mark.usefixtures("debian_has")
def test_when_nobody_has_it_all_that_was_tried_is_told(
    source: Source, place: Place, step: Step, debian: Machine, tmp_path: Path
) -> None:
    (tmp_path / "released/1.0.tar.gz").unlink()

    with pytest.raises(SetupFailedError) as failed:
        sources.provide(step, debian, source, place)

    assert "lib_*.orig.tar.*" in failed.value.what
    assert all(said in failed.value.advice for said in ("no Debian mirror", "1.0.tar.gz", sources.GIVEN))


def test_the_recipe_names_both_archives_completely() -> None:
    listed = sources.read(pjsua2_wheel.RECIPE / "sources.toml")

    assert set(listed) == {"pjproject", "libsrtp"}
    assert all(len(source.sha256) == len(source.tree) == 64 for source in listed.values())
