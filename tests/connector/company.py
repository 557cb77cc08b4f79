"""Words for tests of several parties as Salesforce sees them: Bob who called, Carol whom the agent brings in."""

from softphone.connector.asks import (
    AddParticipantAsk,
    AskedAttributes,
    AskedCall,
    AskedContact,
    EndCallAsk,
)
from softphone.core.messages.commands import AddParticipant, Merge, Transfer
from softphone.core.messages.events import (
    HoldConfirmed,
    LegConnected,
    ProvisionalReceived,
)
from softphone.core.values import LegId, Role
from tests.connector.salesforce import Salesforce, talking
from tests.core.scenes import LEG_A, LEG_B, A

CAROL = AddParticipant("sip:carol@127.0.0.1", LEG_B, name="Carol")
DAVE = Transfer("sip:dave@127.0.0.1", LEG_B, name="Dave")
CALL = AskedCall(call_id=A)
END = ["P UPDATE_AUDIO_STATS", "P HANGUP", "P AFTER_CALL_WORK_STARTED"]


def someone(*, is_blind: bool = False) -> AddParticipantAsk:
    """Salesforce wants somebody in the call, or instead of the agent."""
    contact = AskedContact(phone_number="+4930123456", type="PhoneNumber", name="Carol")
    return AddParticipantAsk(contact=contact, call=CALL, is_blind_transfer=is_blind)


def end_call(role: Role, leg: str | None = None) -> EndCallAsk:
    """Salesforce ends one party's part."""
    named = AskedCall(call_id=A, connection_id=leg, call_attributes=AskedAttributes(participant_type=role.value))
    return EndCallAsk(call=named)


def calling() -> Salesforce:
    """Bob is on hold, and Carol is being called."""
    return talking().desk(CAROL).happens(HoldConfirmed(LEG_A, is_held=True))


def consulting() -> Salesforce:
    """Bob is on hold, and the agent talks with Carol; the sequence starts over."""
    here = calling().happens(ProvisionalReceived(LEG_B, 180), LegConnected(LEG_B))
    here.told.clear()
    return here


def merged() -> Salesforce:
    """All three hear each other; the sequence starts over."""
    here = consulting().desk(Merge()).happens(HoldConfirmed(LEG_A, is_held=False))
    here.told.clear()
    return here


def the_new_leg(here: Salesforce) -> LegId:
    """The leg that a request of Salesforce brought about."""
    return here.phone.phone.conversations[0].legs[-1].id
