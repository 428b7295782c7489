"""Laws of refusing predictions: what each type says of what it cannot read, word for word, and what to type instead."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ledger.core.frame import Frame, read_bounds, read_options
from ledger.core.quantity import LONGEST, read_number
from ledger.core.stated import FLAGS, Typed
from ledger.errors import InputError, LedgerError, RefusedError
from ledger.question_types import TYPES
from tests.laws.saying import BOUNDED, DAY, DECADE, GOOGLE, INDEPENDENT, NUMBER, said

EACH = "give one to every option"
SURE = "add --certain if you mean it: the log score is infinite when it turns out wrong"
OPTIONS = 'there is Google, Open AI, "Meta, Inc.", other'
AS_SAID = "change them, or add --as-said to record them all the same"
PAIRS = "write \"Google=50% 'Open AI'=25% other=25%\""
A_NUMBER = "write a number such as 150, -3.5 or 1e6"
A_PROBABILITY = "write it as 0.7, 70%, 7/10 or odds of 7:3"
A_LEVEL = "write a level such as 5% or 0.95"
TWICE = "keep one of them"
QUANTILES = 'write "5%=50 50%=140 95%=500"'
INTERVAL = 'write "100..400@80%"'
CDF = 'write "0=10% 100=55% 400=98%"'
FAMILIES = "write normal(150, 40), lognormal(5, 0.3), uniform(100, 400)"
LOGARITHMS = "the parameters are those of the natural logarithm: lognormal(5, 0.3) lies about 148"
NOT_BELOW = "the bound is closed: nothing below it can come out"
NOT_ABOVE = "the bound is closed: nothing above it can come out"
AT_OR_BELOW = "it says how likely a value at or below each is"
P = "write P, such as 0.7, 70%, 7/10 or odds of 7:3"
A_DAY = "write 2030-06-15, 2030-06, 2030-Q3 or 2030"
DAY_FAMILIES = "write normal(2030-06-30, 400), uniform(2028, 2034)"
DAY_INTERVAL = 'write "2030-12..2035-12@50%"'
FORMS = (
    'write --quantiles "5%=50 50%=140 95%=500", --interval "100..400@80%", --dist "normal(150,40)" '
    'or --cdf "0=10% 100=55% 400=98%"'
)
DAY_FORMS = (
    'write --quantiles "5%=2028 50%=2031-06 95%=2040", --interval "2030-12..2035-12@50%", '
    '--dist "normal(2030-06-30,400)" or --cdf "2028=10% 2031=55% 2040=98%"'
)

SHARES = {
    "Google=50% other=55%": ('no share is given to Open AI, "Meta, Inc."', EACH),
    "Google=50%": ('no share is given to Open AI, "Meta, Inc.", other', EACH),
    "Google=50% 'Open AI'=25% 'Meta, Inc.'=20% other=10%": ("the shares add up to 105%, not to 100%", AS_SAID),
    "Google=1/3 'Open AI'=1/6 'Meta, Inc.'=1/12 other=1/12": (
        "the shares add up to 66.66666667%, not to 100%",
        AS_SAID,
    ),
    "Google=1/2 'Open AI'=.4 'Meta, Inc.'=.09 other=.009999": ("the shares add up to 99.9999%, not to 100%", AS_SAID),
    "Goog=100%": ("no option is called 'Goog'", OPTIONS),
    "Google=50% google=50%": ("'Google' has two shares", EACH),
    "Google=50% Open AI=50%": ("cannot read 'Open'", PAIRS),
    "Google = 50%": ("cannot read 'Google'", PAIRS),
    "Google 50%": ("cannot read 'Google'", PAIRS),
    "Google=": ("cannot read 'Google='", PAIRS),
    "Google='50%": ("a quote in 'Google='50%' is not closed", PAIRS),
    "": ("nothing is said", PAIRS),
    "Google=50": ("'50' is not between 0 and 1", "did you mean 50%?"),
    "Google=0,5": ("cannot read '0,5' as a probability", "write 0.5, with a point"),
}

SEVERAL = {
    "P and --shares say the same thing twice": Typed(probability="70%", shares="a=1"),
    "P and --shares and --cdf say the same thing twice": Typed(probability="70%", shares="a=1", cdf=""),
}

ONES = "1" * 41
TOO_LONG = f"a number has at most 40 characters: {A_NUMBER}"
QUANTITIES = [
    ("quantiles", "5%=50 5%=60", "the level 5% is given twice", TWICE),
    ("quantiles", "50%=140 5%=150", "the quantile 140 of 50% lies below 150", "150 is the quantile of 5%"),
    ("quantiles", "0%=50", "'0%' is not inside 0% to 100%", A_LEVEL),
    ("quantiles", "100%=50", "'100%' is not inside 0% to 100%", A_LEVEL),
    ("quantiles", "0.99999999999999999999=50", "'0.99999999999999999999' is not inside 0% to 100%", A_LEVEL),
    ("quantiles", "5=50", "'5' is not between 0 and 1", "did you mean 5%?"),
    ("quantiles", "50%=nan", "cannot read 'nan' as a number", A_NUMBER),
    ("quantiles", "50%=Infinity", "cannot read 'Infinity' as a number", A_NUMBER),
    ("quantiles", "50%=0,7", "cannot read '0,7' as a number", "write 0.7, with a point"),
    ("quantiles", "50%=1,000,000", "cannot read '1,000,000' as a number", "write 1000000, without commas"),
    ("quantiles", "50%=1_000", "cannot read '1_000' as a number", A_NUMBER),
    ("quantiles", "50%=\u0661", "cannot read '\u0661' as a number", A_NUMBER),
    ("quantiles", "50%=150bn", "cannot read '150bn' as a number", A_NUMBER),
    ("quantiles", "50%=1e301", "'1e301' is too large for a number", "numbers go from 1e-300 to 1e300"),
    ("quantiles", "50%=1e-301", "'1e-301' is too small for a number", "numbers go from 1e-300 to 1e300"),
    ("quantiles", f"50%={ONES}", f"cannot read '{ONES}' as a number", TOO_LONG),
    ("quantiles", "50%", "cannot read '50%'", QUANTILES),
    ("quantiles", " ", "nothing is said", QUANTILES),
    ("interval", "100..400", "'100..400' does not say how much the interval holds", INTERVAL),
    ("interval", "100@80%", "cannot read '100' as a range", "write its two ends as in 100..400"),
    ("interval", "100...400@80%", "cannot read '100...400' as a range", "write its two ends as in 100..400"),
    ("interval", "100..@80%", "'100..' lacks an end", INTERVAL),
    ("interval", "400..100@80%", "the low end 400 is not below the high end 100", INTERVAL),
    ("interval", "100..100@80%", "the low end 100 is not below the high end 100", INTERVAL),
    ("interval", "1..1.00000000000000001@8%", "the low end 1 is not below the high end 1.00000000000000001", INTERVAL),
    ("interval", "100..400@100%", "'100%' is not inside 0% to 100%", A_LEVEL),
    ("interval", "100..400@80", "'80' is not between 0 and 1", "did you mean 80%?"),
    ("interval", "100..400@", "'100..400@' does not say how much the interval holds", INTERVAL),
    ("interval", "100..400@x", "cannot read 'x' as a probability", A_PROBABILITY),
    ("distribution", "gauss(1,2)", "cannot read 'gauss(1,2)' as a distribution", FAMILIES),
    ("distribution", "normal", "cannot read 'normal' as a distribution", FAMILIES),
    ("distribution", "normal(1,2", "cannot read 'normal(1,2' as a distribution", FAMILIES),
    ("distribution", "normal(1,2,3)", "normal takes two parameters, not 3", "write normal(150, 40)"),
    ("distribution", "uniform(1)", "uniform takes two parameters, not 1", "write uniform(100, 400)"),
    ("distribution", "normal(1,0)", "the standard deviation 0 is not above 0", "how far off it usually is"),
    ("distribution", "normal(1,-2)", "the standard deviation -2 is not above 0", "how far off it usually is"),
    ("distribution", "normal(1,x)", "cannot read 'x' as a number", A_NUMBER),
    ("distribution", "lognormal(1,0)", "the standard deviation 0 is not above 0", "how far off it usually is"),
    ("distribution", "lognormal(150,40)", "the middle of lognormal(150, 40) is no number one can write", LOGARITHMS),
    ("distribution", "lognormal(-701,1)", "the middle of lognormal(-701, 1) is no number one can write", LOGARITHMS),
    ("distribution", "uniform(4,1)", "the low end 4 is not below the high end 1", "write uniform(LOW, HIGH)"),
    ("cdf", "0=10%", "one point is no CDF", CDF),
    ("cdf", "0=10% 0=20%", "the value 0 is given twice", TWICE),
    ("cdf", "0=20% 100=10%", "the CDF falls from 20% at 0 to 10% at 100", AT_OR_BELOW),
    ("cdf", "0=20% 100=110%", "'110%' is not between 0 and 1", "nothing is more likely than 100%"),
]  # fmt: skip

PAST = Frame(type="date", upper="2030-12-31")
WRONG_FORM = [
    (Frame(), {"shares": "a=1"}, "a binary question does not take --shares", P),
    (Frame(), {"interval": "1..2@80%"}, "a binary question does not take --interval", P),
    (Frame(), {}, "nothing says what the forecaster thinks", P),
    (GOOGLE, {"probability": "70%"}, "a categorical question does not take P", 'write --shares "Google=50% ..."'),
    (NUMBER, {"probability": "70%"}, "a numeric question does not take P", FORMS),
    (DAY, {"shares": "a=1"}, "a date question does not take --shares", DAY_FORMS),
    (DAY, {"distribution": "lognormal(5,1)"}, "a date question does not take lognormal", DAY_FAMILIES),
    (DAY, {"distribution": "normal(2030,400)"}, "'2030' is more than one day", "write the day, such as 2030-12-31"),
    (DAY, {"interval": "2030..2029@80%"}, "the low end 2030-01-01 is not below the high end 2029-12-31", DAY_INTERVAL),
    (DAY, {"quantiles": "50%=2030-02-30"}, "there is no day 2030-02-30", A_DAY),
    (DAY, {"quantiles": "50%=soon"}, "cannot read 'soon' as a day", A_DAY),
    (BOUNDED, {"quantiles": "5%=-1 95%=5000"}, "-1 lies below the lower bound 0", NOT_BELOW),
    (BOUNDED, {"interval": "-1..5@80%"}, "-1 lies below the lower bound 0", NOT_BELOW),
    (BOUNDED, {"distribution": "normal(-1,5)"}, "-1 lies below the lower bound 0", NOT_BELOW),
    (BOUNDED, {"distribution": "uniform(-1,5)"}, "-1 lies below the lower bound 0", NOT_BELOW),
    (PAST, {"cdf": "2030=1% 2031=2%"}, "2031-12-31 lies above the upper bound 2030-12-31", NOT_ABOVE),
    (DECADE, {"interval": "2025..2030@80%"}, "2025-01-01 lies below the lower bound 2026-01-01", NOT_BELOW),
]  # fmt: skip


def refusal(read, kind=InputError):
    with pytest.raises(kind) as found:
        read()
    return found.value.message, found.value.hint


@pytest.mark.parametrize("text", SHARES)
def test_shares_that_cannot_stand(text):
    assert refusal(lambda: said(GOOGLE, shares=text)) == SHARES[text]


@pytest.mark.parametrize(("form", "text", "message", "hint"), QUANTITIES, ids=[f"{q[0]} {q[1]}" for q in QUANTITIES])
def test_forecasts_of_a_number_that_cannot_stand(form, text, message, hint):
    assert refusal(lambda: said(NUMBER, **{form: text})) == (message, hint)


@pytest.mark.parametrize(
    ("frame", "typed", "message", "hint"), WRONG_FORM, ids=[f"{w[0].type} {w[1]}" for w in WRONG_FORM]
)
def test_what_does_not_fit_the_question(frame, typed, message, hint):
    assert refusal(lambda: said(frame, **typed)) == (message, hint)


@pytest.mark.parametrize("message", SEVERAL)
def test_one_prediction_is_said_once(message):
    assert refusal(lambda: SEVERAL[message].given) == (message, TWICE)


@pytest.mark.parametrize("frame", [Frame(), NUMBER, DAY], ids=lambda frame: frame.type)
def test_only_shares_are_recorded_as_said(frame):
    form, flag = ("probability", "P") if frame.type == "binary" else ("quantiles", "--quantiles")
    message, hint = refusal(lambda: said(frame, as_said=True, **{form: "50%"}))
    assert (message, hint) == (f"--as-said goes with --shares, not with {flag}", "leave it out")


CERTAIN = [
    (GOOGLE, "Google=100%", "'100%' is a certainty"),
    (INDEPENDENT, "Google=1.0 'Open AI'=.5 'Meta, Inc.'=.5 other=.5", "'1.0' is a certainty"),
    (INDEPENDENT, "Google=0% 'Open AI'=.5 'Meta, Inc.'=.5 other=.5", "'0%' is a certainty"),
]


@pytest.mark.parametrize(("frame", "text", "message"), CERTAIN, ids=[text for _, text, _ in CERTAIN])
def test_certainty_is_meant(frame, text, message):
    assert refusal(lambda: said(frame, shares=text), RefusedError) == (message, SURE)
    assert said(frame, certain=True, shares=text).points


def test_no_share_at_all_is_a_certainty():
    shares = "Google=0% 'Open AI'=50% 'Meta, Inc.'=50% other=0%"
    with pytest.raises(RefusedError, match="'0%' is a certainty"):
        said(GOOGLE, shares=shares)
    assert said(GOOGLE, shares=shares, certain=True).points


def test_a_forgotten_option_is_not_taken_for_an_impossible_one():
    assert refusal(lambda: said(GOOGLE, shares="Google=50% 'Open AI'=50%")) == (
        'no share is given to "Meta, Inc.", other', "give one to every option; --certain if it is nothing",
    )  # fmt: skip


def test_every_independent_option_has_a_share():
    assert refusal(lambda: said(INDEPENDENT, shares="Google=50% other=50%")) == (
        'no share is given to Open AI, "Meta, Inc."', EACH,
    )  # fmt: skip


WITH_COMMAS = 'write them with commas, as in "Google,OpenAI,other"'
LISTS = {
    "Google": ("'Google' is not a list of options", WITH_COMMAS),
    "": ("'' is not a list of options", WITH_COMMAS),
    "a,,b": ("an option has no name", WITH_COMMAS),
    "a,b,": ("an option has no name", WITH_COMMAS),
    "Google,other,GOOGLE": ("the option 'GOOGLE' is named twice", "names differ by more than case"),
    "a,b=c": ("the option 'b=c' holds '='", 'shares are written with it: "Google=50%"'),
    "a,Ambiguous": ("'Ambiguous' is a verdict and cannot be an option", "call it something else"),
    "annulled,b": ("'annulled' is a verdict and cannot be an option", "call it something else"),
    "a," + "b" * 121: (f"the option '{'b' * 59}…' has 121 characters", "an option has at most 120"),
    ",".join(map(str, range(201))): ("201 options are too many", "a question has at most 200"),
    'a,"b': ("cannot tell the names in 'a,\"b' apart", 'quote a name that holds a comma, as in a,"b, c"'),
    "a," * 20_000: ("the options have 40000 characters", "they have at most 24600"),
}


@pytest.mark.parametrize("text", LISTS, ids=lambda text: text[:20])
def test_lists_of_options_that_cannot_stand(text):
    assert refusal(lambda: read_options(text)) == LISTS[text]


BOUNDS = [
    ("0..1000", "binary", "a binary question takes no bounds", "add --type numeric or --type date"),
    ("0", "numeric", "cannot read '0' as a range", "write its two ends as in 100..400"),
    ("0..1..2", "numeric", "cannot read '0..1..2' as a range", "write its two ends as in 100..400"),
    ("..", "numeric", "'..' names no bound", "write 0..1000, 0.. or ..1000"),
    ("5..5", "numeric", "the lower bound 5 is not below the upper bound 5", "write LOW..HIGH"),
    ("2031..2030", "date", "the lower bound 2031-01-01 is not below the upper bound 2030-12-31", "write LOW..HIGH"),
    ("now..2030", "date", "cannot read 'now' as a day", A_DAY),
]


@pytest.mark.parametrize(("text", "kind", "message", "hint"), BOUNDS, ids=[f"{b[1]} {b[0]}" for b in BOUNDS])
def test_bounds_that_cannot_stand(text, kind, message, hint):
    assert refusal(lambda: read_bounds(text, kind)) == (message, hint)


@given(st.sampled_from([Frame(), GOOGLE, INDEPENDENT, BOUNDED, DECADE]), st.sampled_from(list(FLAGS)), st.text())
def test_anything_typed_is_read_or_refused(frame, form, text):
    try:
        read = said(frame, **{form: text})
    except LedgerError:
        return
    assert TYPES[frame.type].tell(read, frame)
    assert read.said == text.strip()


@given(st.text("0123456789+-.,eE_ ", max_size=12))
def test_no_number_is_guessed(text):
    try:
        read = read_number(text)
    except InputError:
        return
    assert len(read) <= LONGEST
    assert float(read) == float(text)
