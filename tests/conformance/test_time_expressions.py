"""Time phrases as people say them: the shared gold list, a list held out while the grammar was written, refusals."""

import json
from datetime import UTC, date, datetime

import pytest

from ledger.core.deadlines import Deadline, Recurring, Undated, read_deadline
from ledger.core.recurrence import read_rule
from ledger.errors import InputError
from tests.conftest import SHARED, needs_shared

MADE = date(2025, 12, 15)  # a Monday
NOON = datetime(2025, 12, 15, 12, tzinfo=UTC)
GOLD = SHARED / "gold" / "time_expressions.json"
ITEMS = json.loads(GOLD.read_text(encoding="utf-8"))["items"] if GOLD.exists() else []

HELD_OUT = {
    "by the middle of 2028": "2028-06-30",
    "sometime in 2029": "2029-12-31",
    "within the next three to five years": "2030-12-31",
    "before the decade is out": "2029-12-31",
    "by the end of the century": "2100-12-31",
    "in a year or two": "2027-12-31",
    "in six months' time": "2026-06-15",
    "a year from today": "2026-12-15",
    "later this year": "2025-12-31",
    "by early next year": "2026-04-30",
    "at the end of next month": "2026-01-31",
    "in the second half of the decade": "2029-12-31",
    "by Q1 of next year": "2026-03-31",
    "within 90 days": "2026-03-15",
    "before Easter 2026": "2026-04-04",
    "by Thanksgiving": "2026-11-26",
    "by the 2026 midterms": "2026-11-03",
    "in the mid-to-late 2030s": "2039-12-31",
    "late 2026 or early 2027": "2027-04-30",
    "between June and September 2027": "2027-09-30",
    "this decade": "2029-12-31",
    "by the year 2040": "2040-12-31",
    "in under two years": "2027-12-15",
    "no earlier than 2030": "2030-01-01",
    "in roughly 3 years": "2028-12-15",
    "a couple of months from now": "2026-02-15",
    "in the next two and a half years": "2028-06-15",
    "within a quarter of a century": "2050-12-15",
    "by the fall of 2027": "2027-11-30",
    "in the summer": "2026-08-31",
    "by March 1st": "2026-03-01",
    "by the 20th": "2025-12-20",
    "the first week of February 2026": "2026-02-07",
    "day after tomorrow": "2025-12-17",
    "by close of 2026": "2026-12-31",
    "over the course of the next 18 months": "2027-06-15",
    "by Friday, 19 December 2025": "2025-12-19",
    "by mid-century": "2050-12-31",
    "by this time next year": "2026-12-15",
    "2026 Q2": "2026-06-30",
    "in the 21st century": "2100-12-31",
    "by mid-year": "2026-06-30",
    "after the 2028 election": "2028-11-08",
    "around the end of 2027": "2027-12-31",
    "by the end of the fiscal year": "2026-09-30",
    "in early to mid 2027": "2027-08-31",
    "in two to three months": "2026-03-15",
}
CONTRACT = {
    "2027-01-31T15:00+01:00": "2027-01-31",
    "2027": "2027-12-31",
    "2027-06": "2027-06-30",
    "june 2027": "2027-06-30",
    "2027-Q3": "2027-09-30",
    "H1 2027": "2027-06-30",
    "2027-W05": "2027-02-07",
    "end of 2027": "2027-12-31",
    "eoy": "2025-12-31",
    "EOY 2027": "2027-12-31",
    "eoq": "2025-12-31",
    "eom": "2025-12-31",
    "eow": "2025-12-21",
    "before July 2027": "2027-06-30",
    "before mid-2028": "2028-06-30",
    "+90d": "2026-03-15",
    "3w": "2026-01-05",
    "6mo": "2026-06-15",
    "2y": "2027-12-15",
    "+48h": "2025-12-17",
    "30min": "2025-12-15",
    "1y6mo": "2027-06-15",
    "next friday": "2025-12-26",
    "in 3 months": "2026-03-15",
    "by mid‑2027": "2027-06-30",
    "in mid-2027": "2027-08-31",
    "end-2027.": "2027-12-31",
    "BY THE END OF NEXT YEAR": "2026-12-31",
    "by New Year’s Eve": "2025-12-31",
    "by the\u00a0mid-2030s": "2035-12-31",
    "a week from Friday": "2025-12-26",
    "May–June 2027": "2027-06-30",
    "by 2030–2035": "2035-12-31",
    "half a year": "2026-06-15",
    "in a year and a half": "2027-06-15",
    "from Q4 to Q1": "2026-03-31",
}
VAGUE = (
    "in the not too distant future", "in a matter of weeks", "in our lifetimes", "before long", "any day now",
    "in several years", "for the foreseeable future", "for years to come", "someday", "sooner or later",
    "in the long run", "In the coming years.", "in the months ahead",
)  # fmt: skip
SERIES = {
    "every six months": "FREQ=YEARLY;BYMONTH=6,12;BYMONTHDAY=-1",
    "on a quarterly basis": "FREQ=YEARLY;BYMONTH=3,6,9,12;BYMONTHDAY=-1",
    "once a week": "FREQ=WEEKLY;BYDAY=SU",
    "each month through 2026": "FREQ=MONTHLY;BYMONTHDAY=-1;UNTIL=20261231",
    "each year until 2030": "FREQ=YEARLY;BYMONTH=12;BYMONTHDAY=31;UNTIL=20301231",
    "every other week": "FREQ=WEEKLY;INTERVAL=2;BYDAY=SU",
    "every few months": None,
    "every summer": "FREQ=YEARLY;BYMONTH=8;BYMONTHDAY=-1",
    "half-yearly": "FREQ=YEARLY;BYMONTH=6,12;BYMONTHDAY=-1",
    "bi-weekly": None,
}
REFUSED = (
    "", "   ", "30m", "m", "in 2 m", "6/7/27", "12/31/2027", "10", "27", "by '27", "June '27", "0000", "999", "2027-13",
    "2027-06-31", "2027-02-29", "2027-W54", "31 February 2027", "30 February", "Q5 2027", "2027-Q5", "2027-28",
    "10000-01-01", "+9999999y", "in 99999999999999999999 years", "after 9999", "by 2030 if the moon is green",
    "by 2030 if all goes well", "by 2030, but only in China", "when pigs fly", "next full moon", "last year",
    "as early as 2027",
    "by Monday, 19 December 2025", "by ٢٠٣٠", "août 2027", "2027 to 2025", "before the next election",
    "2030 2031", "june june 2027", "by by 2030", "2027-01-31T25:00", "-3d", "over 5 years", "in 0 years", "by",
    "the year", "10 to 5 years", "2027-06-30T10:00+99:00", "\ud800", "2027" + " " * 200, "by 2027\x00",
)  # fmt: skip


def said(text: str, **changes: object) -> Deadline | Undated | Recurring:
    return read_deadline(text, **{"made": MADE, "zone": UTC, "now": NOON} | changes)  # type: ignore[arg-type]


def said_deadline(text: str, **changes: object) -> Deadline:
    read = said(text, **changes)
    assert isinstance(read, Deadline), read
    return read


@needs_shared
def test_the_gold_list_is_all_there():
    assert len(ITEMS) == 60


@pytest.mark.parametrize("item", ITEMS, ids=[item["text"] for item in ITEMS])
def test_every_gold_phrase_is_read_as_meant(item: dict[str, str]):
    read = said(item["text"])
    if item["kind"] in ("vague", "set"):
        assert isinstance(read, Undated if item["kind"] == "vague" else Recurring)
    else:
        assert isinstance(read, Deadline)
        assert item["earliest_ok"] <= read.day.isoformat() <= item["latest_ok"]


@pytest.mark.parametrize(("text", "day"), (HELD_OUT | CONTRACT).items())
def test_a_phrase_is_read_into_its_day(text: str, day: str):
    read = said_deadline(text)
    assert (read.day.isoformat(), read.text) == (day, text)
    assert read.rule


@pytest.mark.parametrize("text", VAGUE)
def test_vague_words_name_no_date(text: str):
    assert isinstance(said(text), Undated)


@pytest.mark.parametrize(("text", "rule"), SERIES.items())
def test_words_for_a_series_ask_for_a_rule(text: str, rule: str | None):
    assert said(text) == Recurring(text=text, rrule=rule)
    assert rule is None or read_rule(rule).split(";")[0] == rule.split(";")[0]


@pytest.mark.parametrize("text", REFUSED)
def test_what_is_not_understood_is_refused_with_a_hint(text: str):
    with pytest.raises(InputError) as caught:
        said(text)
    assert caught.value.hint
    assert caught.value.message.isprintable()


@pytest.mark.parametrize(
    ("text", "window", "readings"),
    [
        ("by 2030", None, {"strict": "2029-12-31"}),
        ("by June", None, {"strict": "2026-05-31"}),
        ("before 2030", None, {}),
        ("2030", None, {}),
        ("by the end of 2030", None, {}),
        ("in another 5 to 10 years", "2030-12-01", {}),
        ("in the next decade or two", None, {"strict": "2035-12-31"}),
        ("by 2030 or 2031", None, {"strict": "2030-12-31"}),
        ("next year", "2026-01-01", {}),
        ("in mid-2027", "2027-05-01", {}),
        ("mid-2027", None, {"period": "2027-08-31"}),
        ("in the next few years", None, {"strict": "2028-12-31", "late": "2030-12-31"}),
        ("next friday", None, {"strict": "2025-12-19"}),
        ("in December 2025", None, {}),
        ("FY2027", None, {"calendar": "2027-12-31"}),
        ("by next year", None, {"strict": "2025-12-31"}),
    ],
)
def test_windows_and_other_readings_are_kept(text: str, window: str | None, readings: dict[str, str]):
    read = said_deadline(text)
    assert (read.window_start and read.window_start.isoformat()) == window
    assert {reading.name: reading.day.isoformat() for reading in read.readings} == readings


@pytest.mark.parametrize(
    ("text", "edtf"),
    [
        ("by 2030", "[..2030]"),
        ("by the end of next year", "2026"),
        ("in Q3 2027", "2027-35"),
        ("H2 2026", "2026-41"),
        ("in the 2030s", "203X"),
        ("another 5 to 10 years", "2030-12/2035-12"),
        ("in the next decade or two", "2025-12/2045-12"),
        ("summer 2027", "2027-22"),
    ],
)
def test_edtf_says_the_same(text: str, edtf: str):
    assert said_deadline(text).edtf == edtf


@pytest.mark.parametrize(
    ("text", "at"),
    [
        ("2027-01-31T15:00+01:00", datetime(2027, 1, 31, 14, tzinfo=UTC)),
        ("by 2027-01-31 15:00", datetime(2027, 1, 31, 15, tzinfo=UTC)),
        ("+48h", datetime(2025, 12, 17, 12, tzinfo=UTC)),
        ("in 90 minutes", datetime(2025, 12, 15, 13, 30, tzinfo=UTC)),
        ("in 2 days", None),
    ],
)
def test_an_instant_is_kept_only_where_a_time_was_given(text: str, at: datetime | None):
    assert said_deadline(text).at == at


def test_hours_from_another_day_than_today_are_rounded_up_to_days():
    read = said_deadline("+25h", made=date(2025, 12, 1))
    assert (read.day, read.at) == (date(2025, 12, 3), None)


def test_a_month_of_saying_makes_lengths_run_to_the_end_of_the_month():
    assert said_deadline("in 5 years", made=date(2025, 12, 31), made_precision="month").day == date(2030, 12, 31)
    assert said_deadline("in 18 months", made=date(2025, 12, 31), made_precision="month").day == date(2027, 6, 30)


def test_a_date_format_opens_slashed_dates_and_nothing_else():
    assert said_deadline("06/07/27", date_format="%d/%m/%y").day == date(2027, 7, 6)
    assert said_deadline("by 2030", date_format="%d/%m/%y").day == date(2030, 12, 31)
    with pytest.raises(InputError):
        said("6/7/27", date_format="%Y-%m-%d")


@pytest.mark.parametrize("date_format", ["%", "%Q", "%d%d"])
def test_a_broken_date_format_is_named(date_format: str):
    with pytest.raises(InputError, match="date format"):
        said("6/7/27", date_format=date_format)
