"""Whether the settings files are sound."""

from softphone.adapters.storage.settings_files import user_file
from softphone.settings.problems import has_errors
from softphone.verbs.doctor_checks.verdict import Check, Grade, Patient, Verdict, Verdicts

ABOUT = "settings"


def look(patient: Patient) -> Verdicts:
    """Pass on every problem that the check of the settings named."""
    problems = patient.checked.problems
    for problem in problems:
        grade = Grade.BAD if problem.severity == "error" else Grade.WARNING
        yield Verdict(ABOUT, grade, str(problem))
    if not has_errors(problems):
        yield _summary(patient)


def _summary(patient: Patient) -> Verdict:
    count = len(patient.settings.accounts)
    if not count:
        advice = f"put an [[account]] into {user_file()}; `softphone config example` shows one"
        return Verdict(ABOUT, Grade.NOTE, "no account: only direct calls, without a PBX, are possible", advice)
    return Verdict(ABOUT, Grade.GOOD, f"sound, with {count} account{'s' if count > 1 else ''}")


CHECK = Check(ABOUT, look)
