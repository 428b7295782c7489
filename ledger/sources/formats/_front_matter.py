"""Front matter: the keys that stand between two lines of dashes at the head of a text."""

import re
from collections.abc import Iterator, Mapping
from typing import Any, Final

from ledger.errors import MissingExtraError
from ledger.sources.formats._data_facts import DATES, KEYS, facts_of, plain_key
from ledger.sources.formats._facts import NO_FACTS, Facts

LONGEST: Final = 65_536
"""Characters: what is longer is no front matter."""
WANTED: Final = frozenset({*DATES, *(key for keys in KEYS.values() for key in keys)})
_FENCED: Final = re.compile(r"(---|\+\+\+)[ \t]*\n")
_KEY: Final = re.compile(r"([A-Za-z][\w-]*)[ \t]*:(?:[ \t]+|$)")
_SCALAR: Final = re.compile(r"""("[^"\\]*"|'[^']*')(?:[ \t]+#[^\n]*)?""")


def split(text: str) -> tuple[str, str]:
    r"""Front matter with its fences, and the text after it; the first is empty where there is none.

    >>> split("---\ntitle: Rain\n---\nIt will rain.\n")
    ('---\ntitle: Rain\n---\n', 'It will rain.\n')
    """
    opened = _FENCED.match(text)
    if opened is None:
        return "", text
    closers = (opened[1], "...") if opened[1] == "---" else (opened[1],)
    at = opened.end()
    for line in text[at : at + LONGEST].splitlines(keepends=True):
        at += len(line)
        if line.rstrip() in closers:
            return text[:at], text[at:]
    return "", text


def front_facts(front: str, name: str) -> tuple[Facts, tuple[str, ...]]:
    """What front matter says of its text, and what could not be read.

    Single lines are read as they stand; a list or a nested value of a key that matters needs PyYAML, and is a
    MissingExtraError without it.
    """
    if not front:
        return NO_FACTS, ()
    inside = "\n".join(front.splitlines()[1:-1])
    if front.startswith("+++"):
        return _facts(_toml(inside), name)
    flat = dict(_flat(inside))
    return _facts(flat if None not in flat.values() else _yaml(inside, name), name)


def simple_facts(text: str) -> Facts:
    r"""What the single lines of front matter say, where a text has any; for a text that is read as it stands.

    >>> simple_facts("---\ntitle: Rain\nauthor: [A, B]\n---\nIt will rain.\n").title
    'Rain'
    """
    front, _ = split(text)
    lines = dict(_flat("\n".join(front.splitlines()[1:-1]))) if front.startswith("---") else {}
    return _facts({key: value for key, value in lines.items() if value is not None}, "")[0]


def _facts(data: Mapping[str, Any] | None, name: str) -> tuple[Facts, tuple[str, ...]]:
    if data is None:
        return NO_FACTS, (f"{name}: its front matter cannot be read",)
    return facts_of(data, "front matter "), ()


def _flat(inside: str) -> Iterator[tuple[str, str | None]]:
    """Keys that matter with their values; None for a value that takes more than a line to say."""
    for line in inside.split("\n"):
        found = _KEY.match(line)
        if found and plain_key(found[1]) in WANTED:
            yield found[1], _scalar(line[found.end() :].strip())


def _scalar(value: str) -> str | None:
    if quoted := _SCALAR.fullmatch(value):
        return quoted[1][1:-1]
    if not value or value[0] in "[{|>&*!%@`\"'":
        return None
    return value.partition(" #")[0].rstrip()


def _toml(inside: str) -> Mapping[str, Any] | None:
    import tomllib

    try:
        return tomllib.loads(inside)
    except (tomllib.TOMLDecodeError, RecursionError):
        return None


def _yaml(inside: str, name: str) -> Mapping[str, Any] | None:
    try:
        import yaml
    except ImportError as error:
        message = f"the front matter of {name} needs the package PyYAML"
        raise MissingExtraError(message, hint="pip install 'forecast-ledger[sources]'") from error
    try:
        found = yaml.safe_load(inside)
    except (yaml.YAMLError, RecursionError, ValueError):
        return None
    return {str(key): value for key, value in found.items()} if isinstance(found, dict) else None
