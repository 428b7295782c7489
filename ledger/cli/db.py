"""`fcl db`: make, upgrade, back up and restore ledgers."""

from collections.abc import Iterator
from typing import TYPE_CHECKING

import click

from ledger.cli.answer import answer
from ledger.cli.asking import confirm
from ledger.cli.globals import Group
from ledger.cli.session import session
from ledger.cli.tables import Column, table
from ledger.cli.text import printable
from ledger.cli.writing import tell

if TYPE_CHECKING:
    from ledger.book.storage import Restored, Upgraded
    from ledger.services.upkeep import Status

HELP = """Make, upgrade, back up and restore ledgers.

\b
Examples:
  fcl db status
  fcl db backup ~/ledger-2026-11-20.db
  fcl -L work.db db init
  fcl db restore ~/ledger-2026-11-20.db
"""


@click.group("db", cls=Group, short_help="Make, upgrade, back up and restore ledgers.", help=HELP)
def db() -> None:
    """Make, upgrade, back up and restore ledgers."""


@db.command("init", help="Make a ledger where there is none; nothing is changed where there is one.")
def init() -> None:
    """Make a ledger where there is none."""
    book = session().book
    data = {"place": book.place, "created": book.created}
    answer("db.init", data, [f"{'made' if book.created else 'is there'}: {printable(book.place)}"])


@db.command("status", help="Show where the ledger lies, its version, and how much is in it.")
def status() -> None:
    """Show where the ledger lies, its version, and how much is in it."""
    found = session().book.status()
    answer("db.status", found, _status(found))


def _status(found: "Status") -> Iterator[str]:
    seen = "" if found.remembered is None else f", entry {found.remembered} was the last seen on this machine"
    size = "" if found.size is None else f", {found.size / 1e6:.1f} MB"
    said = [
        ("ledger", found.place),
        ("id", found.ledger),
        ("database", f"{found.database}{size}"),
        ("version", found.version),
        ("zone", found.zone),
        ("entries", f"{found.entries}, the last of {found.recorded_at[:19]}Z{seen}"),
        ("head", found.head),
        *((name, str(rows)) for name, rows in found.rows.items() if rows),
    ]
    yield from table([Column(title=""), Column(title="", flexible=True)], said, heads=False)


@db.command("upgrade", help="Bring a ledger of an older version to this program's; a copy of the old one is kept.")
def upgrade() -> None:
    """Bring a ledger of an older version to this program's."""
    from ledger.book.storage import upgrade as bring

    done = bring(session().place)
    answer("db.upgrade", done, [_upgraded(done)], ledger=False)


def _upgraded(done: "Upgraded") -> str:
    if done.before == done.after:
        return f"{printable(done.place)} is of version {done.after}: nothing to do"
    kept = f"; the old one is kept as {printable(done.backup)}" if done.backup else ""
    return f"{printable(done.place)} upgraded from version {done.before} to {done.after}{kept}"


@db.command("backup", help="Copy the whole ledger, as it is at one moment, into a new file.")
@click.argument("file")
def backup(file: str) -> None:
    """Copy the whole ledger into a new file."""
    book = session().book
    book.backup(file)
    answer("db.backup", {"place": book.place, "file": file}, [f"{printable(book.place)} copied to {printable(file)}"])


@db.command(
    "restore", help="Put a verified backup in the ledger's place; the ledger that lies there is kept beside it."
)
@click.argument("file")
def restore(file: str) -> None:
    """Put a backup in the ledger's place."""
    from ledger.book.storage import restore as put_back

    confirm(f"Replace the ledger by {printable(file)}?")
    done = put_back(file, session().place)
    answer("db.restore", done, [_restored(done)], ledger=False)


def _restored(done: "Restored") -> str:
    kept = f"; what lay there is kept as {printable(done.replaced)}" if done.replaced else ""
    return f"{printable(done.place)} restored from {printable(done.source)}{kept}"


@db.command("rebuild", help="Make what is derived (standing answers, scores) anew from the journal.")
def rebuild() -> None:
    """Make what is derived anew from the journal."""
    book = session().book
    book.rebuild()
    answer("db.rebuild", {"place": book.place}, ["head tables and scores made anew"])
    tell("fcl verify compares them with the journal")
