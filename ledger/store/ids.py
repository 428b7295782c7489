"""Public ids: 12 characters without vowels and look-alikes, random or derived, never renumbered."""

import secrets
from hashlib import sha256
from typing import Final

ALPHABET: Final = "23456789bcdfghjkmnpqrstvwxz"
PAIRS: Final = tuple(low + high for high in ALPHABET for low in ALPHABET)
LENGTH: Final = 12
SHOWN: Final = 4
TYPED: Final = 3


def random_id() -> str:
    """A new id for something typed in here.

    >>> len(random_id())
    12
    """
    return "".join(secrets.choice(ALPHABET) for _ in range(LENGTH))


def derived_id(kind: str, system: str, foreign_key: str) -> str:
    """The id of something that has a name elsewhere: the same in every ledger.

    >>> derived_id("forecasters", "name", "Ann")
    'sdq7fdc5ch3n'
    """
    number = int.from_bytes(sha256(f"{kind}\0{system}\0{foreign_key}".encode("utf-8", "surrogatepass")).digest())
    number %= len(PAIRS) ** (LENGTH // 2)  # small numbers divide faster
    pairs = []
    for _ in range(LENGTH // 2):
        number, at = divmod(number, len(PAIRS))
        pairs.append(PAIRS[at])
    return "".join(pairs)
