"""The lint of criteria: what is missing in them, what is left open, and where they disagree with the claim."""

import pytest

from ledger.core.lint import RULES, Draft
from tests.laws.linting import finds, until, words

CLAIM = "Rust overtakes Go"


def test_a_question_without_criteria_is_found():
    assert finds("no-criteria", CLAIM)
    assert finds("no-criteria", CLAIM, "  ")
    assert not finds("no-criteria", CLAIM, "TIOBE")
    assert not finds("no-criteria", CLAIM, fine_print="TIOBE")


@pytest.mark.parametrize(
    "criteria",
    [
        "YES if Rust is used more than Go",
        "Rust has more users, whoever they are",
        "YES if, in UTC, the GDP is above 3 USD bn",
    ],
)
def test_criteria_without_a_source_are_found(criteria):
    assert finds("no-source", CLAIM, criteria)
    assert not finds("no-source", CLAIM, criteria, look_at="https://www.tiobe.com")
    assert not finds("no-source", CLAIM, criteria, fine_print="Source: TIOBE.")


@pytest.mark.parametrize(
    "criteria",
    [
        "YES if https://www.tiobe.com has Rust above Go",
        "YES if tiobe.com has Rust above Go",
        "YES if it is so, per www.boj.or.jp",
        "YES if it is so, per boj.or.jp",
        "YES if the TIOBE index has Rust above Go",
        "YES according to whoever measures it",
        "YES if the company announces it",
        "YES if the LBMA price is higher",
        "YES if Reuters has it",
    ],
)
def test_every_kind_of_source_is_known(criteria):
    assert not finds("no-source", CLAIM, criteria)


def test_a_bundle_and_a_machine_rule_need_no_source():
    assert not finds("no-source", CLAIM, "YES if both are", composite="all")
    assert not finds("no-source", CLAIM, "YES if it is", rule=object())


@pytest.mark.parametrize("no", ["NO otherwise.", "Otherwise, this resolves to “No”.", "It resolves negatively if not."])
def test_criteria_that_never_say_no_are_found(no):
    yes = 'This question resolves as "**Yes**" if TIOBE has Rust above Go.'

    assert finds("no-otherwise", CLAIM, yes)
    assert not finds("no-otherwise", CLAIM, f"{yes} {no}")
    assert not finds("no-otherwise", CLAIM, yes, type="date")


def test_criteria_without_verdicts_say_no_by_themselves():
    assert not finds("no-otherwise", CLAIM, "ECB press release, deposit facility rate below 2.00%")


def test_criteria_that_rest_on_what_may_end_are_found():
    criteria = "YES if the TIOBE index has Rust above Go. NO otherwise."

    assert words("no-annulment", CLAIM, criteria) == ["index"]
    assert not finds("no-annulment", CLAIM, f"{criteria} ANNULLED if the index ends.")
    assert not finds("no-annulment", CLAIM, f"{criteria} If it is discontinued, PYPL counts.")


def test_a_deadline_is_asked_for_with_less_weight_where_a_review_stands():
    without, reviewed = (
        [fault.severity for fault in RULES["no-deadline"].faults(Draft(claim=CLAIM, review_on=day))]
        for day in (None, "2027-01-01")
    )

    assert (without, reviewed) == ([None], ["note"])


def test_a_deadline_is_not_asked_for_where_there_is_an_end():
    named = "YES if TIOBE has Rust above Go by 2027-12-31"

    assert not finds("no-deadline", CLAIM, deadline=until("2027-12-31"))
    assert not finds("no-deadline", CLAIM, named, review_on="2027-12-31")
    assert words("no-deadline", CLAIM, named) == ["2027-12-31"]
    assert not finds("no-deadline", CLAIM, type="date")
    assert not finds("no-deadline", CLAIM, composite="any")


RELATIVE = [
    ("YES if it ships next year", ["next year"]),
    ("YES if it ships within six months", ["within six months"]),
    ("YES if it ships in 2 years", ["in 2 years"]),
    ("YES if it is currently higher", ["currently"]),
    ("YES if it ships within six months of the launch", []),
    ("YES if it ships in the year after the launch", []),
    ("YES if it rises in any one year", []),
    ("It is currently low. YES if it ships.", []),
]


@pytest.mark.parametrize(("criteria", "at_fault"), RELATIVE, ids=str)
def test_words_that_depend_on_the_day_are_found(criteria, at_fault):
    assert words("relative-time", CLAIM, criteria) == at_fault


TIMES = [
    ("by midnight on 31 May 2027", ["midnight"]),
    ("at 23:59 on 31 May 2027", ["23:59"]),
    ("before 5 pm on 31 May 2027", ["5 pm"]),
    ("at 23:59 UTC on 31 May 2027", []),
    ("by midnight (UK time) on 31 May 2027", []),
    ("at 85 seconds to midnight on 31 May 2027", []),
    ("before 5 pm Eastern time on 31 May 2027", []),
    ("at 23:59+02:00 on 31 May 2027", []),
    ("a 3-2 win in a run under 2:00:00", []),
]


@pytest.mark.parametrize(("criteria", "at_fault"), TIMES, ids=str)
def test_a_time_of_day_needs_a_zone(criteria, at_fault):
    assert words("no-zone", CLAIM, criteria) == at_fault


def test_a_deadline_by_the_hour_needs_a_zone_in_its_words():
    at = "2027-05-31T22:00:00Z"

    assert words("no-zone", CLAIM, deadline=until("2027-05-31", at=at, text="2027-05-31T22:00")) == [None]
    assert not finds("no-zone", CLAIM, deadline=until("2027-05-31", at=at, text="2027-05-31T22:00Z"))
    assert not finds("no-zone", CLAIM, deadline=until("2027-05-31", text="May 2027"))


def test_the_words_of_a_deadline_are_told_on_one_line():
    deadline = until("2027-05-31", at="2027-05-31T22:00:00Z", text="31 May\n2027 22:00")
    fault = next(iter(RULES["no-zone"].faults(Draft(claim=CLAIM, deadline=deadline))))

    assert fault.message == (
        'the deadline falls at 2027-05-31T22:00:00Z, and its words "31 May 2027 22:00" name no time zone'
    )


def test_exclusive_options_need_one_for_everything_else():
    options = {"type": "categorical", "options": ("Ann", "Bob")}

    assert finds("open-options", "Who wins?", **options)
    assert not finds("open-options", "Who wins?", **options, exclusive=False)
    assert not finds("open-options", "Who wins?", **options, ordered=True)
    assert not finds("open-options", "Who wins?", type="categorical", options=("Ann", "Anybody else"))
    assert not finds("open-options", "Does she?", type="categorical", options=("Yes", "No"))


def test_a_number_needs_a_unit_and_a_date_an_end():
    assert finds("no-number-unit", "How long?", type="numeric")
    assert not finds("no-number-unit", "How long?", type="numeric", unit="km")
    assert finds("no-bound", "When?", type="date")
    assert not finds("no-bound", "When?", type="date", upper="2040-12-31")
    assert not finds("no-bound", "When?")


@pytest.mark.parametrize(
    ("claim", "at_fault"),
    [
        ("Rain\u202e soon", "\u202e"),
        ("Ra\u200bin", "\u200b"),
        ("Ra\u200din", "\u200d"),
        ("Rain\nsoon", "\n"),
        ("\x1b[31m", "\x1b"),
    ],
)
def test_hidden_characters_are_found(claim, at_fault):
    assert words("hidden-characters", claim) == [at_fault]


def test_letters_that_need_joiners_and_lines_of_criteria_are_left_alone():
    assert not finds("hidden-characters", "می\u200cخواهم", "YES if it rains\nNO otherwise\t")


def test_words_in_two_alphabets_are_found():
    assert words("mixed-alphabets", "P\u0430ypal is sold") == ["P\u0430ypal"]
    assert not finds("mixed-alphabets", "α-synuclein, 5 µm, Пайпал and Ωmega")
