"""What every table that counts shares: its options, and what it says about what was left out."""

from collections.abc import Callable, Iterator, Mapping
from decimal import ROUND_HALF_EVEN, Decimal
from typing import Any, Final, TypeVar

import click

from ledger.cli.prose import wrapped
from ledger.cli.session import session
from ledger.core.numbers import decimal_text, float_text

F = TypeVar("F", bound=Callable[..., Any])

LAST: Final = click.Choice(["last"])
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
    "no_number": "without a number",
}


def counted(command: F) -> F:
    """Add --no-retrospective and --timing."""
    late = click.option(
        "--no-retrospective", is_flag=True, help="Leave out what was recorded after the outcome was known."
    )
    timing = click.option(
        "--timing", type=LAST, default="last", expose_value=False, help="Which forecasts count: each one's last."
    )
    return late(timing(command))


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
    """Names between commas.

    >>> names_of("early, undated")
    ('early', 'undated')
    """
    return tuple(name for part in (text or "").split(",") if (name := part.strip().lower()))


def left_out(excluded: Mapping[str, int]) -> Iterator[str]:
    """What was left out, and why.

    >>> list(left_out({"open": 2}))
    ['left out: 2 open']
    """
    if excluded:
        said = ", ".join(f"{n} {WORDS.get(reason, reason)}" for reason, n in excluded.items())
        yield from wrapped(said, "left out: ", "  ")


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
    return f"{value:.3f}" if abs(value) < float("inf") else float_text(value)


def interval_text(low: float | None, high: float | None) -> str:
    """Both ends of an interval.

    >>> interval_text(0.187, 0.2791)
    '0.187 … 0.279'
    """
    return "-" if low is None or high is None else f"{low:.3f} … {high:.3f}"


def sum_text(value: Decimal) -> str:
    """A sum to one place, without a zero there.

    >>> sum_text(Decimal("26.34")), sum_text(Decimal("19"))
    ('26.3', '19')
    """
    return decimal_text(value.quantize(Decimal("0.1"), ROUND_HALF_EVEN))


def level_text(level: Decimal) -> str:
    """A level in percent.

    >>> level_text(Decimal("0.95"))
    '95%'
    """
    return f"{decimal_text(level * 100)}%"
