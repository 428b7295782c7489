"""Predictions are found in the gold texts and in our own sentences, and docs/detection.md says how well."""

import os
from pathlib import Path

from tests.conformance.detected import own_rows, page, table
from tests.conformance.labelled import HALVES, core_entries, figures, gold, own
from tests.conftest import needs_shared

DOCS = Path(__file__).parents[2] / "docs" / "detection.md"
UPDATE = bool(os.environ.get("UPDATE_GOLDEN"))


def test_the_page_lists_every_sign_with_its_weight():
    assert table() in DOCS.read_text(encoding="utf-8")


def test_the_page_tells_the_figures_of_our_own_sentences():
    assert "\n".join(own_rows()) in DOCS.read_text(encoding="utf-8")


@needs_shared
def test_the_page_is_what_the_signs_say_and_find():
    if UPDATE:
        DOCS.write_text(page(), encoding="utf-8")

    kept = DOCS.read_text(encoding="utf-8")
    assert kept == page(), "write it anew: python -m tests.conformance.detected docs/detection.md"


@needs_shared
def test_every_core_prediction_of_the_gold_set_is_found():
    found = core_entries(gold())

    assert len(found) == 18
    assert [entry for entry, seen in found.items() if not seen] == []


@needs_shared
def test_nineteen_in_twenty_predictions_of_the_gold_set_are_found_and_two_in_three_proposals_are_right():
    strict = figures(gold())

    assert strict.right + strict.missed == 44
    assert strict.right >= 0.95 * 44
    assert strict.right >= 0.65 * (strict.right + strict.wrong)


@needs_shared
def test_in_the_text_without_predictions_two_sentences_are_proposed_at_most():
    assert sum(one.found is not None for one in gold() if one.group == "002") <= 2


def test_our_own_sentences_are_told_apart_as_well_as_when_they_were_first_seen():
    halves = [figures(own(half)) for half in HALVES]
    right, wrong, missed = (sum(getattr(half, name) for half in halves) for name in ("right", "wrong", "missed"))

    assert right + missed == 91
    assert right >= 0.95 * 91
    assert right >= 0.85 * (right + wrong)


def test_our_own_sentences_are_many_and_no_subject_lies_in_both_halves():
    first, second = (own(half) for half in HALVES)

    assert len({one.words for one in (*first, *second)}) == len(first) + len(second) == 218
    assert {one.group for one in first} & {one.group for one in second} == set()
