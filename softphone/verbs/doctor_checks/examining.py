"""Runs all checks at once, each with its bound, and hands their verdicts over in order.

A check may fail or hang; the others are heard all the same.
"""

import threading
from collections.abc import Iterator, Sequence
from concurrent.futures import Future

from softphone.verbs.doctor_checks import (
    browser,
    doors,
    engine,
    machine,
    packages,
    passwords,
    registration,
    settings_files,
    sip_stack,
)
from softphone.verbs.doctor_checks.verdict import Check, Grade, Patient, Verdict

CHECKS: tuple[Check, ...] = (
    packages.CHECK,
    settings_files.CHECK,
    sip_stack.CHECK,
    doors.CHECK,
    passwords.CHECK,
    registration.CHECK,
    engine.CHECK,
    browser.CHECK,
    *machine.CHECKS,
)
REPORT = "please report this with the output of `softphone doctor --json`"


def examine(patient: Patient, checks: Sequence[Check] = CHECKS) -> Iterator[Verdict]:
    """Run the checks side by side."""
    started = [(check, _start(check, patient)) for check in checks]
    for check, found in started:
        try:
            yield from found.result(timeout=check.within_s)
        except TimeoutError:
            says = f"this check did not finish within {check.within_s:g} s"
            yield Verdict(check.about, Grade.WARNING, says, "what it examines does not respond; look at that")


def _start(check: Check, patient: Patient) -> "Future[list[Verdict]]":
    """Begin a check in a thread that the process does not wait for."""
    found: Future[list[Verdict]] = Future()

    def work() -> None:
        try:
            found.set_result(list(check.look(patient)))
        except Exception as fault:  # noqa: BLE001 - a check that is itself broken must not hide what the others found
            found.set_result([Verdict(check.about, Grade.WARNING, f"the check itself failed: {fault!r}", REPORT)])

    threading.Thread(target=work, name=f"check {check.about}", daemon=True).start()
    return found
