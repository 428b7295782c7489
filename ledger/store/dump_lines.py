"""The lines of a dump, read one by one and held to how they would be written."""

import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any, BinaryIO, Final

from ledger.errors import DamageError, InputError, StorageError
from ledger.store import migrate
from ledger.store.dump import FORMAT, VERSION, line_of

LONGEST: Final = 1_000_000_000
LONGEST_FIRST: Final = 1_000
HINT: Final = "write it anew where the ledger is: fcl export ledger -o FILE"
ABOUT_DUMP: Final = frozenset({"format", "version", "schema"})
NO_DUMP: Final = "fcl export ledger -o FILE writes one"


@dataclass(frozen=True, slots=True, kw_only=True)
class First:
    """What the first line says: the ledger's id, its entries, all rows, and the hash of the last entry."""

    ledger: str
    entries: int
    rows: int
    head: str


class Lines:
    """The lines of a dump: `number` and `length` in bytes of the last one that was read.

    `closing` is what the last of all says.
    """

    def __init__(self, stream: BinaryIO, name: str) -> None:
        """Nothing is read yet; `name` is how messages name the file."""
        self.stream, self.name = stream, name
        self.number, self.length = 0, 0
        self.closing: Mapping[str, Any] = {}

    def wrong(self, reason: str, line: int | None = None) -> DamageError:
        """The error that names file, line (the last one read) and reason."""
        return DamageError(f"{self.name}, line {line or self.number}: {reason}", hint=HINT, code="bad_dump")

    def first(self) -> First:
        """The first line.

        Raises InputError for a file that is no dump, StorageError for a dump of a newer version.
        """
        said = self._first()
        version, schema = said["version"], str(said["schema"])
        if version != VERSION or schema > migrate.HEAD:
            message = f"{self.name} was dumped by a newer version of the program: {version}/{schema[:20]}"
            message += f", this one reads {VERSION}/{migrate.HEAD}"
            raise StorageError(message, hint="pip install --upgrade forecast-ledger", code="dump_too_new")
        kinds = {name: type(value) for name, value in said.items() if name not in ABOUT_DUMP}
        if kinds != First.__annotations__:
            raise self.wrong("the first line does not name ledger, entries, rows and head")
        return First(**{name: said[name] for name in kinds})

    def _first(self) -> Mapping[str, Any]:
        try:
            said = self._read()
        except DamageError:
            said = {}
        if said.get("format") != FORMAT or not said.keys() >= ABOUT_DUMP:
            message = f"{self.name} is no dump of a ledger: its first line names none"
            raise InputError(message, hint=NO_DUMP, code="bad_file")
        return said

    def rows(self) -> Iterator[dict[str, Any]]:
        """The rows, up to the last line; then nothing may follow.

        Raises DamageError where that line is missing, or something follows it.
        """
        said = self._read()
        while "end" not in said:
            yield said
            said = self._read()
        self.closing = said
        if self.stream.read(1):
            self.number += 1
            raise self.wrong("something follows the last line")

    def _read(self) -> dict[str, Any]:
        # A file of another kind may be one line.
        line = self.stream.readline(LONGEST if self.number else LONGEST_FIRST)
        self.number, self.length = self.number + 1, len(line)
        if not line.endswith(b"\n"):
            raise self.wrong(self._cut_off(line))
        said = _object(line)
        if said is None:
            raise self.wrong("this is not what the program writes")
        return said

    @staticmethod
    def _cut_off(line: bytes) -> str:
        if len(line) == LONGEST:
            return f"it is longer than {LONGEST:,} bytes"
        return "the dump is cut off here" if line else "the dump is cut off: its last line is missing"


def _object(line: bytes) -> dict[str, Any] | None:
    r"""The JSON object that a line holds, None where the program would have written it otherwise.

    >>> _object(b'{"table":"notes"}\n'), _object(b'{"table": "notes"}\n'), _object(b"[]\n")
    ({'table': 'notes'}, None, None)
    """
    try:
        text = line.decode()
        said = json.loads(text)
        return said if isinstance(said, dict) and line_of(said) == text else None
    except (ValueError, RecursionError):
        return None
