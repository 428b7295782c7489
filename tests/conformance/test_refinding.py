"""The quotes of the curated reading, found again in texts that came back otherwise; with `rapidfuzz` and without."""

import json

import pytest

from ledger.sources import likeness
from ledger.sources.anchors import Anchor, refind
from tests.conformance.seeds import GOLD
from tests.conftest import needs_shared
from tests.mutations import MUTATIONS, mutated, overlap

SEED = 0
pytestmark = needs_shared


def gold_quotes():
    entries = json.loads((GOLD / "predictions.json").read_text("utf-8"))["predictions"]
    names = ("exact", "prefix", "suffix", "start", "end")
    return [(one["id"], one["seed"], Anchor(**{name: one["anchor"][name] for name in names})) for one in entries]


@pytest.fixture(params=["rapidfuzz", "difflib"])
def compared_by(request, monkeypatch):
    if request.param == "rapidfuzz":
        pytest.importorskip("rapidfuzz")
    else:
        monkeypatch.setattr(likeness, "_ratio", lambda: None)


@pytest.mark.usefixtures("compared_by")
@pytest.mark.parametrize("name", MUTATIONS)
def test_every_quote_is_found_again_at_its_place(name):
    quotes = gold_quotes()
    changed = {seed: mutated((GOLD / "texts" / seed).read_text("utf-8"), name, SEED) for _, seed, _ in quotes}
    shares = {key: _share(changed[seed], anchor) for key, seed, anchor in quotes}
    assert len(shares) == 72
    assert {key: share for key, share in shares.items() if share < 0.6} == {}


def _share(text, anchor):
    found = refind(text.text, anchor)
    return overlap(text.stands(anchor), text.letters(found.start, found.end)) if found else 0


def test_every_quote_is_found_where_it_stands():
    for _, seed, anchor in gold_quotes():
        found = refind((GOLD / "texts" / seed).read_text("utf-8"), anchor)
        assert (found.start, found.end, found.how) == (anchor.start, anchor.end, "position")
