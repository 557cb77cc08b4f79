"""What must fit together for the agent, Salesforce's page and the window."""

from collections.abc import Iterator

from softphone.settings.contradictions.finding import Contradiction
from softphone.settings.schema import Settings
from softphone.settings.wording import Wording

_PAIRS = (("queue_login", "queue_logout"), ("queue_pause", "queue_unpause"))


def the_selected_phone_is_offered(settings: Settings) -> Iterator[Contradiction]:
    """The phone selected at first is one of those offered."""
    connector = settings.connector
    if connector.selected_phone not in connector.phones:
        paths = (("connector", "selected_phone"), ("connector", "phones"))
        yield Contradiction(paths, Wording('"{phone}" is not among phones', phone=connector.selected_phone))


def the_agents_number_is_offered(settings: Settings) -> Iterator[Contradiction]:
    """Where the numbers are listed, the agent's is one of them."""
    number, numbers = settings.agent.number, settings.connector.numbers
    if number and numbers and number not in numbers:
        yield Contradiction(
            (("agent", "number"), ("connector", "numbers")), Wording("it is not among connector.numbers")
        )


def a_session_that_ends_can_begin_again(settings: Settings) -> Iterator[Contradiction]:
    """Without a login page there is nothing to ask again."""
    connector = settings.connector
    if connector.session_timeout_min and not connector.show_login:
        paths = (("connector", "session_timeout_min"), ("connector", "show_login"))
        yield Contradiction(paths, Wording("it does nothing without show_login"), "notice")


def queue_codes_come_in_pairs(settings: Settings) -> Iterator[Contradiction]:
    """Who can pause must be able to go on."""
    agent = settings.agent
    for one, other in (*_PAIRS, *((other, one) for one, other in _PAIRS)):
        if getattr(agent, one) is not None and getattr(agent, other) is None:
            yield Contradiction((("agent", one), ("agent", other)), Wording("it needs {other} to undo it", other=other))


def shortcuts_differ(settings: Settings) -> Iterator[Contradiction]:
    """One shortcut does one thing."""
    taken: dict[str, str] = {}
    for key in ("answer_key", "decline_key", "mute_key"):
        shortcut = getattr(settings.desk, key).lower()
        if shortcut and shortcut in taken:
            yield Contradiction(
                (("desk", key), ("desk", taken[shortcut])), Wording("it is also {other}", other=taken[shortcut])
            )
        taken.setdefault(shortcut, key)


RULES = (
    the_selected_phone_is_offered,
    the_agents_number_is_offered,
    a_session_that_ends_can_begin_again,
    queue_codes_come_in_pairs,
    shortcuts_differ,
)
