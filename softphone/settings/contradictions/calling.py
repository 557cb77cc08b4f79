"""What must fit together in dialling, supervision and recording."""

import re
from collections.abc import Iterator

from softphone.settings.contradictions.finding import Contradiction
from softphone.settings.keys import KeyPath
from softphone.settings.schema import Settings
from softphone.settings.wording import Wording

_PLACEHOLDER = re.compile(r"\{([^{}]*)\}")
_FOR_DIALLING = {"number", "id", "name", "domain"}
_FOR_SUPERVISION = {"key", "number", "agent", "domain"}


def placeholders_are_known(settings: Settings) -> Iterator[Contradiction]:
    """A template can only be filled in with what is known."""
    for path, template, known in _templates(settings):
        for name in _PLACEHOLDER.findall(template):
            if name not in known:
                listed = ", ".join(f"{{{word}}}" for word in sorted(known))
                says = Wording("{{{name}}} cannot be filled in; known are {listed}", name=name, listed=listed)
                yield Contradiction((path,), says)


def _templates(settings: Settings) -> Iterator[tuple[KeyPath, str, set[str]]]:
    """Go through all templates with what they can be filled in with."""
    for key in ("number", "agent", "queue", "phone_book", "flow"):
        yield ("dial", key), getattr(settings.dial, key) or "", _FOR_DIALLING
    for key in ("target", "listen_target", "whisper_target", "barge_target"):
        yield ("supervision", key), getattr(settings.supervision, key) or "", _FOR_SUPERVISION
    yield ("calls", "pick_up_code"), settings.calls.pick_up_code or "", {"slot"}
    yield ("recording", "url"), settings.recording.url, {"callId", "key"}


def dial_rules_can_be_applied(settings: Settings) -> Iterator[Contradiction]:
    """A dial rule is a regular expression and a replacement with its groups."""
    for place, rule in enumerate(settings.dial.rules):
        try:
            pattern = re.compile(rule.match)
        except re.error as error:
            says = Wording("this is no regular expression: {why}", why=error.msg)
            yield Contradiction((("dial", "rules", place, "match"),), says)
            continue
        try:
            pattern.sub(rule.dial, "")
        except (re.error, IndexError) as error:
            path = ("dial", "rules", place, "dial")
            says = Wording("it does not fit the expression: {why}", why=error)
            yield Contradiction((path, ("dial", "rules", place, "match")), says)


def supervisors_have_a_way(settings: Settings) -> Iterator[Contradiction]:
    """A supervisor needs a way, and what the way dials."""
    supervision = settings.supervision
    if supervision.is_supervisor and supervision.way == "off":
        switched_off = (("supervision", "is_supervisor"), ("supervision", "way"))
        yield Contradiction(switched_off, Wording('this seat may supervise, but way is "off"'))
    if not supervision.is_supervisor or supervision.way == "off":
        return
    needed = ["target"]
    if supervision.way == "pbx" and supervision.switch_by == "targets":
        needed = ["listen_target", "whisper_target", "barge_target"]
    for key in needed:
        if getattr(supervision, key) is None:
            paths = (("supervision", key), ("supervision", "way"), ("supervision", "switch_by"))
            says = Wording("it is missing: the phone would not know what to dial in order to supervise")
            yield Contradiction(paths, says)


def salesforce_names_no_agent(settings: Settings) -> Iterator[Contradiction]:
    """Salesforce says which call is to be supervised, never whose it is."""
    supervision = settings.supervision
    if not supervision.is_supervisor or supervision.way == "off":
        return
    for key in ("target", "listen_target", "whisper_target", "barge_target"):
        if "{agent}" in (getattr(supervision, key) or ""):
            says = Wording(
                "{agent} is known where somebody names the colleague, at the desk or by ctl; Salesforce does not: "
                "there {key} or {number} is needed"
            )
            yield Contradiction((("supervision", key),), says, "notice")


def modes_differ(settings: Settings) -> Iterator[Contradiction]:
    """The digits of the modes of supervision are different."""
    supervision = settings.supervision
    taken: dict[str, str] = {}
    if supervision.switch_by != "digits":
        return
    for key in ("listen_digits", "whisper_digits", "barge_digits"):
        digits = getattr(supervision, key)
        if digits in taken:
            paths = (("supervision", key), ("supervision", taken[digits]))
            yield Contradiction(paths, Wording('"{digits}" is also {other}', digits=digits, other=taken[digits]))
        taken.setdefault(digits, key)


def hosts_know_their_supervisors(settings: Settings) -> Iterator[Contradiction]:
    """A phone that lets supervisors listen needs the list of them."""
    supervision = settings.supervision
    if supervision.hosts and not supervision.supervisors:
        paths = (("supervision", "hosts"), ("supervision", "supervisors"))
        yield Contradiction(paths, Wording("nobody could listen: supervisors is empty"))


def recordings_are_whole(settings: Settings) -> Iterator[Contradiction]:
    """Voice detection leaves gaps, which a recording and a listening supervisor would hear."""
    if settings.audio.voice_detection and (settings.recording.enabled or settings.supervision.hosts):
        paths = (("audio", "voice_detection"), ("recording", "enabled"), ("supervision", "hosts"))
        yield Contradiction(paths, Wording("it is left off while calls are recorded or supervised"), "notice")


RULES = (
    placeholders_are_known,
    dial_rules_can_be_applied,
    supervisors_have_a_way,
    salesforce_names_no_agent,
    modes_differ,
    hosts_know_their_supervisors,
    recordings_are_whole,
)
