"""Metaculus points: what they add up to, what they reward, and what they refuse."""

import doctest
import math
from itertools import pairwise
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ledger.errors import InputError
from ledger.scoring.dialects import DIALECTS
from ledger.scoring.history import History, Said
from ledger.scoring.metaculus.baseline import baseline, baseline_points, spot_baseline
from ledger.scoring.metaculus.held import Held, Life, Points
from ledger.scoring.metaculus.peer import against_others, geometric_means, peer, spot_peer
from ledger.scoring.metaculus.pmf import binary_pmf, cdf_pmf, clip, option_pmf
from ledger.scoring.metaculus.relative import relative_legacy
from ledger.scoring.metaculus.steps import Steps

NAMES = ["metaculus-baseline", "metaculus-peer", "metaculus-spot-baseline", "metaculus-spot-peer"]
probabilities = st.floats(0.001, 0.999)
days = st.integers(0, 10)
LIFE = Life(opened=0, closes=10, ended=7)


def held(p, start=0, end=math.inf, *, who="A"):
    return Held(forecaster=who, pmf=binary_pmf(p), start=start, end=end)


def history(*said, closes=10, ended=7, outcome=1, question="q"):
    said = [Said(forecaster=who, probability=p, start=start) for who, p, start in said]
    return History(question=question, opened=0, closes=closes, ended=ended, outcome=outcome, said=said)


def scored(name, *histories):
    return {(one.question, one.forecaster): (one.value, one.coverage) for one in DIALECTS[name].scores(histories)}


@st.composite
def crowds(draw):
    """Forecasters with a forecast or two each, in days, some withdrawn."""
    crowd = []
    for who in range(draw(st.integers(1, 6))):
        times = sorted(draw(st.sets(days, min_size=2, max_size=3)))
        crowd += [held(draw(probabilities), start, end, who=str(who)) for start, end in pairwise(times)]
    return crowd


def lead_by_definition(one, crowd, at):
    """100 ln(p / geometric mean of the others), a moment after `at`."""
    others = [math.log(other.pmf[1]) for other in crowd if other.stands(at) and other.forecaster != one.forecaster]
    return 100 * (math.log(one.pmf[1]) - math.fsum(others) / len(others)) if others and one.stands(at) else 0.0


@given(crowds())
def test_peer_points_are_the_definition_day_by_day(crowd):
    for one, points in zip(crowd, peer(crowd, bucket=1, life=LIFE), strict=True):
        assert points.points == pytest.approx(sum(lead_by_definition(one, crowd, day) for day in range(7)) / 10)
        assert points.coverage == pytest.approx(sum(one.stands(day) for day in range(7)) / 10)


@given(crowds(), days)
def test_peer_points_at_a_moment_add_up_to_nothing(crowd, at):
    found = spot_peer(crowd, bucket=1, at=at)

    assert math.fsum(points.points for points in found) == pytest.approx(0, abs=1e-9)
    assert [points.coverage for points in found] == [float(one.stands(at)) for one in crowd]
    for one, points in zip(crowd, found, strict=True):
        assert points.points == pytest.approx(lead_by_definition(one, crowd, at), abs=1e-9)


@given(crowds(), probabilities, st.sampled_from([(-5, 0), (7, 12), (3, 3), (-3, -1)]))
def test_who_is_never_there_changes_nothing(crowd, p, span):
    before = peer(crowd, bucket=1, life=LIFE)

    assert peer([*crowd, held(p, *span, who="ghost")], bucket=1, life=LIFE) == [*before, Points(points=0, coverage=0)]


@pytest.mark.parametrize("day", range(8))
def test_who_leaves_at_once_changes_not_even_the_rounding(day):
    crowd = [held(p, who=who) for who, p in [("A", 0.1), ("B", 0.1), ("C", 0.3)]]
    ghost = held(0.5, day, day, who="ghost")

    assert peer([*crowd, ghost], bucket=1, life=LIFE)[:3] == peer(crowd, bucket=1, life=LIFE)


@given(crowds())
def test_the_base_leads_outsiders_by_its_own_mean(crowd):
    insiders = {one.forecaster for one in crowd}
    bot = held(0.8, 0, 10, who="bot")
    *members, outsider = peer([*crowd, bot], bucket=1, life=LIFE, base=insiders)

    assert members == peer(crowd, bucket=1, life=LIFE)
    assert outsider.points == pytest.approx(sum(lead_by_definition(bot, crowd, day) for day in range(7)) / 10)
    assert outsider.coverage == 0.7


def test_an_outsider_is_measured_against_the_whole_base():
    crowd = [held(0.8, who="bot"), held(0.5, who="A"), held(0.6, who="B")]

    assert spot_peer(crowd, bucket=1, at=1, base={"A", "B"})[0].points == pytest.approx(37.88428508487582)
    assert spot_peer(crowd[:2], bucket=1, at=1, base={"A"})[0].points == pytest.approx(47.0003629245736)
    assert peer(crowd[:2], bucket=1, life=LIFE, base={"A"})[1] == Points(points=0, coverage=0.7)


def test_scales_pay_half():
    one, other = (
        Held(forecaster=who, pmf=(0.5 - p, p, 0.5), start=0, continuous=True) for who, p in [("A", 0.4), ("B", 0.1)]
    )

    assert spot_peer([one, other], bucket=1, at=1)[0].points == pytest.approx(50 * math.log(4))


def test_shares_may_miss_one_by_what_rounding_leaves():
    assert option_pmf([0.5, 0.5000005]) == (0.5, 0.5000005)


def test_nobody_has_no_points():
    assert peer([], bucket=1, life=LIFE) == spot_peer([], bucket=1, at=1) == geometric_means([]) == []


def test_scores_against_the_others():
    assert against_others([5.0]) == [0.0]
    assert against_others([3.0, 1.0]) == [2.0, -2.0]


@given(st.integers(2, 9), st.data())
def test_an_even_spread_has_no_baseline_points(options, data):
    even = Held(forecaster="A", pmf=(1 / options,) * options, start=0)

    assert baseline_points(even, bucket=data.draw(st.integers(0, options - 1))) == pytest.approx(0, abs=1e-12)


@pytest.mark.parametrize(
    ("bounds", "pmf"), [(0, (0, 0.25, 0.75, 0)), (1, (0.05, 0.35, 0.6, 0)), (2, (0.1, 0.3, 0.4, 0.2))]
)
def test_baseline_points_of_a_scale(bounds, pmf):
    one = Held(forecaster="A", pmf=pmf, start=0, continuous=True)
    even = (1 - 0.05 * bounds) / 2
    ends = [(0, 0.05), (3, 0.05)]

    for bucket, share in [(1, even), (2, even), *((place, share) for place, share in ends if pmf[place])]:
        expected = 50 * math.log(pmf[bucket] / share)
        assert baseline_points(one, bucket=bucket, open_bounds=bounds) == pytest.approx(expected)


@given(probabilities, probabilities)
def test_saying_what_one_believes_pays_best(belief, other):
    def pays(p):
        return belief * baseline_points(held(p), bucket=1) + (1 - belief) * baseline_points(held(p), bucket=0)

    assert pays(belief) >= pays(other) - 1e-9


@given(probabilities, st.integers(0, 10), st.integers(0, 10))
def test_an_early_end_scales_points_by_coverage(p, start, ended):
    [points] = baseline([held(p, start)], bucket=1, life=Life(opened=0, closes=10, ended=ended))

    assert points.coverage == max(ended - start, 0) / 10
    assert points.points == pytest.approx(points.coverage * 100 * (math.log2(p) + 1))


@given(probabilities, days, days)
def test_a_spot_score_is_the_points_of_what_stands(p, start, at):
    expected = Points(points=100 * (math.log2(p) + 1), coverage=1) if start <= at < 8 else Points(points=0, coverage=0)
    [points] = spot_baseline([held(p, start, max(8, start))], bucket=1, at=at)

    assert points.points == pytest.approx(expected.points, abs=1e-9)
    assert points.coverage == expected.coverage


def test_the_moment_of_spot_scores_is_not_after_the_end():
    assert [LIFE.spot(), LIFE.spot(3), LIFE.spot(9)] == [7, 3, 7]


def test_geometric_means_read_other_where_an_option_is_missing():
    before = Held(forecaster="A", pmf=(0.5, None, 0.5), start=0, end=2)
    after = Held(forecaster="B", pmf=(0.5, 0.5, 0.0), start=1, end=3)

    assert [mean.pmf for mean in geometric_means([before, after])] == [(0.5, 0.5, 0.5), (0.5, 0.5, 0), (0.5, 0.5, 0)]
    assert [mean.compared for mean in geometric_means([before, after])] == [0, 2, 0]


def test_the_old_score_loses_no_time_between_steps_of_the_aggregate():
    crowd = [held(0.5, 1, who="crowd"), held(0.6, 5, who="crowd")]
    late, early, outside = relative_legacy(
        [held(0.8, 4), held(0.8, 0, 3), held(0.8, 12)], bucket=1, aggregate=crowd, opened=0, ended=10
    )

    assert late.points == pytest.approx((math.log2(0.8 / 0.5) + 5 * math.log2(0.8 / 0.6)) / 10)
    assert [late.coverage, early.coverage, outside] == [0.6, 0.2, Points(points=0, coverage=0)]
    with pytest.raises(InputError, match="one after the other"):
        relative_legacy([held(0.8)], bucket=1, aggregate=crowd[::-1], opened=0, ended=10)


def test_steps_begin_with_nothing_and_end_never():
    steps = Steps([1, 2, 4], [1.0, 2.0, -1.0])

    assert [steps.integral(0, end) for end in (0, 1, 1.5, 2, 3, 4, 6)] == [0, 0, 0.5, 1, 3, 5, 3]
    assert Steps([], []).integral(0, 1) == 0


def test_dialects_sum_over_a_forecasters_forecasts():
    one = history(("A", 0.6, 0), ("B", 0.3, 1), ("A", 0.8, 4))
    a, b = 100 * (math.log2(0.6) + 1), 100 * (math.log2(0.8) + 1)

    assert scored("metaculus-baseline", one)["q", "A"] == pytest.approx(((4 * a + 3 * b) / 10, 0.7))
    assert scored("metaculus-spot-baseline", one)["q", "A"] == (pytest.approx(b), 1)
    assert list(scored("metaculus-peer", one)) == [("q", "A"), ("q", "B")]


@pytest.mark.parametrize("name", NAMES)
def test_what_a_dialect_leaves_out(name):
    with_late = history(("A", 0.6, 0), ("B", 0.3, 1), ("B", 0.9, 7), ("C", 0.2, 7), ("A", 0.1, 8))

    assert scored(name, with_late) == scored(name, history(("A", 0.6, 0), ("B", 0.3, 1)))
    assert scored(name, history(("A", 0.6, 0), outcome=0.5), history(question="empty")) == {}
    assert scored(name, history(("A", 0.6, 0)), history(("A", 0.6, 0), question="r")).keys() == {("q", "A"), ("r", "A")}


@pytest.mark.parametrize(("name", "standing"), [(name, "spot" not in name) for name in NAMES])
def test_what_was_withdrawn_stands_until_then(name, standing):
    for end, still in [(3, False), (7, False), (7.5, True), (None, True)]:
        said = [Said(forecaster="A", probability=0.6, start=0, end=end)]
        found = DIALECTS[name].scores([History(question="q", opened=0, closes=10, ended=7, outcome=1, said=said)])
        assert [one.coverage for one in found] == ([min(end or 7, 7) / 10] if standing else [1.0] * still)


@pytest.mark.parametrize("name", NAMES)
@pytest.mark.parametrize(("p", "outcome", "best"), [(1.0, 1, 1), (0.0, 0, 1), (0.0, 1, 0), (1.0, 0, 0)])
def test_certainty_reaches_the_bounds_and_no_further(name, p, outcome, best):
    dialect = DIALECTS[name]
    one = history(("A", p, 0), ("B", 1 - p, 0), ended=10, outcome=outcome)

    assert scored(name, one)["q", "A"][0] == pytest.approx(dialect.BOUNDS[best])
    assert (dialect.BETTER, dialect.UNIT, dialect.RULE_VERSION) == ("higher", "points", "1")
    assert ("last" if "spot" in name else "time-weighted") == dialect.TIMING


@pytest.mark.parametrize("name", NAMES)
def test_everybody_of_a_thousand_is_scored(name):
    said = [(f"forecaster {n % 1000}", 0.1 + n % 9 / 11, n / 300) for n in range(2000)]

    assert len(scored(name, history(*said))) == 1000


@pytest.mark.parametrize(
    ("make", "words"),
    [
        (lambda: clip(math.nan), "nan is not between"),
        (lambda: clip(-0.01), "-0.01 is not between"),
        (lambda: clip(1.01), "1.01 is not between"),
        (lambda: option_pmf([0.5, None]), "two options"),
        (lambda: option_pmf([None, 1.0]), "two options"),
        (lambda: option_pmf([0.5, 0.5, None]), "last one"),
        (lambda: option_pmf([0.5, 0.4]), "add up to 0.9"),
        (lambda: option_pmf([0.5, 0.50001]), "add up to 1.00001"),
        (lambda: cdf_pmf([0.5]), "1 edges"),
        (lambda: cdf_pmf([0.1, 0.5, math.nan]), "value 3 of the CDF, nan"),
        (lambda: cdf_pmf([0.1, 0.5, 0.4]), "falls from 0.5 to 0.4 at value 3"),
        (lambda: held(0.5, 3, 2), "ends at 2, before its start at 3"),
        (lambda: held(0.5, math.nan), "before its start"),
        (lambda: held(0.5).probability(2), "2 buckets, and no bucket 2"),
        (lambda: held(0.5).probability(-1), "no bucket -1"),
        (lambda: Held(forecaster="A", pmf=(0.0, 1.0), start=0).probability(0), "gives 0.0 to what happened"),
        (lambda: Held(forecaster="A", pmf=(None, None), start=0).probability(0), "gives None"),
        (lambda: Held(forecaster="A", pmf=(math.inf,), start=0).probability(0), "gives inf"),
        (lambda: Life(opened=0, closes=0, ended=0), "cannot open at 0, close at 0"),
        (lambda: Life(opened=0, closes=10, ended=11), "end at 11"),
        (lambda: Life(opened=0, closes=10, ended=-1), "end at -1"),
        (lambda: Life(opened=0, closes=math.inf, ended=1), "close at inf"),
        (lambda: Life(opened=-math.inf, closes=1, ended=1), "open at -inf"),
        (
            lambda: baseline_points(
                Held(forecaster="A", pmf=(0, 1, 0), start=0, continuous=True), bucket=1, open_bounds=3
            ),
            "3 of them",
        ),
        (lambda: peer([held(0.5), held(0.6, 2)], bucket=1, life=LIFE), "two forecasts of A stand at 2"),
        (lambda: geometric_means([held(0.5), Held(forecaster="B", pmf=(1.0,), start=0)]), "differ"),
    ],
)
def test_what_cannot_be_scored_is_refused(make, words):
    with pytest.raises(InputError, match=words):
        make()


def test_the_page_about_it_is_true():
    page = Path(__file__).parents[2] / "docs" / "dialects" / "metaculus.md"

    assert doctest.testfile(str(page), module_relative=False, encoding="utf-8") == (0, 6)
