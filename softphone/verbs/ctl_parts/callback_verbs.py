"""`softphone ctl callback`: offers the agent a customer who asked to be called."""

import argparse

from softphone.protocol import commands


def shape_callback(parser: argparse.ArgumentParser) -> None:
    """Describe what is to be known of the customer."""
    parser.add_argument("target", metavar="TARGET", help="the customer's number or SIP URI")
    parser.add_argument("--account", help="the account to call from")
    parser.add_argument("--name", default="", help="the customer's name")
    parser.add_argument("--call-id", help="the key of the call; it may be offered again later")
    parser.add_argument("--initial-call-id", default="", help="the call in which the customer asked for it")
    parser.add_argument("--voice-call-id", default="", help="the id of Salesforce's VoiceCall record")
    parser.add_argument("--queue-id", default="", help="the queue it comes from")
    parser.add_argument("--queue-name", default="", help="the name of that queue")


def ask_callback(args: argparse.Namespace) -> commands.Callback:
    """Make the offer."""
    return commands.Callback(
        target=args.target,
        account=args.account,
        name=args.name,
        call_id=args.call_id,
        initial_call_id=args.initial_call_id,
        voice_call_id=args.voice_call_id,
        queue_id=args.queue_id,
        queue_name=args.queue_name,
    )
