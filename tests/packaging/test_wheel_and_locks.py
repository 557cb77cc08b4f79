"""What was made is remembered by its content; locks are complete and name no server."""

import re
import shutil
import sys
import tomllib
from pathlib import Path

import pytest
from provision import pjsua2_wheel, sources, stamps
from provision.connector_page import ConnectorPage
from provision.console import Step
from provision.failure import SetupFailedError
from provision.machine import Machine
from provision.pjsua2_wheel import WheelPlan
from provision.python_packages import Environment

ROOT = Path(__file__).resolve().parents[2]
LOCKS = sorted((ROOT / "requirements").glob("*.lock"))


def normal(name: str) -> str:
    return re.sub(r"[-_.]+", "-", name).lower()


def locked(lock: Path) -> set[str]:
    return {normal(name) for name in re.findall(r"^([A-Za-z0-9._-]+)==", lock.read_text(), re.MULTILINE)}


def wanted(*extras: str) -> set[str]:
    project = tomllib.loads((ROOT / "pyproject.toml").read_text())["project"]
    lines = project["dependencies"] + [line for extra in extras for line in project["optional-dependencies"][extra]]
    return {normal(re.split(r"[^A-Za-z0-9._-]", line)[0]) for line in lines} - {"pjsua2"}


@pytest.mark.parametrize(("name", "extras"), [("run", []), ("desk", ["desk"]), ("dev", ["desk", "dev"])])
def test_every_dependency_is_locked(name: str, extras: list[str]) -> None:
    lock = ROOT / "requirements" / f"{name}.lock"

    assert wanted(*extras) <= locked(lock), "pyproject.toml asks for more: make lock"
    assert "pjsua2" not in locked(lock)


def test_the_smaller_locks_agree_with_the_larger_one() -> None:
    pins = [set(re.findall(r"^\S+==\S+", lock.read_text(), re.MULTILINE)) for lock in LOCKS if lock.stem != "build"]
    largest = max(pins, key=len)

    assert all(pin <= largest for pin in pins)


@pytest.mark.parametrize("lock", LOCKS, ids=lambda lock: lock.stem)
def test_every_locked_package_has_checksums_and_no_server(lock: Path) -> None:
    text = lock.read_text()
    entries = re.split(r"^(?=\S+==)", text, flags=re.MULTILINE)[1:]

    assert entries
    assert all("--hash=sha256:" in entry for entry in entries)
    assert "://" not in text
    assert "--index" not in text


@pytest.fixture
def plan(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, debian: Machine) -> WheelPlan:
    """Plan a wheel from a copy of the recipe."""
    recipe = shutil.copytree(pjsua2_wheel.RECIPE, tmp_path / "recipe")
    monkeypatch.setattr(pjsua2_wheel, "RECIPE", recipe)
    lock = tmp_path / "build.lock"
    lock.touch()
    return WheelPlan(debian, Path(sys.executable), lock, tmp_path / "cache", tmp_path / "log")


def test_a_wheel_is_found_as_long_as_nothing_that_shapes_it_changes(plan: WheelPlan) -> None:
    wheel = plan.cache / "wheels" / f"pjsua2-2.17+{plan.tag()}-cp311-cp311-linux_x86_64.whl"
    wheel.parent.mkdir(parents=True)
    wheel.touch()
    assert plan.cached() == wheel

    with (pjsua2_wheel.RECIPE / "config_site.h").open("a") as settings:
        settings.write("#define PJSUA_MAX_CALLS 65\n")

    assert plan.cached() is None


def test_a_half_made_wheel_never_reaches_the_cache(
    plan: WheelPlan, step: Step, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(sources, "provide", lambda *_: plan.cache)
    monkeypatch.setattr(pjsua2_wheel, "_python_with_setuptools", lambda *_: plan.python)
    script = "#!/bin/sh\necho '== 4/7 compiling'\necho '!! a patch did not fit'\nexit 1\n"
    (pjsua2_wheel.RECIPE / "build").write_text(script)

    with pytest.raises(SetupFailedError, match="building pjsua2 failed"):
        pjsua2_wheel.build(step, plan)

    assert plan.cached() is None
    assert step.notes == ["a patch did not fit"]


def test_locked_packages_are_done_until_the_list_or_python_changes(tmp_path: Path) -> None:
    (tmp_path / "requirements").mkdir()
    for name in ("build", "desk", "dev"):
        (tmp_path / "requirements" / f"{name}.lock").write_text(name)
    environment = Environment(tmp_path, tmp_path / "log")
    assert not environment.has_locked("dev")

    stamps.write(environment.folder / "softphone-dev.stamp", environment._fingerprint("dev"))
    assert environment.has_locked("dev")

    (tmp_path / "requirements/dev.lock").write_text("more")
    assert not environment.has_locked("dev")


def test_an_environment_whose_python_is_gone_counts_as_none(tmp_path: Path) -> None:
    environment = Environment(tmp_path, tmp_path / "log")
    environment.python.parent.mkdir(parents=True)
    environment.python.symlink_to(tmp_path / "python-that-was-removed")

    assert environment.version() == ""


def test_the_page_is_bundled_anew_when_its_source_changes(tmp_path: Path) -> None:
    (tmp_path / "src").mkdir()
    (tmp_path / "src/a.js").write_text("1")
    (tmp_path / "package-lock.json").write_text("{}")
    page = ConnectorPage(tmp_path, tmp_path / "log")
    assert page.exists()
    assert not page.is_bundled()

    stamps.write(tmp_path / "node_modules/.stamp", page._locked())
    stamps.write(tmp_path / "dist/.stamp", page._source())
    assert page.is_bundled()

    (tmp_path / "src/a.js").write_text("2")
    assert not page.is_bundled()


def test_borders_between_parts_count() -> None:
    assert stamps.digest("ab", "c") != stamps.digest("a", "bc")
