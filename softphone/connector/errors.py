"""Why a request is rejected, as Salesforce is told: a type that it knows, or a label of the customer's own words.

May not know what was asked; which type a request passes on is in the table.
"""

from dataclasses import dataclass

from softphone.connector.calls import ApiObject
from softphone.connector.rows import REQUESTS
from softphone.connector.table import Method
from softphone.connector.words import Failure
from softphone.core.messages.refusals import Refusal, Why

NO_SUCH_NUMBER_CODES = frozenset({404, 484, 604})


class CustomError(ApiObject, frozen=True, kw_only=True):
    """A custom label of the organisation: Salesforce shows its text instead of its own."""

    label_name: str
    namespace: str
    message: str | None = None


@dataclass(frozen=True, slots=True)
class Rejection:
    """What a request gets instead of a result. `custom` outranks `type`; `says` is for logs and people."""

    says: str
    type: Failure | None = None
    custom: CustomError | None = None


def custom_error(label: str, says: str) -> CustomError:
    """Name a label as settings do: `namespace.label`, or `c.label` without a namespace."""
    namespace, _, name = label.rpartition(".")
    return CustomError(label_name=name, namespace=namespace or "c", message=says)


def not_supported(method: Method, label: str) -> Rejection:
    """Reject what this phone cannot do (yet), in the customer's words."""
    says = f"This phone does not offer {method}."
    return Rejection(says, custom=custom_error(label, says))


def rejection_of(method: Method, refusal: Refusal) -> Rejection:
    """Say a refusal of the machine in a type that the base passes on for this method, if it passes on any."""
    kept, types = REQUESTS[method].kept_types, _types_of(refusal)
    return Rejection(refusal.says, type=next((kind for kind in types if kind in kept), types[0]))


def _types_of(refusal: Refusal) -> tuple[Failure, ...]:
    match refusal.why:
        case Why.NO_SUCH_STATUS:
            return (Failure.INVALID_AGENT_STATUS,)
        case Why.BAD_TARGET:
            return (Failure.INVALID_DESTINATION,)
        case Why.NETWORK_REFUSED if refusal.code in NO_SUCH_NUMBER_CODES:
            return (Failure.INVALID_DESTINATION,)
        case Why.NO_SUCH_CALL | Why.NO_SUCH_PARTY | Why.CALL_ENDED:
            return (Failure.INVALID_PARTICIPANT, Failure.GENERIC_ERROR)
        case _:
            return (Failure.GENERIC_ERROR,)
