"""Figures: a picture with its words and the table behind it, drawn for one page."""

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Final

from markupsafe import Markup

from ledger.charts.drawn import Drawn, drawn
from ledger.core.query import Term, Words
from ledger.exporters._cells import header, text_rows
from ledger.reports import Choices
from ledger.reports._calibrations import CONTEXT
from ledger.site.downloads import csv_of
from ledger.site.view import Pictures, View

NAMED: Final = re.compile(r'\bid="([^"]*)"')
REFERRED: Final = re.compile(r'(\bid="|"#|\(#|by=")([A-Za-z0-9_.-]+)')
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


def figures(view: View, names: Sequence[str], term: Term | None = None, *, of: str = "") -> list[Figure]:
    """The pictures of those names that have something to show, of all that is in the report.

    With a `term` only of what matches it, and named `of` what that is.
    """
    narrowed = () if term is None else (term,)
    found = (_drawn(view, name, narrowed) for name in names)
    named = ((one, "-".join(filter(None, ("figure", of, one.name)))) for one in found if _says_something(one))
    return [_figure(one, file, _svg(one, view.pictures)) for one, file in named]


def _drawn(view: View, name: str, narrowed: Sequence[Term]) -> Drawn:
    with view.reading() as snapshot:
        return drawn(name, snapshot, (*view.terms, *narrowed), Choices(filters=view.query))


def _says_something(picture: Drawn) -> bool:
    """Whether a picture has anything in it; a leaderboard has those with a rank, of whom one alone is none."""
    if picture.name == "leaderboard":
        return picture.table["rank"].notna().sum() > 1
    return len(picture.table) > 0


def apart(one: Figure, where: str) -> Figure:
    """The figure with names of its own within its picture, to stand a second time in the same file."""
    names = frozenset(NAMED.findall(one.svg))

    def renamed(found: re.Match[str]) -> str:
        return f"{found[1]}{where}-{found[2]}" if found[2] in names else found[0]

    return replace(one, svg=Markup(REFERRED.sub(renamed, one.svg)))  # noqa: S704 - the same picture with other names  # nosec B704


def only(field: str, value: str) -> Term:
    """The term of a query that keeps what has that value, such as what one forecaster said."""
    return Term(field=field, negated=False, alternatives=(Words(text=value),))


def _svg(picture: Drawn, drawn_before: Pictures | None) -> str:
    """The picture, which the entry that its table is as of has no part in."""
    if drawn_before is None:
        return picture.svg.decode()
    shows = picture.name, picture.alt, csv_of(picture.table.drop(columns="as_of"))
    if shows not in drawn_before:
        drawn_before[shows] = picture.svg.decode()
    return drawn_before[shows]


def _figure(picture: Drawn, file: str, svg: str) -> Figure:
    shown = picture.table[[one for one in picture.table.columns if one not in REPEATED]]
    return Figure(
        name=picture.name,
        title=picture.title,
        svg=Markup(svg),  # noqa: S704 - strangers' words in it were escaped when it was drawn  # nosec B704
        alt=picture.alt,
        caption=picture.caption,
        columns=header(shown),
        rows=tuple(text_rows(shown)),
        file=file,
        csv=csv_of(picture.table),
    )
