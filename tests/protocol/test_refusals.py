"""What a client is told when the answer is no, and on whose behalf it asks."""

import json

from softphone.core.messages.refusals import Refusal, Why
from softphone.core.values import Origin
from softphone.protocol import codec
from softphone.protocol.enquiries import Logs
from softphone.protocol.greeting import Client, ClientRole
from softphone.protocol.refusals import Fault, Refused, problem, refusal


def test_a_refusal_of_the_machine_keeps_its_reason_and_what_sip_said() -> None:
    refused = refusal(Refusal(Why.NETWORK_REFUSED, "The network said 486.", 486))

    assert (refused.type, str(refused)) == ("network_refused", "The network said 486.")
    assert refused.problem.data.sip_code == 486


def test_a_bad_message_is_a_problem_with_its_kind() -> None:
    assert Refused(problem(Fault.INVALID_PARAMS, "That is no number.")).type == "invalid_params"


def test_people_ask_at_the_desk_and_drivers_by_script() -> None:
    origins = {role: Client("s", role, "i").origin for role in ClientRole if role is not ClientRole.CONNECTOR}

    assert origins == {ClientRole.CONSOLE: Origin.DESK, ClientRole.DRIVER: Origin.SCRIPT}


def test_a_request_is_json_rpc_and_a_message_can_be_shown_by_itself() -> None:
    sent = json.loads(codec.write_request("7", "logs", Logs(lines=3)))

    assert sent == {"jsonrpc": "2.0", "id": "7", "method": "logs", "params": {"lines": 3}}
    assert json.loads(codec.text_of(Logs(lines=3))) == {"lines": 3}  # type: ignore[arg-type]
