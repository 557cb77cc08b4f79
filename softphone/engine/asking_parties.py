"""What clients ask of the parties of a call, in the machine's words."""

from softphone.core.messages import commands as core
from softphone.core.messages.refusals import Refusal
from softphone.engine.directory import Directory
from softphone.engine.naming import call_named, leg_named
from softphone.protocol import commands as asked


def party_command(command: asked.PartyCommand, directory: Directory) -> core.Command | Refusal:
    """Say in the machine's words what a client asks, or why it cannot be asked."""
    match command:
        case asked.Consult():
            return directory.consult(command)
        case asked.TransferCall(target=target, call_id=call, name=name):
            return directory.transfer(target, call, name)
        case asked.Park():
            return directory.park(command)
        case asked.PickUp():
            return directory.pick_up(command)
        case _:
            return _among_parties(command)


def _among_parties(
    command: asked.SwapParties | asked.MergeParties | asked.SplitParties | asked.RemoveParty | asked.LeaveCall,
) -> core.Command:
    call = call_named(command.call_id)
    match command:
        case asked.SwapParties(leg_id=leg):
            return core.Swap(call, leg_named(leg))
        case asked.MergeParties():
            return core.Merge(call)
        case asked.SplitParties(leg_id=leg):
            return core.Split(call, leg_named(leg))
        case asked.RemoveParty(leg_id=leg, role=role):
            return core.HangUp(call, leg_named(leg), None if leg else role)
        case asked.LeaveCall():
            return core.Leave(call)
