"""Says in words what a setting wants, from its declaration; and finds the sections among the declarations."""

import types
from collections.abc import Mapping, Sequence
from functools import cache
from typing import Annotated, Any, Literal, Union, get_args, get_origin

from msgspec import Meta
from msgspec.structs import FieldInfo, fields

from softphone.settings.describing import Section
from softphone.settings.wording import Wording

Hint = Any
"""A type annotation; the standard library has no narrower type for it."""


def origin_of(hint: Hint) -> Hint:
    """Return what a type is made with: Annotated, Union, Literal, tuple."""
    return get_origin(hint)


@cache
def fields_of(section: type[Section]) -> Mapping[str, FieldInfo]:
    """Return the settings of a section by the name they have in the file."""
    return {field.encode_name: field for field in fields(section)}


def metas(hint: Hint) -> Sequence[Meta]:
    """Return what a declaration says beside the type."""
    notes = hint.__metadata__ if origin_of(hint) is Annotated else ()
    return [note for note in notes if isinstance(note, Meta)]


def bare(hint: Hint) -> Hint:
    """Return the type without what is said beside it."""
    return get_args(hint)[0] if origin_of(hint) is Annotated else hint


def alternatives(hint: Hint) -> Sequence[Hint]:
    """Return the types that a value may have; None (absent in the file) is not among them."""
    plain = bare(hint)
    if origin_of(plain) in {Union, types.UnionType}:
        return [part for part in get_args(plain) if part is not types.NoneType]
    return [hint]


def table_of(hint: Hint) -> type[Section] | None:
    """Return the section that a declaration nests, if it nests one."""
    kinds = [bare(part) for part in alternatives(hint)]
    return next((kind for kind in kinds if isinstance(kind, type) and issubclass(kind, Section)), None)


def tables_of(hint: Hint) -> type[Section] | None:
    """Return the section that a declaration holds a list of, if it does."""
    item = item_of(hint)
    return table_of(item) if item is not None else None


def item_of(hint: Hint) -> Hint | None:
    """Return what the elements are, where the value may be a list."""
    for part in alternatives(hint):
        if origin_of(bare(part)) is tuple:
            return get_args(bare(part))[0]
    return None


def extra(hint: Hint, name: str) -> Any:  # noqa: ANN401 - as the declaration has it
    """Return one of the things that the kind of value says, such as `expects`."""
    return next((note.extra[name] for note in metas(hint) if note.extra and note.extra.get(name)), None)


def is_hidden(hint: Hint) -> bool:
    """Tell whether a value may not be repeated in a message: it could be a password in the wrong place."""
    return any(extra(part, "is_hidden") for part in (hint, *alternatives(hint)))


def documentation(hint: Hint) -> str:
    """Return the line of documentation; empty where there is none."""
    return next((note.description for note in reversed(metas(hint)) if note.description), "")


def literals(hint: Hint) -> Sequence[str | int]:
    """Return the fixed values that a declaration allows."""
    return [value for part in alternatives(hint) if origin_of(bare(part)) is Literal for value in get_args(bare(part))]


def wanted(hint: Hint) -> Wording:
    """Say what value a declaration wants."""
    if expected := extra(hint, "expects"):
        return Wording(str(expected))
    parts = alternatives(hint)
    if len(parts) > 1:
        return _wanted_one_of(parts)
    if parts[0] is not hint:
        return wanted(parts[0])
    plain = bare(hint)
    if origin_of(plain) is Literal:
        return _listed([quoted_value(value) for value in get_args(plain)])
    if origin_of(plain) is tuple:
        return _wanted_list(get_args(plain), metas(hint))
    return _wanted_plain(plain, metas(hint))


def _wanted_one_of(parts: Sequence[Hint]) -> Wording:
    """Say which kinds of value are allowed; a value or a list of such values is common."""
    one, other = parts[0], parts[-1]
    if item_of(other) == one:
        return Wording("{one}; or a list of such", one=wanted(one))
    said = wanted(one)
    for part in parts[1:]:
        said = Wording("{one}, or {other}", one=said, other=wanted(part))
    return said


def _wanted_list(items: tuple[Hint, ...], notes: Sequence[Meta]) -> Wording:
    """Say what list is wanted."""
    each = wanted(items[0])
    if items[-1] is not Ellipsis:
        return Wording("a list of {count}, each {each}", count=len(items), each=each)
    if any(note.min_length for note in notes):
        return Wording("a list that is not empty, each element {each}", each=each)
    return Wording("a list, each element {each}", each=each)


def _wanted_plain(plain: Hint, notes: Sequence[Meta]) -> Wording:
    """Say what simple value is wanted."""
    if plain is bool:
        return Wording("true or false")
    if plain is str:
        return Wording("text")
    if plain in {int, float}:
        return _wanted_number(Wording("a whole number") if plain is int else Wording("a number"), notes)
    return Wording("a table")


def _wanted_number(number: Wording, notes: Sequence[Meta]) -> Wording:
    """Say between which numbers."""
    least = next((note.ge for note in notes if note.ge is not None), None)
    most = next((note.le for note in notes if note.le is not None), None)
    if least is not None and most is not None:
        return Wording("{number} from {least} to {most}", number=number, least=least, most=most)
    return number if least is None else Wording("{number} of at least {least}", number=number, least=least)


def quoted_value(value: str | int) -> str:
    """Write a fixed value as it stands in the file."""
    return f'"{value}"' if isinstance(value, str) else str(value)


def _listed(words: Sequence[str]) -> Wording:
    """Join words as a sentence does."""
    if len(words) == 1:
        return Wording("{one}", one=words[0])
    return Wording("{some} or {last}", some=", ".join(words[:-1]), last=words[-1])


def sample(hint: Hint) -> Any:  # noqa: ANN401 - of the kind that the declaration wants
    """Return a value that the declaration allows, to show or to stand in for a missing one."""
    notes = [note for part in (hint, *alternatives(hint)) for note in metas(part)]
    shown = next((note.examples[0] for note in notes if note.examples), None)
    return list(literals(item_of(hint)))[:2] if shown is None else shown
