"""How `softphone ctl` shows things to people. Scripts use --json and get the protocol's own messages."""

from softphone.core.state.legs import Hold
from softphone.core.values import Direction
from softphone.protocol import events
from softphone.protocol.answers import Done, Exported, HistoryEntry, HistoryPage, LogLines
from softphone.protocol.contacts import ContactsPage, ContactState
from softphone.protocol.exchanges import Exchange, ExchangesPage
from softphone.protocol.figures import Figures
from softphone.protocol.sound import Meters, MicrophoneTried, SoundCard, SoundSetup, SoundUse
from softphone.protocol.sound_quality import CallCourse
from softphone.protocol.state import AccountState, AgentState, CallState, DeviceState, PageState, Party, State
from softphone.protocol.words import Told
from softphone.verbs.ctl_parts import printing_sound as ctl_sound

BAR = 20


def shown(answer: Told) -> str:
    """Show an answer; nothing where the exit code says it all."""
    match answer:
        case State():
            return _state(answer)
        case Figures(legs=legs):
            return "\n".join(map(ctl_sound.figures, legs)) or "no connected call"
        case CallCourse():
            return ctl_sound.course(answer)
        case Exported(path=path, calls=calls):
            return f"{calls} calls in {path}"
        case HistoryPage():
            return _history(answer)
        case ContactsPage():
            return _contacts(answer)
        case SoundSetup(cards=cards, uses=uses):
            return "\n".join([*map(_use, uses), *map(_card, cards)])
        case Meters():
            return f"input {_bar(answer.input)}  output {_bar(answer.output)}"
        case MicrophoneTried(loudest=loudest):
            return f"loudest {_bar(loudest)}" if loudest else "nothing was heard: is the microphone muted?"
        case ExchangesPage(exchanges=exchanges):
            return "\n".join(map(_exchange, exchanges)) or "nothing has gone between Salesforce and the phone"
        case LogLines(lines=lines):
            return "\n".join(lines)
        case Done(call=call) if call is not None:
            return _call(call)
        case _:
            return ""


def _exchange(exchange: Exchange) -> str:
    """Show what Salesforce asked or was told in one line; scripts see the payload."""
    number = "" if exchange.seq is None else f"#{exchange.seq}"
    answer = "rejected" if exchange.is_rejected else ""
    at = exchange.at.astimezone().strftime("%H:%M:%S")
    words = (at, f"{exchange.kind:7}", exchange.name, number, answer, exchange.delivery, exchange.call_id or "")
    return "  ".join(filter(None, words))


def shown_event(event: events.AnyEvent) -> str:
    """Show an event in one line."""
    kind = event.__struct_config__.tag
    words = [event.at.astimezone().strftime("%H:%M:%S.%f")[:-3], f"{event.seq:5}", f"{kind!s:24}", f"{event.origin:9}"]
    payload = event.payload
    if isinstance(payload, events.OfCall):
        words.append(_call(payload.call))
    elif event.call_id:
        words.append(event.call_id)
    return "  ".join(filter(None, (*words, _details(payload))))


def _details(payload: Told) -> str:
    """Show what an event tells beside its call."""
    match payload:
        case events.OfEnd(ending=ending):
            how = f"({ending.reason} by {ending.by})"
            return " ".join(filter(None, (how, str(ending.code or ""), ending.phrase)))
        case events.OfQuality():
            return ctl_sound.alarm(payload)
        case events.OfAccount(account=account):
            return _account(account)
        case events.OfStatus(status=status):
            return status.name
        case events.OfPendingStatus(status=status):
            return status.name if status else "none"
        case events.OfStatuses(statuses=statuses):
            return ", ".join(status.name for status in statuses)
        case events.OfFailure(action=action, says=says):
            return f"{action}: {says}"
        case events.OfTrouble(part=part, says=says):
            return f"{part}: {says}"
        case events.OfRefusedCaller(caller=caller, why=why):
            return f"{caller}: {why}"
        case events.OfContacts(contacts=count, files=files):
            return f"{count} contacts, {sum(file.bad_rows for file in files)} bad rows"
        case DeviceState():
            return _device(payload)
        case events.OfStranger(address=address, claimed=claimed):
            return f"{address} as {claimed}"
        case _:
            return ""


def _state(state: State) -> str:
    """Show everything, one line for each thing."""
    agent = "do not disturb" if state.agent.is_do_not_disturb else "ready"
    if work := state.agent.wrap_up:
        agent += f", after-call work for {_clock(work.elapsed_s)} (call {work.call_id})"
    status = state.agent.status
    if status is not None:
        agent = f"{status.name}{_pending(state.agent)}, {agent}"
    lines = [f"agent    {agent}", f"page     {_page(state.page)}"]
    lines += [f"account  {_account(account)}" for account in state.accounts]
    lines += [f"mailbox  {box.account}: {box.new} new, {box.old} old" for box in state.mailboxes]
    lines += [f"call     {_call(call)}" for call in state.calls]
    lines += [f"sound    {_device(device)}" for device in state.devices]
    refused = sum(state.counters.refusals.values())
    lines.append(f"counted  {state.counters.calls} calls, {state.counters.strangers} strangers, {refused} refusals")
    return "\n".join(lines)


def _page(page: PageState) -> str:
    """Show whether Salesforce hears from the phone, and who is signed in there."""
    who = f" ({page.user_name})" if page.user_name else ""
    return f"{'attached' if page.is_attached else 'not attached'}{who}"


def _pending(agent: AgentState) -> str:
    """Show the status that waits."""
    return f", {agent.pending_status.name} after the call" if agent.pending_status else ""


def _device(device: DeviceState) -> str:
    """Show what one use of sound runs on."""
    instead = f" instead of {device.wished} ({device.why})" if device.why else ""
    return f"{device.use}: {device.device}{instead}"


def _account(account: AccountState) -> str:
    """Show an account."""
    why = f"{account.code or ''} {account.says}".strip()
    return " ".join(filter(None, (account.name, account.uri, str(account.state), f"({why})" if why else "")))


def _call(call: CallState) -> str:
    """Show a call in one line."""
    arrow = "from" if call.direction is Direction.IN else "to"
    marks = [
        mark
        for mark, is_set in (
            (f"diverted from {', '.join(call.diverted_from)}", bool(call.diverted_from)),
            (f"SUPERVISING: {call.mode}".upper(), call.mode is not None),
            (", ".join(f"supervisor {one.name}: {one.mode}" for one in call.supervisors), bool(call.supervisors)),
            ("muted", call.is_muted),
            ("held", call.is_held),
            ("merged", call.is_merged),
            (f"recording {call.recording}", call.recording != "off"),
            ("held by peer", any(leg.is_held_by_peer for leg in call.legs)),
            ("no audio", any(leg.is_audio_missing for leg in call.legs)),
            ("waiting for hold", any(leg.hold in (Hold.TURNING_ON, Hold.TURNING_OFF) for leg in call.legs)),
        )
        if is_set
    ]
    seconds = call.elapsed_s if call.connected_s is None else call.connected_s
    words = [str(call.phase), arrow, _peer(call.peer), _clock(seconds), *marks, f"[{call.call_id}]"]
    return " ".join(words)


def _peer(peer: Party) -> str:
    """Show somebody."""
    return " ".join(filter(None, (peer.name, peer.number))) or peer.uri


def _use(one: SoundUse) -> str:
    """Show what one use runs on."""
    trouble = f" instead of {one.wished[0]} ({one.why})" if one.why else ""
    return f"{one.use:8} {one.device}{trouble}, {one.level_db:+g} dB"


def _card(card: SoundCard) -> str:
    """Show a sound card."""
    kind = "monitor" if card.is_monitor else "both" if card.is_input == card.is_output else "input"
    return f"{kind if card.is_input else 'output':8} {card.description} [{card.identity}]"


def _bar(loudness: float) -> str:
    """Show how loud it is."""
    return f"{'#' * round(loudness * BAR):{BAR}} {loudness:.2f}"


def _history(page: HistoryPage) -> str:
    """Show calls that are over, and how to see the ones before."""
    more = [] if page.next is None else [f"... and earlier ones: --before {page.next}"]
    return "\n".join([*map(_entry, page.entries), *more]) or "no calls"


def _entry(entry: HistoryEntry) -> str:
    """Show a call that is over."""
    arrow = "from" if entry.direction is Direction.IN else "to"
    who = " ".join(filter(None, (entry.name, entry.number))) or entry.uri
    length = _clock(entry.interaction_s) if entry.connected_at else "-"
    when = entry.started_at.astimezone().strftime("%Y-%m-%d %H:%M:%S")
    sound = f"  MOS {ctl_sound.mos(entry.quality.mos)} {entry.codec}".rstrip() if entry.quality else ""
    return f"{when}  {length:>8}  {arrow} {who}  {entry.reason} by {entry.by}{sound}"


def _contacts(page: ContactsPage) -> str:
    """Show contacts, and what is wrong with the files they come from."""
    wrong = [f"{file.path}: {file.says}" for file in page.files if file.says]
    wrong += [f"{file.path}:{row.line}: {row.says}" for file in page.files for row in file.first_bad]
    return "\n".join([*map(_contact, page.contacts), *wrong]) or "no contacts"


def _contact(contact: ContactState) -> str:
    """Show a contact."""
    number = " ".join(filter(None, (contact.prefix, contact.number, contact.extension and f"ext. {contact.extension}")))
    said = f"waits {contact.wait_time} s" if contact.wait_time else ""
    words = (contact.name, number or contact.id, str(contact.kind), str(contact.availability or ""), said)
    return "  ".join(filter(None, (*words, contact.description)))


def _clock(seconds: float) -> str:
    """Show a duration."""
    minutes, rest = divmod(int(seconds), 60)
    hours, minutes = divmod(minutes, 60)
    return f"{hours}:{minutes:02}:{rest:02}" if hours else f"{minutes}:{rest:02}"
