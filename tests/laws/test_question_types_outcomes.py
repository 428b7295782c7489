"""Laws of reading outcomes: each type takes its own words, spells them as the wording does, and reads them back."""

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ledger.core.frame import Frame
from ledger.core.numbers import decimal_text
from ledger.errors import InputError
from ledger.question_types import Outcome
from tests.laws import saying
from tests.laws.saying import BOUNDED, DAY, DECADE, GOOGLE, INDEPENDENT, NUMBER, came_out

FRAMES = {"binary": Frame(), "one of": GOOGLE, "any of": INDEPENDENT, "numeric": NUMBER, "date": DAY}
BOTH = BOUNDED._replace(open_lower=True)


@pytest.mark.parametrize("frame", FRAMES.values(), ids=list(FRAMES))
@pytest.mark.parametrize("verdict", ["ambiguous", "annulled"])
def test_every_type_takes_the_verdicts(frame, verdict):
    assert came_out(frame, f" {verdict.upper()}\n") == Outcome(verdict=verdict)


@given(st.data(), saying.options)
def test_one_option_in_any_case_is_spelled_as_the_wording_spells_it(data, chosen):
    frame = Frame(type="categorical", options=tuple(chosen))
    option = data.draw(st.sampled_from(chosen))
    assert came_out(frame, f" {option.casefold()} ") == Outcome(verdict="resolved", outcome=option)


@given(st.data(), saying.options)
def test_several_options_read_back_in_the_order_of_the_wording(data, chosen):
    frame = Frame(type="categorical", options=tuple(chosen), exclusive=False)
    some = data.draw(st.lists(st.sampled_from(chosen), min_size=1, unique=True))
    typed = ",".join('"' + name.replace('"', '""') + '"' for name in some)
    outcome = came_out(frame, typed)
    assert outcome.value is outcome.ppm is None
    assert came_out(frame, outcome.outcome) == outcome
    assert came_out(frame._replace(options=frame.options[::-1]), typed).outcome is not None


def test_several_options():
    assert came_out(INDEPENDENT, 'other,"meta, inc.", OPEN AI,other').outcome == 'Open AI, "Meta, Inc.", other'


def test_none_of_several_options():
    assert came_out(INDEPENDENT, "None").outcome == "none"


def test_an_option_called_none_is_that_option():
    frame = Frame(type="categorical", options=("some", "None"), exclusive=False)
    assert came_out(frame, "none").outcome == "None"


@given(saying.numbers)
def test_a_number_is_kept_exactly(number):
    expected = Outcome(verdict="resolved", outcome=decimal_text(number), value=number)
    assert came_out(NUMBER, f" {number} ") == expected
    assert came_out(NUMBER, expected.outcome) == expected


@given(saying.days)
def test_a_day_is_kept(day):
    assert came_out(DAY, f"{day}") == Outcome(verdict="resolved", outcome=day.isoformat())


@pytest.mark.parametrize(
    ("frame", "text", "outcome"),
    [
        (BOTH, "below", "below"),
        (BOTH, "below_lower_bound", "below"),
        (BOTH, "Above", "above"),
        (BOTH, "above_upper_bound", "above"),
        (DECADE, "above", "above"),
        (DECADE, "never", "above"),
    ],
)
def test_beyond_an_open_bound(frame, text, outcome):
    assert came_out(frame, text) == Outcome(verdict="resolved", outcome=outcome)


def test_a_value_beyond_an_open_bound_is_kept_as_it_is():
    assert came_out(BOUNDED, "1200").value == 1200
    assert came_out(DECADE, "2036-01-01").outcome == "2036-01-01"


def test_a_value_on_a_closed_bound_can_come_out():
    assert came_out(BOUNDED, "0").value == 0
    assert came_out(DECADE, "2026-01-01").outcome == "2026-01-01"


@pytest.mark.parametrize(("text", "parts"), [("yes", 10**6), ("n", 0), ("1/3", 333_333), ("0.0000004", 0)])
def test_only_yes_or_no_is_counted_in_parts_per_million(text, parts):
    assert came_out(Frame(), text).ppm == parts
    assert came_out(NUMBER, "0.5") == Outcome(verdict="resolved", outcome="0.5", value=Decimal("0.5"), ppm=None)


NO_LOWER = "'below' says nothing without a lower bound that is open"
NO_UPPER = "'above' says nothing without an upper bound that is open"
ITSELF = "write the value itself, or ambiguous"
OPTIONS = 'there is Google, Open AI, "Meta, Inc.", other, or ambiguous'
A_NUMBER = "write a number such as 150, -3.5 or 1e6"
CLOSED = "the bound is closed: nothing below it can come out"
QUOTE = 'quote a name that holds a comma, as in a,"b, c"'
A_DAY = "write 2030-06-15, 2030-06, 2030-Q3 or 2030"

REFUSED = [
    (Frame(), "perhaps", "cannot read 'perhaps' as an outcome", "write yes, no, ambiguous, or a fraction such as 0.25"),
    (GOOGLE, "goo", "no option is called 'goo'", OPTIONS),
    (GOOGLE, "", "no option is called ''", OPTIONS),
    (GOOGLE, "Google, other", "no option is called 'Google, other'", OPTIONS),
    (GOOGLE, "none", "no option is called 'none'", OPTIONS),
    (INDEPENDENT, "Google,,other", "no option is called ''", OPTIONS),
    (INDEPENDENT, "", "no option is called ''", OPTIONS),
    (INDEPENDENT, "Google,none", "no option is called 'none'", OPTIONS),
    (INDEPENDENT, 'Google,"o', "cannot tell the names in 'Google,\"o' apart", QUOTE),
    (NUMBER, "yes", "cannot read 'yes' as a number", A_NUMBER),
    (NUMBER, "below", NO_LOWER, ITSELF),
    (BOUNDED, "below", NO_LOWER, ITSELF),
    (NUMBER, "above", NO_UPPER, ITSELF),
    (BOUNDED, "never", "cannot read 'never' as a number", A_NUMBER),
    (BOUNDED, "-0.1", "-0.1 lies below the lower bound 0", CLOSED),
    (DAY, "never", "'never' says nothing without an upper bound that is open", ITSELF),
    (DAY, "2031-06", "'2031-06' is more than one day", "write the day, such as 2031-06-30"),
    (DAY, "Q3 2030", "'Q3 2030' is more than one day", "write the day, such as 2030-09-30"),
    (DAY, "tomorrow", "cannot read 'tomorrow' as a day", A_DAY),
    (DAY, "2031-06-15T10:00Z", "cannot read '2031-06-15T10:00Z' as a day", A_DAY),
    (DECADE, "2025-12-31", "2025-12-31 lies below the lower bound 2026-01-01", CLOSED),
]  # fmt: skip


@pytest.mark.parametrize(
    ("frame", "text", "message", "hint"), REFUSED, ids=[f"{f.type} {t!r}" for f, t, _, _ in REFUSED]
)
def test_what_is_no_outcome_is_refused(frame, text, message, hint):
    with pytest.raises(InputError) as found:
        came_out(frame, text)
    assert (found.value.message, found.value.hint) == (message, hint)
