"""The shape of the code itself: sizes, names, docstrings, and nothing of the machine it was written on.

Folders, imports and layers are the business of import-linter, which has its own step in `make check`.
"""

import ast
import re
import subprocess
from collections.abc import Iterator
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
LONGEST_MODULE = 300
LONGEST_FUNCTION = 30
HOLLOW_WORDS = {"Manager", "Helper", "Util", "Utility", "Base", "Data", "Info"}
SALESFORCE_NAMES = {
    "CallInfo",
    "StatsInfo",
    "AgentStatusInfo",
    "AgentVendorStatusInfo",
    "SupervisedCallInfo",
    "ACWInfo",
}
REGISTRIES = [
    r"pypi\.org",
    r"pythonhosted\.org",
    r"(npmjs|yarnpkg|unpkg)\.(org|com)",
    r"(deb|ftp|security|snapshot|[a-z]+\.archive)\.(\w+\.)?debian\.org",
    r"archive\.ubuntu\.com",
]
_BARE_RULE = r"# noqa(?!: [A-Z0-9, ]+ - \S)"
UNREASONED = {
    "tests": re.compile(_BARE_RULE),
    "product": re.compile(_BARE_RULE + r"|# type: ignore(?!\[[\w, -]+\]  # \S)"),
}
OUTSIDE_THE_TREE = re.compile("|".join([*REGISTRIES, r"/home/(?!user\b|alice\b|agent\b)[a-z]\w*/"]))


def tracked() -> list[Path]:
    """Name every file that is, or is about to be, in the repository."""
    listed = subprocess.run(
        ["git", "-c", "safe.directory=*", "ls-files", "-z", "--cached", "--others", "--exclude-standard"],
        cwd=ROOT,
        capture_output=True,
        check=True,
    )
    paths = [ROOT / name for name in listed.stdout.decode().split("\0") if name]
    return [path for path in paths if path.is_file()]


def sources(*suffixes: str) -> list[Path]:
    """Find the code; scripts of Python have no suffix, and are code all the same."""
    return [path for path in tracked() if path.suffix in suffixes or (".py" in suffixes and is_python_script(path))]


def is_python_script(path: Path) -> bool:
    with path.open("rb") as file:
        return not path.suffix and file.readline(80).startswith(b"#!/usr/bin/env python3")


def within(path: Path) -> str:
    return str(path.relative_to(ROOT))


def words_of(name: str) -> set[str]:
    """Split a name into its words, in the singular: `CallInfos` has Call and Info."""
    words = re.findall(r"[A-Z]+(?![a-z])|[A-Z]?[a-z]+", name.replace("_", " "))
    return {word.capitalize().removesuffix("s") for word in words}


def functions(tree: ast.AST) -> Iterator[ast.FunctionDef | ast.AsyncFunctionDef]:
    return (node for node in ast.walk(tree) if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef))


def names_of_our_own(path: Path, tree: ast.AST) -> Iterator[str]:
    yield from (node.name for node in ast.walk(tree) if isinstance(node, ast.ClassDef))
    yield from path.relative_to(ROOT).with_suffix("").parts


def test_scripts_without_a_suffix_are_seen() -> None:
    assert ROOT / "packaging/write-transcripts" in sources(".py")


def test_no_module_is_longer_than_one_idea() -> None:
    lengths = {within(path): len(path.read_bytes().splitlines()) for path in sources(".py", ".js", ".mjs", ".css")}

    assert {path: lines for path, lines in lengths.items() if lines > LONGEST_MODULE} == {}


def test_no_function_is_longer_than_a_glance() -> None:
    too_long = [
        f"{within(path)}:{function.lineno} {function.name} has {lines} lines"
        for path in sources(".py")
        for function in functions(ast.parse(path.read_bytes()))
        if (lines := (function.end_lineno or 0) - function.lineno + 1) > LONGEST_FUNCTION
    ]

    assert too_long == []


def test_every_module_says_what_it_is_for() -> None:
    silent = [within(path) for path in sources(".py") if not ast.get_docstring(ast.parse(path.read_bytes()))]

    assert silent == []


def test_names_say_something() -> None:
    hollow = [
        f"{within(path)}: {name}"
        for path in sources(".py")
        for name in names_of_our_own(path, ast.parse(path.read_bytes()))
        if words_of(name) & HOLLOW_WORDS and name not in SALESFORCE_NAMES
    ]

    assert hollow == []


def test_every_exception_to_a_rule_has_its_reason_beside_it() -> None:
    bare = [
        f"{within(path)}:{number}: {line.strip()}"
        for path in sources(".py")
        if path != Path(__file__).resolve()
        for number, line in enumerate(path.read_text().splitlines(), start=1)
        if UNREASONED["tests" if within(path).startswith("tests/") else "product"].search(line)
    ]

    assert bare == []


@pytest.mark.parametrize(
    ("line", "tests", "product"),
    [
        ("x  # noqa: S101", True, True),
        ("x  # noqa", True, True),
        ("x  # noqa: S101, S102 - a script", False, False),
        ("x  # type: ignore[misc]", False, True),
        ("x  # type: ignore", False, True),
        ("x  # type: ignore[misc]  # a default", False, False),
    ],
)
def test_a_reason_is_what_follows_the_rule(line: str, tests: bool, product: bool) -> None:
    assert (bool(UNREASONED["tests"].search(line)), bool(UNREASONED["product"].search(line))) == (tests, product)


def test_nothing_names_a_package_registry_or_a_path_of_one_machine() -> None:
    found = [
        f"{within(path)}:{number}: {line.strip()[:120]}"
        for path in tracked()
        if path != Path(__file__).resolve()
        for number, line in enumerate(path.read_text(errors="replace").splitlines(), start=1)
        if OUTSIDE_THE_TREE.search(line) or any(place in line for place in (f"{ROOT}/", f"{Path.home()}/"))
    ]

    assert found == []


@pytest.mark.parametrize(
    ("name", "hollow"),
    [
        ("CallManager", True),
        ("db_utils", True),
        ("DEVICE_INFO", True),
        ("Database", False),
        ("HTTPDoor", False),
        ("BaseStation", True),
    ],
)
def test_hollow_words_are_found_wherever_they_stand(name: str, hollow: bool) -> None:
    assert bool(words_of(name) & HOLLOW_WORDS) is hollow
