"""Trying to register an account: what to ask of `softphone doctor`, and what its answer means to people."""

import json
from collections.abc import Mapping
from dataclasses import dataclass

from softphone.ui.views.language import Language
from softphone.ui.views.refusals import own_words
from softphone.ui.views.registrations import advice
from softphone.ui.views.tone import Tone

PASSWORD = "SOFTPHONE_TRIAL_PASSWORD"  # noqa: S105 - the name of a variable of the tried process alone


@dataclass(frozen=True, slots=True)
class Trial:
    """How an attempt to register stands."""

    text: str = ""
    tone: Tone = Tone.PLAIN
    advice: str = ""
    is_running: bool = False


def trial_words(account: str, values: Mapping[str, object], *, has_password: bool) -> list[str]:
    """Say to the doctor which account to try; the password is not among the words."""
    wanted = {**values, **({"password_env": PASSWORD} if has_password else {})}
    settings = [
        word
        for key, value in wanted.items()
        for word in ("--set", f"account.{json.dumps(account)}.{key}={json.dumps(value, ensure_ascii=False)}")
    ]
    return ["doctor", "--json", "--register", account, *settings]


def running(say: Language) -> Trial:
    """Say that the registrar is being asked."""
    return Trial(say("The registrar is being asked."), is_running=True)


def outcome(output: str, say: Language) -> Trial:
    """Say what came of it, from the doctor's lines."""
    verdicts = [_verdict(line) for line in output.splitlines()]
    found = next((one for one in verdicts if one.get("about") == "registration"), None)
    if found is None:
        bad = next((one for one in verdicts if one.get("grade") == "bad"), {})
        says = str(bad.get("says", ""))
        return Trial(own_words(says, say) if says else say("It could not be tried."), Tone.BAD)
    if found.get("grade") == "good":
        return Trial(say("Registered: the account works."), Tone.GOOD)
    return _failure(found, say)


def _failure(verdict: Mapping[str, object], say: Language) -> Trial:
    """Say what the PBX answered in the window's language; what a library says is given as its words."""
    code = verdict.get("code")
    if isinstance(code, int) and code:
        text = say("The account cannot register: the answer is {code}.", code=code)
        return Trial(text, Tone.BAD, advice(code, say))
    return Trial(own_words(str(verdict.get("says", "")), say), Tone.BAD, advice(0, say))


def _verdict(line: str) -> dict[str, object]:
    try:
        read = json.loads(line)
    except ValueError:
        return {}
    return read if isinstance(read, dict) else {}
