"""What clients ask of supervision, in the machine's words."""

import uuid

from softphone.connector.accounts import domain_of
from softphone.connector.way_in import NoWayIn, Supervised, agent_address, way_in, ways
from softphone.core.messages import commands as core
from softphone.core.messages.refusals import Refusal, Why
from softphone.core.values import AccountName, CallId, LegId, Mode
from softphone.engine.directory import Directory
from softphone.engine.naming import call_named
from softphone.protocol import supervision as asked

_MODES: dict[type[asked.ModeCommand], Mode] = {
    asked.Listen: Mode.LISTEN,
    asked.Whisper: Mode.WHISPER,
    asked.Barge: Mode.BARGE,
}


def supervision_command(command: asked.SupervisionCommand, directory: Directory) -> core.Command | Refusal:
    """Say in the machine's words what a client asks, or why it cannot be asked."""
    match command:
        case asked.Supervise():
            return _supervise(command, directory)
        case asked.Unsupervise(call_id=call):
            return core.Unsupervise(call_named(call))
        case _:
            return core.ChangeMode(_MODES[type(command)], call_named(command.call_id))


def _supervise(command: asked.Supervise, directory: Directory) -> core.Supervise | Refusal:
    account, settings = directory.supervision_account, directory.settings.supervision
    if account is None:
        return Refusal(Why.NO_SUCH_ACCOUNT, "There is no account for supervision.")
    call = Supervised(command.call_id, domain_of(account), command.number, command.agent)
    try:
        target = directory.target(command.target, account) if command.target else way_in(settings, call)
        by_mode = () if command.target else ways(settings, call)
    except NoWayIn as error:
        return Refusal(Why.BAD_TARGET, str(error))
    return core.Supervise(
        target,
        CallId(command.call_id),
        LegId(str(uuid.uuid4())),
        account=AccountName(account.name),
        name=command.name or command.agent,
        number=command.number,
        agent=agent_address(call),
        ways=by_mode,
    )
