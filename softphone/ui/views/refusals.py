"""Says why the phone did not do what it was asked, in the window's language."""

from softphone.protocol.refusals import Refused
from softphone.protocol.vocabulary import Why
from softphone.ui.views.language import Language, mark

_SENTENCES = {
    Why.NO_SUCH_CALL: mark("There is no such call any more."),
    Why.NO_SUCH_PARTY: mark("Nobody of that kind is in the call."),
    Why.NO_SUCH_ACCOUNT: mark("There is no account to call from."),
    Why.BAD_TARGET: mark("That is not a number or an address that can be called."),
    Why.BAD_DIGITS: mark("These are no keys of a phone."),
    Why.ALREADY_UNDER_WAY: mark("That is under way already."),
    Why.NOT_REGISTERED: mark("The account is not registered."),
    Why.TIMED_OUT: mark("The other end did not answer in time."),
    Why.CALL_ENDED: mark("The call has ended meanwhile."),
    Why.STOPPING: mark("The phone is being switched off."),
    Why.NETWORK_REFUSED: mark("The network refused it."),
}
LOST = mark("The phone has gone; what became of it is not known.")
LATE = mark("The phone did not answer in time.")


def refusal_text(refused: Refused, say: Language) -> str:
    """Say why not. In English the machine's own sentence is more exact than the reason's."""
    known = _SENTENCES.get(Why(refused.type)) if refused.type in set(Why) else None
    text = refused.problem.message if known is None or say.code == "en" else say(known)
    code = refused.problem.data.sip_code
    return f"{text} (SIP {code})" if code else text
