"""The words of each authority, held against figures that were typed in from its own papers by somebody else."""

import csv
from decimal import Decimal

import pytest

from ledger.core.words import SCALES
from tests.conftest import SHARED, needs_shared

pytestmark = needs_shared

OWN_TERMS = {
    "icd203": {
        "highly likely": "highly probable", "highly unlikely": "highly improbable", "remote chance": "remote",
        "about even": "roughly even chance",
    },
    "ipcc": {"about even": "about as likely as not"},
    "phia": {},
    "kent": {"almost no chance": "almost certainly not"},
}  # fmt: skip
"""What an authority calls that row of the table, where that is not the row's phrase."""
COLUMNS = {"icd203": "icd203", "ipcc": "ipcc", "phia": "phia_uk"}
CERTAINTIES = {"certain", "never", "impossible"}


def rows():
    path = SHARED / "gold" / "wep.csv"
    if not path.exists():
        return []
    with path.open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def names(row, scale):
    return [OWN_TERMS[scale].get(one, one) for one in row["phrase"].split(" / ")]


def percent(low, high):
    return Decimal(low) / 100, Decimal(high) / 100


GIVEN = [
    (scale, row, percent(row[f"{column}_low"], row[f"{column}_high"]))
    for scale, column in COLUMNS.items()
    for row in rows()
    if row[f"{column}_low"]
] + [
    ("kent", row, percent(int(middle) - int(give), int(middle) + int(give)))
    for row in rows()
    for middle, _, give in [row["kent1964"].partition(" +/-")]
    if give
]


@pytest.mark.parametrize(("scale", "row", "spans"), GIVEN, ids=lambda one: one if isinstance(one, str) else "")
def test_every_phrase_that_an_authority_gives_a_range_has_it(scale, row, spans):
    found = [one for name in names(row, scale) if (one := SCALES[scale].find(name))]
    assert {(one.low, one.high) for one in found} == {spans}
    assert {one.value for one in found} == {sum(spans) / 2}


@pytest.mark.parametrize("scale", ["icd203", "ipcc", "phia", "kent"])
def test_no_term_of_an_authority_is_missing_from_the_figures(scale):
    given = [name for whose, row, _ in GIVEN if whose == scale for name in names(row, scale)]
    typed = {one.phrase for name in given if (one := SCALES[scale].find(name))}
    extra = {one.phrase for one in SCALES[scale].phrases.values()} - typed
    assert extra == ({"more unlikely than likely"} if scale == "ipcc" else set())


def test_certainty_and_impossibility_are_no_estimates_to_kent():
    absolute = {name for row in rows() if row["kent1964"] in {"0", "100"} for name in row["phrase"].split(" / ")}
    assert absolute == CERTAINTIES
    assert not any(SCALES["kent"].find(name) for name in absolute)
