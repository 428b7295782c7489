"""Everything that can go wrong and is not a bug: one class for each exit code.

Raised where the fault is seen, rendered once by the command line.
"""

from collections.abc import Sequence


class LedgerError(Exception):
    """What is wrong, in the user's own words, and what to do or type instead.

    >>> str(LedgerError("cannot read '70'", hint="write 70% or 0.70"))
    "cannot read '70'"
    """

    exit_code = 1
    code = "error"

    def __init__(self, message: str, *, hint: str | None = None, code: str | None = None) -> None:
        super().__init__(message)
        self.message = message
        self.hint = hint
        self.code = code or type(self).code


class InputError(LedgerError):
    """Words that cannot be read as what they should be: a date, a probability, an option."""

    exit_code = 2
    code = "bad_input"


class NotFoundError(LedgerError):
    """No such thing in the ledger, or several: then `candidates` names them."""

    exit_code = 3
    code = "not_found"

    def __init__(
        self, message: str, *, hint: str | None = None, code: str | None = None, candidates: Sequence[str] = ()
    ) -> None:
        super().__init__(message, hint=hint, code=code)
        self.candidates = tuple(candidates)


class RefusedError(LedgerError):
    """Understood, and refused by a rule of the ledger."""

    exit_code = 4
    code = "refused"


class DamageError(LedgerError):
    """What is stored does not match its hashes."""

    exit_code = 5
    code = "damaged"


class BadRowsError(LedgerError):
    """A file to import has rows that cannot be read; nothing was written."""

    exit_code = 5
    code = "bad_rows"

    def __init__(self, message: str, *, problems: Sequence[str], hint: str | None = None) -> None:
        super().__init__(message, hint=hint)
        self.problems = tuple(problems)


class StorageError(LedgerError):
    """The ledger's file or server cannot be used as it is."""

    exit_code = 6
    code = "storage"


class MissingExtraError(LedgerError):
    """A feature needs an optional package that is not installed."""

    exit_code = 7
    code = "missing_extra"
