"""The grammar of a rule: a pick of observations, a comparison, and what is compared with; nothing is evaluated."""

from dataclasses import dataclass
from itertools import takewhile
from typing import Any, Final

from ledger.core.dates import shown
from ledger.core.quantity import read_number
from ledger.core.rules.values import COMPARISONS, EQUALITY, read_value, value_text
from ledger.errors import InputError

LONGEST: Final = 300
"""Characters of a rule."""

LONGEST_METRIC: Final = 100
MOST: Final = 100_000
"""Days, and times."""

MEETING: Final = ("any", "all", "never")
POINTS: Final = ("first", "last")
SIZES: Final = ("max", "min", "count")
CHANGES: Final = ("changed", "unchanged")
TIMES: Final = "times"
PICKS: Final = (*MEETING, *POINTS, *SIZES, *CHANGES)
LASTING: Final = ("any", "never")
SEEN: Final = ", seen in the last "

_SIGNS: Final = frozenset("<>=!≥≤≠")
_EXAMPLES: Final = 'write "any >= 24", "last > 0.5", "changed", "never < 3", "3 times >= 24" or "max >= 10"'
_COMPARISONS: Final = ", ".join(COMPARISONS)
_REFUSED: Final = frozenset("@{}\"'`,;")


@dataclass(frozen=True, slots=True, kw_only=True)
class Rule:
    """What observations of a metric must be like; `said` is the rule as typed, with single spaces.

    `threshold` is an exact number, a day or words; beside `than`, another metric, the number that is added to its value
    of the same day. `times` belongs to the pick "times"; `days` is for how long it must hold without a break; `fresh`
    is how many last days of the window must hold an observation where the whole window is needed. A rule without a
    comparison gives the outcome itself, except for `changed` and `unchanged`.
    """

    pick: str
    said: str
    comparison: str | None = None
    threshold: str | None = None
    than: str | None = None
    times: int | None = None
    days: int | None = None
    fresh: int | None = None

    @property
    def gives_outcome(self) -> bool:
        """Whether what is picked is the outcome itself, instead of yes or no."""
        return self.comparison is None and self.pick not in CHANGES


def read_rule(text: str) -> Rule:
    """A rule from words: PICK, COMPARISON, VALUE, "for N days" after any and never, ", seen in the last N days".

    PICK is any, all, never, first, last, max, min, count, changed, unchanged, or "3 times". VALUE is a number, a day,
    words (= and != only), or another metric of the same day with a number added: `@arena.other - 50`. InputError for
    everything else.

    >>> rule = read_rule("any>=24 for 30 days")
    >>> rule.pick, rule.comparison, rule.threshold, rule.days, rule.said
    ('any', '>=', '24', 30, 'any>=24 for 30 days')
    >>> rule = read_rule("last >= @arena.other - 50")
    >>> rule.than, rule.threshold
    ('arena.other', '-50')
    >>> read_rule("any => 24")
    Traceback (most recent call last):
    ...
    ledger.errors.InputError: no comparison is written '=>'
    """
    said = " ".join(text.split())
    if not said or len(said) > LONGEST:
        raise InputError(f"a rule has 1 to {LONGEST} characters, not {len(said)}", hint=_EXAMPLES)
    words, fresh = _fresh(said)
    head, comparison, tail = _split(words)
    pick, times = _pick(head, words)
    value, days = _lasting(tail) if comparison else ("", None)
    _check(pick, comparison, days, words)
    against = _against(value, pick, comparison) if comparison else {}
    return Rule(pick=pick, said=said, comparison=comparison, times=times, days=days, fresh=fresh, **against)


def _fresh(said: str) -> tuple[str, int | None]:
    """The rule without its end, and how many last days of the window must hold an observation."""
    at = said.lower().find(SEEN)
    if at < 0:
        return said, None
    number, _, noun = said[at + len(SEEN) :].partition(" ")
    if noun.lower() not in {"day", "days"}:
        message = f"cannot read {shown(said[at + 2 :])}"
        raise InputError(message, hint=f'write "{said[:at]}{SEEN}7 days"')
    return said[:at], _whole(number, "days")


def _split(said: str) -> tuple[str, str | None, str]:
    """What stands before the comparison, the comparison, and what stands behind it."""
    at = next((place for place, character in enumerate(said) if character in _SIGNS), None)
    if at is None:
        return said, None, ""
    comparison = "".join(takewhile(_SIGNS.__contains__, said[at:]))
    if comparison not in COMPARISONS:
        raise InputError(f"no comparison is written {shown(comparison)}", hint=f"there is {_COMPARISONS}")
    return said[:at].strip(), comparison, said[at + len(comparison) :].strip()


def _pick(head: str, said: str) -> tuple[str, int | None]:
    words = head.lower().split()
    if len(words) == 2 and words[1] in {"time", TIMES}:
        return TIMES, _whole(words[0], TIMES)
    if len(words) != 1 or words[0] not in PICKS:
        what = f"no rule begins with {shown(head)}" if head else f"the rule {shown(said)} picks no observation"
        raise InputError(what, hint=f"there is {', '.join(PICKS)} and N times: {_EXAMPLES}")
    return words[0], None


def _whole(text: str, noun: str) -> int:
    number = int(text) if text.isascii() and text.isdecimal() and len(text) <= len(str(MOST)) else 0
    if not 1 <= number <= MOST:
        raise InputError(f"{shown(text)} is no number of {noun}", hint=f"write a whole number from 1 to {MOST}")
    return number


def _lasting(tail: str) -> tuple[str, int | None]:
    """What is compared with, and for how many days it must hold."""
    words = tail.split()
    if len(words) < 3 or words[-3].lower() != "for" or words[-1].lower() not in {"day", "days"}:
        return tail, None
    return " ".join(words[:-3]), _whole(words[-2], "days")


def _check(pick: str, comparison: str | None, days: int | None, said: str) -> None:
    """Refuse picks that need a comparison and have none, or have one and take none."""
    if pick in CHANGES and comparison:
        raise InputError(f"{pick} is compared with nothing", hint=f'write "{pick}" alone, or "any = VALUE"')
    if comparison is None and pick in {*MEETING, TIMES}:
        raise InputError(f"the rule {shown(said)} compares with nothing", hint=f'add a comparison: "{said} >= 24"')
    if days is not None and pick not in LASTING:
        raise InputError(
            f"{pick} cannot hold for days", hint='write "any >= 24 for 30 days" or "never < 3 for 30 days"'
        )


def _against(value: str, pick: str, comparison: str) -> dict[str, Any]:
    """The threshold, and the metric that it is added to."""
    if not value:
        raise InputError(f"nothing stands behind {comparison}", hint=_EXAMPLES)
    if value.startswith("@"):
        return _metric_against(value, pick)
    orders = comparison not in EQUALITY or pick in SIZES
    read = read_value(value)
    if (orders and isinstance(read, str)) or (pick == "count" and not _is_number(value)):
        hint = f"{pick} {comparison} goes with a number such as 24" + (": = and != take words" if orders else "")
        raise InputError(f"{shown(value)} is no number", hint=hint)
    return {"threshold": value_text(value)}


def _is_number(value: str) -> bool:
    try:
        return bool(read_number(value))
    except InputError:
        return False


def _metric_against(value: str, pick: str) -> dict[str, Any]:
    if pick in SIZES:
        raise InputError(f"{pick} is compared with a number, not with a metric", hint=_EXAMPLES)
    name, _, rest = value[1:].strip().partition(" ")
    added = rest.replace(" ", "")
    if not added:
        return {"than": read_metric(name)}
    if added[0] not in "+-" or not _is_number(added):
        message = f"cannot read {shown(rest.strip())} behind @{name[:40]}"
        raise InputError(message, hint=f"add or take away a number: @{name[:40]} - 50")
    return {"than": read_metric(name), "threshold": read_number(added)}


def read_metric(text: str) -> str:
    """The name of a metric: one word of 1 to 100 characters without quotation marks, commas, braces or @.

    >>> read_metric(" arena.leader ")
    'arena.leader'
    """
    name = text.strip()
    wrong = any(character.isspace() or not character.isprintable() or character in _REFUSED for character in name)
    if not name or len(name) > LONGEST_METRIC or wrong:
        hint = f"one word of at most {LONGEST_METRIC} characters, such as arena.leader"
        raise InputError(f"{shown(name)} cannot be the name of a metric", hint=hint)
    return name


def check_type(rule: Rule, type: str) -> None:
    """Refuse a rule that cannot settle a question of that type.

    A yes/no question needs a comparison, or a change; one with options the first or last value, one of a number any
    value, one of a day any but the count.

    >>> check_type(read_rule("last"), "binary")
    Traceback (most recent call last):
    ...
    ledger.errors.InputError: the rule 'last' says neither yes nor no
    """
    if type == "binary":
        if rule.gives_outcome:
            hint = f'compare with something: "{rule.said} > 0.5"'
            raise InputError(f"the rule {shown(rule.said)} says neither yes nor no", hint=hint)
        return
    picks = {"categorical": POINTS, "numeric": (*POINTS, *SIZES), "date": (*POINTS, "max", "min")}[type]
    if not rule.gives_outcome or rule.pick not in picks:
        message = f"the rule {shown(rule.said)} gives no outcome of a {type} question"
        raise InputError(message, hint=f"write {', '.join(picks)}, without a comparison")
