"""What the terminal shows: the accounts, the calls with their timers, the last events, the keys. Pure.

A screen is rebuilt from what is known, whenever something changed or a second has gone by.
"""

from collections.abc import Iterator
from dataclasses import dataclass

from softphone.protocol.state import AccountState, CallPhase, CallState, Party, State
from softphone.protocol.vocabulary import Direction, RegistrationState
from softphone.ui.text.rows import Row, Tone, clean, clock, cut

KEYS = "a answer  d decline  e end  h hold  m mute  0-9*# keys  c call  n do not disturb  w end wrap-up  q quit"
_FIXED_ROWS = 4
_LEAST_EVENTS = 3


@dataclass(frozen=True, slots=True)
class View:
    """All that a screen is made of. `since` is when the state was told, on the clock of `now`."""

    title: str
    state: State
    since: float
    events: tuple[str, ...] = ()
    places: tuple[str, ...] = ()
    says: str = ""
    typing: str | None = None


@dataclass(frozen=True, slots=True)
class Size:
    """The size of the terminal."""

    columns: int = 80
    rows: int = 24


def paint(view: View, now: float, size: Size) -> tuple[Row, ...]:
    """Make the whole screen; it never has more rows than the terminal, nor longer ones."""
    passed = now - view.since
    top = [Row(view.title, Tone.TITLE), *_phone(view.state, passed), *_calls(view.state, passed), *_places(view)]
    room = size.rows - _FIXED_ROWS
    top = top[: max(1, room - _LEAST_EVENTS)]
    shown = view.events[-max(0, room - len(top)) :] if room > len(top) else ()
    bottom = [Row(""), _prompt(view), Row(KEYS, Tone.FAINT)]
    rows = [*top, Row(""), *(Row(event, Tone.FAINT) for event in shown), *bottom]
    return tuple(Row(cut(clean(row.text), size.columns), row.tone) for row in rows[: size.rows])


def call_text(call: CallState, passed: float) -> str:
    """Describe one call in a line."""
    seconds = (call.elapsed_s if call.connected_s is None else call.connected_s) + passed
    arrow = "from" if call.direction is Direction.IN else "to"
    words = [f"{_PHASES[call.phase]:10} {clock(seconds):>7}  {arrow} {_who(call.peer)}", *_marks(call)]
    return "  ".join(words)


def _phone(state: State, passed: float) -> Iterator[Row]:
    for account in state.accounts:
        yield Row(f"account    {_account(account)}", _REGISTRATIONS.get(account.state, Tone.PLAIN))
    if state.agent.is_do_not_disturb:
        yield Row("agent      do not disturb: new calls are refused", Tone.BAD)
    if work := state.agent.wrap_up:
        yield Row(f"agent      after-call work for {clock(work.elapsed_s + passed)}", Tone.LOUD)
    for device in state.devices:
        if device.why:
            yield Row(f"sound      {device.use}: {device.device} instead of {device.wished} ({device.why})", Tone.BAD)
    if state.is_stopping:
        yield Row("the phone is being switched off", Tone.BAD)


def _account(account: AccountState) -> str:
    why = f"({account.code or ''} {account.says})".replace("( ", "(") if account.code or account.says else ""
    return " ".join(filter(None, (account.name, account.uri, account.state.value, why)))


def _calls(state: State, passed: float) -> Iterator[Row]:
    for call in state.calls:
        yield Row(call_text(call, passed), _CALL_TONES[call.phase])
    if not state.calls:
        yield Row("no call", Tone.FAINT)


def _places(view: View) -> Iterator[Row]:
    if view.places:
        yield Row("who can be called:", Tone.FAINT)
    for place in view.places:
        yield Row(f"  {place}", Tone.FAINT)


def _marks(call: CallState) -> Iterator[str]:
    talking = next((leg for leg in call.legs if leg.connected_at), None)
    if call.queue and call.queue.name:
        yield f"queue {call.queue.name}"
    if call.diverted_from:
        yield f"diverted from {', '.join(call.diverted_from)}"
    for mark, is_set in (("MUTED", call.is_muted), ("ON HOLD", call.is_held), ("merged", call.is_merged)):
        if is_set:
            yield mark
    if any(leg.is_held_by_peer for leg in call.legs):
        yield "held by the far end"
    if any(leg.is_audio_missing for leg in call.legs):
        yield "NO AUDIO"
    if call.recording != "off":
        yield f"recording {call.recording}"
    if talking and talking.media.codec:
        yield f"{talking.media.codec} {talking.media.encryption}".strip()


def _who(peer: Party) -> str:
    return " ".join(filter(None, (peer.name, peer.number))) or peer.uri


def _prompt(view: View) -> Row:
    if view.typing is not None:
        return Row(f"call whom? {view.typing}_", Tone.LOUD)
    return Row(view.says, Tone.BAD)


_PHASES = {
    CallPhase.RINGING: "RINGING",
    CallPhase.DIALLING: "dialling",
    CallPhase.CONNECTED: "connected",
    CallPhase.ENDED: "ended",
}
_CALL_TONES = {
    CallPhase.RINGING: Tone.LOUD,
    CallPhase.DIALLING: Tone.PLAIN,
    CallPhase.CONNECTED: Tone.GOOD,
    CallPhase.ENDED: Tone.FAINT,
}
_REGISTRATIONS = {
    RegistrationState.REGISTERED: Tone.GOOD,
    RegistrationState.WAITING: Tone.BAD,
}
