"""Laws of reading predictions: what was said reads back, in whatever order, and nothing is rounded."""

from datetime import date
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ledger.core.frame import Frame, join_options, read_bounds, read_options, split_options
from ledger.core.numbers import decimal_text, percent_text
from ledger.core.quantity import LONGEST, number_text, read_number
from ledger.core.stated import Stated
from ledger.question_types import TYPES, QuestionType
from tests.laws import saying
from tests.laws.saying import DAY, DECADE, GOOGLE, INDEPENDENT, NUMBER, levels, numbers, pairs, points, said, told

SHARED = {"as_json", "read_outcome", "read_prediction", "rules", "score", "tell", "unit"}


@pytest.mark.parametrize("name", TYPES)
def test_every_type_offers_what_a_type_offers(name):
    assert all(callable(getattr(TYPES[name], offer)) for offer in SHARED)
    assert {offer for offer in vars(QuestionType) if not offer.startswith("_")} == SHARED


@given(saying.options)
def test_options_read_back(chosen):
    assert read_options(join_options(chosen)) == tuple(chosen)


@given(st.lists(saying.names, min_size=1))
def test_names_read_back_from_one_text(chosen):
    assert split_options(join_options(chosen)) == tuple(chosen)


@given(numbers)
def test_a_number_reads_back_exactly(number):
    assert Decimal(read_number(str(number))) == number
    assert read_number(read_number(str(number))) == read_number(str(number))


@given(st.integers(-(10**20), 10**20), st.integers(-280, 280))
def test_a_very_large_or_small_number_reads_back_exactly(digits, exponent):
    number = Decimal(digits).scaleb(exponent)
    text = number_text(number)
    assert len(text) <= LONGEST
    assert Decimal(text) == Decimal(read_number(text)) == number
    assert text == number_text(Decimal(text))


def test_numbers_as_people_write_them():
    typed = {
        "150": "150",
        "+5": "5",
        "-3.50": "-3.5",
        ".5": "0.5",
        "5.": "5",
        "1e6": "1000000",
        "1E-3": "0.001",
        "-0": "0",
    }
    assert {text: read_number(text) for text in typed} == typed


@pytest.mark.parametrize(
    ("text", "kind", "bounds"),
    [
        ("0..1000", "numeric", ("0", "1000")),
        (" -1e3 .. -5 ", "numeric", ("-1000", "-5")),
        ("0..", "numeric", ("0", None)),
        ("..1.50", "numeric", (None, "1.5")),
        ("2026..2040", "date", ("2026-01-01", "2040-12-31")),
        ("Q3 2026..2030-12", "date", ("2026-07-01", "2030-12-31")),
        ("..2030-H1", "date", (None, "2030-06-30")),
        ("2030-02..2030-02", "date", ("2030-02-01", "2030-02-28")),
    ],
)
def test_bounds(text, kind, bounds):
    assert read_bounds(text, kind) == bounds


@given(st.data(), saying.options)
def test_shares_in_any_order_are_the_same(data, chosen):
    frame = Frame(type="categorical", options=tuple(chosen))
    weights = data.draw(st.lists(st.integers(1, 97), min_size=len(chosen), max_size=len(chosen)))
    shares = [f"{weight}/{sum(weights)}" for weight in weights]
    typed = list(zip(chosen, shares, strict=True))
    other = data.draw(st.permutations(typed))
    assert points(said(frame, shares=pairs(typed))) == points(said(frame, shares=pairs(other)))
    assert [at for at, _ in points(said(frame, shares=pairs(other)))] == chosen


@given(st.lists(st.integers(0, 25), min_size=3, max_size=3))
def test_what_is_told_of_shares_reads_back(whole):
    shares = [*whole, 100 - sum(whole)]
    read = said(GOOGLE, shares=pairs(zip(GOOGLE.options, (f"{share}%" for share in shares), strict=True)), certain=True)
    line = TYPES["categorical"].tell(read, GOOGLE)
    assert line == ", ".join(f"{option} {share}%" for option, share in zip(GOOGLE.options, shares, strict=True))
    assert points(said(GOOGLE, shares=read.said, certain=True)) == points(read)


def test_an_option_that_goes_unnamed_has_no_share_where_the_others_have_all_for_certain():
    assert points(said(GOOGLE, shares="google=60% 'open  ai'=.4", certain=True)) == [
        ("Google", "0.6"), ("Open AI", "0.4"), ("Meta, Inc.", "0"), ("other", "0"),
    ]  # fmt: skip


def test_thirds_add_up():
    frame = Frame(type="categorical", options=("a", "b", "c"))
    assert points(said(frame, shares="a=1/3 b=1/3 c=1/3")) == [(option, "0." + "3" * 18) for option in "abc"]


def test_what_was_said_stands_as_said():
    read = said(GOOGLE, shares="Google=50% 'Open AI'=55%", as_said=True)
    assert points(read) == [("Google", "0.5"), ("Open AI", "0.55")]


def test_independent_shares_are_chances_of_their_own():
    read = said(INDEPENDENT, shares="Google=90%, 'Open AI'=80%, 'Meta, Inc.'=70%, other=5%")
    assert [share for _, share in points(read)] == ["0.9", "0.8", "0.7", "0.05"]


@given(st.data(), st.lists(levels, min_size=1, max_size=9, unique=True))
def test_quantiles_in_any_order_are_the_same(data, chosen):
    values = sorted(data.draw(st.lists(numbers, min_size=len(chosen), max_size=len(chosen))))
    typed = list(zip((str(level) for level in sorted(chosen)), map(str, values), strict=True))
    read = said(NUMBER, quantiles=pairs(data.draw(st.permutations(typed))))
    assert points(read) == [(decimal_text(Decimal(value)), decimal_text(Decimal(level))) for level, value in typed]


@given(numbers, numbers, levels)
def test_what_is_told_of_an_interval_reads_back(one, other, coverage):
    low, high = sorted((one, other + Decimal("1e7")))
    frame = Frame(type="numeric")
    read = said(frame, interval=f"{low}..{high}@{coverage}")
    line = TYPES["numeric"].tell(read, frame)
    assert line == f"{decimal_text(low)}..{decimal_text(high)} @{percent_text(coverage)}"
    assert said(frame, interval=line).points == read.points
    assert TYPES["numeric"].as_json(read) == {
        "kind": "interval", "low": decimal_text(low), "high": decimal_text(high), "coverage": decimal_text(coverage),
    }  # fmt: skip


@given(saying.days, saying.days, levels)
def test_what_is_told_of_an_interval_of_days_reads_back(one, other, coverage):
    low, high = sorted((one, date(other.year + 400, 1, 1)))
    read = said(DAY, interval=f"{low}..{high}@{coverage}")
    assert said(DAY, interval=TYPES["date"].tell(read, DAY)).points == read.points


@given(numbers, numbers.filter(lambda number: number > 0))
def test_what_is_told_of_a_normal_distribution_reads_back(mean, deviation):
    frame = Frame(type="numeric")
    read = said(frame, distribution=f"Normal( {mean} ,{deviation})")
    assert points(read) == [(decimal_text(mean), None), (decimal_text(deviation), None)]
    assert said(frame, distribution=TYPES["numeric"].tell(read, frame)).points == read.points


TOLD = {
    "quantiles": ("5%=50 25%=90 50%=140 75%=220 95%=500", "5% 50, 25% 90, 50% 140, 75% 220, 95% 500 USD bn"),
    "interval": ("100 .. 4e2 @ 80%", "100..400 @80% USD bn"),
    "distribution": ("normal(150,40)", "normal(150, 40) USD bn"),
    "cdf": ("400=98% 0=10% 100=55%", "cdf of 3 points"),
}


@pytest.mark.parametrize("form", TOLD)
def test_a_forecast_of_a_number_is_told_in_one_line(form):
    assert told(NUMBER, **{form: TOLD[form][0]}) == TOLD[form][1]


def test_what_is_long_is_cut():
    frame = Frame(type="categorical", options=tuple("abcdefg"))
    assert told(frame, shares="a=1/7 b=1/7 c=1/7 d=1/7 e=1/7 f=1/7 g=1/7") == (
        "a 14.29%, b 14.29%, c 14.29%, d 14.29% and 3 more"
    )
    assert told(NUMBER, quantiles=" ".join(f"{level}%={level}" for level in range(10, 100, 10))).endswith(
        "70% 70 and 2 more USD bn"
    )


PERIODS = {
    "interval": ("2030-12..2035@50%", [("2030-12-01", "0.25"), ("2035-12-31", "0.75")]),
    "quantiles": ("5%=2028 95%='Q3 2030'", [("2028-12-31", "0.05"), ("2030-09-30", "0.95")]),
    "cdf": ("2027=10% 2030-06-15=55%", [("2027-12-31", "0.1"), ("2030-06-15", "0.55")]),
    "distribution": ("uniform(2028, 2034)", [("2028-01-01", None), ("2034-12-31", None)]),
}  # fmt: skip


@pytest.mark.parametrize("form", PERIODS)
def test_a_period_begins_a_range_with_its_first_day_and_stands_for_its_last(form):
    assert points(said(DECADE, **{form: PERIODS[form][0]})) == PERIODS[form][1]


HALVES = Frame(type="categorical", options=("a", "b"))
JSON = [
    (HALVES, {"shares": "b=1/2 a=50%"}, {"kind": "shares", "shares": {"a": "0.5", "b": "0.5"}}),
    (NUMBER, {"quantiles": "5%=50 95%=5e2"}, {"kind": "quantiles", "quantiles": {"0.05": "50", "0.95": "500"}}),
    (NUMBER, {"cdf": "0=10% 100=1/3"}, {"kind": "cdf", "cdf": {"0": "0.1", "100": "0.333333333333333333"}}),
    (NUMBER, {"interval": "1..2@.8"}, {"kind": "interval", "low": "1", "high": "2", "coverage": "0.8"}),
    (NUMBER, {"distribution": "normal(150,40)"}, {"kind": "normal", "mean": "150", "deviation": "40"}),
    (NUMBER, {"distribution": "lognormal(5,.3)"}, {"kind": "lognormal", "mu": "5", "sigma": "0.3"}),
    (NUMBER, {"distribution": "uniform(1,2)"}, {"kind": "uniform", "low": "1", "high": "2"}),
    (DAY, {"distribution": "normal(2030-06-30,400)"}, {"kind": "normal", "mean": "2030-06-30", "deviation": "400"}),
    (Frame(), {"probability": "7/10"}, {"kind": "probability", "probability": "0.7"}),
]


@pytest.mark.parametrize(("frame", "typed", "expected"), JSON, ids=[str(typed) for _, typed, _ in JSON])
def test_a_prediction_in_json(frame, typed, expected):
    read = said(frame, **typed)
    assert TYPES[frame.type].as_json(read) == expected
    assert Stated(kind=read.kind, said=read.said, points=read.points, probability=read.probability) == read
