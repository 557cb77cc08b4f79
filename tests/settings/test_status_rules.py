"""Files of status rules: the first match wins, tests inside run, and what cannot be meant is named with its line."""

import msgspec
import pytest

from softphone.settings.status_mapping import MappingInput, Rule, RuleSet, TelephonyPresence, mapped
from softphone.settings.status_rules import check_rules

BLUEPRINT = {
    "salesforceStatus": {
        "currentStatus": {"statusApiName": "Online", "statusId": "0N57a", "statusName": "Online"},
        "targetStatus": {
            "statusApiName": "AvailableforVoice",
            "statusId": "0N57b",
            "statusName": "For Voice",
        },
    },
    "telephonyStatus": {
        "currentStatus": {"id": "6a3a", "systemPresence": "Available"},
        "targetStatus": {"id": "6a3a", "systemPresence": "Available"},
    },
}
ON_QUEUE = RuleSet(
    rules=(Rule(salesforce="AvailableForVoice", set_telephony="e08e"), Rule(set_telephony="never")),
    presences=(TelephonyPresence(id="e08e", system_presence="On Queue"),),
)
GOOD = """
[[presence]]
id = "lunch"
system_presence = "Away"

[[rule]]
salesforce = "Lunch"
set_telephony = "lunch"

[[rule]]
telephony = "lunch"
set_salesforce = "Lunch"

[[test]]
salesforce = ["Available", "Lunch"]
telephony = ["available", "available"]
expect_telephony = "lunch"
"""


BEHIND = """[[rule]]
salesforce = "A"
set_telephony = "x"

[[rule]]
salesforce = "A"
telephony = "z"
set_telephony = "y"
"""


CONTRADICTING = """[[rule]]
salesforce = "A"
set_telephony = "x"

[[rule]]
salesforce = "a"
set_telephony = "y"
"""


def problems(text: str) -> list[tuple[int | None, str]]:
    return [(problem.line, problem.text) for problem in check_rules(text, "rules.toml").problems]


def test_the_blueprints_objects_go_in_and_come_out() -> None:
    out = mapped(ON_QUEUE, msgspec.convert(BLUEPRINT, MappingInput))

    assert msgspec.to_builtins(out) == {
        "salesforceStatus": {"targetStatus": BLUEPRINT["salesforceStatus"]["targetStatus"]},
        "telephonyStatus": {"targetStatus": {"id": "e08e", "systemPresence": "On Queue"}},
    }


def test_good_rules_have_no_problems() -> None:
    checked = check_rules(GOOD, "rules.toml")

    assert checked.problems == ()
    assert checked.rules is not None
    assert checked.rules.presence("away").id == "lunch"


@pytest.mark.parametrize(
    ("text", "line", "says"),
    [
        ('[[rule]]\nsalesforce = "A"\n', 1, "sets nothing"),
        ('[[rule]]\nset_telephony = "x"\n\n[[rule]]\nsalesforce = "A"\nset_telephony = "y"\n', 1, "never match"),
        (CONTRADICTING, 5, "contradicts rule 1 (line 1)"),
        (BEHIND, 5, "never matches, because of rule 1"),
        (
            '[[rule]]\nsalesforce = "A"\nset_salesforce = "B"\n\n[[rule]]\nsalesforce = "B"\nset_salesforce = "A"\n',
            1,
            "without an end",
        ),
        (GOOD.replace('expect_telephony = "lunch"', 'expect_telephony = "away"\nexpect_salesforce = "X"'), 14, "fails"),
        (
            GOOD.replace('expect_telephony = "lunch"', 'expect_telephony = "busy"'),
            14,
            "the telephony side becomes lunch",
        ),
        ("[[rule]]\nsalesfarce = 1\n", None, "salesfarce"),
        ("[[rule\n", 1, ""),
    ],
)
def test_what_cannot_be_meant_is_named(text: str, line: int | None, says: str) -> None:
    found = problems(text)

    assert found
    assert any(at == line and says in text for at, text in found), found
    assert check_rules(text, "rules.toml").rules is None


@pytest.mark.parametrize(("side", "decides"), [("salesforce", True), ("telephony", False)])
def test_a_rule_may_be_for_changes_of_one_side_only(side: str, decides: bool) -> None:
    rule = msgspec.convert({"changed": side, "set_telephony": "lunch"}, Rule)

    out = mapped(RuleSet(rules=(rule,)), msgspec.convert(BLUEPRINT, MappingInput))

    assert (out.telephony_status.target_status.id == "lunch") is decides
