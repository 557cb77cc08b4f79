"""What phones tell each other about supervision: written, read, and told from nonsense."""

from collections.abc import Callable
from dataclasses import dataclass, field

import pytest
from hypothesis import given, strategies as st

from softphone.adapters.sip.library.rate import Rate
from softphone.adapters.sip.messages import notes
from softphone.adapters.sip.messages.notes import KIND, PLAIN, Note
from softphone.adapters.sip.watching.notifying import Notifying
from softphone.core.messages.events import Event
from softphone.core.messages.supervision_events import SupervisionNoticed
from softphone.core.values import CallId, Mode


@dataclass
class Desk:
    """Hears what the phone is told."""

    told: list[Event] = field(default_factory=list)

    def heard(self, source: str, kind: str, body: str, *, trusted: str = "192.0.2.1:5060") -> list[Event]:
        """Let a message come."""
        is_trusted: Callable[[str], bool] = trusted.__eq__
        Notifying({}, {}, is_trusted, Rate(10, lambda: 0.0), self.told.append).heard(source, kind, body)
        return self.told


PBX, BARGED = "192.0.2.1:5060", '{"key":"call-1","name":"Boss","mode":"barge"}'


@given(st.sampled_from(["call-1", "a.b_c:d@e-f"]), st.sampled_from(["", "Änne"]), st.sampled_from([None, *Mode]))
def test_what_is_written_can_be_read(key: str, name: str, mode: Mode | None) -> None:
    note = Note(key=key, name=name, mode=mode)

    assert notes.read(f"{KIND}; charset=utf-8", notes.write(note)) == note


@given(st.text(), st.text(max_size=200))
def test_nonsense_is_nothing(kind: str, body: str) -> None:
    assert notes.read(kind, body) is None
    notes.read(KIND, body)


@pytest.mark.parametrize(
    "body",
    [
        "",
        "{}",
        "[1]",
        '{"key":""}',
        '{"key":"a b"}',
        '{"key":"k","mode":"shout"}',
        '{"key":"k","name":"two\\nlines"}',
        '{"key":"k","name":1}',
        '{"key":"' + "k" * 129 + '"}',
        '{"key":"k","name":"' + "n" * 2000 + '"}',
        "\udcff",
    ],
)
def test_a_document_that_says_something_else_is_nothing(body: str) -> None:
    assert notes.read(KIND, body) is None


@pytest.mark.parametrize("kind", [KIND, PLAIN])
def test_the_pbx_is_believed(kind: str) -> None:
    assert Desk().heard(PBX, kind, BARGED) == [SupervisionNoticed(CallId("call-1"), "Boss", Mode.BARGE)]


@pytest.mark.parametrize("source", ["192.0.2.2:5060", ""])
def test_a_stranger_is_not(source: str) -> None:
    assert Desk().heard(source, KIND, BARGED) == []


def test_nonsense_from_the_pbx_goes_no_further() -> None:
    assert Desk().heard(PBX, KIND, "hello") == []
    assert Desk().heard(PBX, "text/html", BARGED) == []
