"""Texts as they are shown: instants without fractions of a second, hashes in hexadecimal."""

from hashlib import sha256


def to_seconds(instant: str) -> str:
    """A stored instant without its microseconds.

    >>> to_seconds("2026-11-20T11:58:03.123456Z")
    '2026-11-20T11:58:03Z'
    """
    return f"{instant[:19]}Z"


def sha256_of(text: str) -> str:
    """SHA-256 of a text's UTF-8, in hexadecimal.

    >>> sha256_of("")[:8]
    'e3b0c442'
    """
    return sha256(text.encode()).hexdigest()
