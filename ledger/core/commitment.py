"""Commitments: a prediction kept private, with a hash now that shows later that it was not changed.

The digest is SHA-256 over a label, a salt of 32 random bytes and the canonical JSON of the body. The salt hides the
body: without it a hundred percentages would be tried in no time.
"""

import json
import secrets
from collections.abc import Mapping
from dataclasses import asdict, dataclass
from hashlib import sha256
from typing import Any, Final

from ledger.errors import InputError

LABEL: Final = b"forecast-ledger/commitment/1\x00"
SALT_BYTES: Final = 32
SHOWN: Final = 12
LONGEST: Final = 1_000_000


@dataclass(frozen=True, slots=True, kw_only=True)
class Sealed:
    """What opens a commitment: the salt in hexadecimal, and the body as canonical JSON."""

    salt: str
    body: str

    @property
    def digest(self) -> str:
        """The commitment, in hexadecimal.

        >>> Sealed(salt="00" * 32, body="{}").digest[:12]
        '2bf8545fd2fc'
        """
        return sha256(LABEL + bytes.fromhex(self.salt) + self.body.encode()).hexdigest()

    @property
    def said(self) -> dict[str, Any]:
        """The body read."""
        return dict(json.loads(self.body))

    @property
    def document(self) -> str:
        """It as a file to keep: JSON with the digest, the salt and the body."""
        return json.dumps({"digest": self.digest, **asdict(self)}, ensure_ascii=False, indent=2) + "\n"


def seal(body: Mapping[str, Any], *, salt: bytes | None = None) -> Sealed:
    """A body under a new salt; `salt` only for tests."""
    return Sealed(salt=(salt or secrets.token_bytes(SALT_BYTES)).hex(), body=canonical(body))


def canonical(body: Mapping[str, Any]) -> str:
    """A body of texts, flags and lists as canonical JSON (RFC 8785 for such values).

    >>> canonical({"b": "é", "a": True})
    '{"a":true,"b":"é"}'
    """
    return json.dumps(body, ensure_ascii=False, sort_keys=True, separators=(",", ":"))


def read_sealed(text: str) -> Sealed:
    """What `Sealed.document` wrote; an InputError for anything else."""
    hint = "give the file that fcl add --commit wrote"
    if len(text) > LONGEST:
        raise InputError(f"the sealed prediction has {len(text)} characters", hint=hint, code="bad_file")
    try:
        read = json.loads(text)
        sealed = Sealed(salt=str(read["salt"]), body=str(read["body"]))
        whole = len(bytes.fromhex(sealed.salt)) == SALT_BYTES and canonical(sealed.said) == sealed.body
    except (ValueError, KeyError, TypeError, RecursionError):
        raise InputError("this is no sealed prediction", hint=hint, code="bad_file") from None
    if not whole:
        raise InputError("this is no sealed prediction", hint=hint, code="bad_file")
    return sealed
