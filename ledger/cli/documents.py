"""`fcl export ics` and `fcl export atom`: the days of predictions as a calendar, what happened to them as a feed."""

from contextlib import nullcontext
from typing import Final

from ledger.cli.answer import answer
from ledger.cli.dump import refuse_options
from ledger.cli.given import STDIN
from ledger.cli.lines import counted
from ledger.cli.session import session
from ledger.cli.streams import plain_stdout
from ledger.cli.writing import tell
from ledger.errors import InputError

NOUNS: Final = {"ics": "day", "atom": "entry"}
BEGINNINGS: Final = {"ics": b"\r\nBEGIN:VEVENT\r\n", "atom": b"\n  <entry>\n"}
"""How each of them begins: no words of anybody can be taken for it, whose line ends and signs are written otherwise."""


def export_document(what: str, query: tuple[str, ...], output: str, format_: str | None) -> None:
    """Write a calendar or a feed to a file, or to standard output."""
    current = session()
    refuse_options({"what", "query", "output", "format_"}, what, f"fcl export {what} -o FILE")
    if (format_ or what) != what:
        raise InputError(f"{what} is written as {what}", hint=f"fcl export {what} -o FILE")
    if output == STDIN and current.json:
        raise InputError(f"{what} is no JSON document", hint="leave --json out, or write a file with -o FILE")
    place = plain_stdout() if output == STDIN else nullcontext(output)
    with place as target:
        document = current.book.export_document(what, target, query, as_of=current.as_of)
    if output == STDIN:
        return
    rows = document.count(BEGINNINGS[what])
    tell(f"{what}: {_some(what, rows)} written to {output}")
    if current.json:
        answer(f"export.{what}", {"table": what, "file": output, "rows": rows}, as_of=current.as_of)


def _some(what: str, number: int) -> str:
    return f"{number} entries" if what == "atom" and number != 1 else counted(number, NOUNS[what])
