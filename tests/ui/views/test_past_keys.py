"""Below the calls there were: call back, hear the recording, see how it sounded, each where that can be done."""

from msgspec import structs

from softphone.protocol.answers import HistoryEntry
from softphone.protocol.playback import PlayRecording, StopPlaying
from softphone.protocol.state import PlaybackState
from softphone.ui.resources import language
from softphone.ui.views.keys import Key
from softphone.ui.views.mirror import Mirror
from softphone.ui.views.past_keys import past_keys
from tests.ui.states import NOON, connected, mirror, ringing
from tests.ui.views.test_history_view import entry

ENGLISH = language("en")
TALKED = entry(connected_at=NOON, recording="/recordings/one.wav")


def keys(past: HistoryEntry | None = TALKED, phone: Mirror | None = None) -> dict[str, Key]:
    return {key.name: key for key in past_keys(past, phone or mirror(), ENGLISH)}


def test_a_recorded_call_can_be_heard_called_and_looked_at() -> None:
    shown = keys()

    assert all(key.is_enabled for key in shown.values())
    assert shown["play"].command == PlayRecording(call_id="call-1", started_at=NOON)


def test_what_cannot_be_done_says_why() -> None:
    assert {key.why_not for key in keys(None).values()} == {"Choose a call first."}
    assert keys(entry())["sound"].why_not == "Nobody has talked in this call."
    assert keys(entry())["play"].why_not == "This call was not recorded."
    for uri in ("", "sip:anonymous@anonymous.invalid"):
        assert keys(entry(number="", uri=uri))["call"].why_not == "The caller has withheld the number."
    assert keys(phone=mirror(connected()))["play"].why_not == "Recordings cannot be heard during a call."
    assert {keys(phone=Mirror())[name].why_not for name in ("call", "play")} == {"The phone is not running."}
    assert keys(phone=mirror(ringing()))["call"].why_not == "A call is ringing: answer or decline it first."


def test_what_is_heard_can_be_stopped_whichever_call_is_marked() -> None:
    phone = mirror()
    assert phone.state is not None
    playing = structs.replace(phone.state, playback=PlaybackState(call_id="another", seconds=9.0))
    stop = keys(entry(), Mirror(phone.connection, state=playing))["play"]

    assert (stop.text, stop.is_on, stop.command) == ("Stop", True, StopPlaying())
