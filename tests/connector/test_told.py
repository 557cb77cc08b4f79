"""What Salesforce believes, and what it must hear after a page was away."""

from hypothesis import given, strategies as st

from softphone.connector.asks import EndCallAsk
from softphone.connector.corrections import corrections, removals, toggles
from softphone.connector.portraits import active_calls
from softphone.connector.publications import Publication
from softphone.connector.results import CallResult, HangupResult, HoldToggleResult, ParticipantResult
from softphone.connector.table import EventType, Method
from softphone.connector.told import Beliefs
from softphone.connector.words import AgentFault, CallKind, CallState, HangupReason
from softphone.core.messages.commands import Answer, SetHold
from softphone.core.messages.events import HoldConfirmed, LegConnected, LegEnded
from softphone.core.values import CallType, Ending, EndReason, Origin, Tags
from tests.connector.salesforce import Salesforce, about
from tests.core.scenes import LEG_A, A, dial, invited

MISSED = Ending(EndReason.MISSED, Origin.REMOTE, 487)


def names(told: tuple[Publication, ...]) -> list[str]:
    return [one.event for one in told]


def test_nothing_is_corrected_while_everything_goes_on() -> None:
    here = Salesforce().happens(invited())
    active = active_calls(here.phone.phone.conversations, here.view())

    assert corrections(here.beliefs, active, {}, None) == ()
    assert removals(here.beliefs, active, active) == ()


def test_a_call_that_rang_and_is_gone_gets_its_hangup_with_the_reason() -> None:
    here = Salesforce().happens(invited())

    (told,) = corrections(here.beliefs, (), {A: MISSED}, None)

    assert told.event is EventType.HANGUP
    assert isinstance(told.payload, HangupResult)
    (leg,) = told.payload.calls
    assert (leg.connection_id, leg.state, leg.reason) == (LEG_A, CallState.ENDED, HangupReason.ERROR)
    assert (leg.agent_status, leg.close_call_on_error) == (AgentFault.MISSED_BY_AGENT, False)


def test_a_connected_call_that_is_gone_gets_its_work_only_while_wrap_up_is_on() -> None:
    here = Salesforce().happens(invited()).desk(Answer(A)).happens(LegConnected(LEG_A))

    assert names(corrections(here.beliefs, (), {}, A)) == ["HANGUP", "AFTER_CALL_WORK_STARTED"]
    assert names(corrections(here.beliefs, (), {}, None)) == ["HANGUP"]


def test_a_call_that_was_told_to_the_end_is_not_corrected() -> None:
    here = Salesforce().happens(invited()).desk(Answer(A)).happens(LegConnected(LEG_A))
    here.asks(Method.END_CALL, EndCallAsk(call=about(A).call)).happens(LegEnded(LEG_A, 200))

    assert here.beliefs.calls == {}
    assert corrections(here.beliefs, (), {}, A) == ()


def test_a_dialled_call_that_failed_meanwhile_is_nobodys_fault() -> None:
    here = Salesforce().desk(dial())

    (told,) = corrections(here.beliefs, (), {A: Ending(EndReason.BUSY, Origin.REMOTE, 486)}, None)

    assert isinstance(told.payload, HangupResult)
    assert told.payload.calls[0].agent_status is None
    assert told.payload.calls[0].reason is HangupReason.ERROR


def test_a_colleagues_call_that_was_missed_is_the_agents_fault() -> None:
    here = Salesforce().happens(invited(tags=Tags(call_type=CallType.INTERNAL)))

    (told,) = corrections(here.beliefs, (), {A: MISSED}, None)

    assert isinstance(told.payload, HangupResult)
    assert told.payload.calls[0].agent_status is AgentFault.MISSED_BY_AGENT


def test_a_party_that_left_is_removed_with_the_calls_that_go_on() -> None:
    here = Salesforce().happens(invited()).desk(Answer(A)).happens(LegConnected(LEG_A))
    active = active_calls(here.phone.phone.conversations, here.view())
    assert active[0].call_info
    party = ParticipantResult(
        initial_call_has_ended=False, call_info=active[0].call_info, phone_number="1", call_id=A, connection_id="third"
    )
    beliefs = here.beliefs.after(EventType.PARTICIPANT_ADDED, party).after(EventType.PARTICIPANT_CONNECTED, party)

    (told,) = removals(beliefs, active, active)

    assert told.follow_up == active
    assert isinstance(told.payload, CallResult)
    assert told.payload.call.connection_id == "third"
    assert told.payload.call.call_type is CallKind.ADD_PARTICIPANT
    after = beliefs.after(EventType.PARTICIPANT_REMOVED, told.payload).calls[A]
    assert [leg.connection_id for leg in after.legs] == [LEG_A]
    assert after.held == {LEG_A}, (
        "who was there when somebody was brought in counts as held until Salesforce hears more"
    )


def test_what_changed_about_hold_unheard_is_told_once_nothing_is_under_way() -> None:
    here = Salesforce().happens(invited()).desk(Answer(A)).happens(LegConnected(LEG_A))
    beliefs = here.beliefs
    here.desk(SetHold(is_held=True)).happens(HoldConfirmed(LEG_A, is_held=True))
    active = active_calls(here.phone.phone.conversations, here.view())

    assert toggles(beliefs, active, merged=(), settled=()) == ()
    (told,) = toggles(beliefs, active, merged=(), settled=(A,))

    assert isinstance(told.payload, HoldToggleResult)
    assert told.payload.is_customer_on_hold is True
    assert toggles(beliefs.after(told.event, told.payload), active, merged=(), settled=(A,)) == ()


@given(st.lists(st.sampled_from(list(EventType))))
def test_events_that_tell_of_no_call_change_no_belief(events: list[EventType]) -> None:
    beliefs = Beliefs()

    for event in events:
        beliefs = beliefs.after(event, {"callId": A})

    assert beliefs == Beliefs()
