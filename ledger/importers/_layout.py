"""The layout of a table: which column holds which field, from what people say and from the usual names."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Final

from ledger.core.dates import shown
from ledger.errors import InputError
from ledger.importers._wishes import Wishes
from ledger.registry import unknown_name

USUAL: Final[Mapping[str, tuple[str, ...]]] = {
    "claim": ("claim", "question", "title", "prediction", "statement", "question title"),
    "key": ("key", "id", "question id"),
    "p": ("p", "probability", "confidence", "forecast"),
    "phrase": ("phrase", "words"),
    "basis": ("basis",),
    "forecaster": ("forecaster", "author", "user", "who"),
    "by": ("by", "deadline", "resolve by", "due", "due date"),
    "made": ("made", "date", "created", "made on", "created at"),
    "outcome": ("outcome", "resolution", "resolved", "result"),
    "known_on": ("known on", "resolved on", "resolved at"),
    "happened_on": ("happened on",),
    "criteria": ("criteria", "resolution criteria"),
    "fine_print": ("fine print",),
    "type": ("type",),
    "options": ("options",),
    "ordered": ("ordered",),
    "independent": ("independent",),
    "unit": ("unit",),
    "bounds": ("bounds",),
    "open_bounds": ("open bounds",),
    "shares": ("shares",),
    "quantiles": ("quantiles",),
    "interval": ("interval",),
    "distribution": ("distribution", "dist"),
    "cdf": ("cdf",),
    "tags": ("tags", "tag"),
    "source": ("source", "url"),
    "quote": ("quote",),
    "note": ("note", "notes", "comment"),
}
"""The fields, and the headers that are taken for them where nobody says otherwise, the best first."""

SAID: Final = ("shares", "quantiles", "interval", "distribution", "cdf")
"""The fields of what is no single probability."""

CONSTANT: Final = "="
RANGE: Final = ".."


@dataclass(frozen=True, slots=True, kw_only=True)
class Layout:
    """Of `width` columns: positions of the fields that have one, values of those that are the same in every row.

    `wide` holds position and forecaster of each column of a wide table, none for a long one; `fill` is position
    and name of the column whose number fills blanks; `unread` holds position and name of each column that
    nothing is read from.
    """

    width: int
    at: Mapping[str, int]
    same: Mapping[str, str]
    wide: tuple[tuple[int, str], ...]
    fill: tuple[int, str] | None
    unread: tuple[tuple[int, str], ...]

    @property
    def ignored(self) -> tuple[str, ...]:
        """The names of the columns that nothing is read from."""
        return tuple(name for _, name in self.unread)


def lay_out(names: Sequence[str], wishes: Wishes) -> Layout:
    """The layout of a table with these column names.

    An `InputError` for a field or column that is none, a name that two columns bear, or a table without claims or
    without numbers.
    """
    same = {_field(field): text[1:] for field, text in wishes.columns.items() if text.startswith(CONSTANT)}
    mapped = {
        _field(field): column_at(names, text) for field, text in wishes.columns.items() if not text.startswith(CONSTANT)
    }
    at = mapped | _usual(names, mapped, same)
    if "claim" not in at:
        raise _no_claims(names)
    wide = _wide(names, at, same, wishes)
    fill = _fill(names, at, wide, wishes.fill_blank)
    used = {*at.values(), *(position for position, _ in wide), fill and fill[0]}
    unread = ((place, name or _numbered(place)) for place, name in enumerate(names) if place not in used)
    return Layout(width=len(names), at=at, same=same, wide=wide, fill=fill, unread=tuple(unread))


def _fill(
    names: Sequence[str], at: Mapping[str, int], wide: tuple[tuple[int, str], ...], wanted: str | None
) -> tuple[int, str] | None:
    if wanted is None:
        return None
    if not wide:
        raise InputError("--fill-blank is for tables with one column per forecaster", hint="leave it out")
    place = column_at(names, wanted)
    if field := next((field for field, taken in at.items() if taken == place), None):
        message = f"the column {shown(names[place])} holds the {field.replace('_', ' ')}, not a forecaster's numbers"
        raise InputError(message, hint=f"--fill-blank COLUMN; there is {_listed(names)}")
    return place, names[place] or _numbered(place)


def _no_claims(names: Sequence[str]) -> InputError:
    if len(names) == 1 or any("|" in name for name in names):
        message = f"cannot tell the columns of the first line apart: {shown(', '.join(names))}"
        return InputError(message, hint="separate them by commas, semicolons or tabs", code="bad_header")
    hint = f"--map claim=COLUMN; there is {_listed(names)}"
    return InputError("no column holds the claims", hint=hint, code="bad_header")


def _field(name: str) -> str:
    field = name.strip().lower().replace("-", "_")
    if field not in USUAL:
        raise unknown_name("field to map", name, known=USUAL)
    return field


def column_at(names: Sequence[str], wanted: str) -> int:
    """The position of a column, by its name in any letter case, or by its number from 1.

    >>> column_at(["Question", "p"], "question"), column_at(["Question", "p"], "2")
    (0, 1)
    """
    text = wanted.strip()
    found = [at for at, name in enumerate(names) if name == text]
    found = found or [at for at, name in enumerate(names) if name.casefold() == text.casefold()]
    if len(found) == 1:
        return found[0]
    if found:
        places = " and ".join(str(at + 1) for at in found[:4])
        message = f"{len(found)} columns are called {shown(text)}"
        raise InputError(message, hint=f"say which by its number: {places}", code="bad_column")
    if text.isascii() and text.isdigit() and len(text) < 7 and 1 <= int(text) <= len(names):
        return int(text) - 1
    raise InputError(f"no column is called {shown(text)}", hint=f"there is {_listed(names)}", code="bad_column")


def _usual(names: Sequence[str], mapped: Mapping[str, int], same: Mapping[str, str]) -> dict[str, int]:
    plain = [" ".join(name.casefold().replace("_", " ").replace("-", " ").split()) for name in names]
    taken = set(mapped.values())
    found: dict[str, int] = {}
    for field, usual in USUAL.items():
        free = [name for name in usual if name in plain and not (plain.index(name) in taken and plain.count(name) == 1)]
        if field not in mapped and field not in same and free:
            found[field] = _only(names, plain, free[0])
            taken.add(found[field])
    return found


def _only(names: Sequence[str], plain: Sequence[str], name: str) -> int:
    if plain.count(name) > 1:
        places = [str(at + 1) for at, other in enumerate(plain) if other == name]
        message = f"{len(places)} columns are called {shown(names[plain.index(name)])}"
        raise InputError(message, hint=f"say which by its number: {' or '.join(places[:4])}", code="bad_column")
    return plain.index(name)


def _wide(
    names: Sequence[str], at: Mapping[str, int], same: Mapping[str, str], wishes: Wishes
) -> tuple[tuple[int, str], ...]:
    spoken = {"p", "phrase", *SAID} & {*at, *same}
    if wishes.wide:
        if spoken or "forecaster" in at:
            raise InputError("a table is long or wide, not both", hint="leave --wide out, or the column of forecasters")
        return _forecasters(names, [place for text in wishes.wide for place in _places(names, text)])
    if spoken:
        return ()
    free = [place for place, name in enumerate(names) if place not in at.values() and name]
    if not free or "forecaster" in at:
        hint = f"--map p=COLUMN; there is {_listed(names)}"
        raise InputError("no column holds the probabilities", hint=hint, code="bad_header")
    return _forecasters(names, free)


def _places(names: Sequence[str], text: str) -> Sequence[int]:
    first, dots, last = text.partition(RANGE)
    if not dots or text in names:
        return [column_at(names, text)]
    start, end = column_at(names, first), column_at(names, last)
    if end < start:
        raise InputError(f"the range of columns {shown(text)} ends before it begins", hint="write --wide 13..520")
    return range(start, end + 1)


def _forecasters(names: Sequence[str], places: Sequence[int]) -> tuple[tuple[int, str], ...]:
    named = [(place, names[place] or _numbered(place)) for place in places]
    seen: dict[str, int] = {}
    for place, name in named:
        if (other := seen.setdefault(name.casefold(), place)) != place:
            message = f"columns {other + 1} and {place + 1} are both called {shown(name)}"
            hint = "one column for each forecaster: give them different names"
            raise InputError(message, hint=hint, code="bad_header")
    return tuple(dict.fromkeys(named))


def _numbered(place: int) -> str:
    return f"column {place + 1}"


def _listed(names: Sequence[str]) -> str:
    listed = [shown(name) for name in names if name][:20]
    return ", ".join(listed) or "no name in the first line"
