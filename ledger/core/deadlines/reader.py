"""A deadline phrase read from its first word to its last, or refused."""

import re
from datetime import date, datetime, tzinfo
from typing import Final

from ledger.core.dates import LONGEST, read_formatted, shown
from ledger.core.deadlines.almanac import Frame
from ledger.core.deadlines.phrases import read_phrase
from ledger.core.deadlines.recurring import read_recurring
from ledger.core.deadlines.tokens import HINT, Tokens, tokens_of, unreadable
from ledger.core.deadlines.vague import is_vague
from ledger.core.deadlines.values import Deadline, Recurring, Undated
from ledger.errors import InputError

_HINTS: Final = (
    (r"(?:^|\d|\s)m\b", "m may be minutes or months: write min or mo"),
    (r"\d\s*/\s*\d", "a date with slashes can be read two ways: write 2027-07-06, or give the date format"),
    (r"(?<!\d)\d\d?[-.]\d\d?[-.]\d{2,4}", "write the date as 2027-07-06, or give the date format"),
    (r"'\d\d\b", "write the year with four digits"),
    (r"^\W*\d+\W*$", "a bare number is no date: write +10d, 2027, or 2027-06-30"),
    (r"\blast\b|\bprevious\b|\bago\b|\byesterday\b", "a deadline lies ahead of the day it was said"),
)


def read(
    text: str, *, made: date, zone: tzinfo, now: datetime, made_precision: str, date_format: str | None
) -> Deadline | Undated | Recurring:
    """As `ledger.core.deadlines.read_deadline`, which see."""
    frame = Frame(made=made, precision=made_precision, zone=zone, now=now)
    formatted = _formatted(text, date_format, zone)
    if formatted is not None:
        return formatted
    tokens = tokens_of(text)
    if is_vague(tokens):
        return Undated(text=text, rule="it names no date: the question stays open")
    try:
        return _dated(text, tokens, frame)
    except InputError as error:
        if error.message.startswith("cannot read"):
            raise unreadable(text, error.hint or HINT) from None
        raise InputError(f"cannot read {shown(text)} as a deadline: {error.message}", hint=HINT) from None


def _dated(text: str, tokens: Tokens, frame: Frame) -> Deadline | Recurring:
    series = read_recurring(tokens, frame)
    if series is not None:
        return Recurring(text=text, rrule=series[0])
    tokens.back_to(0)
    deadline = read_phrase(tokens, frame)
    if deadline is None:
        raise _refused(text)
    return deadline._replace(text=text)


def _refused(text: str) -> InputError:
    for sign, hint in _HINTS:
        if re.search(sign, text.lower()):
            return unreadable(text, hint)
    return unreadable(text)


def _formatted(text: str, date_format: str | None, zone: tzinfo) -> Deadline | None:
    if date_format is None or len(text) > LONGEST or not text.isascii():
        return None
    moment = read_formatted(text.strip(), date_format, zone=zone)
    if moment is None:
        return None
    rule = f"read by the date format {date_format}"
    return Deadline(text=text, day=moment.on, at=moment.at, edtf=moment.on.isoformat(), rule=rule)
