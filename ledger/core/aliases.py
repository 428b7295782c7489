"""Aliases: who is the same as whom, from what was said of it one after the other."""

from collections.abc import Iterable, Mapping
from typing import TypeVar

Name = TypeVar("Name", int, str)


def resolved(said: Iterable[tuple[Name, Name | None]]) -> dict[Name, Name]:
    """Whom each name stands for, through others where need be; of each name the last word counts, None takes it back.

    Undoing can leave a circle, which nothing that is written makes: the word that closes it has no effect.

    >>> resolved([("al", "ally"), ("ally", "alice"), ("bob", "al"), ("bob", None)])
    {'al': 'alice', 'ally': 'alice'}
    >>> resolved([("al", "alice"), ("alice", "al")])
    {'al': 'alice'}
    """
    last: dict[Name, Name | None] = {}
    for name, same in said:
        last.pop(name, None)
        last[name] = same
    kept: dict[Name, Name] = {}
    for name, same in last.items():
        if same is not None and end_of(same, kept) != name:
            kept[name] = same
    return {name: end_of(name, kept) for name in kept}


def end_of(name: Name, links: Mapping[Name, Name]) -> Name:
    """Where a chain of links that has no circle ends.

    >>> end_of("al", {"al": "ally", "ally": "alice"})
    'alice'
    """
    while name in links:
        name = links[name]
    return name
