"""Values are redacted by their keys, and stay values."""

import json

from hypothesis import given, strategies as st

from softphone.settings.redacted_values import redact_values

CALL = {
    "callId": "a-1",
    "elapsedS": 4.5,
    "peer": {"uri": "sip:4711@pbx.example", "name": "Anna Schmidt", "number": "4711", "isAsserted": True},
    "divertedFrom": ["201"],
    "legs": [{"account": "Office", "media": {"codec": "opus"}}],
    "queueLogin": "*45",
    "listen_digits": "4",
    "password_env": "hunter2",
    "says": "password=hunter2 of sip:4711@pbx.example",
    "nothing": None,
}


def test_people_and_secrets_go_and_facts_stay() -> None:
    clean = redact_values(CALL)

    assert clean == {
        **CALL,
        "peer": {"uri": "sip:[user]@pbx.example", "name": "[name]", "number": "[number]", "isAsserted": True},
        "divertedFrom": ["[number]"],
        "queueLogin": "[digits]",
        "listen_digits": "[digits]",
        "password_env": "[secret]",
        "says": "password=[secret] of sip:[user]@pbx.example",
    }


def test_people_may_stay_where_the_settings_say_so_and_secrets_never() -> None:
    clean = json.dumps(redact_values(CALL, keep_people=True))

    assert "Anna Schmidt" in clean
    assert "hunter2" not in clean


def test_a_secret_that_is_empty_stays_so_because_that_is_the_fault_to_be_found() -> None:
    assert redact_values({"password_env": "", "name": ""}) == {"password_env": "", "name": ""}


json_values = st.recursive(
    st.none() | st.booleans() | st.integers() | st.text(),
    lambda inner: st.lists(inner) | st.dictionaries(st.text(), inner),
    max_leaves=20,
)


@given(json_values, st.sampled_from(["name", "password", "number", "token"]))
def test_no_depth_hides_a_value_and_json_stays_json(values: object, key: str) -> None:
    planted = {"a": [values, {"b": {key: "planted-secret-value"}}]}

    assert "planted-secret-value" not in json.dumps(redact_values(planted))
