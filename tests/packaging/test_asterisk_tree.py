"""The PBX of the tests keeps what they load, and is rebuilt when they load something else."""

from pathlib import Path

import pytest
from provision import asterisk_tree


def test_the_modules_that_are_loaded_are_read() -> None:
    text = "[modules]\nautoload = no\nload = chan_pjsip.so\n; load = chan_iax2.so\nload => app_dial.so\nnoload = x.so\n"

    assert asterisk_tree.modules(text) == ["chan_pjsip.so", "app_dial.so"]


def test_the_tests_load_some() -> None:
    assert "chan_pjsip.so" in asterisk_tree.modules(asterisk_tree.MODULES.read_text())


def test_what_nobody_loads_is_removed(tmp_path: Path) -> None:
    for name in ("chan_pjsip.so", "res_snmp.so"):
        (tmp_path / name).touch()

    asterisk_tree.keep_modules(tmp_path, ["chan_pjsip.so", "not_there.so"])

    assert [file.name for file in tmp_path.iterdir()] == ["chan_pjsip.so"]


def test_a_module_more_makes_another_tree(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    settings = tmp_path / "modules.conf"
    monkeypatch.setattr(asterisk_tree, "MODULES", settings)
    settings.write_text("load = chan_pjsip.so\n")
    (tmp_path / asterisk_tree.STAMP).write_text(asterisk_tree.recipe())

    assert asterisk_tree.is_there(tmp_path)

    settings.write_text("load = chan_pjsip.so\nload = app_dial.so\n")

    assert not asterisk_tree.is_there(tmp_path)
