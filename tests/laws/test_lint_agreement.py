"""The lint of agreement: claim, criteria and deadline that contradict each other, and those that only look so."""

import pytest

from ledger.core.lint import RULES, Draft
from tests.laws.linting import until, words

DISAGREE = [
    ("dates-disagree", "Kosovo joins the UN by 2030", "YES if un.org lists it by 31 December 2032", "31 December 2032"),
    ("dates-disagree", "Gold rises in 2027", "YES if it rises on any day of 2028", "2028"),
    ("dates-disagree", "The bill passes by 31 March 2027", "YES if it passes by 30 June 2027", "30 June 2027"),
    ("numbers-disagree", "Inflation is at least 3% in 2027", "YES if Destatis gives 3.5% or more", "3.5%"),
    ("numbers-disagree", "Tesla sells 2 million cars", "YES if it reports 2.5 million cars", "2.5 million cars"),
    ("numbers-disagree", "Labour wins fewer than 200 seats", "YES if it wins fewer than 150 seats", "150 seats"),
    ("direction-disagrees", "Inflation exceeds 3%", "YES if Destatis gives less than 3%", "3%"),
    ("direction-disagrees", "Labour wins under 200 seats", "YES if it wins at least 200 seats", "200 seats"),
    ("units-disagree", "Gold closes above $3,000", "YES if the price exceeds 3000 euros", "3000 euros"),
    ("units-disagree", "It is 50 °C in Sicily", "YES if WMO confirms 122 °F or more", "122 °F"),
    ("polarity-disagrees", "The senate does not pass the bill", "YES if the senate passes the bill", "passes"),
    ("polarity-disagrees", "The senate passes the bill", "YES if the senate has not passed the bill", "passed"),
    ("polarity-disagrees", "A woman lands on Mars", "YES if no woman lands on Mars", "woman"),
]

AGREE = [
    ("Kosovo joins the UN by 2030", "Resolves YES if un.org lists it before January 1, 2031; NO otherwise."),
    ("Kosovo joins the UN by 2030", "YES if un.org lists it by 2029-12-31, the strict reading."),
    ("The bill passes by March 2027", "YES if it passes before 1 April 2027."),
    ("The bill passes in 2027", "YES if the gazette of January 2028 says that it passed in 2027."),
    ("Inflation is at least 3% in 2027", "YES if Destatis gives 3% or more for 2027. NO if less than 3%."),
    ("Tesla sells more than 2 million cars", "YES if it reports above 2,000,000 cars within 30 days."),
    ("Gold closes above $3,000", "YES if the price exceeds 3000 USD. Euros do not count."),
    ("The bank raises its rate to 1% or more", "YES if the rate is at or above 1.00%, per boj.or.jp."),
    ("Gold closes above $3,000", "YES if the price exceeds 2700 euros, which is $3,000 at the rate of that day."),
    ("AI revenue stays below one trillion dollars", "YES if in no year revenue reaches one trillion US dollars."),
    ("Nobody lands on Mars before 2035", "YES if no human has landed on Mars by 2034-12-31."),
    ("AI has not automated all knowledge work", "YES if employment is at least 5% of what it was."),
    ("Poland adopts the euro no earlier than 2032", "YES if Poland is not in the euro area on 2031-12-31."),
    ("The senate passes the bill", "YES if the senate passes it. NO if the senate does not pass it."),
]
RULES_OF_AGREEMENT = [name for name in RULES if "disagree" in name]


@pytest.mark.parametrize(("rule", "claim", "criteria", "at_fault"), DISAGREE, ids=lambda value: value[:40])
def test_what_disagrees_is_found_in_the_criteria(rule, claim, criteria, at_fault):
    assert words(rule, claim, criteria) == [at_fault]


@pytest.mark.parametrize(("claim", "criteria"), AGREE, ids=lambda value: value[:40])
def test_what_agrees_in_other_words_is_left_alone(claim, criteria):
    assert {rule: words(rule, claim, criteria) for rule in RULES_OF_AGREEMENT} == {
        rule: [] for rule in RULES_OF_AGREEMENT
    }


def test_whether_the_number_itself_counts_is_a_note():
    draft = Draft(claim="Inflation exceeds 3%", criteria="YES if Destatis gives at least 3%. NO otherwise.")
    fault = next(iter(RULES["direction-disagrees"].faults(draft)))

    assert fault.severity == "note"
    assert fault.message == "the claim says more than 3%, the criteria say at least 3%"


LIMITS = [
    ("YES if it launches by 30 June 2027", ["30 June 2027"]),
    ("YES if it launches until 2025", ["2025"]),
    ("YES if it launches by 31 December 2026", []),
    ("YES if it launches before 2027", []),
    ("YES if it launched by the end of 2026 in data published by 2027-06-30", []),
    ("YES if the agency reports by 2027-06-30 that it launched", []),
    ("YES if it launches. NO if nobody knows by 2027-06-30", []),
    ("YES if it launches in 2027", []),
    ("YES if both hold: (a) it launches; and (b) it lands by 2030-01-01. NO otherwise.", ["2030-01-01"]),
]


@pytest.mark.parametrize(("criteria", "at_fault"), LIMITS, ids=str)
def test_criteria_end_with_the_recorded_deadline(criteria, at_fault):
    assert words("deadline-disagrees", "It launches", criteria, deadline=until("2026-12-31")) == at_fault


def test_without_a_deadline_none_disagrees():
    assert words("deadline-disagrees", "It launches", "YES if it launches by 30 June 2027") == []
