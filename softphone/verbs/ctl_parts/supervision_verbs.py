"""The verbs of `softphone ctl` for supervisors: listen to a colleague's call, whisper, barge in, leave."""

import argparse

from softphone.protocol import supervision
from softphone.verbs.ctl_parts.verb import call, verb


def _supervise(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("key", metavar="KEY", help="the key of the colleague's call")
    parser.add_argument("--agent", default="", help="the colleague: a number, a name or a SIP URI")
    parser.add_argument("--number", default="", help="the number of the person the colleague is talking to")
    parser.add_argument("--name", default="", help="the name to show")
    parser.add_argument("--target", help="call this address instead of the one in the settings")


SUPERVISION_VERBS = (
    verb(
        supervision.Supervise,
        _supervise,
        lambda args: supervision.Supervise(
            call_id=args.key, agent=args.agent, number=args.number, name=args.name, target=args.target
        ),
    ),
    verb(supervision.Listen, call, lambda args: supervision.Listen(call_id=args.call)),
    verb(supervision.Whisper, call, lambda args: supervision.Whisper(call_id=args.call)),
    verb(supervision.Barge, call, lambda args: supervision.Barge(call_id=args.call)),
    verb(supervision.Unsupervise, call, lambda args: supervision.Unsupervise(call_id=args.call)),
)
