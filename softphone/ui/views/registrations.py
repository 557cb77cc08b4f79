"""Why an account is not registered, and what helps, by the code that the registrar answered. Pure."""

from collections.abc import Mapping
from dataclasses import dataclass

from softphone.ui.views import people
from softphone.ui.views.language import Language, mark
from softphone.ui.views.refusals import own_words


@dataclass(frozen=True, slots=True)
class Answer:
    """What the registrar's answer means, and what helps."""

    why: str
    advice: str


_WRONG_LOGIN = Answer(
    mark("The user name or the password is wrong."),
    mark("Check the user name and the password."),
)
ANSWERS: Mapping[int, Answer] = {
    401: _WRONG_LOGIN,
    403: Answer(
        mark("The PBX refuses this account."),
        mark("The PBX knows the account and refuses it: check the password, and whether this computer may register."),
    ),
    404: Answer(
        mark("The PBX does not know this account."),
        mark("The PBX does not know the account: check the address."),
    ),
    407: _WRONG_LOGIN,
    408: Answer(
        mark("Nothing answers there."),
        mark("Nothing answers there: check the registrar, the transport and the firewall."),
    ),
    503: Answer(
        mark("The PBX cannot be reached."),
        mark("The PBX cannot be reached: check the registrar, the transport and the firewall."),
    ),
}
_OTHERWISE = Answer(
    mark("The PBX answers something unexpected."),
    mark("Check the registrar, the transport and the PBX's own log."),
)


def why_not_registered(code: int, says: str, say: Language) -> str:
    """Say why not. In English as the PBX or the network says it, where it says anything."""
    if not code and not says:
        return say("The registrar does not answer.")
    is_theirs = not code or (says and say.code == "en")
    text = own_words(says, say) if is_theirs else say(ANSWERS.get(code, _OTHERWISE).why)
    return f"{people.clean(text, 300)} ({code})" if code else text


def advice(code: int, say: Language) -> str:
    """Say what helps."""
    return say(ANSWERS.get(code, _OTHERWISE).advice)
