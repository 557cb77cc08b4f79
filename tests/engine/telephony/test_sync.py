"""Both sides in step: by rules where there are some, by kind where there are none, and never in circles."""

from hypothesis import given, strategies as st

from softphone.core.messages.facts import StatusChanged
from softphone.core.state.phone import new_phone
from softphone.core.state.presence import Status
from softphone.core.values import Asked, Instant, Origin
from softphone.engine.ports.telephony import AVAILABLE, AWAY, OFFLINE
from softphone.engine.runner import Announced
from softphone.engine.telephony.sync import StatusSync
from softphone.settings.status_mapping import Rule, RuleSet, TelephonyPresence
from tests.core.scenes import ONE_LINE

ONLINE = Status("0N5a", "Available", "AvailableForVoice", has_channels=True)
LUNCH = Status("0N5l", "Lunch")
GONE = Status("0", "Offline", is_offline=True)
MEAL = TelephonyPresence(id="meal", system_presence="Away")
RULES = RuleSet(
    presences=(AVAILABLE, MEAL, AWAY),
    rules=(
        Rule(salesforce="lunch", set_telephony="meal"),
        Rule(changed="telephony", telephony="meal", set_salesforce="0N5l"),
        Rule(salesforce="Available", telephony="Away", telephony_before="available", set_salesforce="Lunch"),
    ),
)


class Side:
    """A telephony side that notes what it is made to be."""

    def __init__(self) -> None:
        self.presence = OFFLINE
        self.taken: list[str] = []

    def note(self, presence: TelephonyPresence) -> None:
        self.presence = presence

    def take(self, presence: TelephonyPresence) -> None:
        self.presence = presence
        self.taken.append(presence.id)


class Both:
    """The two sides and what stands between them."""

    def __init__(self, rules: RuleSet | None = None) -> None:
        self.side, self.chosen = Side(), list[str]()
        self.sync = StatusSync(self.side, self.chosen.append, rules or RuleSet())
        self.status: Status | None = None

    def becomes(self, status: Status) -> None:
        fact = StatusChanged(status, self.status, is_news=False)
        self.status = status
        self.sync.listen(Announced(fact, Asked(Origin.CONNECTOR), Instant(0.0), new_phone(ONE_LINE)))


def test_without_rules_a_status_of_a_kind_is_a_presence_of_that_kind() -> None:
    both = Both()
    for status in (ONLINE, LUNCH, LUNCH, GONE):
        both.becomes(status)

    assert both.side.taken == ["available", "away", "offline"]
    assert both.chosen == []


def test_without_rules_the_telephony_side_changes_nothing_here() -> None:
    both = Both()
    both.becomes(ONLINE)
    both.sync.presence_changed("Busy")

    assert (both.side.taken, both.chosen, both.sync.presence.id) == (["available"], [], "busy")


def test_rules_decide_in_both_directions() -> None:
    both = Both(RULES)
    both.becomes(ONLINE)
    both.becomes(LUNCH)
    assert both.side.taken == ["available", "meal"]

    both.becomes(ONLINE)
    both.sync.presence_changed("meal")
    assert both.chosen == ["0N5l"]


def test_a_status_that_the_rules_made_is_not_mapped_again() -> None:
    both = Both(RULES)
    both.becomes(ONLINE)
    both.sync.presence_changed("away")
    assert both.chosen == ["Lunch"]

    both.becomes(LUNCH)

    assert both.side.taken == ["available"]
    assert both.side.presence == AWAY


NAMES = ("0N5a", "0N5l", "0")
PRESENCES = ("available", "meal", "away", "offline")
anything = st.none()
rule_sets = st.lists(
    st.builds(
        Rule,
        changed=st.sampled_from([None, "salesforce", "telephony"]),
        salesforce=anything | st.sampled_from(NAMES),
        telephony=anything | st.sampled_from(PRESENCES),
        set_salesforce=anything | st.sampled_from(NAMES),
        set_telephony=anything | st.sampled_from(PRESENCES),
    ),
    max_size=5,
).map(lambda rules: RuleSet(presences=(AVAILABLE, MEAL, AWAY, OFFLINE), rules=tuple(rules)))


@given(rule_sets, st.lists(st.sampled_from((ONLINE, LUNCH, GONE)) | st.sampled_from(PRESENCES), max_size=12))
def test_no_rules_and_no_order_of_changes_run_in_circles(rules: RuleSet, changes: list[Status | str]) -> None:
    both = Both(rules)
    for change in changes:
        before = len(both.chosen)
        if isinstance(change, Status):
            both.becomes(change)
        else:
            both.sync.presence_changed(change)
        if made := both.chosen[before:]:
            both.becomes(next(status for status in (ONLINE, LUNCH, GONE) if status.is_called(made[-1])))
        assert len(both.chosen) <= before + 1, "what the rules made is not mapped again"

    assert len(both.chosen) <= len(changes)
    assert len(both.side.taken) <= len(changes)
