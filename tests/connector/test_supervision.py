"""The event ledger for supervision (S1 to S7), at the supervisor's page and at the supervised agent's."""

from dataclasses import replace

import msgspec
import pytest

from softphone.connector.asks import AboutCall
from softphone.connector.calls import PhoneCall, SupervisedCallInfo
from softphone.connector.commands import command_of
from softphone.connector.corrections import corrections, removals, replay_of
from softphone.connector.errors import Rejection
from softphone.connector.outbox import Answered
from softphone.connector.portraits import active_calls
from softphone.connector.publications import ErrorPublication, Publication
from softphone.connector.results import SuperviseCallResult, SupervisorHangupResult
from softphone.connector.table import EventType, Method
from softphone.connector.told import Beliefs
from softphone.connector.way_in import NoWayIn, Supervised, agent_address, way_in, ways
from softphone.core.messages.commands import (
    Answer,
    ChangeMode,
    HangUp,
    SetMute,
    SetRecordingPause,
    Supervise,
    Unsupervise,
)
from softphone.core.messages.events import LegConnected, LegEnded
from softphone.core.messages.supervision_events import ModeAsked, ModeConfirmed, SupervisionNoticed
from softphone.core.messages.timers import NoAnswer
from softphone.core.values import LegId, Mode
from softphone.settings.sections.supervision import SupervisionSettings
from tests.connector.salesforce import Salesforce, about
from tests.core.scenes import LEG_B, A, scene, talking
from tests.core.supervision import MAY_SUPERVISE, SUPERVISE, supervised

SETTINGS = SupervisionSettings(is_supervisor=True, way="pbx", target="sip:spy-{key}@{domain}")
HANGUPS = [EventType.SUPERVISOR_HANGUP]


def supervisor() -> Salesforce:
    """A supervisor's Salesforce."""
    return Salesforce(scene(MAY_SUPERVISE), supervision=SETTINGS)


def listening() -> Salesforce:
    """Salesforce asked, the supervisor picked up, and hears the call."""
    here = supervisor().asks(Method.SUPERVISE_CALL, about(A)).desk(Answer())
    return here.happens(LegConnected(leg_of(here)))


def leg_of(here: Salesforce) -> LegId:
    return here.phone.phone.conversations[0].initial.id


def barged() -> Salesforce:
    here = listening().desk(ChangeMode(Mode.BARGE))
    return here.happens(ModeConfirmed(leg_of(here), Mode.BARGE))


def calls_told(here: Salesforce) -> list[tuple[str, PhoneCall]]:
    found = []
    for message in here.messages:
        match message:
            case Publication(event=event, payload=SuperviseCallResult(call=call)):
                found.append((f"P {event}", call))
            case Answered(method=method, result=SuperviseCallResult(call=call)):
                found.append((f"D {method}", call))
            case Publication(event=event, payload=SupervisorHangupResult(calls=(call,))):
                found.append((f"P {event}", call))
            case Answered(method=method, result=SupervisorHangupResult(calls=(call,))):
                found.append((f"D {method}", call))
            case _:
                pass
    return found


def test_s1_and_s2_asked_by_salesforce() -> None:
    told = calls_told(listening())

    assert [word for word, _ in told] == ["D superviseCall", "P SUPERVISOR_CALL_CONNECTED"]
    started, connected = (call for _, call in told)
    assert (started.call_id, started.state) == (A, "ringing")
    assert connected.state == "connected"
    assert started.connection_id == connected.connection_id != A
    assert connected.call_attributes is not None
    assert connected.call_attributes.participant_type == "Supervisor"
    assert connected.call_info is not None
    assert connected.call_info.is_muted


def test_s3_begun_at_the_desk() -> None:
    here = supervisor().desk(SUPERVISE)
    here.happens(LegConnected(leg_of(here)))

    assert [word for word, _ in calls_told(here)] == ["P SUPERVISOR_CALL_STARTED", "P SUPERVISOR_CALL_CONNECTED"]


def test_s4_barged_in_at_the_desk_and_by_request() -> None:
    assert calls_told(barged())[-1][0] == "P SUPERVISOR_BARGED_IN"
    here = listening().asks(Method.SUPERVISOR_BARGE_IN, about(A))
    here.happens(ModeConfirmed(leg_of(here), Mode.BARGE))
    word, call = calls_told(here)[-1]

    assert word == "D supervisorBargeIn"
    assert call.call_attributes is not None
    assert call.call_attributes.has_supervisor_barged_in
    assert "SUPERVISOR_BARGED_IN" not in " ".join(word for word, _ in calls_told(here) if word.startswith("P"))


def test_s4_the_agent_is_told_by_name_of_a_barge_and_of_nothing_less() -> None:
    here = Salesforce(supervised())
    here.happens(ModeAsked(LEG_B, Mode.WHISPER), ModeAsked(LEG_B, Mode.BARGE))
    told = [message for message in here.messages if isinstance(message, Publication)]

    assert [message.event for message in told] == [EventType.CALL_BARGED_IN]
    assert isinstance(told[0].payload, SupervisedCallInfo)
    assert (told[0].payload.call_id, told[0].payload.supervisor_name, told[0].payload.is_barged_in) == (A, "Boss", True)


def test_s4_the_pbx_tells_the_agent_the_same() -> None:
    here = Salesforce(talking()).happens(SupervisionNoticed(A, "Boss", Mode.BARGE))

    assert [message.event for message in here.messages if isinstance(message, Publication)] == ["CALL_BARGED_IN"]


def test_s4_salesforce_has_no_word_for_going_back_nor_for_a_supervisor_who_leaves() -> None:
    agent, boss = Salesforce(supervised()).happens(ModeAsked(LEG_B, Mode.BARGE)), barged()
    agent.messages.clear()
    boss.messages.clear()

    agent.happens(LegEnded(LEG_B, 200))
    boss.desk(ChangeMode(Mode.LISTEN)).happens(ModeConfirmed(leg_of(boss), Mode.LISTEN))

    assert (agent.messages, boss.messages) == ([], [])


@pytest.mark.parametrize("ask", [about(A), None], ids=["the call", "no argument"])
def test_s5_left_by_request(ask: object) -> None:
    here = listening()
    leg = leg_of(here)
    here.asks(Method.SUPERVISOR_DISCONNECT, about(A) if ask else None).happens(LegEnded(leg, 200))
    word, call = calls_told(here)[-1]

    assert (word, call.state, call.reason) == ("D supervisorDisconnect", "ended", "ended")
    assert [word for word, _ in calls_told(here)].count("P SUPERVISOR_HANGUP") == 0


@pytest.mark.parametrize("command", [HangUp(), Unsupervise(), None], ids=["hang up", "leave", "it ends"])
def test_s5_left_at_the_desk_or_ended_there(command: HangUp | Unsupervise | None) -> None:
    here = barged()
    leg = leg_of(here)
    (here.desk(command) if command else here).happens(LegEnded(leg, 200))
    events = [message.event for message in here.messages if isinstance(message, Publication)]

    assert events[-1] is EventType.SUPERVISOR_HANGUP
    assert not {EventType.HANGUP, EventType.AFTER_CALL_WORK_STARTED, EventType.UPDATE_AUDIO_STATS} & set(events)


def test_s6_with_nothing_to_disconnect_there_is_nothing_to_ask_the_machine_for() -> None:
    assert command_of(Method.SUPERVISOR_DISCONNECT, about(), supervisor().standpoint()) is None
    assert command_of(Method.SUPERVISOR_DISCONNECT, about(A), supervisor().standpoint()) is None


def test_s6_asked_twice_the_second_finds_nothing() -> None:
    here = listening().asks(Method.SUPERVISOR_DISCONNECT, about(A))

    assert command_of(Method.SUPERVISOR_DISCONNECT, about(), here.standpoint()) is None


def test_s7_not_picked_up() -> None:
    here = supervisor().asks(Method.SUPERVISE_CALL, about(A))
    here.phone.fires(NoAnswer(leg_of(here)))
    here._hear()
    errors = [message for message in here.messages if isinstance(message, ErrorPublication)]

    assert [error.custom is not None for error in errors] == [True]
    assert calls_told(here)[-1][0] == "P SUPERVISOR_HANGUP"


def test_s7_the_way_in_fails() -> None:
    here = supervisor().asks(Method.SUPERVISE_CALL, about(A)).desk(Answer())
    here.happens(LegEnded(leg_of(here), 404, "Not Found"))
    word, call = calls_told(here)[-1]

    assert (word, call.reason) == ("P SUPERVISOR_HANGUP", "error")
    assert any(isinstance(message, ErrorPublication) for message in here.messages)


def test_toggles_are_told_while_barged_in_only() -> None:
    quiet = listening().desk(SetMute(is_muted=True))
    loud = barged().desk(SetMute(is_muted=True))

    assert not any(isinstance(m, Publication) and m.event is EventType.MUTE_TOGGLE for m in quiet.messages)
    assert any(isinstance(m, Publication) and m.event is EventType.MUTE_TOGGLE for m in loud.messages)


def test_recording_is_toggled_under_the_guide_s_conditions_only() -> None:
    """Recorded at all, enabled in the call, both capabilities, connected: the phone's part is the second."""

    def is_enabled(here: Salesforce) -> bool:
        (call,) = active_calls(here.phone.phone.conversations, here.view())
        assert call.call_info is not None
        return call.call_info.record_enabled

    recording = Salesforce(scene(replace(MAY_SUPERVISE, records_calls=True)), supervision=SETTINGS).desk(SUPERVISE)
    recording.happens(LegConnected(leg_of(recording)))
    assert [is_enabled(here) for here in (listening(), barged(), recording)] == [False] * 3
    recording.desk(ChangeMode(Mode.BARGE)).happens(ModeConfirmed(leg_of(recording), Mode.BARGE))
    assert is_enabled(recording)
    recording.desk(SetRecordingPause(is_paused=True))

    assert any(isinstance(m, Publication) and m.event is EventType.RECORDING_TOGGLE for m in recording.messages)


def test_a_supervisor_is_no_party_of_the_agent_s_call() -> None:
    here = Salesforce(supervised()).happens(ModeAsked(LEG_B, Mode.BARGE))
    (call,) = active_calls(here.phone.phone.conversations, here.view())

    assert call.connection_id != LEG_B
    assert call.call_info is not None
    assert not call.call_info.is_multi_party


@pytest.mark.parametrize(("here", "barge"), [(listening(), False), (barged(), True)])
def test_after_a_reload_it_is_replayed_as_supervision(here: Salesforce, *, barge: bool) -> None:
    (call,) = active_calls(here.phone.phone.conversations, here.view())
    assert call.call_attributes is not None
    assert (call.state, call.call_attributes.participant_type) == ("connected", "Supervisor")
    assert call.call_attributes.has_supervisor_barged_in is barge
    replay = replay_of(call)

    assert replay.event is EventType.SUPERVISOR_CALL_CONNECTED
    assert corrections(Beliefs().after(replay.event, replay.payload), (call,), {}, None) == ()


def test_a_supervision_that_a_reload_missed_the_end_of_gets_its_one_hangup() -> None:
    here = barged()
    (call,) = active_calls(here.phone.phone.conversations, here.view())
    beliefs = Beliefs().after(EventType.SUPERVISOR_CALL_CONNECTED, SuperviseCallResult(call=call))
    (told,) = corrections(beliefs, (), {}, None)
    again = msgspec.structs.replace(call, connection_id="another")
    (other,) = removals(beliefs, (again,), (again,))

    assert [told.event, other.event] == HANGUPS * 2
    assert beliefs.after(told.event, told.payload).calls == {}


@pytest.mark.parametrize("ask", [about(), about(A)])
def test_without_a_key_or_a_way_in_nothing_is_supervised(ask: AboutCall) -> None:
    here = Salesforce(scene(MAY_SUPERVISE), supervision=SupervisionSettings(is_supervisor=True, way="pbx"))

    assert isinstance(command_of(Method.SUPERVISE_CALL, ask, here.standpoint()), Rejection)


def test_the_settings_name_the_way_into_a_call() -> None:
    command = command_of(Method.SUPERVISE_CALL, about(A), supervisor().standpoint())
    assert isinstance(command, Supervise)
    assert command.target == f"sip:spy-{A}@pbx.example.com"
    call = Supervised("a b", "pbx", number="+49 30", agent="1001")

    def through(target: str) -> str:
        return way_in(SupervisionSettings(target=target), call)

    assert through("sip:{agent}@{domain}") == "sip:1001@pbx"
    assert through("sip:x@pbx;key={key}") == "sip:x@pbx;key=a%20b"
    assert way_in(SETTINGS, replace(call, agent="sip:ann@elsewhere")) == "sip:spy-a%20b@pbx"
    assert agent_address(call) == "sip:1001@pbx"
    with pytest.raises(NoWayIn, match="whose call it is"):
        way_in(SupervisionSettings(target="sip:{agent}@{domain}"), replace(call, agent=""))


@pytest.mark.parametrize(
    ("agent", "address"), [("1001", "sip:1001@pbx"), ("sip:ann@office", "sip:ann@office"), ("", "")]
)
def test_the_supervised_agent_is_told_at_an_address_of_their_own(agent: str, address: str) -> None:
    assert agent_address(Supervised("k", "pbx", agent=agent)) == address


def test_each_mode_may_have_an_address_of_its_own() -> None:
    settings = SupervisionSettings(
        switch_by="targets", listen_target="sip:l-{key}@{domain}", barge_target="sip:b-{key}@{domain}"
    )
    call = Supervised("k", "pbx")

    assert way_in(settings, call) == "sip:l-k@pbx"
    assert ways(settings, call) == ((Mode.LISTEN, "sip:l-k@pbx"), (Mode.BARGE, "sip:b-k@pbx"))
    assert ways(SETTINGS, call) == ()
