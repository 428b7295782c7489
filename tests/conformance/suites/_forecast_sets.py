"""Sets of yes-or-no forecasts in the reference data, as pairs of a probability and an outcome."""

import csv
import gzip
import io
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator
from decimal import Decimal
from functools import partial
from pathlib import Path
from typing import ClassVar

from ledger.calibration.bins import Bins
from ledger.calibration.tally import Tally
from ledger.core.numbers import MILLION
from tests.conftest import SHARED

GOLDEN = SHARED / "golden"
OPEN = SHARED / "data"

Pair = tuple[Decimal, Decimal]
Row = dict[str, str]


class FineTally(Tally):
    """A tally in parts of 10^-45, for numbers with more digits than a ledger keeps."""

    __slots__ = ()

    UNIT: ClassVar[int] = 10**45


class FinerBins:
    """Bins of parts per million for a tally in finer parts."""

    def __init__(self, bins: Bins, tally: Tally) -> None:
        self.bins, self.finer = bins, tally.UNIT // MILLION

    def place(self, p_ppm: int, /) -> int:
        return self.bins.place(p_ppm // self.finer)


def tally_of(pairs: Iterable[Pair]) -> Tally:
    """In parts per million if that is exact, else in finer ones."""
    pairs = list(pairs)
    for kind in (Tally, FineTally):
        parts = [(p * kind.UNIT, y * kind.UNIT) for p, y in pairs]
        if all(part == int(part) for pair in parts for part in pair):
            return kind.from_rows((int(p), int(y), 1) for p, y in parts)
    raise AssertionError("more than 45 decimals")


def rows(path: Path, *, encoding: str = "utf-8-sig") -> Iterator[Row]:
    """The rows of a file with a header, packed or not."""
    raw = gzip.decompress(path.read_bytes()) if path.suffix == ".gz" else path.read_bytes()
    yield from csv.DictReader(io.StringIO(raw.decode(encoding), newline=""))


def columns(path: Path, predicted: str, observed: str, *, where: Callable[[Row], bool] = bool) -> list[Pair]:
    """Two columns of a file."""
    return [(Decimal(row[predicted]), Decimal(row[observed])) for row in rows(path) if where(row)]


def synthetic(forecaster: str) -> list[Pair]:
    """One forecaster of the synthetic ledger."""
    path = GOLDEN / "synthetic_ledger_600.csv"
    pairs = columns(path, "p_percent", "outcome", where=lambda row: row["forecaster"] == forecaster)
    return [(p / 100, y) for p, y in pairs]


def finnish_rain(hours: str, kind: str) -> list[Pair]:
    """Rain in Tampere in 2003, some hours ahead: any (POP) or much (POPhi); rows that lack a number are left out."""
    categories, above = {"POP": (("1", "2"), "0.2"), "POPhi": (("2",), "4.4")}[kind]
    pairs = []
    for row in rows(GOLDEN / "fmi_pop_2003.csv"):
        said = [Decimal(row[f"p{hours}_cat{category}"] or "NaN") for category in categories]
        observed = Decimal(row["obs"] or "NaN")
        if observed.is_finite() and all(part.is_finite() for part in said):
            pairs.append((round(sum(said, Decimal(0)), 8), Decimal(observed > Decimal(above))))
    return pairs


def games(league: str, *, ties: bool = True) -> list[Pair]:
    """Games of a league, a tie counting half."""
    path = OPEN / "fivethirtyeight_open" / f"{league}.csv"
    return columns(path, "prob1", "prob1_outcome", where=lambda row: ties or float(row["prob1_outcome"]) in {0, 1})


def _football() -> list[Pair]:
    path = OPEN / "fivethirtyeight_open" / "raw_forecasts_2021_college_football.csv.gz"
    return columns(
        path, "prob", "outcome", where=lambda row: bool(row["prob"] and row["outcome"]) and 0 < float(row["prob"]) < 1
    )


def _year_2020() -> list[Pair]:
    path = OPEN / "scott_alexander_2020" / "predictions_2020.csv"
    known = (row for row in rows(path) if row["outcome"] in {"true", "false"})
    return [(Decimal(row["percent"]) / 100, Decimal(row["outcome"] == "true")) for row in known]


def _contest(column: str) -> list[Pair]:
    known = (
        row for row in rows(OPEN / "acx_2022_contest" / "acx_2022_predictions.csv") if row["Resolution"] in {"0", "1"}
    )
    said = ((row[column].strip().rstrip("%"), row["Resolution"]) for row in known)
    return [(Decimal(percent) / 100, Decimal(outcome)) for percent, outcome in said if percent]


def _contest_entrants() -> list[Pair]:
    text = (OPEN / "acx_2022_contest" / "acx_2022_predictions.csv").read_text("utf-8-sig")
    head, *lines = csv.reader(io.StringIO(text, newline=""))
    first = head.index("Predictions by contest entrants")
    return [
        (Decimal(percent) / 100, Decimal(line[1]))
        for line in lines
        if line[1] in {"0", "1"}
        for percent in line[first:]
        if percent.strip()
    ]


def _crowd(*, kind: str) -> list[Pair]:
    path = OPEN / "forecastbench_open" / "market_questions_by_round.csv.gz"
    known = [row for row in rows(path) if row["resolved"] == "True" and row["resolved_to"] in {"0.0", "1.0"}]
    if kind == "ai":
        known = [row for row in known if row["is_ai"] == "1"]
    if kind == "last":
        by_round = sorted(known, key=lambda row: row["round_due"])
        known = list({(row["source"], row["id"]): row for row in by_round}.values())
    return [(Decimal(row["crowd_probability"]), Decimal(row["resolved_to"])) for row in known]


def _markets() -> list[Pair]:
    """The price in the middle of each market's life."""
    folder = OPEN / "manifold_80_markets"
    prices: dict[str, list[tuple[int, Decimal]]] = defaultdict(list)
    for bet in rows(folder / "bets.csv.gz"):
        prices[bet["contractId"]].append((int(bet["createdTime"]), Decimal(bet["probAfter"])))
    pairs = []
    for row in rows(folder / "markets.csv"):
        end = min(int(row["closeTime"]), int(row["resolutionTime"]))
        before = [price for price in prices[row["id"]] if 2 * price[0] <= int(row["createdTime"]) + end]
        if row["resolution"] in {"YES", "NO"} and before:
            pairs.append((max(before)[1], Decimal(row["resolution"] == "YES")))
    return pairs


def _covid(model: str, target: str) -> list[Pair]:
    return columns(
        OPEN / "scoringutils_examples" / "example_binary.csv",
        "predicted",
        "observed",
        where=lambda row: (row["model"], row["target_type"]) == (model, target) and bool(row["predicted"]),
    )


def superforecasters() -> tuple[list[Pair], int]:
    """Each option of each forecast of the Good Judgment Project with what it came to, and how many forecasts."""
    outcomes = {row["ifp_id"]: row["outcome"] for row in rows(OPEN / "gjp" / "ifps.csv.gz", encoding="latin-1")}
    said = list(rows(OPEN / "gjp" / "survey_fcasts_mini.yr1.csv.gz", encoding="latin-1"))
    pairs = [(Decimal(row["value"]), Decimal(row["answer_option"] == outcomes[row["ifp_id"]])) for row in said]
    return pairs, len({row["forecast_id"] for row in said})


def niamey(model: str) -> list[Pair]:
    """One model of rain in Niamey in 2016."""
    return columns(GOLDEN / "niamey_2016.csv", model, "obs")


def triptych(forecast: str) -> list[Pair]:
    """One simulated forecaster of the triptych."""
    return columns(OPEN / "corp_open" / "triptych_ex_binary_X01-X05.csv", forecast, "y")


def _open(name: str, predicted: str, observed: str) -> Callable[[], list[Pair]]:
    return lambda: columns(OPEN / "fivethirtyeight_open" / name, predicted, observed)


OPEN_SETS: dict[str, Callable[[], list[Pair]]] = {
    "open_538_nba_games": lambda: games("nba_games"),
    "open_538_nfl_games": lambda: games("nfl_games"),
    "open_538_ncaa": _open(
        "historical-538-ncaa-tournament-model-results.csv", "favorite_probability", "favorite_win_flag"
    ),
    "open_538_senate_hist": _open("historical-senate-predictions.csv", "forecast_prob", "winflag"),
    "open_538_cfb_raw_no01": _football,
    "open_scott_alexander_2020": _year_2020,
    "open_acx2022_scott": lambda: _contest("Scott"),
    "open_acx2022_market": lambda: _contest("Market"),
    "open_acx2022_superforecaster_avg": lambda: _contest("Sprfrcaster avg"),
    "open_acx2022_predictor_avg": lambda: _contest("Predictor avg"),
    "open_acx2022_aggregate": lambda: _contest("Aggregate"),
    "open_acx2022_all_given_forecasts": _contest_entrants,
    "open_forecastbench_market_resolved": lambda: _crowd(kind="all"),
    "open_forecastbench_market_resolved_ai": lambda: _crowd(kind="ai"),
    "open_forecastbench_market_last_round_per_question": lambda: _crowd(kind="last"),
    "open_manifold_midlife": _markets,
    "open_niamey_EMOS": lambda: columns(OPEN / "corp_open" / "precip_Niamey_2016_EMOS.csv", "EMOS", "obs"),
    **{f"open_triptych_X0{place}": partial(triptych, f"X0{place}") for place in range(1, 6)},
    **{
        f"open_scoringutils_binary_{model}_{target}": partial(_covid, model, target)
        for model, target in (
            ("EuroCOVIDhub-baseline", "Cases"),
            ("EuroCOVIDhub-baseline", "Deaths"),
            ("EuroCOVIDhub-ensemble", "Cases"),
            ("EuroCOVIDhub-ensemble", "Deaths"),
            ("UMass-MechBayes", "Deaths"),
            ("epiforecasts-EpiNow2", "Cases"),
            ("epiforecasts-EpiNow2", "Deaths"),
        )
    },
}
