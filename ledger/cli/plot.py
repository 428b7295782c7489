"""`fcl plot`: a picture as a file."""

from typing import Any, Final

import click

from ledger.charts import CHARTS
from ledger.cli.answer import answer
from ledger.cli.calibration_options import tabulated
from ledger.cli.counting import counted, names_of
from ledger.cli.globals import Command
from ledger.cli.session import session
from ledger.cli.text import printable
from ledger.cli.writing import tell
from ledger.errors import InputError

NAMES: Final = tuple(CHARTS)
HELP = f"""Draw a picture to a file: .svg, .png or .pdf.

\b
Examples:
  fcl plot reliability -o reliability.svg
  fcl plot reliability forecaster:alice --bins corp -o alice.pdf
  fcl plot scores tag:ai --rule log -o scores.png
  fcl plot murphy --by forecaster -o murphy.svg
  fcl plot history k7qm -o history.svg

\b
Pictures: {", ".join(NAMES[:5])},
{", ".join(NAMES[5:])}.
The same state of a ledger and the same options give the same bytes. Needs the
package matplotlib: pip install 'forecast-ledger[plots]'.
"""


@click.command("plot", cls=Command, short_help="Draw a picture to a file.", help=HELP)
@click.argument("name", metavar="NAME")
@click.argument("query", nargs=-1)
@click.option("-o", "--output", metavar="FILE", help="The file; its extension says the format: .svg, .png or .pdf.")
@click.option("--rule", metavar="brier", help="The scoring rule of scores and leaderboard.")
@click.option("--method", metavar="M", default="fixed-effects", help="The method of the leaderboard.")
@click.option("--min", "minimum", type=click.IntRange(1), metavar="N", help="Questions in common: leaderboard 10.")
@counted
@tabulated
def plot(
    name: str,
    query: tuple[str, ...],
    *,
    output: str | None,
    rule: str | None,
    method: str,
    minimum: int | None,
    choices: dict[str, Any],
) -> None:
    """Draw a picture to a file."""
    name = name.lower()
    if output is None:
        CHARTS[name]
        raise InputError("there is no file to draw to", hint=f"fcl plot {name} -o {name}.svg", code="missing_value")
    current = session()
    choices = {**choices, "rules": names_of(rule), "method": method.lower(), "minimum": minimum}
    drawn = current.book.plot(name, _asked(name, query), target=output, as_of=current.as_of, **choices)
    told = {"picture": drawn.name, "file": output, "caption": drawn.caption, "alt": drawn.alt}
    tell(f"{drawn.title} written to {printable(output)}")
    answer("plot", told, [printable(drawn.caption)], as_of=current.as_of)


def _asked(name: str, query: tuple[str, ...]) -> tuple[str, ...]:
    """The query; of one question the id alone is enough.

    >>> _asked("history", ("k7qm",)), _asked("reliability", ("rain",))
    (('id:k7qm',), ('rain',))
    """
    alone = name == "history" and len(query) == 1 and ":" not in query[0]
    return (f"id:{query[0]}",) if alone else query
