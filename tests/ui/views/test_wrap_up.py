"""The bar of after-call work."""

from softphone.ui.views.language import ENGLISH
from softphone.ui.views.wrap_up import wrap_up_bar
from tests.ui.states import in_wrap_up, mirror


def test_after_call_work_shows_how_long_it_has_gone_on() -> None:
    bar = wrap_up_bar(in_wrap_up(), 3.0, ENGLISH)

    assert bar is not None
    assert bar.clock == "0:15"
    assert wrap_up_bar(mirror(), 3.0, ENGLISH) is None
