"""What people might say about questions of every type, for the laws."""

import shlex
import unicodedata
from datetime import date
from decimal import Decimal

from hypothesis import strategies as st

from ledger.core.frame import CATCH_ALL, VERDICTS, Frame
from ledger.core.stated import Typed
from ledger.question_types import TYPES

GOOGLE = Frame(type="categorical", options=("Google", "Open AI", "Meta, Inc.", "other"))
INDEPENDENT = Frame(type="categorical", options=GOOGLE.options, exclusive=False)
NUMBER = Frame(type="numeric", unit="USD bn")
DAY = Frame(type="date")
BOUNDED = Frame(type="numeric", lower="0", upper="1000", open_upper=True)
DECADE = Frame(type="date", lower="2026-01-01", upper="2035-12-31", open_upper=True)


def one_key(name: str) -> str:
    """Names that differ by more than case, however composed."""
    return unicodedata.normalize("NFC", unicodedata.normalize("NFC", name).casefold())


RESERVED = {*VERDICTS, *CATCH_ALL, "none"}

letters = st.characters(exclude_categories=("C", "Z"), exclude_characters="=")
words = st.text(letters, min_size=1, max_size=8)
names = st.lists(words, min_size=1, max_size=3).map(" ".join).filter(lambda name: name.casefold() not in RESERVED)
options = st.lists(names, min_size=2, max_size=6, unique_by=one_key)
numbers = st.decimals(-(10**6), 10**6, allow_nan=False, allow_infinity=False, places=3)
days = st.dates(date(1900, 1, 1), date(2200, 12, 31))
levels = st.integers(1, 999).map(lambda parts: Decimal(parts).scaleb(-3))


def said(frame: Frame, *, certain: bool = False, as_said: bool = False, **typed: str):
    """What was typed, read."""
    return TYPES[frame.type].read_prediction(Typed(**typed), frame, certain=certain, as_said=as_said)


def came_out(frame: Frame, text: str):
    """What was typed of the outcome, read."""
    return TYPES[frame.type].read_outcome(text, frame)


def told(frame: Frame, **typed: str) -> str:
    return TYPES[frame.type].tell(said(frame, **typed), frame)


def scored(frame: Frame, rule: str, outcome: str, *, certain: bool = False, **typed: str):
    """The score of what was typed under the outcome that was typed."""
    read = came_out(frame, outcome)
    return TYPES[frame.type].score(rule, said(frame, certain=certain, **typed), read, frame)


def points(stated) -> list[tuple[str, str | None]]:
    return [(point.at, point.share) for point in stated.points]


def pairs(said_of) -> str:
    """Pairs as one types them, each quoted."""
    return " ".join(shlex.quote(f"{name}={share}") for name, share in said_of)
