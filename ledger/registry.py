"""A table of names, each imported only when somebody chooses it."""

from collections.abc import Iterator, Mapping
from typing import TypeVar

from ledger.errors import InputError

LONGEST = 60

T_co = TypeVar("T_co", covariant=True)


class _UnknownNameError(InputError, KeyError):
    """A KeyError to mappings, bad input to people."""

    __str__ = Exception.__str__


class Registry(Mapping[str, T_co]):
    """Names and what they stand for: `"module:attribute"`, or `"module"` for the module itself.

    Listing, counting and `in` import nothing; `registry[name]` imports. An unknown name is an `InputError` that
    lists the close ones (`get` gives its default instead, as in any mapping).

    >>> roots = Registry[object]("root", {"square": "math:sqrt", "cube": "math:cbrt"})
    >>> roots["square"](9.0)
    3.0
    >>> list(roots), "fourth" in roots
    (['square', 'cube'], False)
    >>> roots["squared"]
    Traceback (most recent call last):
    ...
    ledger.registry._UnknownNameError: no root is called 'squared'
    """

    __slots__ = ("_noun", "_places")

    def __init__(self, noun: str, places: Mapping[str, str]) -> None:
        self._noun = noun
        self._places = dict(places)

    def __getitem__(self, name: str) -> T_co:
        if name not in self._places:
            raise unknown_name(self._noun, name, known=self._places)
        return self._load(self._places[name])

    def __contains__(self, name: object) -> bool:
        return name in self._places

    def __iter__(self) -> Iterator[str]:
        return iter(self._places)

    def __len__(self) -> int:
        return len(self._places)

    @staticmethod
    def _load(place: str) -> T_co:
        from importlib import import_module

        module, _, attribute = place.partition(":")
        loaded: T_co = import_module(module)  # type: ignore[assignment]
        if attribute:
            loaded = getattr(loaded, attribute)
        return loaded


def unknown_name(noun: str, name: str, *, known: Mapping[str, object]) -> InputError:
    """The error for a name that is not in a table; its hint lists the names that look like it, else all.

    >>> unknown_name("rule", "brior", known={"brier": 1, "log": 2}).hint
    'did you mean brier?'
    """
    from difflib import get_close_matches

    close = get_close_matches(name[:LONGEST].casefold(), known, n=4, cutoff=0.6)
    hint = f"did you mean {' or '.join(close)}?" if close else f"there is {', '.join(known)}"
    shown = name if len(name) <= LONGEST else f"{name[:LONGEST]}…"
    return _UnknownNameError(f"no {noun} is called {shown!r}", hint=hint)
