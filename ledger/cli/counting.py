"""What every table that counts shares: its options, and what it says about what was left out."""

from collections.abc import Callable, Iterator, Mapping
from decimal import ROUND_HALF_UP, Decimal
from functools import reduce, wraps
from typing import Any, Final, TypeVar

import click

from ledger.cli.prose import wrapped
from ledger.cli.session import session
from ledger.cli.text import printable
from ledger.core.numbers import decimal_text, float_text

F = TypeVar("F", bound=Callable[..., Any])

WORDS: Final[Mapping[str, str]] = {
    "open": "open",
    "annulled": "annulled",
    "ambiguous": "ambiguous",
    "resolved_early": "resolved before their deadline (--include early)",
    "no_deadline": "without a deadline (--include undated)",
    "retrospective": "recorded after the outcome was known",
    "same_day": "made on the day it closed or was known",
    "after_close": "made after it closed",
    "after_known": "made after the outcome was known",
    "withdrawn": "withdrawn",
    "expired": "run out before it was known",
    "other_type": "not yes/no questions",
    "no_number": "without a number",
    "not_in_scale": "in words that this scale does not have",
    "undecided": "undecided under this reading of the deadline",
    "not_yet_said": "with nothing said by then",
    "over_by_then": "over by then",
    "other_rule": "of a kind that this rule does not score",
    "not_scored": "not scored by this dialect",
}


VIEWS: Final = (
    click.option(
        "--timing", metavar="T", default="last",
        help="Which forecasts count: last (the default), first, each, at:7d before the close, at:DATE, time-weighted.",
    ),
    click.option("--reading", metavar="NAME", default="scored", help="By another reading of the deadlines: strict."),
    click.option("--scale", metavar="NAME[:low|mid|high]", help="Take the numbers of words from this scale."),
    click.option("--no-retrospective", is_flag=True, help="Leave out what was recorded after the outcome was known."),
    click.option("--rule-version", metavar="V", help="Insist on that version of the scoring rules."),
)  # fmt: skip


def counted(command: Callable[..., Any]) -> Callable[..., Any]:
    """Add the options that say which forecasts count; the command gets them as one `view`."""

    @wraps(command)
    def with_view(
        *args: Any, timing: str, reading: str, scale: str | None, no_retrospective: bool, rule_version: str | None,
        **others: Any,
    ) -> Any:  # fmt: skip
        from ledger.services.view import View

        view = View(
            timing=timing.lower(), reading=reading.lower(), scale=scale, retrospective=not no_retrospective,
            rule_version=rule_version,
        )  # fmt: skip
        return command(*args, view=view, **others)

    return reduce(lambda wrapped_, option: option(wrapped_), reversed(VIEWS), with_view)


def including(command: F) -> F:
    """Add --include."""
    return click.option("--include", metavar="early,undated", help="Let in what resolved early or has no deadline.")(
        command
    )


def level_option(command: F) -> F:
    """Add --level."""
    return click.option("--level", metavar="0.95", help="Level of the intervals.")(command)


def setting(given: Any, key: str) -> str:
    """What an option says, else the configuration, else the default; refused where it is no value of that key."""
    from ledger.cli.configuration import known

    asked = known(key)
    value = str(given if given is not None else session().setting(key, asked.default))
    asked.check(value)
    return value


def names_of(text: str | None) -> tuple[str, ...]:
    """Names between commas, each once.

    >>> names_of("early, undated, early")
    ('early', 'undated')
    """
    return tuple(dict.fromkeys(name for part in (text or "").split(",") if (name := part.strip().lower())))


def left_out(excluded: Mapping[str, int]) -> Iterator[str]:
    """What was left out, and why.

    >>> list(left_out({"open": 2}))
    ['left out: 2 open']
    """
    if excluded:
        said = ", ".join(f"{n} {WORDS.get(reason, reason)}" for reason, n in excluded.items())
        yield from wrapped(said, "left out: ", "  ")


def not_in_scale(scale: str | None, phrases: Mapping[str, int]) -> Iterator[str]:
    """The phrases that were left out because the scale does not have them, and how many each.

    >>> list(not_in_scale("phia:low", {"will": 2, "usually": 1}))
    ['phia has no: will (2), usually (1)']
    """
    if phrases:
        said = ", ".join(f"{printable(phrase)} ({n})" for phrase, n in phrases.items())
        yield from wrapped(said, f"{str(scale).partition(':')[0]} has no: ", "  ")


def some(n: int, noun: str) -> str:
    """So many of them.

    >>> some(1, "prediction"), some(2, "prediction")
    ('1 prediction', '2 predictions')
    """
    return f"{n} {noun}{'' if n == 1 else 's'}"


def score_text(value: float | None) -> str:
    """A score with three places; inf where it is infinite.

    >>> score_text(0.0625), score_text(float("inf")), score_text(None)
    ('0.062', 'inf', '-')
    """
    if value is None:
        return "-"
    return f"{value:z.3f}" if abs(value) < float("inf") else float_text(value)


def interval_text(low: float | None, high: float | None) -> str:
    """Both ends of an interval.

    >>> interval_text(0.187, 0.2791)
    '0.187 … 0.279'
    """
    return "-" if low is None or high is None else f"{low:z.3f} … {high:z.3f}"


def sum_text(value: Decimal) -> str:
    """A sum to one place, half of a place rounded up, without a zero there.

    >>> sum_text(Decimal("26.34")), sum_text(Decimal("12.25")), sum_text(Decimal("19"))
    ('26.3', '12.3', '19')
    """
    return decimal_text(value.quantize(Decimal("0.1"), ROUND_HALF_UP))


def level_text(level: Decimal) -> str:
    """A level in percent.

    >>> level_text(Decimal("0.95"))
    '95%'
    """
    return f"{decimal_text(level * 100)}%"
