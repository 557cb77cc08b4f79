"""To whom a call goes, or who is to join it: what is typed, and two plain keys that do it."""

from softphone.protocol.commands import Consult, TransferCall
from softphone.ui.views import party_permissions
from softphone.ui.views.callees import Callee
from softphone.ui.views.key_row import TRANSFER
from softphone.ui.views.keys import Key
from softphone.ui.views.language import Language, mark
from softphone.ui.views.mirror import Mirror
from softphone.ui.views.seen import Seen
from softphone.ui.views.tone import Tone

TITLES = {True: mark("Transfer to"), False: mark("Add to the call")}


def title(kind: str, say: Language) -> str:
    """Say what the panel is for."""
    return say(TITLES[kind == TRANSFER])


def target_keys(kind: str, call_id: str, callee: Callee, mirror: Mirror, say: Language) -> tuple[Key, ...]:
    """Make the keys below what is typed or chosen; none where the call is gone."""
    call = mirror.call(call_id)
    if call is None or mirror.state is None:
        return ()
    seen, target = Seen(mirror.state, say=say), callee.target
    unfit = "" if callee.is_callable else say("Enter a number or a name first.")
    why_not_add = party_permissions.why_not_add(call, seen) or unfit
    consult = Consult(target=target, call_id=call_id) if not why_not_add else None
    if kind != TRANSFER:
        return (Key("consult", say("Call"), "call", "", why_not_add, tone=Tone.GOOD, command=consult),)
    why_not = party_permissions.why_not_transfer(call, seen) or unfit
    transfer = TransferCall(target=target, call_id=call_id) if not why_not else None
    return (
        Key("consult", say("Ask first"), "call", "", why_not_add, tone=Tone.GOOD, command=consult),
        Key("blind", say("Transfer now"), "transfer", "", why_not, tone=Tone.ACCENT, command=transfer),
    )
