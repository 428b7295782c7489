"""How well drafts agree with a careful reader: the figures of the page, and a bar below which none may fall."""

from pathlib import Path

import pytest

from tests.conformance.drafted import figures, pairs, rows
from tests.conftest import needs_shared

pytestmark = needs_shared
PAGE = Path(__file__).parents[2] / "docs" / "scanning.md"
BARS = {"speaker": 0.7, "attribution": 0.7, "kind": 0.6, "deadline": 0.85, "hedge": 0.7}


@pytest.mark.parametrize("field", BARS)
def test_no_figure_falls_below_its_bar(field):
    right, number = figures()[field]
    assert right / number >= BARS[field]


def test_the_page_says_the_figures_as_they_are():
    page = PAGE.read_text("utf-8")
    assert [row for row in rows() if row not in page] == []


def test_no_draft_states_a_number_that_nobody_stated():
    assert [one.draft.quote for one in pairs() if one.draft.likelihood_basis == "stated"] == []


def test_no_deadline_is_drafted_where_the_reader_saw_none_but_for_one():
    made_up = [one.gold["id"] for one in pairs() if one.draft.deadline and not one.gold["deadline"]["scoring_date"]]
    assert made_up == ["P001-03"]
