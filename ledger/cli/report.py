"""`fcl report`: the ledger as pages."""

import signal
from pathlib import Path
from typing import TYPE_CHECKING, Final

import click

from ledger.cli.answer import answer
from ledger.cli.counting import some
from ledger.cli.globals import Command
from ledger.cli.progress import progress
from ledger.cli.session import Session, session
from ledger.cli.text import printable
from ledger.cli.writing import tell
from ledger.errors import InputError

if TYPE_CHECKING:
    from ledger.site import Asked, Written
    from ledger.site.serving import Server

PORT: Final = 8377
TITLE: Final = "Forecast ledger"
ENDINGS: Final = ("SIGTERM", "SIGHUP")

HELP = """Write the ledger as a web site that needs no server, or as one file.

\b
Examples:
  fcl report -o site/
  fcl report tag:ai -o site/ --title "Predictions about AI" --public
  fcl report --single -o report.html
  fcl report --serve                        live on this machine, until Ctrl-C

Every prediction with its quote, criteria, history and evidence; forecasters with
their calibration; sources, series, findings; the tables behind every figure. No page
asks anybody for anything: it works from a folder, a memory stick or any web host.
The same ledger and the same --now give the same bytes. A folder is replaced whole,
and only if it is empty or holds a report. Needs the package matplotlib:
pip install 'forecast-ledger[plots]'.
"""


@click.command("report", cls=Command, short_help="Write the ledger as a web site.", help=HELP)
@click.argument("query", nargs=-1)
@click.option("-o", "--output", metavar="DIR|FILE", help="The folder, or with --single the file.")
@click.option("--single", is_flag=True, help="One file that holds everything.")
@click.option("--public", is_flag=True, help="Leave out private predictions and notes.")
@click.option("--title", metavar="T", default=TITLE, help=f"The title [{TITLE}].")
@click.option("--serve", is_flag=True, help="Show it live on this machine instead.")
@click.option("--port", type=click.IntRange(0, 65535), metavar="N", default=PORT, help=f"Where to serve [{PORT}].")
def report(
    query: tuple[str, ...], *, output: str | None, single: bool, public: bool, title: str, serve: bool, port: int
) -> None:
    """Write the ledger as a web site."""
    from ledger.site import Asked

    current = session()
    asked = Asked(query=query, title=title.strip() or TITLE, public=public, as_of=current.as_of)
    if serve:
        if output is not None or single:
            raise InputError("--serve writes no files", hint="leave -o and --single out, or --serve")
        _serve(current, asked, port)
        return
    if output is None:
        raise InputError("there is no place to write to", hint="fcl report -o site/")
    written = _written(current, asked, output, single=single)
    what = "report" if single else some(written.pages, "page")
    tell(f"{what} of {some(written.questions, 'question')} written to {printable(output)}")
    answer("report", written, as_of=current.as_of)


def _written(current: Session, asked: "Asked", output: str, *, single: bool) -> "Written":
    from ledger.site import write_single, write_site

    if not single and Path(output).suffix.lower() in {".html", ".htm"} and not Path(output).is_dir():
        raise InputError(f"{output!r} is the name of a file", hint="add --single, or name a folder")
    if output == "-":
        raise InputError("a report is not written to standard output", hint="name a file or a folder with -o")
    with progress("questions written") as told:
        write = write_single if single else write_site
        return write(current.book, Path(output), asked, told=told)


def _serve(current: Session, asked: "Asked", port: int) -> None:
    from ledger.site.serving import serve

    def started(server: "Server") -> None:
        click.echo(f"{server.address}  (Ctrl-C ends it)", err=True)

    _end_as_interrupted()
    try:
        serve(current.book, asked, port=port, started=started)
    except KeyboardInterrupt:
        tell("ended")


def _end_as_interrupted() -> None:
    """Let the other signals that end a program end it as Ctrl-C does: the pages that were built do not stay behind."""
    for name in ENDINGS:
        number = getattr(signal, name, None)
        if number is not None and signal.getsignal(number) is signal.SIG_DFL:
            signal.signal(number, signal.default_int_handler)
