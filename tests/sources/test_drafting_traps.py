"""Words that look like a date, a chance or a condition and are none, and the other way round."""

from datetime import UTC, date, datetime

import pytest

from ledger.sources.drafting import draft
from ledger.sources.drafting.candidate import Occasion
from ledger.sources.drafting.due import due_of
from ledger.sources.drafting.kind import kind_of
from ledger.sources.drafting.likelihood import likelihood_of
from ledger.sources.drafting.passage import Layout
from ledger.sources.drafting.speaker import speaker_of
from ledger.sources.proposals import Proposal

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


def speaker_at(text, words):
    at = text.index(words)
    return speaker_of(Layout(text).passage(at, at + len(words)), SAID).name


def test_a_label_is_a_speaker_in_a_text_with_several():
    text = "[00:00:12] HOST: And?\n[00:00:19] DR. OSEI: It will be slow.\nIt will cost a lot.\n[00:01:00] HOST: Thanks."
    assert speaker_at(text, "It will be slow.") == "DR. OSEI"
    assert speaker_at(text, "It will cost a lot.") == "DR. OSEI"


@pytest.mark.parametrize("label", ["Hidden", "Note", "Bottom line"])
def test_a_single_label_is_no_speaker(label):
    assert speaker_at(f"{label}: it will snow in 2027.\nIt was cold.", "it will snow in 2027.") is None


def test_many_labels_that_name_nobody_are_no_speakers():
    assert speaker_at("Prediction: it will snow.\nPrediction: it will rain.\n", "it will rain.") is None


def test_what_is_said_beside_a_quotation_is_not_what_was_said():
    text = "\u201cWe\u2019ll miss the target,\u201d admitted chief scientist L\u00e9a Dubois on 3 May."
    found = draft(1, Proposal(start=0, end=len(text)), Layout(text).passage(0, len(text)), SAID)
    assert (found.speaker, found.attribution) == ("L\u00e9a Dubois", "quoted")
    assert (found.deadline_text, found.probability, found.suggestion) == (None, None, "0.9")
