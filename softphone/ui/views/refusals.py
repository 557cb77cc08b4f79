"""Says why the phone did not do what it was asked, in the window's language: by the reason's code, never by its words.

English is what the phone itself speaks: there its own sentence is more exact than the code's.
"""

from collections.abc import Mapping

from softphone.protocol.phone_events import OfFailure
from softphone.protocol.refusals import Fault, Refused
from softphone.protocol.vocabulary import Action, Why
from softphone.ui.views import people
from softphone.ui.views.language import Language, mark

_CANNOT, _UNCLEAR = mark("That cannot be done now."), mark("Phone and window do not understand each other.")
REASONS: Mapping[str, str] = {
    Why.NO_SUCH_CALL: mark("There is no such call."),
    Why.NO_SUCH_PARTY: mark("Nobody of that kind is in the call."),
    Why.NO_SUCH_ACCOUNT: mark("There is no account to call from."),
    Why.NO_SUCH_STATUS: mark("There is no such status."),
    Why.WRONG_STATE: _CANNOT,
    Why.ALREADY_UNDER_WAY: mark("That is under way already."),
    Why.BUSY: mark("The phone is busy."),
    Why.BAD_TARGET: mark("That is not a number or an address that can be called."),
    Why.BAD_DIGITS: mark("These are no keys of a phone."),
    Why.NOT_REGISTERED: mark("The account is not registered."),
    Why.NOT_ALLOWED: mark("The settings do not allow that."),
    Why.NETWORK_REFUSED: mark("The network refused it."),
    Why.FAILED_HERE: mark("That did not work on this computer."),
    Why.TIMED_OUT: mark("The other end did not answer in time."),
    Why.CALL_ENDED: mark("The call has ended meanwhile."),
    Why.STOPPING: mark("The phone is being switched off."),
    **dict.fromkeys(Fault, _UNCLEAR),
    Fault.INVALID_PARAMS: _CANNOT,
    Fault.WRONG_TOKEN: mark("The window has not the key that the phone wants."),
    Fault.TOO_MANY_REQUESTS: mark("The phone is busy with what it was asked before."),
    Fault.UNAVAILABLE: _CANNOT,
    Fault.INTERNAL: mark("That did not work on this computer."),
}
_WHOLE = frozenset(Why) - {Why.WRONG_STATE, Why.BUSY, Why.NOT_ALLOWED, Why.FAILED_HERE}
"""Of these the sentence says all there is to say; of others the phone knows more."""
FAILURES: Mapping[Action, str] = {
    Action.START: mark("The call did not come about."),
    Action.ANSWER: mark("The call could not be answered."),
    Action.HOLD: mark("The call could not be held."),
    Action.RESUME: mark("The call could not be taken off hold."),
    Action.DIGITS: mark("The tones could not be sent."),
    Action.RECORD: mark("The recording did not work."),
    Action.ADD: mark("Nobody could be added to the call."),
    Action.SWAP: mark("The parties could not be swapped."),
    Action.MERGE: mark("The calls could not be merged."),
    Action.SPLIT: mark("The conference could not be split."),
    Action.TRANSFER: mark("The call could not be transferred."),
    Action.LEAVE: mark("The call could not be handed over."),
    Action.SUPERVISE: mark("The call cannot be supervised."),
    Action.SWITCH: mark("It could not be changed who hears you."),
}
LOST = mark("The phone has gone; what became of it is not known.")
LATE = mark("The phone did not answer in time.")


def refusal_text(refused: Refused, say: Language) -> str:
    """Say why not."""
    return _reason(refused.type, refused.problem.message, refused.problem.data.sip_code, say)


def failure_text(failed: OfFailure, say: Language) -> str:
    """Say what did not work out after all, and why."""
    reason = _reason(failed.reason.type, failed.says, 0, say)
    return reason if say.code == "en" else f"{say(FAILURES[failed.action])} {reason}"


def own_words(text: str, say: Language) -> str:
    """Give what only the phone, a library or the system has words for, as what it is: theirs."""
    text = people.clean(text, 300)
    return text if say.code == "en" else say("The phone's own words: {text}", text=text)


def _reason(kind: str, says: str, code: int, say: Language) -> str:
    known = REASONS.get(kind)
    if say.code == "en" or known is None:
        text = own_words(says, say)
    else:
        text = say(known) if kind in _WHOLE or not says else f"{say(known)} {own_words(says, say)}"
    return f"{text} (SIP {code})" if code else text
