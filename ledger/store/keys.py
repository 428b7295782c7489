"""Keys that say where a fact stands in the journal: `id = entry * 2**26 + n`.

`n` counts the rows of a table in that entry from 1. So keys are the same in every copy of a ledger, "as of
entry N" is a bound on `id`, and a reference can be written as (entry, table, n) without asking the database.
"""

from typing import Final

FACT_BITS: Final = 26
FACTS_PER_ENTRY: Final = (1 << FACT_BITS) - 1


def first_key(entry: int) -> int:
    """Smallest key of a fact of that entry.

    >>> first_key(1)
    67108864
    """
    return entry << FACT_BITS


def last_key(entry: int) -> int:
    """Largest key of a fact of that entry: the bound of "as of entry N".

    >>> last_key(1) + 1 == first_key(2)
    True
    """
    return ((entry + 1) << FACT_BITS) - 1


def place_of(key: int) -> tuple[int, int]:
    """Entry and number in its table of a fact's key.

    >>> place_of(first_key(7) + 3)
    (7, 3)
    """
    return key >> FACT_BITS, key & FACTS_PER_ENTRY
