"""The lint on real words: vague ones are found, curated ones left alone, and docs/lint.md says how many."""

import os
import tomllib
from pathlib import Path

import pytest

from tests.conformance.linted import CLAIMS, of_claim, of_question, of_seeds, page, table
from tests.conftest import needs_shared

DOCS = Path(__file__).parents[2] / "docs" / "lint.md"
UPDATE = bool(os.environ.get("UPDATE_GOLDEN"))
OTHER = tomllib.loads(CLAIMS.read_text(encoding="utf-8"))


def serious(findings):
    return [one for one in findings if one.severity != "note"]


def test_the_page_lists_every_rule():
    assert table() in DOCS.read_text(encoding="utf-8")


@needs_shared
def test_the_page_is_what_the_rules_say_and_find():
    if UPDATE:
        DOCS.write_text(page(), encoding="utf-8")

    assert DOCS.read_text(encoding="utf-8") == page(), "write it anew: python -m tests.conformance.linted docs/lint.md"


def test_curated_criteria_have_no_errors_and_no_warnings():
    assert [serious(found) for found in of_seeds() if serious(found)] == []


def test_nine_in_ten_vague_claims_on_other_subjects_are_found():
    found = [claim for claim in OTHER["vague"] if serious(of_claim(claim))]

    assert len(found) >= 0.9 * len(OTHER["vague"])


@pytest.mark.parametrize("question", OTHER["precise"], ids=lambda question: question["claim"][:40])
def test_precise_questions_on_other_subjects_are_not_accused(question):
    assert serious(of_claim(question["claim"])) == []
    assert serious(of_question(question)) == []
