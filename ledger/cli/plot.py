"""`fcl plot`: a picture as a file."""

from typing import Any, Final

import click

from ledger.charts import CHARTS
from ledger.cli.answer import answer
from ledger.cli.calibration_options import tabulated
from ledger.cli.counting import counted
from ledger.cli.globals import Command
from ledger.cli.session import session
from ledger.cli.text import printable
from ledger.cli.writing import tell
from ledger.errors import InputError

NAMES: Final = tuple(CHARTS)
HELP = """Draw a picture to a file: .svg, .png or .pdf.

\b
Examples:
  fcl plot reliability -o reliability.svg
  fcl plot reliability forecaster:alice --bins corp -o alice.pdf

\b
Pictures: {names}.
The same state of a ledger and the same options give the same bytes. Needs the
package matplotlib: pip install 'forecast-ledger[plots]'.
"""


@click.command("plot", cls=Command, short_help="Draw a picture to a file.", help=HELP.format(names=", ".join(NAMES)))
@click.argument("name", metavar="NAME")
@click.argument("query", nargs=-1)
@click.option("-o", "--output", metavar="FILE", help="The file; its extension says the format: .svg, .png or .pdf.")
@counted
@tabulated
def plot(name: str, query: tuple[str, ...], *, output: str | None, choices: dict[str, Any]) -> None:
    """Draw a picture to a file."""
    if output is None:
        raise InputError("there is no file to draw to", hint=f"fcl plot {name[:20]} -o {name[:20]}.svg")
    current = session()
    drawn = current.book.plot(name.lower(), query, target=output, as_of=current.as_of, **choices)
    told = {"picture": drawn.name, "file": output, "caption": drawn.caption, "alt": drawn.alt}
    tell(f"{drawn.title} written to {printable(output)}")
    answer("plot", told, [printable(drawn.caption)], as_of=current.as_of)
