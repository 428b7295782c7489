"""Tables of separated values: long ones with a row for each forecast, wide ones with a column for each forecaster."""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from functools import cache
from operator import itemgetter
from typing import Final
from zoneinfo import ZoneInfo

from ledger.core.dates import shown
from ledger.core.frame import Frame
from ledger.errors import InputError, LedgerError
from ledger.importers._asking import ABOUT, KIND, Asking, Wordings, foreign_key_of, frame_of, told
from ledger.importers._cells import Cells
from ledger.importers._entered import entered
from ledger.importers._gathering import People
from ledger.importers._layout import SAID as DISTRIBUTED
from ledger.importers._layout import Layout, lay_out
from ledger.importers._losses import Losses
from ledger.importers._table import Problems, read_sheet, rows_of
from ledger.importers._wishes import Wishes
from ledger.services.clock import Clock, clock_of
from ledger.store.batch import WHERE, Asked, Batch, ForecastRow, Imported, Made, Said, Where
from ledger.store.journal import Draft
from ledger.store.making import forecaster_name
from ledger.store.written import check_texts

Row = list[str]
Texts = Callable[[Row], tuple[str, ...]]
Follow = Callable[[int], None]
Rows = Callable[[Problems], Iterable[tuple[int, Row]]]
SYSTEM: Final = "csv"
SPOKEN: Final = ("p", "phrase", "basis", "made", "forecaster", *WHERE)
TOLD_EVERY: Final = 1_000
NOWHERE: Final[Where] = (None, None, None)
IMPUTED: Final = "imputed"
FILLED: Final = "blank, filled with the number of {}"
UNREAD: Final = "nothing is read from this column (--map FIELD=COLUMN reads it)"
TWICE: Final = "leave one of them out, or say at what time of the day each was made: 2026-01-05T10:00"


def take_in(draft: Draft, data: bytes, wishes: Wishes) -> Imported:
    """Add what is new in a table to the draft; counts of what was new, the same, corrected or rejected.

    Columns that nothing is read from are losses where they say something. Raises `BadRowsError` with every row that
    cannot be read (unless `skip_bad`), an `InputError` for a file, column or option that cannot be used.
    """
    sheet, losses = read_sheet(data), Losses()
    layout = lay_out(sheet.names, wishes)
    result = take_rows(
        draft, layout, lambda problems: losses.watched(rows_of(sheet, problems), layout.unread, UNREAD), wishes
    )
    result.losses = losses.report
    return result


def take_rows(draft: Draft, layout: Layout, rows: Rows, wishes: Wishes, *, renames: bool = False) -> Imported:
    """Add what is new in rows of this layout; formats of platforms write theirs as such rows.

    With `renames` another claim under a known key is another wording, else it is another question, which is refused.
    Raises what `take_in` raises.
    """
    problems = Problems(wishes.place)
    cells = Cells(wishes, clock_for(draft, wishes))
    whose = draft.actor if wishes.forecaster is None else forecaster_name(wishes.forecaster)
    reader = _Reader(layout, cells, problems, forecaster=whose)
    read_row = reader.wide if layout.wide else reader.long
    for line, row in followed(rows(problems), wishes.follow):
        try:
            read_row(line, row)
        except LedgerError as error:
            problems(line, told(error))
    batch = reader.batch(wishes.system or SYSTEM, renames=renames)
    result = entered(draft, batch, problems, wishes)
    result.ignored = layout.ignored
    result.warnings += _warnings(batch, layout, reader.fillings)
    return result


def followed(rows: Iterable[tuple[int, Row]], follow: Follow | None) -> Iterable[tuple[int, Row]]:
    """The same rows; `follow` hears of every thousandth line."""
    return rows if follow is None else _telling(rows, follow)


def _telling(rows: Iterable[tuple[int, Row]], follow: Follow) -> Iterator[tuple[int, Row]]:
    for number, (line, row) in enumerate(rows):
        if not number % TOLD_EVERY:
            follow(line)
        yield line, row


def clock_for(draft: Draft, wishes: Wishes) -> Clock:
    """The clock of an import, in the zone that was asked for; an `InputError` for a zone that is none."""
    clock = clock_of(draft, wishes.date_format)
    if wishes.zone is None:
        return clock
    try:
        ZoneInfo(wishes.zone)
    except (KeyError, ValueError, OSError):
        raise InputError(f"no time zone is called {shown(wishes.zone)}", hint="such as Europe/Berlin, or UTC") from None
    return clock._replace(zone_name=wishes.zone)


def _warnings(batch: Batch, layout: Layout, fillings: Mapping[Where, Where]) -> list[str]:
    told = []
    if batch.forecasts and "made" not in layout.at and "made" not in layout.same:
        told.append("no column says when forecasts were made: they count as made now (--map made=COLUMN, or made==DAY)")
    elif undated := sum(1 for row in batch.forecasts if not row[4][-1]):
        told.append(f"forecasts whose day is left blank (they count as made now): {undated}")
    if layout.fill is not None:
        marks = set(fillings.values())
        filled = sum(1 for row in batch.forecasts if row[-1] in marks)
        given = f"{len(batch.forecasts) - filled} forecasts given"
        told.append(f"{given} + {filled} blanks filled with the number of {layout.fill[1]} (basis imputed)")
    return told


class _Reader:
    """Puts the rows of one table together."""

    def __init__(self, layout: Layout, cells: Cells, problems: Problems, *, forecaster: str) -> None:
        self.layout, self.cells, self.problems = layout, cells, problems
        self.asking: list[Asking] = []
        self.places: dict[str, int] = {}
        self.seen_about: dict[Sequence[str], int] = {}
        self.people = People()
        self.forecasts: list[ForecastRow] = []
        self.seen: dict[tuple[int, int, str], int] = {}
        self.fillings: dict[Where, Where] = {}
        # What is the same in every row stands behind its cells, so that one getter takes all that a row says.
        fixed = {"forecaster": forecaster, **layout.same}
        self.tail = [fixed.get(name, "") for name in SPOKEN]
        places = {name: layout.at.get(name, layout.width + at) for at, name in enumerate(SPOKEN)}
        self.spoken: Texts = itemgetter(*(places[name] for name in SPOKEN))
        self.anywhere = any(name in layout.at or name in layout.same for name in WHERE)
        self.names = [name for name in ABOUT if name in layout.at]
        self.about: Texts = _getter([layout.at[name] for name in self.names])
        self.frame = cache(self._frame)
        self.kinds = bool({*KIND, *DISTRIBUTED} & {*layout.at, *layout.same})
        spread = [layout.at.get(name) for name in DISTRIBUTED]
        constant = [layout.same.get(name, "") for name in DISTRIBUTED]
        self.typed: Texts = lambda row: tuple(
            text if at is None else row[at] for at, text in zip(spread, constant, strict=True)
        )
        self.fixed = {name: layout.same[name].strip() for name in ABOUT if layout.same.get(name, "").strip()}

    def long(self, line: int, row: Row) -> None:
        """One forecast, or a question alone where its cells are blank."""
        about = self.about(row)
        row += self.tail
        p, phrase, basis, made_text, name, *where = self.spoken(row)
        said = self._read(p, phrase, basis, about, row)
        made = self.cells.made(made_text)
        question = self._question(line, about, made)
        if said is not None:
            forecaster = self.people(name)
            self._forecast((question, forecaster, line, said, made, _where(*where) if self.anywhere else NOWHERE))

    def _read(self, p: str, phrase: str, basis: str, about: tuple[str, ...], row: Row) -> Said | None:
        if not self.kinds:
            return self.cells.said(p, phrase, basis)
        return self.cells.said(p, phrase, basis, self.frame(about), self.typed(row))

    def _frame(self, about: tuple[str, ...]) -> Frame:
        return frame_of({**{name: text.strip() for name, text in zip(self.names, about, strict=True)}, **self.fixed})

    def wide(self, line: int, row: Row) -> None:
        """A forecast of each forecaster, blanks filled where that was asked for; all of the row or nothing."""
        about, cells = self.about(row), list(row)
        row += self.tail
        _, _, basis, made_text, _, *where = self.spoken(row)
        made, place = self.cells.made(made_text), _where(*where) if self.anywhere else NOWHERE
        fill = self._fill(cells, place)
        said = [
            (name, *fill) if fill and not cells[at].strip() else (name, self._said(cells[at], basis, name), place)
            for at, name in self.layout.wide
        ]
        question = self._question(line, about, made)
        for name, one, noted in said:
            if one is not None:
                forecaster = self.people(name)
                self._forecast((question, forecaster, line, one, made, noted))

    def _fill(self, cells: Row, place: Where) -> tuple[Said, Where] | None:
        """What stands for the blanks of a row; None where that is blank too, or nothing is filled."""
        if self.layout.fill is None:
            return None
        at, name = self.layout.fill
        said = self._said(cells[at], IMPUTED, name) if cells[at].strip() else None
        return None if said is None else (said, self._filled(place, name))

    def _filled(self, place: Where, name: str) -> Where:
        """Nobody said a filled number, so there is no quote of it, and a note says where it comes from."""
        if place not in self.fillings:
            _, source, note = place
            words = FILLED.format(name)
            self.fillings[place] = (None, source, f"{note}; {words}" if note else words)
        return self.fillings[place]

    def _said(self, cell: str, basis: str, name: str) -> Said | None:
        try:
            return self.cells.said(cell, "", basis)
        except LedgerError as error:
            raise type(error)(f"{name}: {error.message}", hint=error.hint) from None

    def _question(self, line: int, about: Sequence[str], made: Made) -> int:
        place = self.seen_about.get(about)
        if place is None:
            place = self._new_question(line, about, made)
        asking = self.asking[place]
        if made[0] < asking.made[0] or (made[0] == asking.made[0] and (made[1] or "") < (asking.made[1] or "")):
            asking.made = made
        return place

    def _new_question(self, line: int, about: Sequence[str], made: Made) -> int:
        texts = {name: text.strip() for name, text in zip(self.names, about, strict=True)}
        texts.update(self.fixed)
        foreign_key = foreign_key_of(texts)
        place = self.places.setdefault(foreign_key, len(self.asking))
        if place == len(self.asking):
            self.asking.append(Asking(foreign_key=foreign_key, line=line, made=made, texts=texts))
        else:
            self.asking[place].add(texts)
        self.seen_about[about] = place
        return place

    def _forecast(self, row: ForecastRow) -> None:
        question, forecaster, _, said, made, _ = row
        number = len(self.forecasts)
        first = self.seen.setdefault((question, forecaster, made[3]), number)
        if first == number:
            self.forecasts.append(row)
        elif self.forecasts[first][3] != said:
            dated = "made" in self.layout.at
            message = (
                f"another number than in line {self.forecasts[first][2]} for this question, forecaster and "
                f"{'time' if 'T' in made[3] else 'day'}"
            )
            raise InputError(message, hint=TWICE if dated else "--map made=COLUMN tells a change of mind apart")

    def batch(self, system: str, *, renames: bool) -> Batch:
        """Everything that could be read; questions that cannot be worded are told, with their forecasts."""
        wordings = Wordings(self.cells, dated="made" in self.layout.at or "made" in self.layout.same)
        asked: list[Asked] = []
        moved: dict[int, int] = {}
        for place, asking in enumerate(self.asking):
            try:
                asked.append(wordings.asked(asking))
                moved[place] = len(asked) - 1
            except LedgerError as error:
                self.problems(asking.line, told(error))
        return Batch(
            system=system,
            zone=self.cells.clock.zone_name,
            questions=asked,
            forecasters=self.people.names,
            forecasts=self.forecasts if len(asked) == len(self.asking) else self._moved(moved),
            renames=renames,
        )

    def _moved(self, moved: dict[int, int]) -> list[ForecastRow]:
        for place, _, line, *_ in self.forecasts:
            if place not in moved and line != self.asking[place].line:
                self.problems(line, "its question cannot be taken in")
        return [(moved[row[0]], *row[1:]) for row in self.forecasts if row[0] in moved]


def _getter(places: Sequence[int]) -> Texts:
    if len(places) == 1:
        return lambda row: (row[places[0]],)
    return itemgetter(*places)


def _where(quote: str, source: str, note: str) -> Where:
    """Quote, source and note of a forecast."""
    url = source.strip()
    check_texts((quote, source, note))
    if url and "://" not in url:
        raise InputError(f"a source is a URL, not {url[:60]!r}", hint="--map note=COLUMN keeps other words")
    return quote.strip() or None, url or None, note.strip() or None
