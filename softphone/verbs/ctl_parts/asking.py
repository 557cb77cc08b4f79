"""The part of `softphone ctl` that talks to the engine: asks once, looks again and again, or follows events."""

import argparse
import asyncio
import sys

from softphone.adapters.bridge.client import BridgeClient, ConnectionLost
from softphone.protocol import codec
from softphone.protocol.answers import Pong
from softphone.protocol.enquiries import Ping, ShutDown, Stats, Subscribe
from softphone.protocol.events import AnyEvent, Event
from softphone.protocol.greeting import ClientRole
from softphone.protocol.methods import METHODS, Command
from softphone.protocol.sound import ReadMeters
from softphone.verbs.ctl_parts.cleaning import harmless
from softphone.verbs.ctl_parts.printing import shown, shown_event

ANSWER_S = 30.0


async def carry_out(args: argparse.Namespace, command: Command) -> None:
    """Ask the engine; raises what `BridgeClient` raises."""
    async with await BridgeClient.open(ClientRole.DRIVER) as client:
        match command:
            case Subscribe():
                async with asyncio.timeout(args.timeout):
                    await (_follow if args.follow else _look_back)(client, args)
            case Stats() | ReadMeters() if args.watch:
                async with asyncio.timeout(args.timeout):
                    await _watch(client, args, command)
            case ShutDown():
                async with asyncio.timeout(_patience(args)):
                    await _shut_down(client)
            case _:
                await _ask(client, args, command)


def _patience(args: argparse.Namespace) -> float:
    """Say how long to wait for one answer."""
    return ANSWER_S if args.timeout is None else float(args.timeout)


async def _ask(client: BridgeClient, args: argparse.Namespace, command: Command) -> None:
    """Ask one thing and print the answer."""
    result = await client.call(command.METHOD, command, _patience(args))
    answer = codec.read_result(result, METHODS[command.METHOD].answers)
    _print(bytes(result).decode() if args.json else shown(harmless(answer)))


async def _shut_down(client: BridgeClient) -> None:
    """Ask the engine to end, and wait until it has gone."""
    try:
        await client.call(ShutDown.METHOD, ShutDown())
        await client.gone()
    except ConnectionLost:
        return


async def _watch(client: BridgeClient, args: argparse.Namespace, command: Stats | ReadMeters) -> None:
    """Look at the figures again and again."""
    looks = 0
    while True:
        await _ask(client, args, command)
        looks += 1
        if args.count is not None and looks >= args.count:
            return
        await asyncio.sleep(args.interval)


async def _follow(client: BridgeClient, args: argparse.Namespace) -> None:
    """Print events as they come, until there are enough."""
    await client.subscribe(since=args.since)
    sys.stderr.write("following\n")
    sys.stderr.flush()
    printed = 0
    async for event in client.news():
        if isinstance(event, Event):
            _print_event(args, event)
            printed += 1
            if printed == args.count or event.__struct_config__.tag in args.until:
                return
    raise ConnectionLost("The engine has gone.")


async def _look_back(client: BridgeClient, args: argparse.Namespace) -> None:
    """Print the events that the engine still keeps."""
    await client.subscribe(since=args.since or 0)
    await client.ask(Ping(), Pong)
    events = [event for event in client.heard() if isinstance(event, Event)]
    for event in events[: args.count]:
        _print_event(args, event)
        if event.__struct_config__.tag in args.until:
            return


def _print_event(args: argparse.Namespace, event: AnyEvent) -> None:
    """Print one event."""
    _print(codec.text_of(event) if args.json else shown_event(harmless(event)))


def _print(what: str) -> None:
    """Print a message at once, so that a script that reads along sees it."""
    if what:
        sys.stdout.write(what + "\n")
        sys.stdout.flush()
