"""The page about the protocol shows what the code does: real messages, known names, nothing secret."""

import json
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from softphone.protocol.documents import bridge_messages
from softphone.protocol.methods import METHODS
from softphone.protocol.schemas import bridge_schema

PAGE = (Path(__file__).parents[2] / "docs" / "bridge-protocol.md").read_text(encoding="utf-8")
TRANSCRIPTS = dict(re.findall(r"<!-- transcript: (\w+) -->\n```\n(.*?)```", PAGE, re.DOTALL))

MESSAGE = re.compile(r"^(client|phone): (\{.*?)(?=^client: |^phone: |^\(|\Z)", re.DOTALL | re.MULTILINE)


def messages(transcript: str) -> Iterator[tuple[str, dict[str, Any]]]:
    """Every message of a transcript that is JSON, with who sent it."""
    for who, text in MESSAGE.findall(transcript):
        if text.strip() != "{":
            yield who, json.loads(text)


@pytest.mark.parametrize("name", TRANSCRIPTS)
def test_a_transcript_is_a_conversation_in_known_words(name: str) -> None:
    said = list(messages(TRANSCRIPTS[name]))
    events = json.loads(bridge_schema())["events"]

    assert said, "run packaging/write-transcripts"
    for who, message in said:
        assert message["jsonrpc"] == "2.0"
        if who == "client":
            assert message["method"] in METHODS
        elif "method" in message:
            assert message["params"]["type"] in events
        else:
            assert ("result" in message) != ("error" in message)


def test_every_question_of_a_transcript_is_answered() -> None:
    for transcript in TRANSCRIPTS.values():
        said = list(messages(transcript))
        asked = [message["id"] for who, message in said if who == "client"]
        answered = [message["id"] for who, message in said if who == "phone" and message.get("id") is not None]
        assert sorted(answered) == sorted(asked)


def test_no_token_is_shown() -> None:
    shown = re.findall(r'"token": "([^"]*)"', PAGE)

    assert set(shown) == {"TOKEN", "guessed", "..."}


def test_the_page_of_messages_names_them_all() -> None:
    page = bridge_messages()

    assert all(f"| `{method}` |" in page for method in METHODS)
    assert all(f"| `{event}` |" in page for event in json.loads(bridge_schema())["events"])
