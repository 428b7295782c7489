"""Words that look like a date, a chance or a condition and are none, and the other way round."""

from datetime import UTC, date, datetime

import pytest

from ledger.sources.drafting.candidate import Occasion
from ledger.sources.drafting.due import due_of
from ledger.sources.drafting.kind import kind_of
from ledger.sources.drafting.likelihood import likelihood_of
from ledger.sources.drafting.passage import Layout
from ledger.sources.drafting.speaker import speaker_of

SAID = Occasion(zone=UTC, now=datetime(2026, 11, 20, tzinfo=UTC), made=date(2026, 11, 18))


@pytest.mark.parametrize(
    ("sentence", "text", "day"),
    [
        ("It will be ice-free in September at least once before 2040.", "before 2040", "2039-12-31"),
        ("It falls within three years.", "within three years", "2029-11-18"),
        ("It falls within three years of 2027.", "within three years", "2029-11-18"),
        ("Rates rise next year and again by 2030.", "by 2030", "2030-12-31"),
    ],
)
def test_a_phrase_with_a_year_goes_before_one_without(sentence, text, day):
    found = due_of(sentence, SAID)
    assert (found.text, str(found.deadline.day)) == (text, day)


@pytest.mark.parametrize(
    ("sentence", "text", "rule"),
    [
        ("They will cut rates by September 2026.", "by September 2026", "it was past when it was said"),
        ("It falls within three years of the launch.", "within three years", "it counts from an event: type a date"),
        ("They leave in a month after her victory.", "in a month", "it counts from an event: type a date"),
    ],
)
def test_a_day_that_was_past_or_hangs_on_an_event_is_no_other_day(sentence, text, rule):
    found = due_of(sentence, SAID)
    assert (found.text, found.deadline, found.rule) == (text, None, rule)


def test_a_series_with_an_end_is_a_series():
    found = due_of("Every quarter until 2028, exports will outgrow imports.", SAID)
    assert (found.text, found.deadline, found.every) == (
        "Every quarter until 2028",
        None,
        "FREQ=YEARLY;BYMONTH=3,6,9,12;BYMONTHDAY=-1;UNTIL=20281231",
    )


@pytest.mark.parametrize(
    "sentence",
    ["They will win by May 2027.", "May 2027 will be cold.", "By mid-May it will end.", "On May 3 it will."],
)
def test_the_month_is_no_chance(sentence):
    assert (likelihood_of(sentence).probability, likelihood_of(sentence).suggestion) == (None, "0.9")


@pytest.mark.parametrize("sentence", ["It may rain in May.", "May it rain.", "They may 2 of them go."])
def test_a_chance_is_no_month(sentence):
    assert likelihood_of(sentence).words == "may"


@pytest.mark.parametrize(
    ("claim", "condition"),
    [
        ("It will be ice-free at least once before 2040", None),
        ("They will meet once a year", None),
        ("Once it rains, they will stay", "Once it rains"),
    ],
)
def test_once_is_a_condition_only_where_something_follows_from_it(claim, condition):
    assert kind_of(claim, due_of(claim, SAID)).condition == condition


@pytest.mark.parametrize(
    ("sentence", "name"),
    [
        ("Dr. Sato of the institute argues that malaria deaths will halve by 2035.", "Sato"),
        ("Ann Roe from the bank says rates will fall.", "Ann Roe"),
        ("The roof of the house will fall.", None),
    ],
)
def test_a_speaker_may_belong_somewhere(sentence, name):
    passage = Layout(sentence).passage(0, len(sentence))
    assert speaker_of(passage, SAID).name == name
