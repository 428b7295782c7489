"""The lint of claims: each rule finds what it is for, points at the words, and leaves the near miss alone."""

import pytest

from tests.laws.linting import finds, until, words

MEASURED = "YES if the index of the office is 20% or more above that of 2026. NO otherwise."

CAUGHT = [
    ("vague-degree", "Labs make significant progress", ["significant"]),
    ("vague-degree", "SpaceX Makes Significant Progress On Mars", ["Significant"]),
    ("vague-degree", "Rents stay high and roads are in poor repair", ["stay high", "poor"]),
    ("vague-number", "Many firms cut 20% of their staff", ["Many"]),
    ("vague-number", "The models earn hundreds of billions of dollars", ["hundreds of billions of"]),
    ("vague-number", "Most companies leave the city", ["Most"]),
    ("impression", "Remote work reshapes cities", ["reshapes"]),
    ("impression", "Europe catches up with the United States", ["catches up"]),
    ("no-baseline", "Unemployment is higher in 2027", ["higher"]),
    ("no-baseline", "House prices fall", ["fall"]),
    ("no-baseline", "Glaciers shrink faster than expected", ["shrink", "faster"]),
    ("hedge", "It will probably rain in Ghent", ["probably"]),
    ("hedge", "The ceasefire is expected to hold", ["is expected to"]),
    ("hedge", "The housing market is likely to cool", ["is likely to"]),
    ("possibility", "Oil demand could peak in 2027", ["could"]),
    ("possibility", "Rain may fall in May", ["may"]),
    ("duty", "Universities will have to rethink exams", ["have to"]),
    ("pronoun", "They raise rates in 2027", ["They"]),
    ("pronoun", "Will it be sold by 2028?", ["it"]),
    ("pronoun", "This ends in 2027", ["This"]),
    ("double-negative", "The senate does not fail to pass the bill", ["not fail"]),
    ("double-negative", "The war won't end without a treaty", ["won't end without"]),
    ("no-unit", "Oil reaches 100 by 2027", ["100"]),
    ("no-unit", "The budget of the city exceeds 2 billion", ["2 billion"]),
    ("approximate", "The town has about 3,000 homes", ["about 3,000"]),
    ("approximate", "Roughly half of the seats change hands", ["Roughly half"]),
    ("several-events", "Ann wins the vote and resigns within a year", ["and resigns"]),
    ("several-events", "The bridge opens in May; the tunnel closes", ["the tunnel closes"]),
    ("and-or", "Ann or Bob and Cid resign", ["or Bob and"]),
    ("and-or", "Ann and/or Bob resign", ["and/or"]),
    ("unnamed-judges", "Fusion is widely considered a success", ["widely considered"]),
    ("unrecorded-condition", "If rates fall, house prices rise", ["If"]),
    ("unrecorded-condition", "The strait stays open unless war breaks out", ["unless"]),
    ("vague-time", "Rents fall soon", ["soon"]),
    ("vague-time", "Quantum computers eventually break encryption", ["eventually"]),
    ("relative-time", "The bridge opens next year", ["next year"]),
]

SPARED = [
    ("vague-degree", "Great Britain wins the cup"),
    ("vague-degree", "A large language model writes the bill"),
    ("vague-degree", "Sales grow strongly, by 6% or more"),
    ("vague-degree", "The effect is statistically significant"),
    ("vague-number", "At most three firms close"),
    ("vague-number", "France wins the most medals"),
    ("vague-number", "Some winner is named"),
    ("impression", "The river recovers a level above 3 m"),
    ("no-baseline", "Unemployment is higher than in 2026"),
    ("no-baseline", "The government falls"),
    ("no-baseline", "Prices rise from 100 to 120"),
    ("no-baseline", "The higher education act is passed"),
    ("hedge", "Labour leads among likely voters"),
    ("hedge", "Polymarket says that a recession is likely"),
    ("possibility", "The vote is held in May 2027"),
    ("possibility", "A law allows that drones may fly at night"),
    ("possibility", "China shows its military might"),
    ("duty", "A court rules that Apple must pay"),
    ("duty", "A law requires that firms should report"),
    ("pronoun", "It rains in Ghent on 1 May 2027"),
    ("pronoun", "This year's harvest is above 3 million tonnes"),
    ("pronoun", "Those who left return"),
    ("double-negative", "The bill is signed no later than 2027"),
    ("double-negative", "No. 10 does not comment"),
    ("double-negative", "Neither Ann nor Bob resigns"),
    ("double-negative", "Codex files it without help and without error"),
    ("no-unit", "Brent reaches $100 by 2027"),
    ("no-unit", "The S&P 500 closes above 6000"),
    ("no-unit", "Etna erupts with VEI 3 or more before 2030"),
    ("no-unit", "More than 30 storms are named"),
    ("approximate", "A film about 9/11 wins"),
    ("several-events", "France and Spain sign the treaty"),
    ("several-events", "The gap between research and practice grows"),
    ("and-or", "Ann, or Bob and Cid, resign"),
    ("and-or", "Either Ann or Bob and Cid resign"),
    ("unnamed-judges", "A panel of three is asked whether it is widely considered a success"),
    ("unnamed-judges", "Pluto is not considered a planet"),
    ("unrecorded-condition", "The court decides if the ban stands"),
    ("unrecorded-condition", "The ban holds even if it is challenged"),
    ("vague-time", "As soon as the bridge opens, the ferry ends"),
    ("vague-time", "Rents fall soon, by 2027"),
    ("relative-time", "USA Today is sold"),
]


@pytest.mark.parametrize(("rule", "claim", "at_fault"), CAUGHT, ids=lambda value: str(value)[:40])
def test_the_rule_points_at_the_words(rule, claim, at_fault):
    assert words(rule, claim) == at_fault


@pytest.mark.parametrize(("rule", "claim"), SPARED, ids=lambda value: str(value)[:40])
def test_the_rule_leaves_the_near_miss_alone(rule, claim):
    assert words(rule, claim) == []


@pytest.mark.parametrize("rule", ["vague-degree", "vague-number", "impression", "no-baseline", "approximate"])
def test_a_measure_in_the_criteria_is_enough(rule):
    claim = next(claim for name, claim, _ in CAUGHT if name == rule)

    assert not finds(rule, claim, MEASURED)


@pytest.mark.parametrize(
    "defined",
    [
        "A 'significant' step is one that two reviewers call so.",
        "Significant means that it is named in the report.",
        "Significant: named in the report.",
        "Significant progress is read as one more patent.",
    ],
)
def test_a_word_that_the_fine_print_takes_up_is_defined(defined):
    claim, criteria = "Labs make significant progress", "YES if the office reports it. NO otherwise."

    assert finds("vague-degree", claim, criteria, fine_print="Labs: all that the office lists.")
    assert not finds("vague-degree", claim, criteria, fine_print=defined)


def test_lengths_of_time_and_dates_measure_nothing():
    criteria = "YES if the office sees significant progress within 90 days of 1 May 2027. NO otherwise."

    assert words("vague-degree", "Labs make progress", criteria) == ["significant"]


def test_vague_words_outside_what_counts_as_yes_are_left_alone():
    criteria = "YES if the office reports it. NO otherwise. Many people doubt that."

    assert not finds("vague-number", "The tunnel is flooded", criteria)


def test_a_bundle_and_a_machine_rule_measure_for_themselves():
    claim = "Labs make significant progress soon and rents fall"

    for rule in ("no-criteria", "vague-degree", "vague-time", "no-baseline"):
        assert finds(rule, claim)
        assert not finds(rule, claim, composite="all")
        assert not finds(rule, claim, rule=object())


def test_a_condition_that_is_recorded_or_annulled_is_taken_care_of():
    claim = "If rates fall, house prices rise"

    assert not finds("unrecorded-condition", claim, condition=object())
    assert not finds("unrecorded-condition", claim, "YES if they rise. NO if not. ANNULLED if rates do not fall.")


def test_a_deadline_makes_words_of_time_harmless():
    assert not finds("vague-time", "Rents fall soon", deadline=until("2027-12-31"))
    assert not finds("relative-time", "The bridge opens next year", deadline=until("2027-12-31"))


def test_criteria_that_join_say_how_several_events_count():
    claim = "Ann wins the vote and resigns within a year"

    assert not finds("several-events", claim, "YES if both happen, as the BBC reports.")
    assert not finds("several-events", claim, composite="all")
