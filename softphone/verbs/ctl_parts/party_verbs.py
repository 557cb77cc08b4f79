"""The verbs of `softphone ctl` for several parties: bring in, swap, merge, split, hand over."""

import argparse

from softphone.core.values import Role
from softphone.protocol import commands
from softphone.verbs.ctl_parts.verb import call, callee, named_callee, party, target, verb


def _consult(parser: argparse.ArgumentParser) -> None:
    target(parser)
    callee(parser)
    parser.add_argument("--colleague", action="store_true", help="a colleague from the phone book")


def _transfer(parser: argparse.ArgumentParser) -> None:
    target(parser)
    callee(parser)


def _removed(parser: argparse.ArgumentParser) -> None:
    party(parser)
    roles = [str(role) for role in Role]
    parser.add_argument("--role", choices=roles, default=str(Role.THIRD_PARTY), help="the party with this role")


def _slot(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("slot", nargs="?", default="", metavar="SLOT", help="where the call is parked")


PARTY_VERBS = (
    verb(
        commands.Consult,
        _consult,
        lambda args: commands.Consult(
            target=named_callee(args), call_id=args.call, name=args.name, is_colleague=args.colleague
        ),
    ),
    verb(commands.SwapParties, party, lambda args: commands.SwapParties(call_id=args.call, leg_id=args.leg)),
    verb(commands.MergeParties, call, lambda args: commands.MergeParties(call_id=args.call)),
    verb(commands.SplitParties, party, lambda args: commands.SplitParties(call_id=args.call, leg_id=args.leg)),
    verb(
        commands.RemoveParty,
        _removed,
        lambda args: commands.RemoveParty(call_id=args.call, leg_id=args.leg, role=Role(args.role)),
    ),
    verb(commands.LeaveCall, call, lambda args: commands.LeaveCall(call_id=args.call)),
    verb(
        commands.TransferCall,
        _transfer,
        lambda args: commands.TransferCall(target=named_callee(args), call_id=args.call, name=args.name),
    ),
    verb(commands.Park, call, lambda args: commands.Park(call_id=args.call)),
    verb(commands.PickUp, _slot, lambda args: commands.PickUp(slot=args.slot), "pick-up"),
)
