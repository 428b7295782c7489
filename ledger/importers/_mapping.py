"""A mapping in a file: which column of a table holds what, and how the table is written, said once and kept."""

import tomllib
from collections.abc import Mapping
from typing import Any, Final

from ledger.core.dates import shown
from ledger.errors import InputError
from ledger.importers._table import decoded
from ledger.registry import unknown_name

COLUMNS: Final = "columns"
KEYS: Final[Mapping[str, tuple[str, type]]] = {
    COLUMNS: (COLUMNS, dict),
    "wide": ("wide", list),
    "date-format": ("date_format", str),
    "tz": ("zone", str),
    "forecaster": ("forecaster", str),
    "fill-blank": ("fill_blank", str),
    "percent": ("percent", bool),
    "certain": ("certain", bool),
    "annulled": ("annulled", list),
    "system": ("system", str),
}
"""What a mapping may say, by the names of the options: the field of `Wishes`, and what kind of value it is."""
KINDS: Final = {dict: "a table of FIELD = COLUMN", list: "a list of texts", str: "a text", bool: "true or false"}


def with_mapping(wishes: Mapping[str, Any], data: bytes, *, name: str) -> dict[str, Any]:
    r"""The options of an import, and those of a TOML file, called `name`, where nothing else is said.

    Of `columns` each field is taken by itself. An `InputError` for what is no TOML, and for a key or value that is no
    option.

    >>> said = with_mapping({"columns": {"p": "2"}, "percent": False}, b"percent=true\n[columns]\nclaim=1", name="a")
    >>> said["columns"], said["percent"]
    ({'claim': '1', 'p': '2'}, True)
    """
    file: dict[str, Any] = {KEYS[key][0]: _value(key, value, name) for key, value in _table(data, name).items()}
    columns = {**file.pop(COLUMNS, {}), **(wishes.get(COLUMNS) or {})}
    return {**wishes, **{key: wishes.get(key) or value for key, value in file.items()}, COLUMNS: columns}


def _table(data: bytes, name: str) -> dict[str, Any]:
    try:
        table = tomllib.loads(decoded(data).replace("\r\n", "\n"), parse_float=str)
    except (tomllib.TOMLDecodeError, RecursionError) as error:
        hint = 'write [columns], and below it claim = "Question"'
        raise InputError(f"{name} is no TOML: {error}", hint=hint, code="bad_file") from None
    if wrong := next((key for key in table if key not in KEYS), None):
        raise unknown_name(f"key of {name}", wrong, known=KEYS)
    return table


def _value(key: str, value: object, name: str) -> object:
    kind = KEYS[key][1]
    if type(value) is not kind:
        raise InputError(f"{name}: {key} is {KINDS[kind]}, not {shown(str(value))}", hint="see docs/importing.md")
    if isinstance(value, dict):
        return {field: _text(f"{key}.{field}", column, name) for field, column in value.items()}
    if isinstance(value, list):
        return tuple(_text(key, one, name) for one in value)
    return value


def _text(key: str, value: object, name: str) -> str:
    if isinstance(value, bool) or not isinstance(value, str | int) or value == "":
        message = f"{name}: {key} is the name or number of a column, or text, not {shown(str(value))}"
        raise InputError(message, hint='write it in quotation marks: "Question"')
    return str(value)
