"""Pairs exported for the R package reliabilitydiag: those of a set that it publishes the scores of."""

import csv
import io
from decimal import Decimal

import pytest

from tests.conformance import contests
from tests.conformance.contests import DATA, published, rows_of
from tests.conftest import needs_shared

pytestmark = needs_shared


def test_pairs_of_niamey_come_out_as_they_went_in(tmp_path) -> None:
    text = contests.niamey().brought_in(tmp_path).ok("export", "reliabilitydiag")
    rows = list(csv.DictReader(io.StringIO(text, newline="")))
    source = list(rows_of(DATA / "corp_open" / "precip_Niamey_2016_EMOS.csv"))
    assert [(Decimal(row["p"]), row["y"]) for row in rows] == [(Decimal(row["EMOS"]), row["obs"]) for row in source]
    brier = sum((float(row["p"]) - float(row["y"])) ** 2 for row in rows) / len(rows)
    assert brier == pytest.approx(published("open_niamey_EMOS")["brier"], abs=5e-11)
