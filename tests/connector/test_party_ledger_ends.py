"""The ledger's rows about leaving, transferring and ending several parties: P9 to P12, each exactly in order."""

import msgspec
import pytest

from softphone.connector.asks import (
    AddParticipantAsk,
    AskedAttributes,
    AskedCall,
    AskedContact,
    ConferenceAsk,
    EndCallAsk,
    SwapAsk,
)
from softphone.connector.results import HangupResult, ParticipantResult
from softphone.connector.table import Method
from softphone.connector.words import RemoveParticipant
from softphone.core.messages.commands import HangUp, Leave
from softphone.core.messages.effects import SendTransfer
from softphone.core.messages.events import (
    LegEnded,
    PeerReplaced,
    TransferAccepted,
    TransferEnded,
)
from softphone.core.values import Peer, Role
from softphone.settings.sections.connector import ConnectorSettings
from tests.connector.company import (
    CALL,
    DAVE,
    END,
    calling,
    consulting,
    end_call,
    merged,
    someone,
)
from tests.connector.salesforce import Salesforce, talking
from tests.core.scenes import LEG_A, LEG_B, A


@pytest.mark.parametrize("company", [consulting, merged])
def test_p9_salesforce_leaves_two_to_each_other(company: object) -> None:
    assert callable(company)
    here: Salesforce = company()
    here.asks(Method.END_CALL, end_call(Role.AGENT))
    here.happens(TransferAccepted(LEG_A), TransferEnded(LEG_A, 200, ""), LegEnded(LEG_A, 200), LegEnded(LEG_B, 200))

    assert here.told == ["P UPDATE_AUDIO_STATS", "D HANGUP", "P AFTER_CALL_WORK_STARTED"]
    result = here.result().result
    assert isinstance(result, HangupResult)
    assert [leg.connection_id for leg in result.calls] == [LEG_A, LEG_B]


def test_p9_while_the_third_party_rings_everything_ends() -> None:
    here = calling().asks(Method.END_CALL, end_call(Role.AGENT)).happens(LegEnded(LEG_B, 487), LegEnded(LEG_A, 200))

    assert here.told[1:] == ["P UPDATE_AUDIO_STATS", "D HANGUP", "P AFTER_CALL_WORK_STARTED"]


def test_p10_the_agent_leaves_at_the_desk() -> None:
    here = merged().desk(Leave())
    here.happens(TransferAccepted(LEG_A), LegEnded(LEG_B, 200), TransferEnded(LEG_A, 200, ""), LegEnded(LEG_A, 200))

    assert here.told == END
    hangup = here.payload("HANGUP").payload
    assert isinstance(hangup, HangupResult)
    assert [leg.connection_id for leg in hangup.calls] == [LEG_A, LEG_B]


def test_p11_salesforce_transfers_blind() -> None:
    here = talking().asks(Method.ADD_PARTICIPANT, someone(is_blind=True))
    here.happens(TransferAccepted(LEG_A), TransferEnded(LEG_A, 200, ""), LegEnded(LEG_A, 200))

    assert here.told == ["P UPDATE_AUDIO_STATS", "D HANGUP", "P AFTER_CALL_WORK_STARTED"]
    assert isinstance(here.result().result, ParticipantResult)
    assert not here.beliefs.calls


def test_p11_a_blind_transfer_that_fails_is_rejected_and_the_call_stays() -> None:
    here = talking().asks(Method.ADD_PARTICIPANT, someone(is_blind=True))
    here.happens(TransferAccepted(LEG_A), TransferEnded(LEG_A, 404, ""))

    assert here.told == ["rejected addParticipant INVALID_DESTINATION"]
    assert A in here.beliefs.calls


def test_p11_a_blind_transfer_to_an_extension_behind_a_number_is_refused_because_nobody_would_dial_it() -> None:
    ask = someone(is_blind=True)
    behind = msgspec.structs.replace(ask, contact=msgspec.structs.replace(ask.contact, extension="12"))
    here = talking().asks(Method.ADD_PARTICIPANT, behind)

    assert here.told == ["rejected addParticipant INVALID_DESTINATION"]
    assert here.phone.did(SendTransfer) == []
    here.asks(Method.ADD_PARTICIPANT, msgspec.structs.replace(behind, is_blind_transfer=False))
    assert here.phone.phone.conversations[0].wish is not None, "with a consultation it is dialled"


def test_p12_a_blind_transfer_at_the_desk() -> None:
    here = talking().desk(DAVE)
    here.happens(TransferAccepted(LEG_A), TransferEnded(LEG_A, 200, ""), LegEnded(LEG_A, 200))

    assert here.told == ["P PARTICIPANT_ADDED", *END]
    party = here.payload("PARTICIPANT_ADDED").payload
    assert isinstance(party, ParticipantResult)
    assert party.contact
    assert party.contact.name == "Dave"
    hangup = here.payload("HANGUP").payload
    assert isinstance(hangup, HangupResult)
    assert [leg.connection_id for leg in hangup.calls] == [LEG_A, LEG_B]


def test_p12_a_blind_transfer_that_fails_at_the_desk_has_its_twin() -> None:
    here = talking().desk(DAVE).happens(TransferEnded(LEG_A, 486, ""))

    assert here.told == ["publishError PARTICIPANT_ADDED"]


def test_failures_at_the_desk_have_their_twins() -> None:
    here = consulting().desk(Leave()).happens(TransferEnded(LEG_A, 500, ""))

    assert here.told == ["publishError HANGUP"]


def test_of_two_requests_that_end_the_same_call_one_has_it() -> None:
    here = merged().asks(Method.END_CALL, end_call(Role.THIRD_PARTY)).asks(Method.END_CALL, EndCallAsk(call=CALL))
    here.happens(LegEnded(LEG_A, 200), LegEnded(LEG_B, 200))

    assert [told for told in here.told if "HANGUP" in told or "rejected" in told] == [
        "D HANGUP",
        "rejected endCall INVALID_PARTICIPANT",
    ]


def test_the_call_without_a_party_is_the_whole_of_it() -> None:
    here = merged().asks(Method.END_CALL, EndCallAsk(call=CALL)).happens(LegEnded(LEG_A, 200), LegEnded(LEG_B, 200))

    assert here.told == ["P UPDATE_AUDIO_STATS", "D HANGUP", "P AFTER_CALL_WORK_STARTED"]


def test_a_call_may_be_named_by_its_kind_of_party_alone() -> None:
    nameless = AskedCall(call_attributes=AskedAttributes(participant_type="Third_Party"))
    here = merged().asks(Method.END_CALL, EndCallAsk(call=nameless)).happens(LegEnded(LEG_B, 200))

    assert here.told == ["D PARTICIPANT_REMOVED"]


@pytest.mark.parametrize(
    ("variant", "ask", "told"),
    [
        (RemoveParticipant.NEVER, end_call(Role.THIRD_PARTY), "rejected endCall None"),
        (RemoveParticipant.ALWAYS_EXCEPT_ON_HOLD, end_call(Role.INITIAL_CALLER), "rejected endCall None"),
        (RemoveParticipant.ALWAYS_EXCEPT_ON_HOLD, end_call(Role.THIRD_PARTY), None),
    ],
)
def test_what_salesforce_was_told_of_removing_parties_holds(
    variant: RemoveParticipant, ask: EndCallAsk, told: str | None
) -> None:
    here = consulting()
    here.connector = ConnectorSettings(remove_participant=variant.value)
    here.asks(Method.END_CALL, ask)

    assert here.told == ([told] if told else [])


def test_somebody_who_took_a_partys_place_is_an_update() -> None:
    here = talking().happens(PeerReplaced(LEG_A, Peer("sip:dave@127.0.0.1", "Dave")))

    assert here.told == ["P CALL_UPDATED"]


@pytest.mark.parametrize(
    ("method", "ask"),
    [
        (Method.SWAP, SwapAsk()),
        (Method.CONFERENCE, ConferenceAsk()),
        (Method.CONFERENCE, ConferenceAsk(calls=(AskedCall(call_id="nobody"),))),
        (Method.ADD_PARTICIPANT, AddParticipantAsk(contact=AskedContact())),
    ],
)
def test_what_makes_no_sense_is_rejected(method: Method, ask: SwapAsk | ConferenceAsk | AddParticipantAsk) -> None:
    here = talking().asks(method, ask)

    assert here.told[0].startswith(f"rejected {method}")
    assert here.phone.phone.conversations[0].wish is None


def test_leaving_alone_ends_the_call() -> None:
    assert talking().desk(Leave()).happens(LegEnded(LEG_A, 200)).told == END
    assert merged().desk(HangUp()).happens(LegEnded(LEG_A), LegEnded(LEG_B)).told == END
