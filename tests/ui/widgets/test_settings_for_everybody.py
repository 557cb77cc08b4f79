"""What screen readers and other languages need, on every page of the settings and in every step of the first start."""

from collections.abc import Callable
from itertools import chain
from pathlib import Path

import pytest
from PySide6.QtWidgets import QAbstractButton

from softphone.adapters.storage.settings_files import SettingsFiles
from softphone.ui.resources import LANGUAGES
from softphone.ui.views.settings.plan import PAGES
from tests.ui.dialogs import assistant_steps, settings_pages
from tests.ui.fitting import misfits_in
from tests.ui.stage import Stage
from tests.ui.states import mirror
from tests.ui.widgets.test_for_everybody import controls, described

Stages = Callable[..., Stage]


@pytest.fixture
def files(tmp_path: Path) -> SettingsFiles:
    (tmp_path / "machine.toml").write_text('locked = ["account.srtp"]\n')
    (tmp_path / "softphone.toml").write_text('[[account]]\nname = "Office"\nuri = "sip:4711@pbx.example"\n')
    return SettingsFiles(tmp_path / "softphone.toml", tmp_path / "machine.toml")


@pytest.fixture
def stage(stages: Stages, files: SettingsFiles) -> Stage:
    made = stages(files=files)
    made.show(mirror())
    return made


def test_every_control_has_a_name_and_every_key_a_tooltip(stage: Stage) -> None:
    nameless, mute = set(), set()
    for name, dialog in chain(settings_pages(stage), assistant_steps(stage)):
        found = [each for each in controls(dialog) if each.isVisible()]
        nameless |= {f"{name}: {described(each)}" for each in found if not each.accessibleName()}
        keys = (each for each in found if isinstance(each, QAbstractButton))
        mute |= {f"{name}: {described(key)}" for key in keys if not key.toolTip()}

    assert (nameless, mute) == (set(), set())


@pytest.mark.parametrize("code", LANGUAGES)
def test_no_text_is_clipped(stages: Stages, files: SettingsFiles, code: str) -> None:
    stage = stages(code=code, files=files)
    found = {name: [*misfits_in(dialog)] for name, dialog in chain(settings_pages(stage), assistant_steps(stage))}

    assert {name: cut for name, cut in found.items() if cut} == {}
    assert len(found) == len(PAGES) + 1 + 4
