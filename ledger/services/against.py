"""Against: this ledger beside another copy of it, and which of them goes on where the other ends."""

import os
from dataclasses import dataclass
from typing import Any

from ledger.errors import DamageError
from ledger.services.merge import reading_other
from ledger.store import connect
from ledger.store.journal import read_head
from ledger.store.opening import Store
from ledger.store.replicate import first_difference


@dataclass(frozen=True, slots=True, kw_only=True)
class Beside:
    """Two copies of one ledger of which one extends the other, or that are the same.

    `here` and `there` are their numbers of entries; what the shorter one holds is the same in both.
    """

    place: str
    here: int
    there: int


def against(store: Store, place: str | os.PathLike[str]) -> Beside:
    """This ledger beside another copy of it, which is recomputed first.

    Raises DamageError where the other is damaged, is another ledger, or went another way, then naming the first entry
    that differs; StorageError where it cannot be used or is of another version.
    """
    with reading_other(place) as there, store.reading() as here:
        return _beside(here, there, connect.place_of(connect.database_url(place)))


def _beside(here: Any, there: Any, where: str) -> Beside:
    one, other = read_head(here), read_head(there)
    if one.ledger != other.ledger:
        message = f"{where} is another ledger: {other.ledger}, this is {one.ledger}"
        raise DamageError(message, hint="give a copy of this ledger", code="another_ledger")
    # Both were recomputed, so that equal hashes mean equal entries, up to there.
    if parted := first_difference(there, here, min(one.entry, other.entry)):
        same = f"the {parted - 1} before it are the same" if parted > 1 else "they have nothing in common"
        message = f"{where} and this ledger part at entry {parted}: {same}"
        raise DamageError(message, hint="fcl log --entries shows what each recorded since", code="parted")
    return Beside(place=where, here=one.entry, there=other.entry)
