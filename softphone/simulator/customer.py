"""One simulated party as a process of its own: a phone, a script, and reports of what happens. Thin."""

from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from pathlib import Path
from tempfile import TemporaryDirectory

from softphone.adapters.sip.phone import PjsuaPhone
from softphone.adapters.storage.secrets import EnvironmentFirstSecrets, environment_names
from softphone.core.messages.effects import Register
from softphone.core.values import AccountName, LegId
from softphone.engine.ports.phone import PhoneUnavailable
from softphone.engine.ports.secrets import Secret, SecretsUnavailable, Whereabouts
from softphone.simulator.leaving import told_to_leave
from softphone.simulator.outfit import ACCOUNT, Outfit, Unfit, settings_of
from softphone.simulator.party import Party
from softphone.simulator.performance import Note
from softphone.simulator.report import READY, ReportLine, line_of
from softphone.simulator.script import voice_of
from softphone.simulator.sound_files import default_folder, file_of
from softphone.simulator.stage import Playbill, Stage
from softphone.simulator.steps import Script

DONE, FAILED = 0, 1


class NoKeyring:
    """Simulated parties have no passwords but those of the environment."""

    def read(self, name: str) -> Secret | None:  # noqa: ARG002 - whatever it is, it is not here
        """There is none."""
        return None

    def keep(self, name: str, secret: Secret) -> None:  # noqa: ARG002 - the same
        """Refuse."""
        raise SecretsUnavailable("a simulated party keeps no passwords")

    def forget(self, name: str) -> bool:  # noqa: ARG002 - the same
        """There is none."""
        return False

    def whereabouts(self, name: str) -> Whereabouts:  # noqa: ARG002 - the same
        """Nowhere."""
        return Whereabouts("nowhere")


@dataclass(frozen=True, slots=True)
class Customer:
    """Everything about a party that is going to be played."""

    outfit: Outfit
    script: Script
    bill: Playbill
    voice: int = 1
    headers: tuple[tuple[str, str], ...] = ()
    most_calls: int = 1


async def play(customer: Customer, tell: Callable[[ReportLine], None], *, until_eof: bool = False) -> int:
    """Play a party to its end, or until the process is told to leave; answers with the exit code."""
    outfit = replace(customer.outfit, speaks=_voice_file(customer))
    name = outfit.name or outfit.number or "simulated"

    def note(what: Note) -> None:
        tell(line_of(what, name, datetime.now(UTC)))

    party = Party(AccountName(ACCOUNT), customer.script, customer.most_calls, customer.headers)
    settings = settings_of(outfit)
    secrets = EnvironmentFirstSecrets(NoKeyring(), environment_names(settings))
    with TemporaryDirectory(prefix="softphone-party-") as folder:
        phone = PjsuaPhone(settings, secrets, Path(folder))
        return await _perform(customer, Stage(phone, party, note), until_eof=until_eof)


async def _perform(customer: Customer, stage: Stage, *, until_eof: bool) -> int:
    with told_to_leave(stage.leave, until_eof=until_eof):
        try:
            stage.tell(Note(READY, LegId(""), text=await stage.open()))
        except PhoneUnavailable as unavailable:
            stage.tell(Note("unavailable", LegId(""), text=str(unavailable)))
            return FAILED
        if customer.outfit.registrar:
            stage.phone.perform(Register(AccountName(ACCOUNT)))
        try:
            party = await stage.perform(customer.bill)
        finally:
            await stage.close()
    return FAILED if party.has_failed else DONE


def _voice_file(customer: Customer) -> Path | None:
    sound = voice_of(customer.script)
    try:
        return file_of(sound, customer.voice, default_folder()) if sound else None
    except OSError as error:
        raise Unfit(f"the sound cannot be had: {error}") from None
