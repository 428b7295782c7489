"""Forecasts of a Metaculus download: who said what when, until when it stood, and what is left of each row."""

import shlex
from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence
from datetime import datetime
from decimal import Decimal
from typing import Final

from ledger.core.dates import shown
from ledger.core.frame import Frame
from ledger.core.numbers import decimal_text, ratio
from ledger.core.stated import EXACT
from ledger.errors import InputError, LedgerError
from ledger.importers._asking import told
from ledger.importers._cells import Cells, decimal_of, from_unit_scale, written_out
from ledger.importers._gathering import Gathering
from ledger.importers._layout import SAID as FORMS
from ledger.importers._losses import Losses
from ledger.importers._metaculus import AGAIN, CDF, ID, Question, Texts, read_list, read_question, read_time
from ledger.importers._package import numbered
from ledger.importers._platform import Chosen, naming
from ledger.importers._table import Problems
from ledger.question_types._shares import TOLERANCE, total_of
from ledger.store.batch import Batch, Made, Said, Withdrawal
from ledger.store.journal import instant_text

WHO, ANONYMOUS, WHO_ID, IS_BOT = "Forecaster Username", "Forecaster (Anonymized)", "Forecaster ID", "Is Bot"
COUNT, START, END = "Forecaster Count", "Start Time", "End Time"
P, SHARES = "Probability Yes", "Probability Yes Per Category"
SPOKEN: Final = (ID, START, END, COUNT, P, SHARES, CDF)
NEARLY: Final = Decimal("0.00002")
"""How far from 1 the platform lets shares add up to, and a little more."""
AGGREGATE: Final = "metaculus:"
FOLLOWS: Final = "it follows from the CDF"
SCORED: Final = "scores are computed from the forecasts"
UNSAID: Final[Mapping[str, str]] = {
    WHO_ID: "forecasters go by their names",
    COUNT: "a ledger does not say how many an aggregate was made of",
    "Probability Below Lower Bound": FOLLOWS,
    "Probability Above Upper Bound": FOLLOWS,
    **dict.fromkeys(("5th Percentile", "25th Percentile", "Median", "75th Percentile", "95th Percentile"), FOLLOWS),
    "Probability of Resolution": SCORED,
    "PDF at Resolution": SCORED,
}

Rows = Iterable[tuple[int, list[str]]]
Span = tuple[datetime, datetime | None]


class Download:
    """Puts the two tables of a download together; what cannot be read is told, what is not carried is counted."""

    def __init__(self, cells: Cells, problems: Problems, wanted: str | None) -> None:
        """`wanted` is whose forecasts come in; then only questions that they speak of do."""
        self.cells, self.problems, self.chosen = cells, problems, Chosen(wanted)
        self.losses = Losses()
        self.questions: dict[str, Question | None] = {}
        self.gathered = Gathering(problems)
        self.spans: defaultdict[tuple[int, int], list[Span]] = defaultdict(list)

    def problem_in(self, file: int) -> Callable[[int, str], None]:
        """What is told of a line of the file in that place."""
        return lambda line, what: self.problems(numbered(file, line), what)

    def read_questions(self, names: Sequence[str], rows: Rows) -> None:
        """Every question; of one that cannot be read, None."""
        lines: dict[str, int] = {}
        for line, row in rows:
            texts = _texts(names, row)
            key = texts[ID]
            if key in lines:
                self.problems(line, f"{ID}: {shown(key)} stands in line {lines[key]} already (leave one of them out)")
                continue
            lines[key] = line
            try:
                self.questions[key] = read_question(texts, line, self.cells, self.losses)
            except LedgerError as error:
                self.questions[key] = None
                self.problems(line, told(error))
            question = self.questions[key]
            if question and self.chosen.wanted is None:
                self.gathered.ask(question.asked)

    def read_forecasts(self, names: Sequence[str], rows: Rows) -> None:
        """Every forecast of who was chosen; an `InputError` where there is none of theirs."""
        problem = self.problem_in(1)
        for line, row in rows:
            try:
                self._forecast(line, _texts(names, row))
            except LedgerError as error:
                problem(line, told(error))
        self.chosen.refuse_nobody()

    def batch(self, system: str) -> Batch:
        """Everything that could be read."""
        return self.gathered.batch(system, self.cells.clock.zone_name, self._withdrawals())

    def _forecast(self, line: int, texts: Texts) -> None:
        name = _forecaster(texts)
        if not self.chosen(name, name.removeprefix(AGGREGATE), texts.get(WHO_ID, "")):
            self.losses.add(WHO if WHO in texts else ANONYMOUS, "forecasts of other people than -f chooses")
            return
        question = self._question(texts[ID])
        start = read_time(texts, START, self.cells)
        if start > self.cells.clock.now and name.startswith(AGGREGATE):
            self.losses.add(START, "aggregates of days to come are no forecasts yet")
            return
        said = self._said(texts, question)
        if said is None:
            return
        made, span = self._made(texts), (start, self._end(texts, question, start))
        source = (None, question.url or None, None)
        heard = self.gathered.hear(question.asked, name, numbered(1, line), said, made, source)
        self.spans[heard].append(span)
        for column, reason in UNSAID.items():
            if texts.get(column):
                self.losses.add(column, reason)
        if texts.get(IS_BOT) == "True":
            self.losses.add(IS_BOT, "a ledger does not tell programs from people")

    def _question(self, key: str) -> Question:
        question = self.questions.get(key)
        if question is None:
            known = "the question cannot be taken in" if key in self.questions else "question_data.csv has no question"
            raise InputError(f"{ID}: {known} {shown(key)}")
        return question

    def _said(self, texts: Texts, question: Question) -> Said | None:
        frame = question.asked.frame
        if frame.type == "categorical":
            return self._shares(texts, question)
        if frame.type == "binary":
            text = _probability(texts)
            with naming(P):
                return self.cells.said(text, "", "")
        text = _cdf(texts, question)
        with naming(CDF):
            return self._typed(frame, "cdf", text)

    def _typed(self, frame: Frame, form: str, text: str) -> Said | None:
        return self.cells.said("", "", "", frame, tuple(text if name == form else "" for name in FORMS))

    def _shares(self, texts: Texts, question: Question) -> Said | None:
        """Shares of the options that there were at the time."""
        given, options = read_list(texts[SHARES], SHARES), question.asked.frame.options
        if len(given) != len(options) or given.count(None) == len(given):
            message = f"{SHARES}: {len(given) - given.count(None)} shares, but the question has {len(options)} options"
            raise InputError(message, hint=AGAIN)
        named = [(name, share) for name, share in zip(options, given, strict=True) if share is not None]
        shares = [from_unit_scale(written_out(share), field=SHARES) for _, share in named]
        total = total_of(list(map(decimal_of, shares)))
        if TOLERANCE < abs(total - 1) <= NEARLY:
            self.losses.add(SHARES, "shares that add up to 1 but for 0.00002 are scaled to it")
            shares = [decimal_text(ratio(decimal_of(share), total)) for share in shares]
        typed = " ".join(f"{shlex.quote(name)}={share}" for (name, _), share in zip(named, shares, strict=True))
        known = question.asked.frame._replace(options=tuple(name for name, _ in named))
        with naming(SHARES):
            return self._typed(known, "shares", typed)

    def _end(self, texts: Texts, question: Question, start: datetime) -> datetime | None:
        """When a forecast ended; None where it stood as long as its question was open."""
        if not texts[END]:
            return None
        end = read_time(texts, END, self.cells)
        if end < start:
            raise InputError(f"{END}: {shown(texts[END])} lies before its {START}", hint=AGAIN)
        if end > self.cells.clock.now:
            self.losses.add(END, "an end that lies ahead is carried once it has come: bring the file in again then")
            return None
        return end if question.closed is None or end < question.closed else None

    def _withdrawals(self) -> list[Withdrawal]:
        """The ends of forecasts that no other forecast of theirs follows at once."""
        found: list[Withdrawal] = []
        for (place, person), spans in self.spans.items():
            spans.sort(key=lambda span: span[0])
            starts = [start for start, _ in spans[1:]]
            for (_, end), after in zip(spans, [*starts, None], strict=True):
                if end is not None and (after is None or end < after):
                    found.append((place, person, self.cells.made(instant_text(end))))
        return found

    def _made(self, texts: Texts) -> Made:
        with naming(START):
            return self.cells.made(texts[START])


def _texts(names: Sequence[str], row: Sequence[str]) -> dict[str, str]:
    return {name: cell.strip() for name, cell in zip(names, row, strict=True)}


def _forecaster(texts: Texts) -> str:
    """Who said it; an aggregate is called `metaculus:METHOD`."""
    name = texts.get(WHO) or texts.get(ANONYMOUS)
    if not name:
        raise InputError(f"{WHO}: nothing is there", hint=AGAIN)
    whole = texts[COUNT] or (WHO_ID in texts and not texts[WHO_ID])
    return f"{AGGREGATE}{name}" if whole else name


def _probability(texts: Texts) -> str:
    """The probability of yes; geometric means say it in a list, that of no first."""
    text, column = texts[P], P
    if not text and texts[SHARES]:
        both = read_list(texts[SHARES], SHARES)
        text, column = (both[1] or "" if len(both) == 2 else ""), SHARES
    if not text:
        raise InputError(f"{column}: nothing is there", hint=AGAIN)
    return from_unit_scale(written_out(text), field=column)


def _cdf(texts: Texts, question: Question) -> str:
    """A CDF as people type it; geometric means say it as masses, and of several places in one day the last counts."""
    given = read_list(texts[CDF], CDF) if texts[CDF] else _summed(read_list(texts[SHARES], SHARES))
    axis = question.axis_of(len(given))
    points = {at: share or "" for at, share in zip(axis, given, strict=True)}
    return " ".join(f"{at}={from_unit_scale(written_out(share), field=CDF)}" for at, share in points.items())


def _summed(masses: Sequence[str | None]) -> list[str]:
    """What lies at or below each place, from the masses between them; the last mass lies above all of them."""
    total, sums = Decimal(0), []
    for mass in masses[:-1]:
        total = EXACT.add(total, decimal_of(from_unit_scale(written_out(mass or ""), field=SHARES)))
        sums.append(decimal_text(min(total, Decimal(1))))
    return sums
