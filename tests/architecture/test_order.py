"""Tests come in one order everywhere: what runs them in several processes refuses those that differ in it."""

import ast
import importlib
from pathlib import Path

import pytest

TESTS = Path(__file__).parents[1]


def in_turn(text: str):
    """What the decorators `parametrize` of a module go through: what they are given, and what that is made of."""
    for call in ast.walk(ast.parse(text)):
        if isinstance(call, ast.Call) and isinstance(call.func, ast.Attribute) and call.func.attr == "parametrize":
            for given in call.args[1:]:
                yield from (given, *ends(given))


def ends(given: ast.expr):
    for part in unsorted(given):
        if isinstance(part, ast.Starred):
            yield part.value
        elif isinstance(part, ast.ListComp | ast.GeneratorExp):
            yield from (one.iter for one in part.generators)
        elif isinstance(part, ast.Call) and isinstance(part.func, ast.Name) and part.func.id in {"list", "tuple"}:
            yield from part.args


def unsorted(tree: ast.AST):
    """The parts of an expression, but what stands in `sorted(...)` or in a set."""
    if isinstance(tree, ast.Set) or (isinstance(tree, ast.Call) and ast.unparse(tree.func) == "sorted"):
        return
    yield tree
    for part in ast.iter_child_nodes(tree):
        yield from unsorted(part)


def loose(module, text: str) -> list[int]:
    """The lines in which tests take their order from a set, which has another one in every process."""
    return [part.lineno for part in in_turn(text) if is_set(module, part)]


def is_set(module, part: ast.expr) -> bool:
    if isinstance(part, ast.Name):
        return isinstance(getattr(module, part.id, None), set | frozenset)
    if isinstance(part, ast.BinOp):
        return is_set(module, part.left) or is_set(module, part.right)
    return isinstance(part, ast.Set | ast.SetComp)


@pytest.mark.parametrize("path", sorted(TESTS.rglob("test_*.py")), ids=lambda path: str(path.relative_to(TESTS)))
def test_no_test_takes_its_order_from_a_set(path):
    module = importlib.import_module(".".join(path.relative_to(TESTS.parent).with_suffix("").parts))
    assert loose(module, path.read_text(encoding="utf-8")) == []


@pytest.mark.parametrize(
    ("given", "found"),
    [
        ("NAMES", [1]),
        ("[*NAMES]", [1]),
        ('["a", *(NAMES - {"b"})]', [1]),
        ("[name for name in NAMES]", [1]),
        ("list(NAMES)", [1]),
        ('{"a", "b"}', [1]),
        ("sorted(NAMES)", []),
        ('["a", *sorted({*NAMES} - {"b"})]', []),
        ("[NAMES, OTHERS]", []),
    ],
)
def test_a_set_is_seen(given, found):
    class Module:
        NAMES = frozenset({"a", "b"})

    assert loose(Module, f'@pytest.mark.parametrize("name", {given})\ndef test(name): ...') == found
