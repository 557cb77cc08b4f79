"""What Salesforce asks of a supervisor's phone, translated inwards: listen, barge in, leave."""

from softphone.connector.accounts import account_for, domain_of
from softphone.connector.asks import AskedCall
from softphone.connector.errors import Rejection
from softphone.connector.standpoint import Standpoint, named_call
from softphone.connector.table import Method
from softphone.connector.way_in import NoWayIn, Supervised, way_in, ways
from softphone.core.messages import commands
from softphone.core.state.legs import Leaving
from softphone.core.values import AccountName, Asked, CallType, Mode

WITHOUT_KEY = Rejection("Salesforce did not say which call is to be supervised.")
NO_ACCOUNT = Rejection("The settings name no account for supervision.")
_CALL_TYPES = {kind.value.lower(): kind for kind in CallType}


def supervisor_command(
    method: Method, call: AskedCall | None, standpoint: Standpoint
) -> commands.Command | Rejection | None:
    """Say what a request about supervision asks of the machine; None if there is nothing to do."""
    match method:
        case Method.SUPERVISE_CALL:
            return _supervise(call, standpoint)
        case Method.SUPERVISOR_BARGE_IN:
            return commands.ChangeMode(Mode.BARGE, named_call(call))
        case _:
            return _disconnect(call, standpoint)


def _supervise(call: AskedCall | None, standpoint: Standpoint) -> commands.Command | Rejection:
    key = named_call(call)
    if call is None or key is None:
        return WITHOUT_KEY
    account = account_for("supervision", standpoint.accounts)
    if account is None:
        return NO_ACCOUNT
    number = call.from_ or call.to or call.phone_number or ""
    supervised = Supervised(key, domain_of(account), number)
    try:
        target, by_mode = way_in(standpoint.supervision, supervised), ways(standpoint.supervision, supervised)
    except NoWayIn as error:
        return Rejection(str(error))
    remembered = call.call_attributes.voice_call_id if call.call_attributes else None
    return commands.Supervise(
        target,
        key,
        standpoint.fresh_leg,
        account=AccountName(account.name),
        number=number,
        call_type=_CALL_TYPES.get((call.call_type or "").lower(), CallType.INBOUND),
        voice_call_id=call.voice_call_id or remembered or "",
        ways=by_mode,
    )


def _disconnect(call: AskedCall | None, standpoint: Standpoint) -> commands.Unsupervise | None:
    """The base connector loses its next events if this fails: with nothing to leave, it is done."""
    name = named_call(call)
    found = next((one for one in standpoint.phone.conversations if one.is_supervision and name in (None, one.id)), None)
    if found is None:
        return None
    match found.initial.phase:
        case Leaving(asked=Asked(request=str())):
            return None
        case _:
            return commands.Unsupervise(name)
