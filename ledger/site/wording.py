"""How pages write things: numbers, days, results, and addresses that may be followed."""

from datetime import date
from decimal import Context, Decimal
from typing import Final
from urllib.parse import urlsplit

from ledger.calibration.table import CalibrationRow
from ledger.core.characters import printable
from ledger.core.numbers import decimal_text, float_text
from ledger.services.calibrate import Calibration
from ledger.services.effective import with_effective
from ledger.site.lines import Line, Told

LONGEST_PERCENT: Final = len("12.34%")
LONGEST_TOLD: Final = 40
LONGEST_COLUMN: Final = len("99.9999%")
NOTHING: Final = "–"
WEB: Final = ("http", "https")
MONTHS: Final = (
    "January", "February", "March", "April", "May", "June", "July", "August", "September", "October", "November",
    "December",
)  # fmt: skip


def percent(probability: str | None) -> str:
    """A probability for reading: at most four digits, and never 0 % or 100 % for what is not.

    >>> percent("0.7"), percent("0.083333333333333333"), percent("0.999999"), percent(None)
    ('70%', '8.333%', '99.9999%', '–')
    """
    if probability is None:
        return NOTHING
    whole = decimal_text(Decimal(probability) * 100)
    if len(whole) < LONGEST_PERCENT:
        return f"{whole}%"
    short = Context(prec=4).create_decimal(Decimal(whole))
    return f"{whole}%" if short == 100 else f"{decimal_text(short)}%"


def share(value: float | None) -> str:
    """A frequency in percent, to one place.

    >>> share(0.16666), share(1.0)
    ('16.7%', '100.0%')
    """
    return NOTHING if value is None else f"{value:.1%}"


def whole(value: float) -> str:
    """A frequency in whole percents, without the sign.

    >>> whole(0.166)
    '17'
    """
    return f"{value * 100:.0f}"


def rule(name: str) -> str:
    """A scoring rule as people call it.

    >>> rule("brier"), rule("crps-normal")
    ('Brier', 'CRPS normal')
    """
    return {"brier": "Brier", "log": "logarithmic"}.get(name, name.replace("crps", "CRPS").replace("-", " "))


def score(value: float | None) -> str:
    """A score to three places, and never 0 for what is not.

    >>> score(0.23166), score(0.0001), score(0.0)
    ('0.232', '0.0001', '0.000')
    """
    if value is None:
        return NOTHING
    return f"{value:.1g}" if 0 < abs(value) < 0.0005 else f"{value:.3f}"


def number(value: Decimal | int) -> str:
    """A sum of outcomes or of probabilities, to one place.

    >>> number(Decimal("38.42")), number(7)
    ('38.4', '7')
    """
    return decimal_text(Decimal(value).quantize(Decimal("0.1")))


def sentence(text: str) -> str:
    """Words as a sentence of their own.

    >>> sentence("too few to say")
    'Too few to say.'
    """
    return f"{capitalized(text)}{'' if text.endswith('.') else '.'}"


def capitalized(text: str) -> str:
    """Words with a first letter that is large; the others stay as they are.

    >>> capitalized("weighted CRPS")
    'Weighted CRPS'
    """
    return f"{text[:1].upper()}{text[1:]}"


def exact(value: float | None) -> str:
    """A float at its shortest, as the JSON answers write it."""
    return "" if value is None else float_text(value)


def day(text: str | None) -> str:
    """A day, or the day of an instant, as people write it; what is no day stays as it is.

    >>> day("2026-05-01"), day("2026-05-01T10:00:00Z"), day("2026-05")
    ('1 May 2026', '1 May 2026', '2026-05')
    """
    if not text:
        return NOTHING
    try:
        found = date.fromisoformat(text[:10])
    except ValueError:
        return text
    return f"{found.day} {MONTHS[found.month - 1]} {found.year}"


def short_day(text: str | None) -> str:
    """A day with three letters for its month.

    >>> short_day("2026-09-01")
    '1 Sep 2026'
    """
    written = day(text).split(" ")
    return " ".join([written[0], written[1][:3], *written[2:]]) if len(written) == 3 else day(text)


def distance(text: str | None, today: str) -> str:
    """How far a day is from today.

    >>> distance("2026-05-03", "2026-05-01"), distance("2026-04-30", "2026-05-01"), distance("2026-05-01", "2026-05-01")
    ('in 2 days', '1 day ago', 'today')
    """
    if not text:
        return ""
    days = (date.fromisoformat(text[:10]) - date.fromisoformat(today)).days
    if days == 0:
        return "today"
    many = f"{abs(days):,} day{'' if abs(days) == 1 else 's'}"
    return f"in {many}" if days > 0 else f"{many} ago"


def many(number: int, noun: str, plural: str | None = None) -> str:
    """A number of things.

    >>> many(1, "prediction"), many(1200, "prediction"), many(2, "series", "series")
    ('1 prediction', '1,200 predictions', '2 series')
    """
    return f"{number:,} {noun if number == 1 else plural or f'{noun}s'}"


def web(address: str | None) -> str | None:
    """An address that may be followed; None for what is none of the web, such as a script.

    >>> web("https://example.org/a"), web("javascript:alert(1)")
    ('https://example.org/a', None)
    """
    if not address or any(one <= " " for one in address):
        return None
    try:
        found = urlsplit(address)
    except ValueError:
        return None
    return address if found.scheme in WEB and found.netloc else None


def told(one: Told) -> str:
    """What somebody said last, in few words."""
    if one.withdrawn:
        return "withdrawn"
    return shortened(one.told) if one.told else percent(one.p)


def in_column(text: str) -> str:
    """What fits into the column of probabilities; what does not stands below the claim.

    >>> in_column("8.333%"), in_column("Red 50%, Blue 50%")
    ('8.333%', '–')
    """
    return text if len(text) <= LONGEST_COLUMN else NOTHING


def shortened(text: str, longest: int = LONGEST_TOLD) -> str:
    """A text in at most so many characters.

    >>> shortened("Google 50%, OpenAI 30%, Anthropic 15%, other 5%")
    'Google 50%, OpenAI 30%, Anthropic 15%, …'
    """
    return text if len(text) <= longest else f"{text[: longest - 1]}…"


def widened(table: Calibration) -> tuple[CalibrationRow, ...]:
    """The rows of a calibration table, their intervals of as many forecasts as are independent."""
    return with_effective(table.rows, table.effective)


def said(line: Line) -> str:
    """What is said on a question: one forecaster's word, or the lowest and the highest number of several."""
    if len(line.told) == 1:
        return told(line.told[0])
    numbers = sorted((one.p for one in line.told if one.p is not None and not one.withdrawn), key=Decimal)
    if not numbers:
        return NOTHING
    low, high = percent(numbers[0]), percent(numbers[-1])
    return low if low == high else f"{low} to {high}"


def harmless(value: object) -> object:
    """Text without what controls, hides or turns direction; None is nothing."""
    if value is None:
        return ""
    return printable(value, lines=True) if type(value) is str else value
