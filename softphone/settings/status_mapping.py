"""The mapping between Salesforce's statuses and the telephony side's presence: what goes in, what comes out, and rules.

Input and output have the form that other phones for Service Cloud Voice give them, so that a rule set can be tried with
theirs. The first rule that matches decides; where none does, what was asked for holds on its own side, and the other
side stays as it is.
"""

from typing import Literal

from msgspec import Struct


class Mapped(Struct, frozen=True, kw_only=True, rename="camel", omit_defaults=True):
    """What the objects of the mapping have in common."""


class SalesforceStatus(Mapped, frozen=True, kw_only=True):
    """A status of Salesforce."""

    status_id: str = ""
    status_api_name: str = ""
    status_name: str = ""

    def is_called(self, name: str) -> bool:
        """Whether a rule means it: by its id, or by either name in any letter case."""
        names = (self.status_api_name, self.status_name)
        return name == self.status_id or name.casefold() in {one.casefold() for one in names if one}


class TelephonyPresence(Mapped, frozen=True, kw_only=True):
    """A presence of the telephony side; the system presence says which kind it is."""

    id: str = ""
    system_presence: str = ""

    def is_called(self, name: str) -> bool:
        """Whether a rule means it: by its id, or by its kind in any letter case."""
        return name == self.id or name.casefold() == self.system_presence.casefold()


class SalesforceChange(Mapped, frozen=True, kw_only=True):
    """Salesforce's side before and after."""

    current_status: SalesforceStatus = SalesforceStatus()
    target_status: SalesforceStatus = SalesforceStatus()


class TelephonyChange(Mapped, frozen=True, kw_only=True):
    """The telephony side before and after."""

    current_status: TelephonyPresence = TelephonyPresence()
    target_status: TelephonyPresence = TelephonyPresence()


class MappingInput(Mapped, frozen=True, kw_only=True):
    """Both sides: one of them has another target than what it is now."""

    salesforce_status: SalesforceChange = SalesforceChange()
    telephony_status: TelephonyChange = TelephonyChange()


class SalesforceTarget(Mapped, frozen=True, kw_only=True):
    """What Salesforce's side is to become."""

    target_status: SalesforceStatus = SalesforceStatus()


class TelephonyTarget(Mapped, frozen=True, kw_only=True):
    """What the telephony side is to become."""

    target_status: TelephonyPresence = TelephonyPresence()


class MappingOutput(Mapped, frozen=True, kw_only=True):
    """Both sides' targets."""

    salesforce_status: SalesforceTarget
    telephony_status: TelephonyTarget


class Rule(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """One row: what both sides have to be, and to become, for it to match; what it makes of them. None is anything."""

    changed: Literal["salesforce", "telephony"] | None = None
    """Which side has another target than what it is now."""
    salesforce: str | None = None
    salesforce_before: str | None = None
    telephony: str | None = None
    telephony_before: str | None = None
    set_salesforce: str | None = None
    set_telephony: str | None = None

    def matches(self, asked: MappingInput) -> bool:
        """Whether this rule decides."""
        here, there = asked.salesforce_status, asked.telephony_status
        return (
            self._is_side(here, there)
            and (self.salesforce is None or here.target_status.is_called(self.salesforce))
            and (self.salesforce_before is None or here.current_status.is_called(self.salesforce_before))
            and (self.telephony is None or there.target_status.is_called(self.telephony))
            and (self.telephony_before is None or there.current_status.is_called(self.telephony_before))
        )

    def _is_side(self, here: SalesforceChange, there: TelephonyChange) -> bool:
        match self.changed:
            case "salesforce":
                return here.current_status != here.target_status
            case "telephony":
                return there.current_status != there.target_status
            case None:
                return True


class RuleSet(Struct, frozen=True, kw_only=True):
    """All rules, and the presences that the telephony side has."""

    rules: tuple[Rule, ...] = ()
    presences: tuple[TelephonyPresence, ...] = ()

    def presence(self, name: str) -> TelephonyPresence:
        """Find a presence by its id or kind; one that is not listed is its own kind."""
        found = (presence for presence in self.presences if presence.id == name)
        kinds = (presence for presence in self.presences if presence.is_called(name))
        return next(found, None) or next(kinds, None) or TelephonyPresence(id=name, system_presence=name)


def deciding(rules: RuleSet, asked: MappingInput) -> Rule | None:
    """The rule that decides, if one does."""
    return next((rule for rule in rules.rules if rule.matches(asked)), None)


def mapped(rules: RuleSet, asked: MappingInput) -> MappingOutput:
    """Decide what both sides are to become."""
    here, there = asked.salesforce_status.target_status, asked.telephony_status.target_status
    rule = deciding(rules, asked)
    if rule is not None and rule.set_salesforce is not None and not here.is_called(rule.set_salesforce):
        here = SalesforceStatus(status_id=rule.set_salesforce, status_name=rule.set_salesforce)
    if rule is not None and rule.set_telephony is not None:
        there = rules.presence(rule.set_telephony)
    return MappingOutput(
        salesforce_status=SalesforceTarget(target_status=here), telephony_status=TelephonyTarget(target_status=there)
    )
