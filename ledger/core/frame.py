"""What a wording fixes about the predictions made on it: the options, or the unit and the bounds."""

import unicodedata
from collections.abc import Sequence
from functools import lru_cache
from typing import Final, NamedTuple

from ledger.core.dates import shown
from ledger.errors import InputError

MOST_OPTIONS: Final = 200
LONGEST_OPTION: Final = 120
VERDICTS: Final = frozenset({"ambiguous", "annulled"})
"""Words that say that a question has no outcome, and so name no option."""

CATCH_ALL: Final = frozenset({"other", "others", "something else", "none of these"})
"""Names of an option that stands for every one that is not listed, in any case."""

_LONGEST: Final = MOST_OPTIONS * (LONGEST_OPTION + 3)
_SHOWN: Final = 10
_OPTIONS: Final = 'write them with commas, as in "Google,OpenAI,other"'


class Frame(NamedTuple):
    """What a question asks for: its type, and the options of a categorical one or the bounds of one that is not.

    `exclusive` options: exactly one comes true, else each comes true or not by itself. `unit` belongs to numbers.
    `lower` and `upper` are exact text, a decimal or an ISO day. Beyond an open bound values can happen, and count as
    `below` or `above`; beyond a closed one nothing can be predicted or come out; without a bound everything can.
    """

    type: str = "binary"
    options: tuple[str, ...] = ()
    exclusive: bool = True
    ordered: bool = False
    unit: str | None = None
    lower: str | None = None
    upper: str | None = None
    open_lower: bool = False
    open_upper: bool = False

    def option(self, name: str) -> str | None:
        """The option of that name, in any case and spacing, as the wording spells it; None where there is none.

        >>> Frame(type="categorical", options=("Open AI", "other")).option("open  ai")
        'Open AI'
        """
        sought = _key(name)
        return next((option for option in self.options if _key(option) == sought), None)

    @property
    def catch_all(self) -> str | None:
        """The last option that stands for every one that is not listed; None where there is none.

        >>> Frame(type="categorical", options=("Google", "Other")).catch_all
        'Other'
        """
        return next((option for option in reversed(self.options) if _key(option) in CATCH_ALL), None)


YES_OR_NO: Final = Frame()


def read_options(text: str) -> tuple[str, ...]:
    """The options of a categorical question, from names with commas in between; quote a name that holds a comma.

    From 2 to 200 of them, each of 1 to 120 characters without "=", no two alike but for case; InputError otherwise, and
    for the words of a verdict.

    >>> read_options('Google, OpenAI, "Meta, Inc.", other')
    ('Google', 'OpenAI', 'Meta, Inc.', 'other')
    """
    if len(text) > _LONGEST:
        raise InputError(f"the options have {len(text)} characters", hint=f"they have at most {_LONGEST}")
    options = split_options(text)
    if len(options) < 2:
        raise InputError(f"{shown(text.strip())} is not a list of options", hint=_OPTIONS)
    if len(options) > MOST_OPTIONS:
        raise InputError(f"{len(options)} options are too many", hint=f"a question has at most {MOST_OPTIONS}")
    seen: dict[str, str] = {}
    for option in options:
        _check_option(option)
        if _key(option) in seen:
            raise InputError(f"the option {shown(option)} is named twice", hint="names differ by more than case")
        seen[_key(option)] = option
    return options


def split_options(text: str) -> tuple[str, ...]:
    """The names in a text with commas in between, as in a line of CSV, white space made even; InputError if torn.

    >>> split_options('a, "b, c",  d  e')
    ('a', 'b, c', 'd e')
    """
    import csv

    try:
        rows = list(csv.reader([" ".join(text.split())], skipinitialspace=True, strict=True))
    except csv.Error:
        message = f"cannot tell the names in {shown(text.strip())} apart"
        raise InputError(message, hint='quote a name that holds a comma, as in a,"b, c"') from None
    return tuple(" ".join(name.split()) for row in rows for name in row)


def join_options(names: Sequence[str]) -> str:
    """Names as one text that `split_options` reads back.

    >>> join_options(["a", "b, c"])
    'a, "b, c"'
    """
    return ", ".join(_quoted(name) for name in names)


def list_options(options: Sequence[str]) -> str:
    """Options for a sentence, the first ten of them.

    >>> list_options(["Google", "OpenAI"])
    'Google, OpenAI'
    """
    more = len(options) - _SHOWN
    return join_options(options[:_SHOWN]) + (f" and {more} more" if more > 0 else "")


def read_bounds(text: str, type: str) -> tuple[str | None, str | None]:
    """The bounds of a question of a number or of a day as exact text, from `0..1000`, `0..`, `..1000`, `2026..2040`.

    None for a side without one. A partial date is its first day below and its last day above. InputError where the type
    takes none, where neither side is given, and where the lower is not below the upper.

    >>> read_bounds("0..1e3", "numeric"), read_bounds("2026..", "date")
    (('0', '1000'), ('2026-01-01', None))
    """
    from ledger.core.quantity import QUANTITIES, read_range

    quantity = QUANTITIES.get(type)
    if quantity is None:
        raise InputError(f"a {type} question takes no bounds", hint="add --type numeric or --type date")
    low, high = read_range(text)
    lower = quantity.low(low) if low else None
    upper = quantity.high(high) if high else None
    if lower is None and upper is None:
        raise InputError(f"{shown(text.strip())} names no bound", hint="write 0..1000, 0.. or ..1000")
    if lower is not None and upper is not None and not float(quantity.size(lower)) < float(quantity.size(upper)):
        raise InputError(f"the lower bound {lower} is not below the upper bound {upper}", hint="write LOW..HIGH")
    return lower, upper


@lru_cache(maxsize=4096)
def _key(name: str) -> str:
    return " ".join(unicodedata.normalize("NFC", name).casefold().split())


def _quoted(name: str) -> str:
    return f'"{name.replace(chr(34), chr(34) * 2)}"' if "," in name or '"' in name else name


def _check_option(name: str) -> None:
    if not name:
        raise InputError("an option has no name", hint=_OPTIONS)
    if len(name) > LONGEST_OPTION:
        message = f"the option {shown(name)} has {len(name)} characters"
        raise InputError(message, hint=f"an option has at most {LONGEST_OPTION}")
    if "=" in name:
        raise InputError(f"the option {shown(name)} holds '='", hint='shares are written with it: "Google=50%"')
    if _key(name) in VERDICTS:
        raise InputError(f"{shown(name)} is a verdict and cannot be an option", hint="call it something else")
