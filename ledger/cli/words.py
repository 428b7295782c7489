"""`fcl words`: what words of probability mean, by each scale."""

from collections.abc import Iterator, Mapping, Sequence
from typing import TYPE_CHECKING, Any, Final

import click

from ledger.cli.answer import answer
from ledger.cli.globals import Command
from ledger.cli.prose import wrapped
from ledger.cli.tables import Column, table
from ledger.core.numbers import decimal_text

if TYPE_CHECKING:
    from ledger.core.words import Phrase

HELP = """Show the numbers that words of probability stand for: the scales, the phrases of one, or one phrase by all.

\b
Examples:
  fcl words                          the scales
  fcl words --scale ipcc             the phrases of one
  fcl words likely                   what each makes of it
  fcl add "It rains" --words likely --scale ipcc
  fcl score --scale phia:low         what was said in words, by another scale

No phrase is guessed and none is turned round by a "not": "not likely" is no phrase of any scale. A number that
somebody stated is never replaced by one of these.
"""

PHRASES: Final = (
    Column(title="phrase", flexible=True),
    Column(title="number", right=True),
    Column(title="low", right=True),
    Column(title="high", right=True),
    Column(title="also", flexible=True, spare=1),
)
MEANINGS: Final = (Column(title="scale"), *PHRASES[1:4], Column(title="phrase", flexible=True))
SCALES: Final = (Column(title="scale"), Column(title="phrases", right=True), Column(title="what it is", flexible=True))


@click.command("words", cls=Command, short_help="Show what words of probability mean.", help=HELP)
@click.argument("phrase", nargs=-1)
@click.option("--scale", metavar="S", help="Only this scale: survey, icd203, ipcc, phia or kent.")
def words(phrase: tuple[str, ...], *, scale: str | None) -> None:
    """Show what words of probability mean."""
    said = " ".join(phrase)
    if scale is None and not said:
        rows = list(_scales())
        cells = ([row["scale"], str(row["phrases"]), row["about"]] for row in rows)
        answer("words.scales", rows, table(SCALES, cells), ledger=False)
        return
    found = _meanings(said, scale)
    rows = [_row(name, one) for name, one in found]
    answer("words.list", rows, _lines(rows, one_scale=scale is not None), ledger=False)


def _scales() -> Iterator[dict[str, Any]]:
    from ledger.core import words as known

    for name, scale in known.SCALES.items():
        yield {"scale": name, "phrases": len(scale.phrases), "about": scale.about}


def _meanings(phrase: str, name: str | None) -> "Sequence[tuple[str, Phrase]]":
    """The phrase by each scale, by one, or all the phrases of one."""
    from ledger.core.words import meanings, scale_named

    if name is None:
        return list(meanings(phrase).items())
    scale = scale_named(name.lower())
    return [(scale.name, scale.look_up(phrase))] if phrase else [(scale.name, one) for one in scale.phrases.values()]


def _row(scale: str, one: "Phrase") -> dict[str, Any]:
    """A phrase of a scale, by the names of the JSON contract."""
    return {
        "scale": scale, "phrase": one.phrase, "p": decimal_text(one.value), "low": decimal_text(one.low),
        "high": decimal_text(one.high), "same": one.same, "note": one.note or None,
    }  # fmt: skip


def _lines(rows: Sequence[Mapping[str, Any]], *, one_scale: bool) -> Iterator[str]:
    if one_scale:
        yield from table(PHRASES, ([row["phrase"], *_numbers(row), ", ".join(row["same"])] for row in rows))
    else:
        yield from table(MEANINGS, ([row["scale"], *_numbers(row), row["phrase"]] for row in rows))
    for row in rows:
        if row["note"]:
            yield from wrapped(f"{row['phrase']}: {row['note']}", "", "  ")


def _numbers(row: Mapping[str, Any]) -> list[str]:
    from ledger.cli.text import percent

    return [percent(row[name]) for name in ("p", "low", "high")]
