"""Survey forecasts of the Good Judgment Project: the rows of each, one for every option, put together."""

import shlex
from collections.abc import Callable, Mapping, Sequence
from itertools import groupby
from typing import Final

from ledger.core.dates import shown
from ledger.core.numbers import percent_text
from ledger.errors import InputError, LedgerError
from ledger.importers._asking import told
from ledger.importers._cells import Cells, decimal_of, from_unit_scale, written_out
from ledger.importers._gathering import Gathering
from ledger.importers._gjp import Ifp, Texts, read_ifp, said_of
from ledger.importers._layout import SAID as FORMS
from ledger.importers._losses import Losses
from ledger.importers._package import numbered, problems_of
from ledger.importers._platform import Chosen, naming
from ledger.importers._table import Sheet, rows_of
from ledger.importers.csv import followed
from ledger.question_types._shares import TOLERANCE, total_of
from ledger.store.batch import Batch, Made, Said, Withdrawal

QUESTION, WHO, FORECAST, KIND = "ifp_id", "user_id", "forecast_id", "fcast_type"
LETTER, VALUE, TIME = "answer_option", "value", "timestamp"
SPOKEN: Final = (QUESTION, WHO, FORECAST, KIND, LETTER, VALUE, TIME)
AFFIRMED, TAKEN_BACK = "2", "4"
PERSON: Final = "gjp:"
UNKNOWN: Final = "unknown"
GROUPS: Final = "a ledger does not know how people were trained and put together"
UNSAID: Final[Mapping[str, str]] = {
    **dict.fromkeys(("ctt", "cond", "training", "team"), GROUPS),
    "expertise": "a ledger does not know how much people say they know",
    "viewtime": "how long somebody looked is no part of a forecast",
}

Rows = Sequence[tuple[int, Texts]]


class Release:
    """Puts the tables of a release together; what cannot be read is told, what is not carried is counted."""

    def __init__(self, cells: Cells, files: Sequence[str], wanted: str | None, losses: Losses) -> None:
        """`wanted` is whose forecasts come in; then only questions that they speak of do."""
        self.cells, self.losses, self.chosen = cells, losses, Chosen(wanted)
        self.problems = problems_of(files)
        self.gathered = Gathering(self.problems)
        self.ifps: dict[str, Ifp | None] = {}
        self.withdrawals: list[Withdrawal] = []

    def read_questions(self, file: int, sheet: Sheet) -> None:
        """Every question; of one that cannot be read, None."""
        for line, row in rows_of(sheet, self._problem_in(file)):
            texts = said_of(sheet.names, row)
            key = texts[QUESTION]
            try:
                if not key or key in self.ifps:
                    what = f"{shown(key)} stands there already" if key else "nothing is there"
                    raise InputError(f"{QUESTION}: {what}", hint="each question has a row of its own")
                self.ifps[key] = None
                self.ifps[key] = ifp = read_ifp(texts, numbered(file, line), self.cells, self.losses)
                if self.chosen.wanted is None:
                    self.gathered.ask(ifp.asked)
            except LedgerError as error:
                self.problems(numbered(file, line), told(error))

    def read_forecasts(self, file: int, sheet: Sheet, follow: Callable[[int], None] | None) -> None:
        """Every forecast of who was chosen; its rows stand one below the other."""
        rows = followed(rows_of(sheet, self._problem_in(file)), follow)
        texts = ((numbered(file, line), said_of(sheet.names, row)) for line, row in rows)
        for _, some in groupby(texts, key=lambda row: (row[1][FORECAST], row[1][QUESTION], row[1][WHO])):
            together = list(some)
            try:
                self._forecast(together)
            except LedgerError as error:
                self.problems(together[0][0], told(error))

    def batch(self, system: str) -> Batch:
        """Everything that could be read."""
        return self.gathered.batch(system, self.cells.clock.zone_name, self.withdrawals)

    def _problem_in(self, file: int) -> Callable[[int, str], None]:
        return lambda line, what: self.problems(numbered(file, line), what)

    def _forecast(self, rows: Rows) -> None:
        line, texts = rows[0]
        number = texts[WHO] or UNKNOWN
        name = f"{PERSON}{number}"
        if not self.chosen(name, number):
            self._lose(WHO, "forecasts of other people than -f chooses", len(rows))
            return
        ifp = self.ifps.get(texts[QUESTION])
        if ifp is None:
            known = "its question cannot be taken in" if texts[QUESTION] in self.ifps else "there is no question"
            raise InputError(f"{QUESTION}: {known} {shown(texts[QUESTION])}")
        made = self._made(rows)
        if any(row[KIND] == TAKEN_BACK for _, row in rows):
            self.withdrawals.append((self.gathered.ask(ifp.asked), self.gathered.person(name), made))
        else:
            said = self._said(ifp, _shares(rows, ifp))
            if said is not None:
                self.gathered.hear(ifp.asked, name, line, said, made, (None, None, None))
        self._leave(rows)

    def _made(self, rows: Rows) -> Made:
        times = {row[TIME] for _, row in rows}
        if len(times) > 1 or "" in times:
            what = "the rows of one forecast differ" if len(times) > 1 else "nothing is there"
            raise InputError(f"{TIME}: {what}", hint="write 2011-08-31 16:17:18, the same in all of them")
        with naming(TIME):
            return self.cells.made(times.pop())

    def _said(self, ifp: Ifp, shares: Mapping[str, str]) -> Said | None:
        pairs = (f"{shlex.quote(ifp.options[letter])}={share}" for letter, share in shares.items())
        typed = tuple(" ".join(pairs) if name == "shares" else "" for name in FORMS)
        with naming(VALUE):
            if ifp.is_binary:
                return self.cells.said(_yes(list(shares.values())), "", "")
            return self.cells.said("", "", "", ifp.asked.frame, typed)

    def _leave(self, rows: Rows) -> None:
        for _, row in rows:
            for column, reason in UNSAID.items():
                if row.get(column):
                    self.losses.add(column, reason)
            if not row[WHO]:
                self.losses.add(WHO, f"of whom nobody knows is {PERSON}{UNKNOWN}, one person or several")
            if row[KIND] == AFFIRMED:
                self.losses.add(KIND, "that a forecast was looked at again unchanged is a forecast like any other")

    def _lose(self, column: str, reason: str, rows: int) -> None:
        for _ in range(rows):
            self.losses.add(column, reason)


def _shares(rows: Rows, ifp: Ifp) -> dict[str, str]:
    """What was given to each option, by letter in the order of the options."""
    given: dict[str, str] = {}
    for _, row in rows:
        letter = row[LETTER]
        if letter not in ifp.options or letter in given:
            what = "stands in two rows" if letter in given else "is no option"
            raise InputError(f"{LETTER}: {shown(letter)} {what}", hint=f"there is {', '.join(ifp.options)}")
        if not row[VALUE]:
            raise InputError(f"{VALUE}: nothing is there", hint="fill it in, or leave the forecast out")
        given[letter] = from_unit_scale(written_out(row[VALUE]), field=VALUE)
    if missing := [f"({letter}) {name}" for letter, name in ifp.options.items() if letter not in given]:
        message = f"{LETTER}: the forecast says nothing of {missing[0][:60]}"
        raise InputError(message, hint="each option has a row: the file may have been cut")
    return {letter: given[letter] for letter in ifp.options}


def _yes(shares: Sequence[str]) -> str:
    """The probability of yes; what is left must be that of no."""
    total = total_of(list(map(decimal_of, shares)))
    if abs(total - 1) > TOLERANCE:
        raise InputError(f"the shares add up to {percent_text(total)}, not to 100%", hint="change them")
    return shares[0]
