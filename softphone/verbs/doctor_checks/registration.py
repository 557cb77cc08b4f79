"""Whether the registrar takes the phone: the running engine knows; else it is tried, for a few seconds."""

import asyncio
import contextlib
import tempfile
from collections.abc import Iterator
from pathlib import Path

from msgspec.structs import replace

from softphone.adapters.bridge.client import ConnectionLost, NoEngine
from softphone.adapters.sip.phone import PjsuaPhone
from softphone.core.messages.effects import Register, Unregister
from softphone.core.messages.events import Event, Registered, RegistrationFailed, Unregistered
from softphone.core.state.registration import RegistrationState
from softphone.core.values import AccountName
from softphone.engine.ports.phone import PhoneUnavailable
from softphone.protocol.refusals import Refused
from softphone.protocol.state import AccountState
from softphone.settings import Settings
from softphone.verbs.doctor_checks import settings_files
from softphone.verbs.doctor_checks.engine import state_of
from softphone.verbs.doctor_checks.own_phone import own_phone
from softphone.verbs.doctor_checks.verdict import Check, Grade, Patient, Verdict, Verdicts

ABOUT = "registration"
ATTEMPT_S, FAREWELL_S = 8.0, 3.0
WITHIN_S = 16.0
ADVICE = {
    401: "check the user name and the password: softphone secret set ACCOUNT",
    403: "the PBX knows the account and refuses it: check the password, and whether this address may register",
    404: "the PBX does not know the account: check account.uri and account.registrar",
    407: "check the user name and the password: softphone secret set ACCOUNT",
    408: "nothing answers there: check account.registrar, the transport and the firewall",
    503: "the PBX cannot be reached, or refuses service: check account.registrar, the transport, TLS and the firewall",
}
OTHERWISE = "check account.registrar, account.transport and the PBX's own log"


def look(patient: Patient) -> Verdicts:
    """Ask the engine, or try."""
    names = [account.name for account in patient.settings.accounts if account.registrar]
    if not names:
        return [Verdict(ABOUT, Grade.NOTE, "no account has a registrar, so there is nothing to register")]
    if patient.engine is not None:
        try:
            return [verdict_of(account) for account in state_of(patient.engine).accounts if account.name in names]
        except (NoEngine, ConnectionLost, Refused, TimeoutError, OSError):
            return [Verdict(ABOUT, Grade.WARNING, "the engine does not say")]
    with tempfile.TemporaryDirectory() as folder:
        return list(judge(names, asyncio.run(_attempt(patient.settings, names, Path(folder)))))


def verdict_of(account: AccountState) -> Verdict:
    """Judge what the engine says about an account."""
    if account.state is RegistrationState.REGISTERED:
        return Verdict(ABOUT, Grade.GOOD, f"{account.name} is registered")
    why = f"{account.code or ''} {account.says}".strip()
    says = f"{account.name} is {account.state}{f' ({why})' if why else ''}"
    return Verdict(ABOUT, Grade.BAD, says, ADVICE.get(account.code, OTHERWISE))


def judge(names: list[str], outcomes: dict[str, Event | str]) -> Iterator[Verdict]:
    """Judge what an attempt brought; an account without an outcome had no answer."""
    for name in names:
        match outcomes.get(name):
            case Registered(expires_s=expires_s):
                yield Verdict(ABOUT, Grade.GOOD, f"{name} can register (for {expires_s} s)")
            case RegistrationFailed(code=code, phrase=phrase):
                says = f"{name} cannot register: {code or ''} {phrase}".replace("  ", " ")
                yield Verdict(ABOUT, Grade.BAD, says, ADVICE.get(code, OTHERWISE), code)
            case str(why):
                yield Verdict(ABOUT, Grade.BAD, f"{name} cannot register: {why}", OTHERWISE)
            case _:
                says = f"{name}: the registrar did not answer within {ATTEMPT_S:g} s"
                yield Verdict(ABOUT, Grade.BAD, says, ADVICE[408], 408)


def check_of(name: str) -> Check:
    """Make the check of one account that is tried in any case, whatever a running engine says of it."""

    def attempt(patient: Patient) -> Verdicts:
        if patient.checked.settings is None:
            return settings_files.look(patient)
        accounts = tuple(account for account in patient.settings.accounts if account.name == name)
        if not accounts:
            return [Verdict(ABOUT, Grade.BAD, f"the settings have no account {name}")]
        with tempfile.TemporaryDirectory() as folder:
            alone = replace(patient.settings, accounts=accounts)
            return list(judge([name], asyncio.run(_attempt(alone, [name], Path(folder)))))

    return Check(ABOUT, attempt, WITHIN_S)


async def _attempt(settings: Settings, names: list[str], folder: Path) -> dict[str, Event | str]:
    """Register every account once, and take it back."""
    loop, heard = asyncio.get_running_loop(), asyncio.Queue[Event]()
    phone = own_phone(settings, folder)

    def post(event: Event) -> None:
        loop.call_soon_threadsafe(heard.put_nowait, event)

    try:
        await phone.start(post)
    except PhoneUnavailable as error:
        return dict.fromkeys(names, str(error))
    return await _outcomes(phone, names, heard)


async def _outcomes(phone: PjsuaPhone, names: list[str], heard: asyncio.Queue[Event]) -> dict[str, Event | str]:
    outcomes: dict[str, Event | str] = {}
    try:
        for name in names:
            phone.perform(Register(AccountName(name)))
        async with asyncio.timeout(ATTEMPT_S):
            while len(outcomes) < len(names):
                event = await heard.get()
                if isinstance(event, Registered | RegistrationFailed):
                    outcomes[event.account] = event
    except TimeoutError:
        pass
    finally:
        await _take_back(phone, {name for name in names if isinstance(outcomes.get(name), Registered)}, heard)
        await phone.stop()
    return outcomes


async def _take_back(phone: PjsuaPhone, names: set[str], heard: asyncio.Queue[Event]) -> None:
    """Leave no contact behind at which nobody answers; wait until the registrars have forgotten it."""
    for name in names:
        phone.perform(Unregister(AccountName(name)))
    with contextlib.suppress(TimeoutError):
        async with asyncio.timeout(FAREWELL_S):
            while names:
                event = await heard.get()
                if isinstance(event, Unregistered | RegistrationFailed):
                    names.discard(event.account)


CHECK = Check(ABOUT, look, WITHIN_S)
