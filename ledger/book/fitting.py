"""Arguments of another type than a method takes, told by their names: looked for only where something went wrong."""

import inspect
import os
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping
from datetime import date
from functools import wraps
from types import NoneType, SimpleNamespace, UnionType
from typing import (
    Any,
    Final,
    Literal,
    ParamSpec,
    TextIO,
    TypeVar,
    Union,
    Unpack,
    get_args,
    get_origin,
    get_type_hints,
    is_typeddict,
)

from ledger.core.dates import shown
from ledger.errors import InputError

P = ParamSpec("P")
T = TypeVar("T")
B = TypeVar("B", bound=type)
WORDS: Final[Mapping[Any, str]] = {
    str: "text", int: "a whole number", float: "a number", bool: "True or False", date: "a day",
    os.PathLike: "a path", Callable: "a function", TextIO: "a stream",
}  # fmt: skip


def fitting(book: B) -> B:
    """The class, each public method of which says which argument does not fit."""
    for name, method in inspect.getmembers(book, inspect.isfunction):
        if not name.startswith("_"):
            setattr(book, name, told(method))
    return book


def told(method: Callable[P, T]) -> Callable[P, T]:
    """The function; where it fails over an argument that is not of the type it takes, an InputError names that."""

    @wraps(method)
    def call(*args: P.args, **kwargs: P.kwargs) -> T:
        try:
            return method(*args, **kwargs)
        except (TypeError, AttributeError) as error:
            wrong = next(_misfits(method, args, kwargs), None)
            if wrong is None:
                raise
            raise InputError(wrong, hint=f"help({method.__qualname__}) says what it takes", code="bad_type") from error

    return call


def _misfits(method: Callable[..., Any], args: tuple[Any, ...], kwargs: Mapping[str, Any]) -> Iterator[str]:
    """Each argument that does not fit, in a sentence; none where they are too few or too many, which Python says."""
    try:
        bound = inspect.signature(method).bind(*args, **kwargs)
    except TypeError:
        return
    for name, value in bound.arguments.items():
        hint = _hint(method, name)
        if bound.signature.parameters[name].kind is inspect.Parameter.VAR_KEYWORD:
            yield from _unfit_options(method.__name__, value, hint)
        elif not fits(value, hint):
            yield _sentence(name, value, hint)


def _hint(method: Callable[..., Any], name: str) -> Any:
    said = SimpleNamespace(__annotations__={name: method.__annotations__.get(name, Any)})
    try:
        return get_type_hints(said, inspect.unwrap(method).__globals__)[name]
    except NameError:  # a type that only type checkers import
        return Any


def _unfit_options(method: str, given: Mapping[str, Any], hint: Any) -> Iterator[str]:
    taken = get_type_hints(get_args(hint)[0]) if get_origin(hint) is Unpack else {}
    for name, value in given.items():
        if taken and name not in taken:
            yield f"{method} takes no {name}"
        elif not fits(value, taken.get(name, Any)):
            yield _sentence(name, value, taken[name])


def fits(value: Any, hint: Any) -> bool:
    """Whether a value is of a type; True where that cannot be told.

    >>> fits(3, str | None), fits(["a", 3], Collection[str]), fits(3, float)
    (False, False, True)
    """
    origin, inner = get_origin(hint), get_args(hint)
    if origin in {Union, UnionType}:
        return any(fits(value, one) for one in inner)
    if origin is Literal:
        return value in inner
    if not _is(value, origin or hint):
        return False
    return all(fits(one, inner[0]) for one in value) if isinstance(value, Collection) and len(inner) == 1 else True


def _is(value: Any, kind: Any) -> bool:
    if kind is TextIO:
        return hasattr(value, "write")
    if kind is Any or not isinstance(kind, type) or is_typeddict(kind) or getattr(kind, "_is_protocol", False):
        return True
    return isinstance(value, (int, float) if kind is float else kind)


def _sentence(name: str, value: Any, hint: Any) -> str:
    given = shown(value) if isinstance(value, str) else shown(repr(value))[1:-1]
    return f"{name} is {_words(hint)}, not {given}"


def _words(hint: Any) -> str:
    origin, inner = get_origin(hint), get_args(hint)
    if origin in {Union, UnionType}:
        return " or ".join(dict.fromkeys(_words(one) for one in inner if one is not NoneType))
    if origin is Literal:
        return " or ".join(map(repr, inner))
    kind = origin or hint
    if inner and kind is not Callable and issubclass(kind, Iterable):
        return f"a list of {_words(inner[-1])}"
    return WORDS.get(kind, str(getattr(kind, "__name__", kind)))
