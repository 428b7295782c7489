"""What a file says of itself: its title, its author, the day it appeared."""

import re
from dataclasses import asdict, dataclass, replace
from typing import Final

_ISO: Final = re.compile(r"(\d{4}-\d\d-\d\d)(?:[T ]|$)")
LONGEST: Final = 1_000


@dataclass(frozen=True, slots=True, kw_only=True)
class Facts:
    """Title to URL as the file has them; `published` is an ISO day, month or year, its basis where that stands."""

    title: str | None = None
    author: str | None = None
    publisher: str | None = None
    published: str | None = None
    published_basis: str | None = None
    url: str | None = None

    def columns(self) -> dict[str, str | None]:
        r"""By name, each on one line and storable, those that say nothing as None.

        >>> Facts(title=" Why \n slow? ", author="").columns()["title"]
        'Why slow?'
        """
        return {name: _line(text) for name, text in asdict(self).items()}

    def or_else(self, other: "Facts") -> "Facts":
        """These facts, and the other's where these are silent; a date goes with its basis.

        >>> Facts(title="A").or_else(Facts(title="B", author="C"))
        Facts(title='A', author='C', publisher=None, published=None, published_basis=None, url=None)
        """
        mine = {name: text for name, text in asdict(self).items() if text}
        return replace(other, **({"published_basis": None} if self.published else {}) | mine)


NO_FACTS: Final = Facts()


def dated(text: str, basis: str) -> Facts:
    """A date as a file has it, with the place where it stands; no facts where it cannot be read for certain.

    >>> dated("May 7, 2026", "meta date").published, dated("May 7, 2026", "meta date").published_basis
    ('2026-05-07', 'meta date: May 7, 2026')
    """
    published = day_of(text)
    return Facts(published=published, published_basis=f"{basis}: {text.strip()[:60]}") if published else NO_FACTS


def day_of(text: str) -> str | None:
    """The day, month or year that a file's words for a date mean, in ISO form; None where days may be months.

    >>> day_of("2026-05-07T23:10:00+02:00"), day_of("Thu, 07 May 2026"), day_of("May 2026"), day_of("5/7/26")
    ('2026-05-07', '2026-05-07', '2026-05', None)
    """
    text = text.strip()[:60]
    if found := _ISO.match(text):
        return _real(found[1])
    if re.fullmatch(r"\d{4}(?:-\d\d)?", text):
        return _real(text)
    return _worded(text) if re.search("[A-Za-z]{3}", text) else None


def _real(text: str) -> str | None:
    from datetime import date

    try:
        date.fromisoformat(f"{text}-01-01"[:10] if len(text) == 4 else f"{text}-01"[:10])
    except ValueError:
        return None
    return text if text >= "1000" else None


def _worded(text: str) -> str | None:
    """What stays the same whatever is filled in for the rest; the year and the month must be said."""
    from datetime import UTC, datetime

    from dateutil import parser

    defaults = (datetime(1600, 1, 1, tzinfo=UTC), datetime(1704, 2, 2, tzinfo=UTC))
    try:
        one, other = (parser.parse(text, default=default, ignoretz=True) for default in defaults)
    except (ValueError, OverflowError):
        return None
    if (one.year, one.month) != (other.year, other.month):
        return None
    return one.strftime("%Y-%m-%d" if one.day == other.day else "%Y-%m")


def _line(text: str | None) -> str | None:
    kept = "".join(one for one in text if one and not "\ud800" <= one <= "\udfff") if text else ""
    return " ".join(kept.replace("\0", "").split())[:LONGEST] or None
