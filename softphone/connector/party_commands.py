"""What Salesforce asks of the parties of a call: end, bring in, swap, merge. The Connector API, translated inwards."""

from softphone.connector import asks
from softphone.connector.accounts import account_of, account_to_call, domain_of
from softphone.connector.asks import AskedCall
from softphone.connector.dial_plan import NOBODY_DIALS, call_type_of, destination_of
from softphone.connector.errors import Rejection
from softphone.connector.standpoint import Standpoint, named_call, named_leg, names_gone_party
from softphone.connector.words import Failure, ParticipantKind, RemoveParticipant
from softphone.core.messages import commands
from softphone.core.state.conversations import Conversation
from softphone.core.state.legs import Leg
from softphone.core.values import LegId, Role

NO_NUMBER = Rejection("That is no number that could be called.", type=Failure.INVALID_DESTINATION)
GONE = Rejection("That party has left the call already.", type=Failure.INVALID_PARTICIPANT)
PartyAsk = asks.SwapAsk | asks.ConferenceAsk | asks.AddParticipantAsk


def party_command(ask: PartyAsk, standpoint: Standpoint) -> commands.Command | Rejection:
    """Say what a request about several parties asks of the machine."""
    match ask:
        case asks.SwapAsk(call_to_hold=held, call_to_resume=resumed):
            call = named_call(resumed) or named_call(held)
            return commands.Swap(call, _party(resumed, standpoint))
        case asks.ConferenceAsk(calls=calls):
            return commands.Merge(next((name for call in calls if (name := named_call(call))), None))
        case asks.AddParticipantAsk():
            return _add(ask, standpoint)


def hang_up(call: AskedCall | None, standpoint: Standpoint) -> commands.HangUp | commands.Leave | Rejection:
    """Say whom END_CALL ends: everybody, one party, or only the agent's part in it (ledger, P6, P7 and P9)."""
    found = standpoint.phone.meant(named_call(call))
    if names_gone_party(call, standpoint):
        return GONE
    if found is None or len(found.parties) < 2:
        return commands.HangUp(named_call(call))
    said = call.call_attributes.participant_type if call is not None and call.call_attributes else None
    leg = found.leg(named_leg(call, standpoint) or LegId(""))
    if said == ParticipantKind.AGENT and (leg is None or leg.role is not Role.AGENT):
        return commands.Leave(found.id)
    if leg is not None:
        return _removal(found, leg, standpoint) or commands.HangUp(found.id, leg.id)
    if said not in set(ParticipantKind):
        return commands.HangUp(found.id)
    party = next(found.with_role(Role(said)), None)
    return _removal(found, party, standpoint) or commands.HangUp(found.id, role=Role(said))


def _removal(call: Conversation, leg: Leg | None, standpoint: Standpoint) -> Rejection | None:
    """Why one party may not be removed: what Salesforce was told of `removeParticipantVariant` holds."""
    match standpoint.connector.remove_participant:
        case RemoveParticipant.NEVER:
            return Rejection("The settings of this phone do not let parties be removed.")
        case RemoveParticipant.ALWAYS_EXCEPT_ON_HOLD if leg and leg.is_held and len(call.parties) > 1:
            return Rejection("A party on hold cannot be removed.")
        case _:
            return None


def _party(call: AskedCall | None, standpoint: Standpoint) -> LegId | None:
    """Which of two parties is meant: by its connection, else by its role."""
    if (leg := named_leg(call, standpoint)) is not None or call is None or call.call_attributes is None:
        return leg
    found, said = standpoint.phone.meant(named_call(call)), call.call_attributes.participant_type
    if found is None or said not in set(ParticipantKind):
        return None
    return next((party.id for party in found.with_role(Role(said))), None)


def _add(ask: asks.AddParticipantAsk, standpoint: Standpoint) -> commands.Command | Rejection:
    contact = ask.contact.as_contact()
    call, name = named_call(ask.call), contact.name or ""
    account = account_of(standpoint.phone.meant(call), standpoint.accounts) or account_to_call(
        contact.type, standpoint.accounts
    )
    destination = (
        destination_of(contact, standpoint.dial, domain_of(account), standpoint.centre_prefix) if account else None
    )
    if destination is None:
        return NO_NUMBER
    if ask.is_blind_transfer and destination.extension:
        return Rejection(NOBODY_DIALS, type=Failure.INVALID_DESTINATION)
    if ask.is_blind_transfer:
        return commands.Transfer(destination.uri, standpoint.fresh_leg, call, name, destination.number)
    return commands.AddParticipant(
        destination.uri,
        standpoint.fresh_leg,
        call,
        name=name,
        number=destination.number,
        call_type=call_type_of(contact.type),
        then_digits=destination.extension,
    )
