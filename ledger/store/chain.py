"""Hashes: what makes any change to a recorded fact visible.

An entry's facts are hashed table by table, in the order of the tables' names. Each table gives a
header - its name and the columns that are not wholly NULL in this entry, in the order of their
names - and one leaf per fact, the values in header order; together they form an RFC 6962 tree.
The roots of the tables form a tree of their own, whose root is the entry's `facts_hash`. So a column
added later, NULL in every old row, leaves every old hash as it was.

Bytes are those of RFC 8785 (canonical JSON): values are text, booleans, integers below 2**53, null.
"""

import json
from collections.abc import Iterable, Iterator, Sequence
from hashlib import sha256
from itertools import chain, islice, repeat
from typing import Final, NamedTuple

Value = str | int | bool | None
Column = Sequence[Value]

LEAF: Final = b"\x00"
NODE: Final = b"\x01"
ENTRY: Final = b"\x02"
NO_HASH: Final = "0" * 64
BLOCK: Final = 4096
ESCAPED: Final = bytes(range(32)) + b'"\\'

encode: Final = json.JSONEncoder(ensure_ascii=False, separators=(",", ":"), allow_nan=False).encode


def leaf_hash(values: Sequence[Value]) -> bytes:
    """RFC 6962 leaf hash of one row: SHA-256(0x00 || canonical JSON array).

    >>> leaf_hash(["a", 1, None]).hex()[:16]
    'a5cd198fed74e864'
    """
    return sha256(LEAF + encode(values).encode()).digest()


class Written(NamedTuple):
    """A column as JSON: the form of one value, and what goes into it (None: the same in every row)."""

    form: str
    values: Sequence[object] | None
    rows: int


TEXT: Final = '"%s"'


def written(column: Column) -> Written:
    """How JSON writes a column. Where the form is `TEXT`, every value is text that needs no escapes.

    >>> written(["a", "b"]).form, written(["a", "a"]).form, written([1, 2]).form, written(["a", None]).form
    ('"%s"', '"a"', '%d', '%s')
    """
    first, rows = column[0], len(column)
    if isinstance(first, str) and first == column[-1] and column.count(first) == rows:
        return Written(encode(first).replace("%", "%%"), None, rows)
    if plain_text(column):
        return Written(TEXT, column, rows)
    if set(map(type, column)) == {int}:
        return Written("%d", column, rows)
    return Written("%s", list(map(encode, column)), rows)


def row_leaves(columns: Sequence[Written]) -> list[bytes]:
    """The leaf hashes of rows that are given column by column; ten times as fast as one by one.

    >>> row_leaves([written(["a", "b"]), written([1, None])]) == [leaf_hash(["a", 1]), leaf_hash(["b", None])]
    True
    """
    row = "\0[" + ",".join(column.form for column in columns) + "]"
    varying = [column.values for column in columns if column.values is not None]
    rows = zip(*varying, strict=True) if varying else repeat((), columns[0].rows)
    return [sha256(text.encode()).digest() for text in map(row.__mod__, rows)]


def plain_text(column: Column) -> bool:
    """True where each value is text that JSON writes as it is; False also for text that is no Unicode.

    >>> plain_text(["a", "é"]), plain_text(["a", None]), plain_text(['"'])
    (True, False, False)
    """
    try:
        text = "".join(column).encode()  # type: ignore[arg-type] # where some are not text, this says so
    except (TypeError, UnicodeEncodeError):
        return False
    return len(text.translate(None, ESCAPED)) == len(text)


def tree_root(leaves: Iterable[bytes]) -> bytes:
    """Root of the RFC 6962 Merkle tree over leaf hashes; of none, SHA-256 of nothing.

    Kept as a stack of perfect subtrees over one block of leaves: memory grows with the logarithm of
    their number.

    >>> tree_root([]).hex()[:16]
    'e3b0c44298fc1c14'
    >>> one = leaf_hash([1])
    >>> tree_root([one]) == one
    True
    """
    left = iter(leaves)
    subtrees: list[tuple[int, bytes]] = []
    while block := list(islice(left, BLOCK)):
        size, root = 1, _paired(block)
        while len(block) == BLOCK and subtrees and subtrees[-1][0] == size:
            root = node_hash(subtrees.pop()[1], root)
            size *= 2
        subtrees.append((size, root))
    if not subtrees:
        return sha256(b"").digest()
    root = subtrees.pop()[1]
    while subtrees:
        root = node_hash(subtrees.pop()[1], root)
    return root


def _paired(level: list[bytes]) -> bytes:
    while len(level) > 1:
        level = level_above(level)
    return level[0]


def level_above(level: list[bytes]) -> list[bytes]:
    """The next level of a tree: neighbours in pairs, an odd last one as it is."""
    odd = level[-1:] if len(level) % 2 else []
    pairs = zip(level[::2], level[1::2], strict=False)
    return [sha256(NODE + left + right).digest() for left, right in pairs] + odd


def node_hash(left: bytes, right: bytes) -> bytes:
    """RFC 6962 hash of two subtrees: SHA-256(0x01 || left || right)."""
    return sha256(NODE + left + right).digest()


def used_columns(names: Sequence[str], columns: Sequence[Column]) -> list[int]:
    """Positions of the columns that say something, in the order of their names.

    >>> used_columns(["b", "a", "c"], [[1, None], [2, 3], [None, None]])
    [1, 0]
    """
    used = [at for at, column in enumerate(columns) if any(value is not None for value in column)]
    return sorted(used, key=names.__getitem__)


def table_root(table: str, names: Sequence[str], blocks: Iterable[Sequence[Written]]) -> bytes:
    """Root of one table's facts in one entry: the tree over `table_leaves`."""
    return tree_root(table_leaves(table, names, blocks))


def table_leaves(table: str, names: Sequence[str], blocks: Iterable[Sequence[Written]]) -> Iterator[bytes]:
    """Leaves of one table's facts in one entry: the header's, then one for each row.

    `names` are the used columns in order; each block holds those columns for some rows.
    """
    return chain([leaf_hash([table, *names])], chain.from_iterable(map(row_leaves, blocks)))


def facts_hash(roots: Iterable[bytes]) -> str:
    """Root over the tables' roots, as hexadecimal text."""
    return tree_root(roots).hex()


def entry_hash(
    *,
    ledger: str,
    entry: int,
    recorded_at: str,
    recorded_on: str,
    actor: str,
    action: str,
    note: str | None,
    engine_version: str,
    previous_hash: str,
    facts_hash: str,
    kept_note: str | None = None,
) -> str:
    """Hash of an entry: itself, its facts, the entry before it and the ledger it stands in.

    The note goes in by its own leaf hash, so that it can be blanked without breaking the chain: then `kept_note` is
    the leaf hash that it had.
    """
    note_hash = kept_note or (None if note is None else leaf_hash([note]).hex())
    values: list[Value] = [
        ledger, entry, recorded_at, recorded_on, actor, action, note_hash, engine_version, previous_hash,
        facts_hash,
    ]  # fmt: skip
    return sha256(ENTRY + encode(values).encode()).hexdigest()
