"""Every regular expression of the program: none takes more than linear time on any text, but for those that say why."""

import ast
import importlib
import pkgutil
import re
from collections.abc import Iterator
from functools import cache
from pathlib import Path

import pytest

import ledger
from ledger.core import dates
from ledger.core.deadlines import reader, tokens
from tests.architecture.ambiguity import dangers

FOLDER = Path(ledger.__file__).parent
FUNCTIONS = {"compile", "match", "fullmatch", "search", "sub", "subn", "split", "findall", "finditer"}
WHOLE = {"match", "fullmatch"}

TYPED = {
    "_STAMP": [dates._STAMP],
    "_RANGED": [tokens._RANGED],
    "sign": [sign for sign, _ in reader._HINTS],
    "pattern": ["(?:[+-]?[1-9]\\d?)?(?:MO|TU|WE|TH|FR|SA|SU)"],
    "_PIECE": ["(?x)" + tokens._PIECE],
}
"""Expressions that have a name where they are used, by that name."""

REVIEWED = {
    r"\d+(?:[.,]\d+)*|[^\W\d_]+(?:['\u2019][^\W\d_]+)*": "each match takes all it has read but for one mark",
    r"^\W*\d+\W*$": "it begins at the beginning of the text only",
    r"[a-z0-9]*$": "a deadline has at most 200 characters",
}
"""Expressions in which loops share letters, and why they take linear time all the same."""


@cache
def trees() -> dict[Path, ast.Module]:
    return {file: ast.parse(file.read_text("utf-8")) for file in sorted(FOLDER.rglob("*.py"))}


@cache
def methods() -> dict[str, set[str]]:
    """The methods that are called on each name, anywhere."""
    found: dict[str, set[str]] = {}
    for tree in trees().values():
        for node in ast.walk(tree):
            if isinstance(node, ast.Attribute) and isinstance(node.value, ast.Name):
                found.setdefault(node.value.id, set()).add(node.attr)
    return found


def compiled() -> Iterator[tuple[str, str, int, bool]]:
    """Compiled expressions that stand in a module: where, the text, the flags, and whether they search."""
    for module in pkgutil.walk_packages([str(FOLDER)], "ledger."):
        if ".migrations" in module.name or ".seeds" in module.name:
            continue
        for name, value in vars(importlib.import_module(module.name)).items():
            for one in value if isinstance(value, (tuple, list)) else [value]:
                if isinstance(one, re.Pattern) and isinstance(one.pattern, str):
                    searches = not (methods().get(name, set()) & FUNCTIONS) <= WHOLE or value is not one
                    yield f"{module.name}.{name}", one.pattern, one.flags, searches


def typed() -> Iterator[tuple[str, ast.expr, str]]:
    """What is given to a function of `re` where it is used: where, the expression, the function."""
    for file, tree in trees().items():
        for node in ast.walk(tree):
            match node:
                case ast.Call(func=ast.Attribute(value=ast.Name(id="re"), attr=name), args=[first, *_]):
                    if name in FUNCTIONS:
                        yield f"{file.relative_to(FOLDER)}:{node.lineno}", first, name


@cache
def expressions() -> dict[str, tuple[str, int, bool]]:
    """Every expression by its text: the text, the flags it is used with, and whether it searches."""
    found = {text: (text, flags, search) for _, text, flags, search in compiled()}
    for _, first, function in typed():
        for text in texts_of(first):
            found.setdefault(text, (text, 0, function not in WHOLE and text != TYPED["_PIECE"][0]))
    return found


def texts_of(node: ast.expr) -> list[str]:
    match node:
        case ast.Constant(value=str(text)):
            return [text]
        case ast.Name(id=name):
            return TYPED[name]
        case ast.JoinedStr():
            return []  # put together in a module, where it is found compiled
    raise NotImplementedError(ast.unparse(node))


def test_every_expression_of_the_program_is_found():
    assert len(expressions()) > 50
    assert set(REVIEWED) <= set(expressions())
    assert all(isinstance(first, ast.JoinedStr) is (not texts_of(first)) for _, first, _ in typed())
    assert {function for _, first, function in typed() if isinstance(first, ast.JoinedStr)} == {"compile"}


@pytest.mark.parametrize("text", expressions(), ids=lambda text: ascii(text)[:60])
def test_no_expression_takes_more_than_linear_time(text):
    _, flags, search = expressions()[text]
    assert bool(dangers(text, flags, search=search)) is (text in REVIEWED)


@pytest.mark.parametrize(
    ("text", "search"),
    [
        ("(a+)+b", False), ("(?:a|ab?)*c", False), ("a*a*b", False), ("a.*b.*c", False), (r"(?:\w+\s?)+$", False),
        (r"\s+x", True), ("[a-z]*$", True), (r"(\w+)@(\w+)", True), ("(?:ab|[ac]b)*?d", False), (r"\d+(?=x)", True),
    ],
)  # fmt: skip
def test_an_expression_of_more_than_linear_time_is_seen(text, search):
    assert dangers(text, search=search)


@pytest.mark.parametrize(
    ("text", "search"),
    [
        ("a+b", False), (r"\d+(?:[.,]\d+)*", False), (r"\s+x", False), (r"\{([^{}]*)\}", True), ("x[^x]*x", True),
        (r"\s+", True), ("abc|abd", True), ("a?b?c?", True),
    ],
)  # fmt: skip
def test_an_expression_of_linear_time_is_let_through(text, search):
    assert dangers(text, search=search) == []
