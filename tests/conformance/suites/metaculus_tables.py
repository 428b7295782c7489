"""Metaculus: weights, leaderboards, buckets of resolutions, and its lines in tables of many platforms."""

import json
from collections.abc import Callable, Sequence
from datetime import UTC, datetime

from ledger.core.frame import Frame
from ledger.core.numbers import float_text
from ledger.question_types import TYPES
from ledger.scoring.dialects import DIALECTS
from ledger.scoring.history import History, Said
from ledger.scoring.metaculus.aggregation import recency_weights, single_aggregation_weight
from ledger.scoring.metaculus.baseline import baseline_points
from ledger.scoring.metaculus.buckets import Scale, binary_bucket, date_bucket, number_bucket, option_bucket
from ledger.scoring.metaculus.held import Held
from ledger.scoring.metaculus.leaderboard import medal_ranks, peer_global, prize_shares, tournament_take
from ledger.scoring.metaculus.pmf import option_pmf
from tests.conformance.suite import Case, Check, answers, pairs_of
from tests.conftest import SHARED

TYPE_OF = {"binary": "binary", "mc": "categorical"}
BEYOND = {"below": "below_lower_bound", "above": "above_upper_bound"}


@answers("vectors/metaculus_recency_weights.json")
def weights(case: Case) -> list[Check]:
    if "n" not in case:
        given = dict(part.split("=") for part in case["id"].split()[1:])
        got = single_aggregation_weight(
            age=float(given["age"]),
            horizon=float(given["horizon"]),
            sum_peer=float(given["sumPeer"]),
            sum_coverage=float(given["sumCoverage"]),
        )
        return pairs_of(got, case["expected"], 1e-12)
    if case["expected"] is None:
        return [Check(got=recency_weights(case["n"]), expected=None, tolerance=0)]
    return pairs_of(recency_weights(case["n"]), case["expected"], 1e-12)


@answers("vectors/metaculus_leaderboard.json")
def leaderboard(case: Case) -> list[Check]:
    if "takes" in case:
        got = prize_shares(case["takes"], minimum=case["minimum_prize_percent"])
        return pairs_of(got, case["expected_percent"], 1e-7)
    if "scores" in case:
        return pairs_of([tournament_take([score]) for score in case["scores"]], case["expected_take"], 1e-7)
    if "entries" in case:
        ranks = medal_ranks(case["entries"])
        got = {"gold": ranks.gold, "silver": ranks.silver, "bronze": ranks.bronze}
        return pairs_of(got, case["expected_rank_limits"], 0)
    return pairs_of(peer_global(sum_score=case["sum_score"], coverage=case["coverage"]), case["expected"], 1e-7)


@answers("vectors/metaculus_bucket_index.json")
def buckets(case: Case) -> list[Check]:
    question, resolution = case["question"], case["resolution"]
    said = _bucket(question, resolution), _bucket(question, _as_we_record(question, resolution))
    return [Check(got=got, expected=case["expected_bucket"], tolerance=0) for got in said]


def _as_we_record(question: Case, resolution: str | None) -> str | None:
    """The outcome as our question types read it; their scale of a question takes no verdict for one."""
    if not resolution:
        return None
    frame = _frame(question)
    outcome = TYPES[frame.type].read_outcome(resolution, frame).outcome
    return BEYOND.get(outcome, outcome)


def _frame(question: Case) -> Frame:
    if question["type"] in TYPE_OF:
        return Frame(type=TYPE_OF[question["type"]], options=tuple(question.get("opts", ())))
    ends = [float_text(question[end]) for end in ("lo", "hi")]
    kind = "numeric"
    if question["type"] == "date":
        kind, ends = "date", [f"{datetime.fromtimestamp(float(end), UTC):%Y-%m-%d}" for end in ends]
    return Frame(type=kind, lower=ends[0], upper=ends[1], open_lower=True, open_upper=True)


def _bucket(question: Case, resolution: str | None) -> int | None:
    if question["type"] == "binary":
        return binary_bucket(resolution)
    if question["type"] == "mc":
        return option_bucket(resolution, options=question["opts"])
    scale = Scale(low=question["lo"], high=question["hi"], buckets=question["n"], zero_point=question.get("zp"))
    return (date_bucket if question["type"] == "date" else number_bucket)(resolution, scale=scale)


def _read(file: str) -> list[Case]:
    path = SHARED / file
    found = json.loads(path.read_text(encoding="utf-8")) if path.exists() else []
    return found["cases"] if isinstance(found, dict) else found


def _cases(file: str, start: str) -> Callable[[], Sequence[Case]]:
    return lambda: [case for case in _read(file) if case["id"].casefold().startswith(start)]


ROSETTA = History(
    question="rosetta",
    opened=0,
    closes=10,
    ended=7,
    outcome=1,
    said=[
        Said(forecaster="A", probability=0.6, start=0),
        Said(forecaster="A", probability=0.8, start=4),
        Said(forecaster="B", probability=0.3, start=1),
    ],
)


@answers("vectors/rosetta.json (Metaculus)", cases=_cases("vectors/rosetta.json", "metaculus"))
def rosetta(case: Case) -> list[Check]:
    rule, _, forecaster = case["id"].split(" (")[0].split(" at ")[0].rpartition(" ")
    dialect = DIALECTS[rule.casefold().replace(" ", "-")]
    [score] = [score for score in dialect.scores([ROSETTA]) if score.forecaster == forecaster]
    return pairs_of([score.value, score.coverage], case["expected"], 1e-9)


@answers(
    "golden/time_average_example.json (Metaculus)",
    cases=lambda: [
        {"id": forecaster, "origin": "port", "expected": _example()["expected"][forecaster]}
        for forecaster in ("A", "B")
        if (SHARED / "golden").is_dir()
    ],
)
def time_average(case: Case) -> list[Check]:
    example, expected = _example()["expected"], case["expected"]
    history = History(
        question="q",
        opened=0,
        closes=example["horizon_days"],
        ended=example["resolve_day"],
        outcome=example["outcome"],
        said=[Said(forecaster="A", probability=p, start=day) for day, p in expected["history"]],
    )
    [score] = DIALECTS["metaculus-baseline"].scores([history])
    return pairs_of([score.value, score.coverage], [expected["metaculus_baseline"], expected["coverage"]], 1e-12)


def _example() -> Case:
    return json.loads((SHARED / "golden" / "time_average_example.json").read_text(encoding="utf-8"))


@answers("golden/unit_vectors.json (Metaculus)", cases=_cases("golden/unit_vectors.json", "metaculus"))
def unit_vectors(case: Case) -> list[Check]:
    return pairs_of(UNITS[case["kind"]](**case["inputs"]), case["expected"], case["tolerance"])


def _baseline(p: float, k: int) -> float:
    pmf = option_pmf([*[(1 - p) / (k - 1)] * (k - 1), p])
    return baseline_points(Held(forecaster="A", pmf=pmf, start=0), bucket=k - 1)


def _covered(p: float, k: int, coverage: float) -> float:
    assert k == 2
    said = [Said(forecaster="A", probability=p, start=1 - coverage)]
    return _first("metaculus-baseline", said)


def _peer(p: float, others: Sequence[float]) -> float:
    said = [Said(forecaster=str(place), probability=one, start=0) for place, one in enumerate([p, *others])]
    return _first("metaculus-peer", said)


def _first(dialect: str, said: Sequence[Said]) -> float:
    history = History(question="q", opened=0, closes=1, ended=1, outcome=1, said=said)
    return DIALECTS[dialect].scores([history])[0].value


UNITS = {"baseline": _baseline, "baseline_time_averaged": _covered, "peer": _peer}
