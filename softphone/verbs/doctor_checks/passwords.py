"""Is there a keyring, and does every account that needs a password have one? No password is read."""

from softphone.adapters.storage.keyring_secrets import KeyringSecrets
from softphone.adapters.storage.secrets import EnvironmentFirstSecrets, environment_names
from softphone.engine.ports.secrets import SecretsPort, SecretsUnavailable
from softphone.settings import Settings
from softphone.verbs.doctor_checks.verdict import Check, Grade, Patient, Verdict, Verdicts

ABOUT = "passwords"
NOBODY = "no account of this name"


def look(patient: Patient) -> Verdicts:
    """Ask for the whereabouts of every password."""
    settings = patient.settings
    return judge(settings, EnvironmentFirstSecrets(KeyringSecrets(), environment_names(settings)))


def judge(settings: Settings, secrets: SecretsPort) -> Verdicts:
    """Tell where each account's password is, or that no keyring answers."""
    accounts = [account for account in settings.accounts if account.registrar]
    if not accounts:
        yield _keyring_alone(secrets)
    for account in accounts:
        try:
            where = secrets.whereabouts(account.name)
        except SecretsUnavailable as error:
            yield Verdict(ABOUT, Grade.BAD, f"{account.name}: {error}")
            continue
        if where.place == "nowhere":
            advice = f"softphone secret set '{account.name}'"
            yield Verdict(ABOUT, Grade.WARNING, f"{account.name} has no password", advice)
        else:
            yield Verdict(ABOUT, Grade.GOOD, f"{account.name}: in the {where.place} ({where.detail})")


def _keyring_alone(secrets: SecretsPort) -> Verdict:
    try:
        where = secrets.whereabouts(NOBODY)
    except SecretsUnavailable as error:
        return Verdict(ABOUT, Grade.NOTE, f"{error}")
    return Verdict(ABOUT, Grade.GOOD, f"the keyring answers ({where.detail})")


CHECK = Check(ABOUT, look)
