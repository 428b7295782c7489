"""Figures: a picture with its words and the table behind it, drawn for one page."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Final

from markupsafe import Markup

from ledger.charts.drawn import Drawn, drawn
from ledger.core.query import Term, Words
from ledger.exporters._cells import header, text_rows
from ledger.reports import DEFAULTS, Choices
from ledger.reports._calibrations import CONTEXT
from ledger.site.downloads import csv_of
from ledger.site.view import View

REPEATED: Final = frozenset(CONTEXT) | {"rule", "rule_version"}
"""Columns that say the same in every row: they are in the file, and not in the table on the page."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Figure:
    """A picture as SVG, what it says in words, and its table: on the page, and whole as a file named `file`."""

    name: str
    title: str
    svg: Markup
    alt: str
    caption: str
    columns: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]
    file: str
    csv: str


def figure(
    view: View, name: str, terms: Sequence[Term] = (), choices: Choices = DEFAULTS, *, of: str = ""
) -> Figure | None:
    """A picture of what is in the report, narrowed by more terms and named `of` something; None for an empty table."""
    with view.reading() as snapshot:
        picture = drawn(name, snapshot, (*view.terms, *terms), choices)
    return _figure(picture, "-".join(filter(None, (of, name)))) if len(picture.table) else None


def of_forecaster(name: str) -> Term:
    """What a forecaster said."""
    return Term(field="forecaster", negated=False, alternatives=(Words(text=name),))


def _figure(picture: Drawn, file: str) -> Figure:
    shown = picture.table[[one for one in picture.table.columns if one not in REPEATED]]
    return Figure(
        name=picture.name,
        title=picture.title,
        svg=Markup(picture.svg.decode()),  # noqa: S704 - what comes from people in it was escaped when it was drawn
        alt=picture.alt,
        caption=picture.caption,
        columns=header(shown),
        rows=tuple(text_rows(shown)),
        file=file,
        csv=csv_of(picture.table),
    )


def drawn_of(figures: Sequence[Figure | None]) -> Iterator[Figure]:
    """Those figures that have something to show."""
    return (one for one in figures if one is not None)
