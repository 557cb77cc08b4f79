"""The callbacks that PJSIP's binding leaves in C++ are none of those that the phone takes."""

import re
from pathlib import Path

import pjsua2 as pj
import pytest

from softphone.adapters.sip.legs.live_call import LiveCall
from softphone.adapters.sip.library.watched_endpoint import WatchedEndpoint
from softphone.adapters.sip.network.accounts import LiveAccount
from softphone.adapters.sip.watching.lamps import Lamp

PATCH = Path(__file__).parents[3] / "packaging/pjsua2/patches/callbacks-that-nobody-takes-stay-in-c.patch"
LEFT = set(re.findall(r'^\+%feature\("nodirector"\) pj::(\w+)::(\w+);$', PATCH.read_text(), re.MULTILINE))


@pytest.mark.parametrize(
    ("ours", "base"),
    [(LiveCall, pj.Call), (LiveAccount, pj.Account), (WatchedEndpoint, pj.Endpoint), (Lamp, pj.Buddy)],
)
def test_what_the_phone_takes_is_told_to_python(ours: type, base: type) -> None:
    taken = {(base.__name__, name) for name in vars(ours) if re.match("on[A-Z]", name)}

    assert taken
    assert not taken & LEFT


def test_only_callbacks_that_exist_are_left_out() -> None:
    assert LEFT
    assert [(kind, name) for kind, name in LEFT if not hasattr(getattr(pj, kind), name)] == []
