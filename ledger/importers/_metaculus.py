"""Questions of a Metaculus download: what each asks for, as the ledger asks it, and where its CDFs are read."""

import ast
import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from decimal import Decimal
from typing import Final

from ledger.core.dates import shown
from ledger.core.frame import join_options
from ledger.core.numbers import decimal_text
from ledger.errors import InputError
from ledger.importers._asking import Asking, Wordings, frame_of
from ledger.importers._cells import Cells
from ledger.importers._losses import Losses
from ledger.importers._platform import naming
from ledger.store.batch import Asked, Made

ID: Final = "Question ID"
OPTIONS: Final = "MC Options (All)"
CURRENT: Final = "MC Options (Current)"
OLD_OPTIONS: Final = "MC Options"
RANGE: Final = "Continuous Range"
CDF: Final = "Continuous CDF"
CLOSES: Final = "Scheduled Close Time"
CLOSED: Final = "Actual Close Time"
KNOWN: Final = "Resolution Known Time"
LABEL: Final = "Label"
BOUNDS: Final = ("Lower Bound", "Upper Bound")
NEEDED: Final = (
    ID, "Question URL", "Question Title", "Question Type", *BOUNDS, "Open Lower Bound", "Open Upper Bound", RANGE,
    "Open Time", CLOSES, CLOSED, "Resolution", KNOWN,
)  # fmt: skip
READ: Final = (*NEEDED, OPTIONS, CURRENT, OLD_OPTIONS, "Categories", LABEL)
LEFT: Final[Mapping[str, str]] = {
    "Post ID": "the address of the question names it",
    "Post Curation Status": "what a site's editors think of a post is no part of a question",
    "Post Published Time": "a question is open from its Open Time on",
    "Default Project": "a ledger has no tournaments",
    "Default Project ID": "a ledger has no tournaments",
    "Leaderboard Tags": "a ledger has no tournaments",
    "MC Options History": "every option stands from the beginning",
    "CP Reveal Time": "a ledger hides no forecasts",
    "Include Bots in Aggregates": "aggregates are taken as they are",
    "Question Weight": "questions weigh alike",
}
USUAL: Final = frozenset({"", "False", "[]", "1.0"})
"""What these columns hold where they say nothing."""
DISCRETE: Final = "discrete"
TYPES: Final[Mapping[str, str]] = {
    "binary": "binary",
    "multiple_choice": "categorical",
    "numeric": "numeric",
    DISCRETE: "numeric",
    "date": "date",
}
ZONED: Final = ("+00:00", "Z", "UTC")
AGAIN: Final = "download it again: a spreadsheet may have changed it"
LONGEST_LIST: Final = 100_000
_DAY: Final = re.compile(r"([0-9]{4}-[0-9]{2}-[0-9]{2})(?:[T ].{1,40})?")

Texts = Mapping[str, str]


@dataclass(frozen=True, slots=True, kw_only=True)
class Question:
    """A question of the download: as it is asked, where its CDFs are read, and when forecasting ended.

    `axis` is empty for what is no number and no day; `even` where it can be worked out from its ends.
    """

    asked: Asked
    axis: tuple[str, ...]
    even: bool
    url: str
    closed: datetime | None

    def axis_of(self, count: int) -> Sequence[str]:
        """Where a CDF of so many numbers is read; an `InputError` where nobody can know."""
        if len(self.axis) == count:
            return self.axis
        if not self.even or min(count, len(self.axis)) < 2 or "" in self.axis:
            message = f"{CDF}: {count} numbers, but the {RANGE} of the question has {len(self.axis)}"
            raise InputError(message, hint=AGAIN)
        low, high = Decimal(self.axis[0]), Decimal(self.axis[-1])
        return [decimal_text(low + (high - low) * at / (count - 1)) for at in range(count)]


def read_question(texts: Texts, line: int, cells: Cells, losses: Losses) -> Question:
    """A row of `question_data.csv`; a LedgerError names the column of what cannot be read, where it is one alone."""
    if not texts[ID]:
        raise InputError(f"{ID}: nothing is there", hint=AGAIN)
    kind = TYPES.get(texts["Question Type"])
    if kind is None:
        message = f"Question Type: {shown(texts['Question Type'])} is none that is known"
        raise InputError(message, hint=f"there is {', '.join(TYPES)}")
    options = _options(texts) if kind == "categorical" else ()
    about = {
        "claim": _claim(texts),
        "by": texts[CLOSES],
        "tags": ";".join(_tags(texts.get("Categories", ""))),
        "outcome": _outcome(texts["Resolution"], kind),
        "known_on": (texts[KNOWN] or texts[CLOSED]) if texts["Resolution"] else "",
        **_kind(texts, kind, options),
    }
    _check(texts, about, cells)
    asking = Asking(foreign_key=texts[ID], line=line, made=_opened(texts, cells), texts=about)
    question = Question(
        asked=Wordings(cells, dated=True).asked(asking),
        axis=_axis(texts),
        even=texts["Question Type"] == DISCRETE,
        url=texts["Question URL"],
        closed=read_time(texts, CLOSED, cells) if texts[CLOSED] else None,
    )
    _leave(texts, losses)
    return question


def _check(texts: Texts, about: Texts, cells: Cells) -> None:
    for column in (CLOSES, KNOWN):
        if texts[column]:
            read_time(texts, column, cells)
    with naming("Resolution"):
        cells.outcome(about["outcome"], frame_of(about))


def read_time(texts: Texts, column: str, cells: Cells) -> datetime:
    """An instant of the download, past or future; an `InputError` names the column of anything else."""
    text = texts[column]
    if not text:
        raise InputError(f"{column}: nothing is there", hint=AGAIN)
    with naming(column):
        at = cells.clock.moment(text).at
    if at is None or not text.endswith(ZONED):
        raise InputError(f"{column}: {shown(text)} is no time in UTC", hint="such as 2026-01-25 02:02:06+00:00")
    return at


def read_list(text: str, column: str) -> list[str | None]:
    """The members of a list as Python writes it, as text; None for one that is none.

    Raises an `InputError` for anything else.

    >>> read_list("['Yes', 'No']", "MC Options")
    ['Yes', 'No']
    >>> read_list("[0.25, None]", "Continuous CDF")
    ['0.25', None]
    """
    if not (text.startswith("[") and text.endswith("]")) or len(text) > LONGEST_LIST:
        raise InputError(f"{column}: {shown(text)} is no list", hint=AGAIN)
    if "'" not in text and '"' not in text:
        return [None if one in {"None", "nan"} else one for one in text[1:-1].replace(",", " ").split()]
    try:
        return [None if one is None else str(one) for one in ast.literal_eval(text)]
    except (ValueError, TypeError, SyntaxError, MemoryError, RecursionError):
        raise InputError(f"{column}: {shown(text)} is no list", hint=AGAIN) from None


def _options(texts: Texts) -> tuple[str, ...]:
    column = next((name for name in (OPTIONS, CURRENT, OLD_OPTIONS) if texts.get(name)), OPTIONS)
    return tuple(option for option in read_list(texts.get(column, ""), column) if option)


def _kind(texts: Texts, type: str, options: Sequence[str]) -> dict[str, str]:
    if type == "binary":
        return {}
    if type == "categorical":
        return {"type": type, "options": join_options(options)}
    open_sides = [side for side in ("lower", "upper") if texts[f"Open {side.title()} Bound"] == "True"]
    return {
        "type": type,
        "bounds": "..".join(texts[bound] for bound in BOUNDS),
        "open_bounds": "both" if len(open_sides) == 2 else "".join(open_sides),
    }


def _axis(texts: Texts) -> tuple[str, ...]:
    """Where a CDF is read; its ends are the bounds themselves, for the range was computed in floats."""
    if not texts[RANGE]:
        return ()
    inner = [str(value) for value in read_list(texts[RANGE], RANGE)[1:-1]]
    return (texts[BOUNDS[0]], *inner, texts[BOUNDS[1]])


def _claim(texts: Texts) -> str:
    """The title; the label of a question of a group stands behind it where the title does not hold it."""
    title, label = texts["Question Title"], texts.get(LABEL, "")
    return title if label in title else f"{title} ({label})"


def _tags(text: str) -> list[str]:
    names = read_list(text, "Categories") if text else []
    return ["-".join(name.replace(",", " ").replace(";", " ").replace(":", " ").split()) for name in names if name]


def _outcome(text: str, type: str) -> str:
    """The outcome in the words of the ledger; a day without its hour.

    >>> _outcome("2026-03-01 00:00:00+00:00", "date"), _outcome("below_lower_bound", "numeric")
    ('2026-03-01', 'below_lower_bound')
    """
    found = _DAY.fullmatch(text) if type == "date" else None
    return found[1] if found else text


def _opened(texts: Texts, cells: Cells) -> Made:
    """When a question opened; one that has not opened yet is as if asked now."""
    text = texts["Open Time"]
    return cells.made(text if text and read_time(texts, "Open Time", cells) <= cells.clock.now else "")


def _leave(texts: Texts, losses: Losses) -> None:
    for name, reason in LEFT.items():
        if texts.get(name, "") not in USUAL:
            losses.add(name, reason)
    if texts["Question Type"] == DISCRETE:
        losses.add("Question Type", "a discrete question is a numeric one: that only some values can come out is lost")
    if texts[CLOSED] and texts[CLOSED] != texts[CLOSES]:
        losses.add(CLOSED, "forecasts end with the deadline, or when the outcome was known")
