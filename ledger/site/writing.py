"""Writing a report down: a folder or a file, whole or not at all."""

import json
import os
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import TextIO

from ledger.book import Book
from ledger.charts.drawn import refuse_without_matplotlib
from ledger.exporters._files import write_file
from ledger.site.asked import Asked
from ledger.site.building import page_of, pages, single
from ledger.site.data import tables
from ledger.site.feeds import feeds
from ledger.site.folder import FORMAT, MARKER, replaced
from ledger.site.page import Page, place_of
from ledger.site.view import Pictures, View
from ledger.store.replicate import Told


@dataclass(frozen=True, slots=True, kw_only=True)
class Written:
    """What was written: the place, how many pages, and how many questions are in it."""

    place: str
    pages: int
    questions: int


def write_site(
    book: Book,
    folder: str | os.PathLike[str],
    asked: Asked | None = None,
    *,
    told: Told = lambda _done, _all: None,
    pictures: Pictures | None = None,
) -> Written:
    """Write a site into a folder, which stands there whole or not at all: what was there stays until then.

    `told` hears of its progress: questions written, and of how many; `pictures` keeps what is drawn for the next time.
    The same ledger and the same clock give the same bytes. Raises RefusedError for a folder that holds anything but a
    report, MissingExtraError without matplotlib, StorageError where it cannot be written.
    """
    refuse_without_matplotlib()
    view = View(book, asked or Asked(), pictures)
    place = Path(folder)
    number = 0
    with replaced(place) as new:
        for page in _counted(view, told):
            number += 1
            _write(new / page.place, page_of(view, page))
            for one in page.figures:
                _write(new / place_of("table", one.file), [one.csv])
        for name, text in tables(view):
            _write(new / place_of("table", name), [text])
        for name, content in feeds(view):
            (new / place_of("feed", name)).write_bytes(content)
        _write(new / MARKER, [_about(view, number)])
    return Written(place=str(place), pages=number, questions=len(view.lines))


def write_single(
    book: Book, file: str | os.PathLike[str], asked: Asked | None = None, *, told: Told = lambda _done, _all: None
) -> Written:
    """Write a report of one file, which holds all the pages; `told` and the errors are the same."""
    refuse_without_matplotlib()
    view = View(book, asked or Asked())

    def write(stream: TextIO) -> None:
        stream.writelines(single(view, _counted(view, told)))

    write_file(file, write)
    return Written(place=os.fspath(file), pages=1, questions=len(view.lines))


def _counted(view: View, told: Told) -> Iterator[Page]:
    """The pages, told of by those that are of a question."""
    done = 0
    for page in pages(view):
        yield page
        if page.kind == "prediction":
            done += 1
            told(done, len(view.lines))


def _write(place: Path, pieces: Iterable[str]) -> None:
    place.parent.mkdir(parents=True, exist_ok=True)
    with place.open("w", encoding="utf-8", newline="") as stream:
        stream.writelines(pieces)


def _about(view: View, number: int) -> str:
    """What the marker says: by it a folder is known as a report, and programs learn what it is of."""
    state = view.state
    said = {
        "format": FORMAT, "title": view.asked.title, "ledger": state.ledger, "entry": state.entry,
        "head": state.head, "today": state.today, "public": view.asked.public, "pages": number,
    }  # fmt: skip
    return json.dumps(said, ensure_ascii=False, indent=2) + "\n"
