"""Which settings the program reads: by following, in its source, the names that stand for a section of the settings.

Read is what is taken from such a name by a dot, outside `softphone/settings`: checks and descriptions have no effect.
Names are followed module by module: by annotations, assignments and loops. What others hold as `settings` is the whole.
"""

import ast
from collections import defaultdict
from collections.abc import Iterator
from functools import cache
from pathlib import Path
from typing import Any, get_args, get_type_hints

import msgspec

from softphone.settings.describing import Section
from softphone.settings.schema import Settings

PACKAGE = Path(__file__).parents[2] / "softphone"

_PASSING_ON = {"enumerate", "filter", "min", "next", "replace", "sorted", "tuple", "zip"}
"""What gives what it is given."""

Leaf = tuple[str, str]
"""The class of a section, and one of its settings."""


@cache
def sections() -> dict[str, type[Section]]:
    """Name every kind of section by its class, the whole included."""
    found: dict[str, type[Section]] = {}
    waiting: list[type[Section]] = [Settings]
    while waiting:
        kind = waiting.pop()
        if kind.__name__ not in found:
            found[kind.__name__] = kind
            waiting += [part for hint in get_type_hints(kind).values() for part in _sections_in(hint)]
    return found


def leaves() -> set[Leaf]:
    """All settings that are no sections themselves."""
    return {
        (name, field.name)
        for name, kind in sections().items()
        for field in msgspec.structs.fields(kind)
        if not _sections_in(get_type_hints(kind)[field.name])
    }


def read_leaves() -> set[Leaf]:
    """All settings that some module outside `softphone/settings` reads."""
    outside = (file for file in PACKAGE.rglob("*.py") if PACKAGE / "settings" not in file.parents)
    return {leaf for file in outside for leaf in read_in(file.read_text(encoding="utf-8"))}


def read_in(source: str) -> set[Leaf]:
    """All settings that a module reads."""
    module = ast.parse(source)
    names = _Names(sections())
    while names.learn(module):
        pass
    return {
        (kind, leaf)
        for node in ast.walk(module)
        if isinstance(node, ast.Attribute) and isinstance(node.ctx, ast.Load)
        for kind in names.of(node.value)
        for leaf in (node.attr, *_behind(kind, node.attr))
    }


def _behind(kind: str, name: str) -> tuple[str, ...]:
    """Name the settings that a property of a section is made of."""
    made = getattr(sections()[kind], name, None)
    return made.fget.__code__.co_names if isinstance(made, property) and made.fget else ()


@cache
def _parts() -> dict[Leaf, set[str]]:
    """Say which sections are behind the names of sections."""
    return {
        (name, part): {found.__name__ for found in _sections_in(hint)}
        for name, kind in sections().items()
        for part, hint in get_type_hints(kind).items()
    }


def _sections_in(hint: Any) -> list[type[Section]]:
    if isinstance(hint, type) and issubclass(hint, Section):
        return [hint]
    return [found for part in get_args(hint) for found in _sections_in(part)]


class _Names:
    """What the names of one module stand for; a name may stand for several kinds of section."""

    def __init__(self, known: dict[str, type[Section]]) -> None:
        self._known = known
        self._parts = _parts()
        self._kinds: defaultdict[str, set[str]] = defaultdict(set)

    def of(self, node: ast.AST) -> set[str]:
        """Say which sections an expression may be, or hold several of."""
        match node:
            case ast.Name(id=name):
                return self._kinds[name]
            case ast.Attribute(value=value, attr=name):
                inner = {part for kind in self.of(value) for part in self._parts.get((kind, name), ())}
                found = inner | self._kinds[f".{name}"]
                return found or ({Settings.__name__} if name == "settings" else set())
            case ast.Subscript(value=value) | ast.Await(value=value) | ast.NamedExpr(value=value):
                return self.of(value)
            case ast.Call(func=ast.Name(id=name), args=args) if name in _PASSING_ON:
                return set[str]().union(*map(self.of, args))
            case ast.Call(func=function):
                return self.of(function)
            case ast.IfExp(body=one, orelse=other):
                return self.of(one) | self.of(other)
            case ast.GeneratorExp(elt=element) | ast.ListComp(elt=element):
                return self.of(element)
            case ast.Constant(value=str(text)):
                return {kind for kind in self._known if kind in text}
            case _:
                return set()

    def learn(self, module: ast.Module) -> bool:
        """Go through a module once; whether anything new was found."""
        before = sum(map(len, self._kinds.values()))
        for node in ast.walk(module):
            for target, kinds in self._bindings(node):
                self._bind(target, kinds)
        return sum(map(len, self._kinds.values())) > before

    def _bindings(self, node: ast.AST) -> Iterator[tuple[ast.AST, set[str]]]:
        match node:
            case ast.arg(arg=name, annotation=ast.AST() as hint):
                yield ast.Name(id=name), self._hinted(hint)
            case ast.AnnAssign(target=target, annotation=hint):
                yield target, self._hinted(hint)
                if isinstance(target, ast.Name):
                    yield ast.Attribute(value=ast.Name(id="self"), attr=target.id), self._hinted(hint)
            case ast.FunctionDef(name=name, returns=ast.AST() as hint):
                yield ast.Name(id=name), self._hinted(hint)
                yield ast.Attribute(value=ast.Name(id="self"), attr=name), self._hinted(hint)
            case ast.Assign(targets=[ast.Tuple(elts=targets)], value=ast.Tuple(elts=values)):
                yield from ((target, self.of(value)) for target, value in zip(targets, values, strict=True))
            case ast.Assign(targets=targets, value=value):
                yield from ((target, self.of(value)) for target in targets)
            case ast.For(target=target, iter=value) | ast.comprehension(target=target, iter=value):
                yield target, self.of(value)
            case ast.NamedExpr(target=target, value=value):
                yield target, self.of(value)
            case _:
                return

    def _bind(self, target: ast.AST, kinds: set[str]) -> None:
        match target:
            case ast.Name(id=name):
                self._kinds[name] |= kinds
            case ast.Attribute(attr=name):
                self._kinds[f".{name}"] |= kinds
            case _:
                """Names that come out of the middle of something are not followed."""

    def _hinted(self, hint: ast.AST) -> set[str]:
        names = {node.id for node in ast.walk(hint) if isinstance(node, ast.Name)}
        return names & self._known.keys()
