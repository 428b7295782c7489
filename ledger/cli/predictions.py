"""Predictions as files: read from TOML or JSON, and written as TOML for the user's editor."""

import json
from collections.abc import Iterable, Mapping
from datetime import date, datetime, time
from typing import Any, Final

from ledger.cli.given import STDIN, read_text, shown_place
from ledger.errors import InputError
from ledger.registry import unknown_name
from ledger.services.addition import Addition

NAMES: Final = Addition.__annotations__
ALSO: Final = {"p": "probability", "tag": "tags", "dist": "distribution", "if": "condition"}
FLAGS: Final = frozenset({"no_number", "certain", "question_only", "vague", "as_said", "ordered", "independent"})
LIST: Final = "prediction"
MOST: Final = 100_000


def read_predictions(place: str) -> list[dict[str, Any]]:
    """The predictions in a file: one table, or a list of them named `prediction`. Keys are the options of `fcl add`.

    Raises InputError for anything else, naming the prediction at fault.
    """
    return predictions_in(parsed(place), place)


def parsed(place: str) -> Any:
    """What a TOML or JSON file holds."""
    return _parse(read_text(place), place)


def predictions_in(found: Any, place: str) -> list[dict[str, Any]]:
    """The predictions in a file that was parsed, as `read_predictions` has them."""
    if isinstance(found, Mapping) and isinstance(found.get(LIST), list):
        if len(found) > 1:
            raise InputError(f"{shown_place(place)} mixes one prediction and many", hint=f"use [[{LIST}]] for each")
        found = found[LIST]
    many = found if isinstance(found, list) else [found]
    if not many or len(many) > MOST:
        message = f"{shown_place(place)} holds {len(many)} predictions"
        raise InputError(message, hint=f"1 to {MOST}, each a [[{LIST}]] with claim and probability")
    return [read_one(one, f"prediction {number}") for number, one in enumerate(many, 1)]


def _parse(text: str, place: str) -> Any:
    if place.lower().endswith(".json") or (place == STDIN and _looks_like_json(text)):
        return _parse_json(text, place)
    return parse_toml(text, shown_place(place))


def _looks_like_json(text: str) -> bool:
    # A TOML table begins with [name] or [[name]], a JSON list with another sign after its bracket.
    start = text.lstrip()[:2]
    return start[:1] == "{" or (start[:1] == "[" and start != "[[" and not start[1:].isalpha())


def _parse_json(text: str, place: str) -> Any:
    try:
        return json.loads(text, parse_float=str, parse_int=str, parse_constant=str, object_pairs_hook=_each_once)
    except (ValueError, RecursionError) as error:
        raise InputError(
            f"{shown_place(place)} is no JSON: {error}", hint="check it with jq", code="bad_file"
        ) from None


def _each_once(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    table = dict(pairs)
    if len(table) < len(pairs):
        names = [name for name, _ in pairs]
        twice = next(name for name in names if names.count(name) > 1)
        raise ValueError(f"the key {twice[:60]!r} stands twice")
    return table


def parse_toml(text: str, what: str) -> dict[str, Any]:
    """A TOML text, its decimals as they are written."""
    import tomllib

    try:
        return tomllib.loads(text, parse_float=str)
    except (ValueError, RecursionError) as error:
        hint = 'write claim = "..." and probability = "70%"'
        raise InputError(f"{what} is no TOML: {error}", hint=hint, code="bad_file") from None


def read_one(one: object, where: str) -> dict[str, Any]:
    """One prediction by the names of `Addition`; empty values are left out."""
    if not isinstance(one, Mapping):
        raise InputError(f"{where} is no table", hint='write {"claim": "...", "probability": "70%"}')
    read: dict[str, Any] = {}
    for key, value in one.items():
        name = ALSO.get(str(key), str(key).replace("-", "_"))
        if name not in NAMES:
            raise unknown_name(f"key of {where}", str(key), known=NAMES)
        if value not in (None, "", []):
            read[name] = _value(name, value, where)
    return read


def _value(name: str, value: object, where: str) -> object:
    if name == "tags":
        listed = value.replace(",", " ").split() if isinstance(value, str) else value
        if isinstance(listed, list) and all(isinstance(tag, str) for tag in listed):
            return tuple(listed)
        raise InputError(f"{where}: tags are texts", hint='write tags = ["ai", "work"]')
    if name in FLAGS:
        if isinstance(value, bool):
            return value
        raise InputError(f"{where}: {name.replace('_', '-')} is true or false", hint="without quotation marks")
    return _text(name, value, where)


def _text(name: str, value: object, where: str) -> str:
    if isinstance(value, (datetime, date)):
        return value.isoformat()
    if isinstance(value, str):
        return value
    if isinstance(value, int) and not isinstance(value, bool):
        return str(value)
    kind = "a time" if isinstance(value, time) else type(value).__name__
    raise InputError(f"{where}: {name.replace('_', '-')} is a text, not {kind}", hint="put it into quotation marks")


def template(values: Mapping[str, Any], names: Iterable[str], *, about: Iterable[str] = ()) -> str:
    """A TOML text to edit: a remark, and every name with its value."""
    heads = [f"# {remark}" for remark in about]
    return "\n".join([*heads, *(f"{name.replace('_', '-')} = {_written(values.get(name))}" for name in names), ""])


def _written(value: object) -> str:
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, (tuple, list)):
        return f"[{', '.join(_quoted(str(one)) for one in value)}]"
    text = "" if value is None else str(value)
    if "\n" not in text:
        return _quoted(text)
    lines = "\n".join(map(_escaped, text.split("\n")))
    return f'"""\n{lines}"""'


def _quoted(text: str) -> str:
    return f'"{_escaped(text)}"'


def _escaped(text: str) -> str:
    r"""A text as it stands inside TOML quotation marks.

    >>> _escaped('say "no"')
    'say \\"no\\"'
    """
    return json.dumps(text, ensure_ascii=False)[1:-1].replace("\x7f", "\\u007f")
