"""A session: the settings of one call of the program, and the book it works on."""

import gc
import os
import sys
from dataclasses import dataclass, field
from datetime import UTC, date, datetime
from typing import TYPE_CHECKING, Any

import click

from ledger.cli.text import printable
from ledger.errors import InputError, StorageError

if TYPE_CHECKING:
    from ledger.book import Book

PREFIX = "FORECAST_LEDGER_"


@dataclass(slots=True)
class Session:
    """What the global options say. Precedence: option, environment, configuration, default."""

    ledger: str | None = None
    actor: str | None = None
    as_of_text: str | None = None
    json: bool = False
    numbers: bool = False
    color: str = "auto"
    no_input: bool = False
    yes: bool = False
    quiet: bool = False
    verbose: bool = False
    no_pager: bool = False
    no_config: bool = False
    debug: bool = False
    now_text: str | None = None
    date_format: str | None = None
    reading: bool = False
    make: bool = True
    needs: bool = False
    warnings: list[dict[str, str]] = field(default_factory=list)
    _book: "Book | None" = None
    _config: dict[str, Any] | None = None

    @property
    def config(self) -> dict[str, Any]:
        """The configuration file, read once; empty with --no-config."""
        if self._config is None:
            from ledger.cli.configuration import read_config

            self._config = {} if self.no_config else read_config()
        return self._config

    def setting(self, key: str, default: Any = None) -> Any:
        """A value of the configuration by its dotted key; InputError for one that it cannot have."""
        if not self.config:
            return default
        from ledger.cli.configuration import checked, unknown_keys, unknown_warning

        found = checked(self.config, key)
        said = {one["message"] for one in self.warnings}
        for message in map(unknown_warning, unknown_keys(self.config)):
            if message not in said:
                self.warn("unknown_setting", message)
        return default if found is None else found

    @property
    def place(self) -> str | None:
        """The ledger's file or URL as it was named; None: the user's own."""
        named = self.ledger or os.environ.get(PREFIX + "DB") or self.setting("ledger")
        return os.path.expanduser(named) if named else None  # noqa: PTH111 - may be a URL

    @property
    def book(self) -> "Book":
        """The ledger, opened on first use and closed at the end of the call."""
        if self._book is None:
            import ledger

            self._refuse_missing()
            actor = self.actor or os.environ.get(PREFIX + "USER") or self.setting("user")
            fixed = self.fixed_now()
            self._book = ledger.open(
                self.place,
                actor=actor,
                now=(lambda: fixed) if fixed else None,
                zone=self.setting("timezone"),
                date_format=self.date_format,
                make=self.make,
            )
            _search_what_comes()
            if self._book.created and not self.quiet:
                click.echo(f"ledger: {printable(self._book.place)} (created)", err=True)
            if self._book.passing and self.verbose:
                click.echo(f"ledger: {printable(self._book.place)} (not made yet)", err=True)
        return self._book

    def _refuse_missing(self) -> None:
        # A mistyped --ledger must not look like an empty one.
        if self.needs or (self.reading and self.ledger):
            from ledger.store.connect import database_url, file_of
            from ledger.store.places import default_ledger

            path = file_of(database_url(self.place or default_ledger()))
            if path and not path.exists():
                hint = f"fcl --ledger {path} db init makes one" if self.ledger else "fcl db init makes one"
                raise StorageError(f"there is no ledger at {path}", hint=hint, code="missing")

    def close(self) -> None:
        """Close the book, if it was opened; the next use opens it again."""
        if self._book is not None:
            self._book.close()
            self._book = None

    def fixed_now(self) -> datetime | None:
        """The clock given with --now."""
        if self.now_text is None:
            return None
        try:
            moment = datetime.fromisoformat(self.now_text)
        except ValueError:
            message = f"cannot read {self.now_text[:60]!r} as an instant"
            raise InputError(message, hint="write --now 2026-11-20T12:00:00Z") from None
        return moment if moment.tzinfo else moment.replace(tzinfo=UTC)

    @property
    def as_of(self) -> int | date | None:
        """The entry or day to read the ledger as of."""
        text = self.as_of_text
        if text is None:
            return None
        if text.isascii() and text.isdigit() and len(text) <= 15:
            return int(text)
        try:
            return date.fromisoformat(text) if len(text) == len("2026-11-20") else _refuse_as_of(text)
        except ValueError:
            return _refuse_as_of(text)

    @property
    def interactive(self) -> bool:
        """True where somebody can answer questions."""
        return not self.no_input and not self.json and sys.stdin.isatty()

    def warn(self, code: str, message: str) -> None:
        """A warning: on stderr, or in the JSON document."""
        self.warnings.append({"code": code, "message": message})


def _search_what_comes() -> None:
    """Let garbage be collected again, but not searched for among all that was loaded at the start."""
    if not gc.isenabled():
        gc.freeze()
        gc.enable()


def _refuse_as_of(text: str) -> date:
    message = f"cannot read {text[:60]!r} as a state of the ledger"
    raise InputError(message, hint="write --as-of 2026-11-20 or the number of an entry")


def session() -> Session:
    """The session of the running command."""
    found: Session = click.get_current_context().find_root().ensure_object(Session)
    return found
