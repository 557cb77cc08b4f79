"""Why an account is not registered, and what helps, by the code that the registrar answered. Pure."""

from collections.abc import Mapping

from softphone.ui.views import people
from softphone.ui.views.language import Language, mark
from softphone.ui.views.refusals import own_words

_WRONG_LOGIN = mark("The user name or the password is wrong.")
ANSWERS: Mapping[int, str] = {
    401: _WRONG_LOGIN,
    403: mark("The PBX refuses this account."),
    404: mark("The PBX does not know this account."),
    407: _WRONG_LOGIN,
    408: mark("Nothing answers there."),
    503: mark("The PBX cannot be reached."),
}
_OTHER_ANSWER = mark("The PBX answers something unexpected.")
_CHECK_LOGIN = mark("Check the user name and the password.")
_ADVICE: Mapping[int, str] = {
    401: _CHECK_LOGIN,
    403: mark("The PBX knows the account and refuses it: check the password, and whether this computer may register."),
    404: mark("The PBX does not know the account: check the address."),
    407: _CHECK_LOGIN,
    408: mark("Nothing answers there: check the registrar, the transport and the firewall."),
    503: mark("The PBX cannot be reached: check the registrar, the transport and the firewall."),
}
_OTHERWISE = mark("Check the registrar, the transport and the PBX's own log.")


def why_not_registered(code: int, says: str, say: Language) -> str:
    """Say why not. In English as the PBX or the network says it, where it says anything."""
    if not code and not says:
        return say("The registrar does not answer.")
    is_theirs = not code or (says and say.code == "en")
    text = own_words(says, say) if is_theirs else say(ANSWERS.get(code, _OTHER_ANSWER))
    return f"{people.clean(text, 300)} ({code})" if code else text


def advice(code: int, say: Language) -> str:
    """Say what helps."""
    return say(_ADVICE.get(code, _OTHERWISE))
