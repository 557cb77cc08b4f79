"""Which keys a call has, and those about several parties."""

from collections.abc import Callable
from dataclasses import replace

from softphone.protocol.commands import LeaveCall, MergeParties, SplitParties, SwapParties
from softphone.protocol.state import CallState
from softphone.ui.views import party_permissions, permissions
from softphone.ui.views.keys import (
    KEYPAD,
    Key,
    answer_key,
    decline_key,
    hang_up_key,
    hold_key,
    keypad_key,
    mute_key,
    record_key,
)
from softphone.ui.views.language import Language
from softphone.ui.views.seen import Seen
from softphone.ui.views.supervision import barge_key, listen_key, whisper_key
from softphone.ui.views.tone import Tone

TRANSFER, ADD = "transfer", "add"
"""The panels in which somebody is chosen."""


def transfer_key(call: CallState, seen: Seen) -> Key:
    """Send the far end to somebody; with somebody added already, leave the two to each other."""
    if len(permissions.parties(call)) > 1:
        why_not = party_permissions.why_not_leave(call, seen)
        leave = LeaveCall(call_id=call.call_id)
        return Key(TRANSFER, seen.say("Hand over"), "leave", "Ctrl+T", why_not, command=leave)
    why_not = party_permissions.why_not_transfer(call, seen)
    return Key(TRANSFER, seen.say("Transfer"), "transfer", "Ctrl+T", why_not, opens=TRANSFER)


def add_key(call: CallState, seen: Seen) -> Key:
    """Call somebody who is to join."""
    return Key(ADD, seen.say("Add"), "add", "Ctrl+N", party_permissions.why_not_add(call, seen), opens=ADD)


def swap_key(call: CallState, seen: Seen) -> Key:
    """Talk with the other one."""
    command = SwapParties(call_id=call.call_id)
    return Key("swap", seen.say("Swap"), "swap", "Ctrl+S", party_permissions.why_not_swap(call, seen), command=command)


def merge_key(call: CallState, seen: Seen) -> Key:
    """Let all hear each other, or take them apart."""
    name = call.call_id
    if call.is_merged:
        why_not = party_permissions.why_not_split(call, seen)
        split = SplitParties(call_id=name)
        return Key("merge", seen.say("Split"), "split", "Ctrl+J", why_not, is_on=True, tone=Tone.ACCENT, command=split)
    why_not = party_permissions.why_not_merge(call, seen)
    return Key("merge", seen.say("Merge"), "merge", "Ctrl+J", why_not, command=MergeParties(call_id=name))


MakeKey = Callable[[CallState, Seen], Key]
RINGING_KEYS: tuple[MakeKey, ...] = (decline_key, answer_key)
TALKING_KEYS: tuple[MakeKey, ...] = (
    mute_key,
    hold_key,
    keypad_key,
    record_key,
    transfer_key,
    add_key,
    swap_key,
    merge_key,
)

SUPERVISING_KEYS: tuple[MakeKey, ...] = (
    listen_key,
    whisper_key,
    barge_key,
    mute_key,
    hold_key,
    keypad_key,
    record_key,
)


def keys_of(call: CallState, seen: Seen) -> tuple[Key, ...]:
    """Give the small keys of a call; a ringing one has none."""
    if permissions.is_offered(call):
        return ()
    return tuple(make(call, seen) for make in (SUPERVISING_KEYS if call.mode else TALKING_KEYS))


def beside_keypad(keys: tuple[Key, ...], most: int, say: Language) -> tuple[Key, ...]:
    """Give the keys for which there is room beside the open keypad: among them the one that hides it again."""
    (opens,) = (key for key in keys if key.opens == KEYPAD)
    first = keys[:most] if opens in keys[:most] else (*keys[: most - 1], opens)
    hides = replace(opens, text=say("Hide keys"), is_on=True, tone=Tone.ACCENT)
    return tuple(hides if key is opens else key for key in first)


def main_keys_of(call: CallState, seen: Seen) -> tuple[Key, ...]:
    """Give the large keys of a call."""
    if permissions.is_offered(call):
        return tuple(make(call, seen) for make in RINGING_KEYS)
    return (hang_up_key(call, seen),)
