"""Laws of a hub's output types: what was said is kept to the last digit, samples become their quantiles."""

from decimal import Decimal

import numpy as np
import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from ledger.core.frame import Frame
from ledger.core.stated import Typed
from ledger.importers._hub_outputs import cdf, quantiles, samples, shares
from ledger.importers._losses import Losses
from ledger.question_types import TYPES
from ledger.scoring.dialects.hubverse import LEVELS

NUMBERS = st.decimals(-(10**12), 10**12, places=6)
FINE = st.integers(1, 999).map(lambda part: Decimal(part) / 1000)
NUMERIC = Frame(type="numeric")


def points(frame: Frame, **said: str) -> list[tuple[str, Decimal]]:
    stated = TYPES[frame.type].read_prediction(Typed(**said), frame, certain=True)
    return [(point.at, Decimal(str(point.share))) for point in stated.points]


def spelled(number: Decimal) -> st.SearchStrategy[str]:
    """As programs write it: in plain digits or with an exponent."""
    return st.sampled_from([f"{number:f}", f"{number:e}", f"{number:E}"])


@given(data=st.data(), levels=st.lists(FINE, min_size=1, max_size=9, unique=True), numbers=st.data())
def test_quantiles_and_points_of_a_cdf_are_kept_exactly(data, levels, numbers) -> None:
    drawn = st.lists(NUMBERS, min_size=len(levels), max_size=len(levels), unique=True)
    pairs = list(zip(sorted(levels), sorted(numbers.draw(drawn)), strict=True))
    shuffled = data.draw(st.permutations(pairs))
    by_level = {data.draw(spelled(level)): data.draw(spelled(value)) for level, value in shuffled}
    kept = [(share, Decimal(at)) for at, share in points(NUMERIC, quantiles=quantiles(by_level, Losses()))]
    assert kept == pairs
    if len(pairs) > 1:
        by_value = {data.draw(spelled(value)): data.draw(spelled(level)) for level, value in shuffled}
        kept = [(share, Decimal(at)) for at, share in points(NUMERIC, cdf=cdf(by_value, Losses()))]
        assert kept == pairs


@given(parts=st.lists(st.integers(0, 50), min_size=2, max_size=6).filter(any), off=st.integers(-900, 900))
def test_shares_are_kept_and_those_that_almost_add_up_are_made_to(parts, off) -> None:
    total = sum(parts)
    exact = [Decimal(part) / total for part in parts]
    said = {f"option {at}": f"{share * (1 + Decimal(off) / 1_000_000):.15f}" for at, share in enumerate(exact)}
    losses = Losses()
    frame = Frame(type="categorical", options=tuple(said))
    assume(all(Decimal(share) <= 1 for share in said.values()))
    kept = [share for _, share in points(frame, shares=shares(said, losses))]
    assert abs(sum(kept) - 1) <= Decimal("1e-9")
    assert all(abs(one - other) <= Decimal("1e-9") for one, other in zip(kept, exact, strict=True))
    assert bool(losses.report) == (abs(sum(map(Decimal, said.values())) - 1) > Decimal("1e-9"))


@given(drawn=st.lists(st.decimals(-1000, 1000, places=3), min_size=1, max_size=40))
def test_samples_become_their_quantiles(drawn) -> None:
    said = samples({str(at): f"{value:f}" for at, value in enumerate(drawn)}, Losses())
    values = [float(at) for at, _ in points(NUMERIC, quantiles=said)]
    assert values == sorted(values)
    assert values == pytest.approx(np.quantile([float(one) for one in drawn], [float(one) for one in LEVELS]), abs=1e-9)
