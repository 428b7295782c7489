"""Facts as they are hashed: column by column, references as public ids or as entry/table/n."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from functools import cache
from typing import Final

from sqlalchemy import Table

from ledger.errors import InputError
from ledger.store.chain import BLOCK, TEXT, Column, Value, Written, table_root, used_columns, written
from ledger.store.keys import FACT_BITS, FACTS_PER_ENTRY, place_of
from ledger.store.tables import IDENTITIES

IDENTITY_NAMES: Final = frozenset(table.name for table in IDENTITIES)
PublicIds = Callable[[str, set[int]], Mapping[int, str]]


def facts_root(table: Table, names: Sequence[str], columns: Sequence[Column], public_ids: PublicIds) -> bytes:
    """Root of one table's facts in an entry that is being written.

    Raises what `check_column` raises.
    """
    used = used_columns(names, columns)
    header = [names[at] for at in used]
    size = len(columns[0])
    blocks = (
        [_checked_column(table, names[at], columns[at][start : start + BLOCK], public_ids) for at in used]
        for start in range(0, size, BLOCK)
    )
    return table_root(table.name, header, blocks)


def _checked_column(table: Table, name: str, column: Column, public_ids: PublicIds) -> Written:
    form = written_column(table, name, column, public_ids)
    if form.form != TEXT or not is_text(table, name):
        check_column(table, name, column)
    return form


def written_column(table: Table, name: str, column: Column, public_ids: PublicIds) -> Written:
    """A column as JSON writes it into the hash."""
    return written(hashed_values(table, name, column, public_ids))


def hashed_values(table: Table, name: str, column: Column, public_ids: PublicIds) -> Column:
    """The values of a column as they are hashed: references written out."""
    target = referred_tables(table)[name]
    if target is None or target == "entries":
        return column
    if target in IDENTITY_NAMES:
        return _public_ids(column, public_ids(target, {int(key) for key in set(column) if key is not None}))
    try:
        return [f"{key >> FACT_BITS}/{target}/{key & FACTS_PER_ENTRY}" for key in column]  # type: ignore[operator] # keys
    except TypeError:
        return [place_text(target, key) for key in column]


def _public_ids(column: Column, known: Mapping[int, str]) -> Column:
    try:
        return list(map(known.__getitem__, column))  # type: ignore[arg-type] # None is not there either
    except KeyError:
        # A key that nothing has: the hash must not match, whatever it was made from.
        return [None if key is None else known.get(int(key), f"?{key}") for key in column]


@cache
def referred_tables(table: Table) -> Mapping[str, str | None]:
    """For each column of a table the name of the table that it refers to, if it does."""
    return {
        column.name: next((reference.column.table.name for reference in column.foreign_keys), None)
        for column in table.c
    }


def place_text(table: str, key: Value) -> str | None:
    """A reference to a fact, as it is hashed.

    >>> place_text("wordings", (12 << 26) + 3)
    '12/wordings/3'
    """
    if key is None:
        return None
    entry, number = place_of(int(key))
    return f"{entry}/{table}/{number}"


@cache
def is_text(table: Table, name: str) -> bool:
    """True for a column of texts."""
    return bool(table.c[name].type.python_type is str)


def check_column(table: Table, name: str, column: Column) -> None:
    """Refuse what would not come back as it went in, or what no store can hold.

    Raises TypeError for values of another type than the column's (a database would turn them silently),
    InputError for text with NUL or lone surrogates.
    """
    kind = str if is_text(table, name) else int
    if wrong := set(map(type, column)) - {kind, type(None)}:
        message = f"{table.name}.{name} holds {kind.__name__}, not {wrong.pop().__name__}"
        raise TypeError(message)
    if kind is str:
        check_texts(filter(None, column))  # type: ignore[arg-type] # texts all


def check_texts(values: Iterable[str]) -> None:
    """Refuse text that no store can hold: lone surrogates and NUL, with their offset."""
    texts = list(values)
    if _unstorable("".join(texts)) is None:
        return
    for text in texts:
        if (at := _unstorable(text)) is not None:
            message = f"text cannot be stored: character U+{ord(text[at]):04X} at offset {at}"
            raise InputError(message, hint="remove that character", code="bad_text")


def storable(text: str) -> bool:
    r"""False for a text with NUL or a lone surrogate, which no store can hold.

    >>> storable("Zoë"), storable("a\0b")
    (True, False)
    """
    return _unstorable(text) is None


def _unstorable(text: str) -> int | None:
    try:
        text.encode()
    except UnicodeEncodeError as error:
        return error.start
    return text.index("\0") if "\0" in text else None
