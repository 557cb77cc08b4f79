"""Reads and checks a file of status rules: rules that contradict each other, never match or never rest, and its tests.

```toml
[[presence]]                      # optional: the telephony side's presences
id = "lunch"
system_presence = "Away"

[[rule]]                          # the first that matches decides
salesforce = "Lunch"
set_telephony = "lunch"

[[test]]                          # run by `softphone config check`
salesforce = ["Available", "Lunch"]
telephony = ["available", "available"]
expect_telephony = "lunch"
```
"""

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import product

import msgspec
from msgspec import Struct

from softphone.settings.problems import Problem
from softphone.settings.reading import Document, read
from softphone.settings.status_mapping import (
    MappingInput,
    Rule,
    RuleSet,
    SalesforceChange,
    SalesforceStatus,
    TelephonyChange,
    TelephonyPresence,
    mapped,
)

_CONDITIONS = ("changed", "salesforce", "salesforce_before", "telephony", "telephony_before")
_RESULTS = ("set_salesforce", "set_telephony")
_MOST_STEPS = 16


class _Presence(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    id: str
    system_presence: str


class _Test(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """What both sides are and are to be, and what has to come of it."""

    salesforce: tuple[str, str]
    telephony: tuple[str, str]
    expect_salesforce: str | None = None
    expect_telephony: str | None = None


class _File(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    presences: tuple[_Presence, ...] = msgspec.field(name="presence", default=())
    rules: tuple[Rule, ...] = msgspec.field(name="rule", default=())
    tests: tuple[_Test, ...] = msgspec.field(name="test", default=())


@dataclass(frozen=True, slots=True)
class CheckedRules:
    """The rules, if they can be used, and everything that is wrong with them."""

    rules: RuleSet | None
    problems: tuple[Problem, ...] = ()


def check_rules(text: str | bytes, source: str) -> CheckedRules:
    """Read a rules file."""
    document = read(text, source)
    if document.problems:
        return CheckedRules(None, document.problems)
    try:
        found = msgspec.convert(document.content, _File)
    except msgspec.ValidationError as wrong:
        return CheckedRules(None, (Problem(source, None, (), str(wrong)),))
    rules = RuleSet(
        rules=found.rules,
        presences=tuple(TelephonyPresence(id=one.id, system_presence=one.system_presence) for one in found.presences),
    )
    problems = (*_wrong_rules(rules.rules, document), *_restless(rules, document), *_failing(found, rules, document))
    return CheckedRules(None if problems else rules, problems)


def _wrong_rules(rules: tuple[Rule, ...], document: Document) -> Iterator[Problem]:
    """Name the rules that do nothing, contradict an earlier one, or come behind one that takes everything of theirs."""
    for place, rule in enumerate(rules):
        says = ""
        if all(getattr(rule, name) is None for name in _RESULTS):
            says = "it sets nothing"
        elif all(getattr(rule, name) is None for name in _CONDITIONS):
            says = "" if place == len(rules) - 1 else "it matches everything, so the rules after it never match"
        for before, earlier in enumerate(rules[:place]):
            if not says and _covers(earlier, rule):
                is_same = all(_folded(earlier, name) == _folded(rule, name) for name in _CONDITIONS)
                verb = "contradicts" if is_same and not _agree(earlier, rule) else "never matches, because of"
                says = f"it {verb} rule {before + 1} (line {document.line(('rule', before))})"
        if says:
            yield Problem(document.source, document.line(("rule", place)), ("rule", place), says)


def _covers(earlier: Rule, rule: Rule) -> bool:
    """Whether the earlier rule matches whatever the later one would."""
    return all(getattr(earlier, name) is None or _folded(earlier, name) == _folded(rule, name) for name in _CONDITIONS)


def _agree(one: Rule, other: Rule) -> bool:
    return all(_folded(one, name) == _folded(other, name) for name in _RESULTS)


def _folded(rule: Rule, name: str) -> str | None:
    value: str | None = getattr(rule, name)
    return None if value is None else value.casefold()


def _restless(rules: RuleSet, document: Document) -> Iterator[Problem]:
    """Name the rules whose result is changed again by rules, without an end."""
    here = {name for rule in rules.rules for name in (rule.salesforce, rule.set_salesforce) if name} or {""}
    there = {name for rule in rules.rules for name in (rule.telephony, rule.set_telephony) if name} or {""}
    named: set[int] = set()
    for salesforce, telephony in product(sorted(here), sorted(there)):
        place = _never_rests(rules, salesforce, telephony)
        if place is not None and place not in named:
            named.add(place)
            says = "what it sets is changed again by rules, without an end"
            yield Problem(document.source, document.line(("rule", place)), ("rule", place), says)


def _never_rests(rules: RuleSet, salesforce: str, telephony: str) -> int | None:
    """The rule that is at work when two targets do not come to rest."""
    asked = _asked(rules, ("", salesforce), ("", telephony))
    for _ in range(_MOST_STEPS):
        out = mapped(rules, asked)
        again = MappingInput(
            salesforce_status=SalesforceChange(
                current_status=asked.salesforce_status.target_status, target_status=out.salesforce_status.target_status
            ),
            telephony_status=TelephonyChange(
                current_status=asked.telephony_status.target_status, target_status=out.telephony_status.target_status
            ),
        )
        if again == asked:
            return None
        asked = again
    return next((place for place, rule in enumerate(rules.rules) if rule.matches(asked)), None)


def _failing(found: _File, rules: RuleSet, document: Document) -> Iterator[Problem]:
    """Run the tests of the file."""
    for place, test in enumerate(found.tests):
        out = mapped(rules, _asked(rules, test.salesforce, test.telephony))
        here, there = out.salesforce_status.target_status, out.telephony_status.target_status
        wrong = []
        if test.expect_salesforce is not None and not here.is_called(test.expect_salesforce):
            wrong.append(f"Salesforce becomes {here.status_name}, not {test.expect_salesforce}")
        if test.expect_telephony is not None and not there.is_called(test.expect_telephony):
            wrong.append(f"the telephony side becomes {there.id}, not {test.expect_telephony}")
        if wrong:
            path = ("test", place)
            yield Problem(document.source, document.line(path), path, f"the test fails: {' and '.join(wrong)}")


def _asked(rules: RuleSet, salesforce: tuple[str, str], telephony: tuple[str, str]) -> MappingInput:
    before, after = (SalesforceStatus(status_id=name, status_name=name) for name in salesforce)
    was, becomes = (rules.presence(name) for name in telephony)
    return MappingInput(
        salesforce_status=SalesforceChange(current_status=before, target_status=after),
        telephony_status=TelephonyChange(current_status=was, target_status=becomes),
    )
