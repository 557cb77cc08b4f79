"""Rules for telling the supervised agent's phone of a supervisor, where it is the PBX that mixes."""

from softphone.core.messages.effects import SendNotice
from softphone.core.state.conversations import Conversation
from softphone.core.turn import Turn
from softphone.core.values import Mode


def tell_agent(turn: Turn, call: Conversation, mode: Mode | None) -> None:
    """Have the agent's phone told that others than before hear the supervisor, if the settings want that."""
    policy = turn.phone.policy.supervising
    if policy.tells_agent and call.supervises:
        turn.do(SendNotice(call.initial.account, call.supervises, call.id, policy.name, mode))


def tell_agent_of_end(turn: Turn, call: Conversation) -> None:
    """Have the agent's phone told that a supervisor whom it knows of has left."""
    if call.is_supervision and call.initial.mode is not Mode.LISTEN:
        tell_agent(turn, call, None)
