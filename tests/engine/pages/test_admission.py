"""Which pages may use the phone where the settings name none: those that may frame it, if the agent agrees."""

import pytest

from softphone.connector.page import SALESFORCE_PATTERNS
from softphone.engine.pages.admission import Admission
from tests.engine.pages.office_hours import FakeMemory


class Asked:
    """An admission without settings, its verdicts, and what was open whenever consoles were told to look."""

    def __init__(self) -> None:
        self.verdicts: list[bool] = []
        self.looks: list[tuple[str, ...]] = []
        self.admission = Admission((), FakeMemory(), lambda: self.looks.append(self.admission.open_questions))

    def judge(self, origin: str) -> None:
        self.admission.judge(origin, self.verdicts.append)


@pytest.mark.parametrize("pattern", SALESFORCE_PATTERNS)
def test_the_agent_is_asked_about_every_page_that_the_policy_lets_frame_the_phone(pattern: str) -> None:
    asked = Asked()
    origin = pattern.replace("*", "acme--uat.sandbox")

    asked.judge(origin)

    assert (asked.looks, asked.verdicts) == ([(origin,)], [])


@pytest.mark.parametrize(
    "origin", ["https://acme.my.site.com", "https://acme.visualforce.com", "https://evil.example.com", "null", ""]
)
def test_the_agent_is_never_asked_about_a_page_that_could_not_frame_the_phone(origin: str) -> None:
    asked = Asked()

    asked.judge(origin)

    assert (asked.looks, asked.verdicts) == ([], [False])


def test_consoles_are_told_that_a_question_has_been_answered() -> None:
    asked = Asked()
    asked.judge("https://acme.my.salesforce.com")

    assert asked.admission.approve("https://acme.my.salesforce.com")

    assert (asked.looks[-1], asked.verdicts) == ((), [True])
