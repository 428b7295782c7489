"""Questions of the Good Judgment Project (`ifps.csv`): what each asks, its options by their letters, its outcome."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Final

from ledger.core.dates import day_of, shown
from ledger.core.frame import LONGEST_OPTION, join_options
from ledger.errors import InputError
from ledger.importers._asking import Asking, Wordings
from ledger.importers._cells import Cells
from ledger.importers._losses import Losses
from ledger.store.batch import Asked

STARTS, CLOSES, CLOSED, OPEN_DAYS = "date_start", "date_to_close", "date_closed", "days_open"
NEEDED: Final = (
    "ifp_id", "q_type", "q_text", "q_desc", "q_status", STARTS, CLOSES, CLOSED, "outcome", "options",
)  # fmt: skip
READ: Final = frozenset({*NEEDED, OPEN_DAYS, "n_opts"})
LEFT: Final[Mapping[str, str]] = {
    "date_suspend": "forecasts end with the deadline, or when the outcome was known",
    "short_title": "the claim is the whole question",
}
CONDITIONAL: Final = frozenset("12345")
ORDERED: Final = "6"
NOTHING: Final = frozenset({"NA", "NULL"})
YES_OR_NO: Final = ("yes", "no")
_LETTER: Final = re.compile(r"\(([a-z])\) ?")
_DATE: Final = re.compile(r"([0-9]{1,2})/([0-9]{1,2})/([0-9]{2}|[0-9]{4})(?: [0-9]{1,2}:[0-9]{2})?")

Texts = Mapping[str, str]


@dataclass(frozen=True, slots=True, kw_only=True)
class Ifp:
    """A question (an "individual forecasting problem") as it is asked, and its options by letter."""

    asked: Asked
    options: Mapping[str, str]

    @property
    def is_binary(self) -> bool:
        """Whether it is a question of yes or no, yes first."""
        return self.asked.frame.type == "binary"


def read_ifp(texts: Texts, line: int, cells: Cells, losses: Losses) -> Ifp:
    """A row of the file; a LedgerError names the column of what cannot be read, where it is one alone."""
    condition, said = _options(texts)
    options = {letter: _name(text) for letter, text in said.items()}
    start, closes = _day(texts, STARTS), _day(texts, CLOSES)
    closed = _day(texts, CLOSED) if texts[CLOSED] else None
    _check_days(texts, start, closed)
    about = {
        "claim": f"{texts['q_text']} ({condition})" if condition else texts["q_text"],
        "by": closes.isoformat(),
        "criteria": texts["q_desc"],
        "outcome": _outcome(texts, options),
        "known_on": closed.isoformat() if closed else "",
        **_kind(texts, options),
    }
    if list(options.values()) != list(said.values()):
        about["fine_print"] = texts["options"]
        losses.add("options", "a long name is cut, and >= is written as one sign: the fine print has them whole")
    _leave(texts, losses, reversed_days=closes < start)
    made = cells.made(start.isoformat())
    asking = Asking(foreign_key=texts["ifp_id"], line=line, made=made, texts=about)
    return Ifp(asked=Wordings(cells, dated=False).asked(asking), options=options)


def said_of(names: Sequence[str], row: Sequence[str]) -> dict[str, str]:
    """The cells of a row by column; what stands for nothing is blank."""
    cells = ((name, cell.strip()) for name, cell in zip(names, row, strict=True))
    return {name: "" if cell in NOTHING else cell for name, cell in cells}


def _options(texts: Texts) -> tuple[str, dict[str, str]]:
    """What stands before the options, which is a condition, and each option by its letter.

    >>> _options({"options": "If it rains? :  (a) Yes, (b) No"})
    ('If it rains?', {'a': 'Yes', 'b': 'No'})
    """
    before, *rest = _LETTER.split(texts["options"])
    names = [name.strip().removesuffix(",").strip() for name in rest[1::2]]
    letters = rest[::2]
    if len(names) < 2 or len(set(letters)) < len(letters) or not all(names):
        message = f"options: {shown(texts['options'])} is no list of options"
        raise InputError(message, hint="write (a) Yes, (b) No")
    return before.strip().removesuffix(":").strip(), dict(zip(letters, names, strict=True))


def _name(text: str) -> str:
    name = text.replace(">=", "\u2265").replace("<=", "\u2264")
    return name if len(name) <= LONGEST_OPTION else f"{name[: LONGEST_OPTION - 1]}\u2026"


def _kind(texts: Texts, options: Mapping[str, str]) -> dict[str, str]:
    if tuple(name.lower() for name in options.values()) == YES_OR_NO:
        return {}
    ordered = "yes" if texts["q_type"] == ORDERED else ""
    return {"type": "categorical", "options": join_options(list(options.values())), "ordered": ordered}


def _outcome(texts: Texts, options: Mapping[str, str]) -> str:
    if texts["q_status"] == "voided":
        return "annulled"
    if texts["q_status"] != "closed":
        return ""
    if texts["outcome"] not in options:
        letters = ", ".join(options)
        raise InputError(f"outcome: {shown(texts['outcome'])} is no option", hint=f"there is {letters}")
    return options[texts["outcome"]]


def _day(texts: Texts, column: str) -> date:
    """A day in the American order, in which these files write all of them.

    >>> _day({"date_start": "9/1/11"}, "date_start")
    datetime.date(2011, 9, 1)
    """
    hint = "this file writes month/day/year, such as 12/31/11"
    found = _DATE.fullmatch(texts[column])
    if found is None:
        raise InputError(f"{column}: cannot read {shown(texts[column])} as a date", hint=hint)
    month, day, year = map(int, found.groups())
    try:
        return day_of(year if year > 99 else 2000 + year, month, day)
    except InputError:
        raise InputError(f"{column}: {shown(texts[column])} is no day of the calendar", hint=hint) from None


def _check_days(texts: Texts, start: date, closed: date | None) -> None:
    """The days that a question was open tell whether its dates were read in the right order."""
    said = texts.get(OPEN_DAYS, "")
    if closed and said and said != str(apart := (closed - start).days):
        message = f"{OPEN_DAYS}: {shown(said)}, but {STARTS} and {CLOSED} are {apart} days apart"
        raise InputError(message, hint="days and months may have been swapped")


def _leave(texts: Texts, losses: Losses, *, reversed_days: bool) -> None:
    for name, reason in LEFT.items():
        if texts.get(name):
            losses.add(name, reason)
    if texts["q_type"] in CONDITIONAL:
        losses.add("q_type", "that it counts only under a condition: the condition stands in the claim")
    if reversed_days:
        losses.add(STARTS, f"it lies after {CLOSES}: the window has no beginning")
