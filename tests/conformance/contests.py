"""Published sets of forecasts, each put into the shape that `fcl import csv` reads."""

import csv
import gzip
import io
import json
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from decimal import Decimal
from functools import cache
from pathlib import Path
from typing import Any

from tests.conftest import SHARED
from tests.program import Fcl

DATA = SHARED / "data"
EXPECTED = DATA / "expected_open"
FORECASTBENCH = DATA / "forecastbench_open" / "market_questions_by_round.csv.gz"
# ForecastBench dates what had come out by then up to its scheduled end, which may lie ahead.
SNAPSHOT = "2026-08-21"
HEADER = ("key", "claim", "forecaster", "p", "made", "by", "outcome", "known_on", "tags")

Row = Mapping[str, str]


@dataclass(frozen=True, slots=True, kw_only=True)
class Contest:
    """A set as the program reads it: a table, and the words behind `fcl import csv FILE`."""

    table: str
    options: tuple[str, ...] = ()

    def brought_in(self, home: Path) -> Fcl:
        """A ledger that holds it."""
        fcl = Fcl(home)
        answer = fcl("import", "csv", "-", *self.options, stdin=self.table)
        assert answer.code == 0, answer
        assert " 0 rejected" in answer.out
        return fcl


def rows_of(path: Path, encoding: str = "utf-8-sig") -> Iterator[Row]:
    """The rows of a file of this kind, zipped or not."""
    raw = gzip.decompress(path.read_bytes()) if path.suffix == ".gz" else path.read_bytes()
    yield from csv.DictReader(io.StringIO(raw.decode(encoding), newline=""))


def lines(contest: Contest) -> Iterator[Row]:
    """The rows of the table that a contest was put into."""
    yield from csv.DictReader(io.StringIO(contest.table, newline=""))


@cache
def json_of(path: Path) -> dict[str, Any]:
    """A document."""
    return dict(json.loads(path.read_text(encoding="utf-8")))


def published(name: str) -> dict[str, Any]:
    """What is expected of a set."""
    return dict(json_of(EXPECTED / "EXPECTED.json")[name])


def published_tenths(name: str) -> list[Row]:
    """Its ten bins, those without a forecast left out."""
    return [row for row in rows_of(EXPECTED / "calibration_10bin" / f"{name}.csv") if float(row["n"])]


def table_of(rows: Iterable[Sequence[object]]) -> str:
    """A table under `HEADER`."""
    stream = io.StringIO(newline="")
    writer = csv.writer(stream)
    writer.writerow(HEADER)
    writer.writerows([*row, *[""] * (len(HEADER) - len(row))] for row in rows)
    return stream.getvalue()


def games(name: str) -> Contest:
    """Games by FiveThirtyEight, said the day before; a tie is half an outcome."""

    def rows() -> Iterator[Sequence[object]]:
        for number, game in enumerate(rows_of(DATA / "fivethirtyeight_open" / name)):
            day = game["date"]
            before = date.fromisoformat(day) - timedelta(days=1)
            claim = f"{game['team1']} beat {game['team2']} on {day}"
            yield number, claim, "FiveThirtyEight", game["prob1"], before, day, game["prob1_outcome"], day

    return Contest(table=table_of(rows()))


def tournament() -> Contest:
    """Basketball games of the NCAA tournaments, by year: the file has no days."""

    def rows() -> Iterator[Sequence[object]]:
        for row in rows_of(DATA / "fivethirtyeight_open" / "historical-538-ncaa-tournament-model-results.csv"):
            year = row["year"]
            claim = f"{row['favorite']} beat {row['underdog']} in round {row['round']} of {year}"
            end = f"{year}-04-30"
            p, won = row["favorite_probability"], row["favorite_win_flag"]
            yield claim, claim, "FiveThirtyEight", p, f"{year}-03-01", end, won, end

    return Contest(table=table_of(rows()))


def senate() -> Contest:
    """Candidates for the Senate, by year; 0 % and 100 % as published."""

    def rows() -> Iterator[Sequence[object]]:
        for row in rows_of(DATA / "fivethirtyeight_open" / "historical-senate-predictions.csv"):
            year = row["year"]
            claim = f"{row['candidate']} wins the seat of {row['state']} in {year}"
            end = f"{year}-12-31"
            yield claim, claim, "FiveThirtyEight", row["forecast_prob"], f"{year}-10-01", end, row["winflag"], end

    return Contest(table=table_of(rows()), options=("--certain",))


def college_football() -> Contest:
    """College football: 1,192 questions, each forecast again and again."""

    def rows() -> Iterator[Sequence[object]]:
        for row in rows_of(DATA / "fivethirtyeight_open" / "raw_forecasts_2021_college_football.csv.gz"):
            claim = f"{row['entity']}: {row['field']} of {row['year']}"
            end = f"{int(row['year']) + 1}-01-31"
            outcome = row["outcome"].removesuffix(".0")
            yield claim, claim, "FiveThirtyEight", row["prob"], row["forecast_date"], end, outcome, end

    return Contest(table=table_of(rows()))


def forecastbench(*, unlisted: bool = False) -> Contest:
    """Market prices by round: a question comes again in later rounds. What is not resolved has a price, no outcome.

    A round lists no resolution for a question that came out before its day, though its price was frozen: nine rows,
    which are in only if `unlisted`.
    """
    found = list(rows_of(FORECASTBENCH))
    latest = {(row["source"], row["id"]): row for row in found}
    resolved = {(row["source"], row["id"]) for row in found if row["resolved"] == "True"}

    def rows() -> Iterator[Sequence[object]]:
        for row in found:
            key, came_out = (row["source"], row["id"]), row["resolved"] == "True"
            if key in resolved and not came_out and not unlisted:
                continue
            yield (
                " ".join(key), latest[key]["question"], "crowd", row["crowd_probability"], row["freeze_datetime"],
                latest[key]["market_close"], row["resolved_to"].removesuffix(".0") if came_out else "",
                min(row["resolution_date"], SNAPSHOT) if came_out else "", "ai" if row["is_ai"] == "1" else "",
            )  # fmt: skip

    return Contest(table=table_of(rows()))


def manifold() -> Contest:
    """The price of each market at half of its life; the four tagged `fraction` came out as a probability."""
    prices: dict[str, list[tuple[int, str]]] = {}
    for bet in rows_of(DATA / "manifold_80_markets" / "bets.csv.gz"):
        prices.setdefault(bet["contractId"], []).append((int(bet["createdTime"]), bet["probAfter"]))

    def rows() -> Iterator[Sequence[object]]:
        for market in rows_of(DATA / "manifold_80_markets" / "markets.csv"):
            start, close, known = (int(market[name]) for name in ("createdTime", "closeTime", "resolutionTime"))
            middle = (start + min(close, known)) / 2
            price = max(
                ((at, p) for at, p in prices.get(market["id"], ()) if at <= middle),
                default=None,
                key=lambda one: one[0],
            )
            fraction = market["resolution"] == "MKT"
            if price is not None:
                outcome = market["resolutionProbability"] if fraction else market["resolution"]
                yield (
                    market["id"], f"Market {market['id']}", "Manifold", price[1], _instant(middle), _instant(close),
                    outcome, _instant(known), "fraction" if fraction else "",
                )  # fmt: skip

    return Contest(table=table_of(rows()))


def _instant(milliseconds: float) -> str:
    return datetime.fromtimestamp(milliseconds / 1000, tz=UTC).isoformat(timespec="milliseconds")


def good_judgment() -> Contest:
    """All 617 questions, each option one of ours, and the first 9,999 rows of the survey: (forecast, option)."""
    folder = DATA / "gjp"
    questions = {row["ifp_id"]: row for row in rows_of(folder / "ifps.csv.gz", "latin-1")}
    answers: dict[tuple[str, str], list[Row]] = {}
    for row in rows_of(folder / "survey_fcasts_mini.yr1.csv.gz"):
        answers.setdefault((row["ifp_id"], row["answer_option"]), []).append(row)

    def rows() -> Iterator[Sequence[object]]:
        for key, question in questions.items():
            asked, end = _american(question["date_start"]), _american(question["date_to_close"])
            voided = question["q_status"] == "voided"
            known = "" if voided else _american(question["date_closed"])
            for option in "abcde"[: int(question["n_opts"])]:
                outcome = "voided" if voided else "yes" if option == question["outcome"] else "no"
                about = (f"{key} ({option})", f"{question['q_text'][:1900]} ({option})")
                came = (end, outcome, known)
                yield *about, "", "", min(asked, end), *came
                for row in answers.get((key, option), ()):
                    p = "100%" if row["value"] == "1" else row["value"]
                    yield *about, row["user_id"], p, row["timestamp"].replace(" ", "T"), *came

    return Contest(table=table_of(rows()), options=("--certain", "--annulled", "voided", "--tz", "UTC"))


def _american(text: str) -> str:
    return datetime.strptime(text, "%m/%d/%y").replace(tzinfo=UTC).date().isoformat()


def year_2020() -> Contest:
    """A hundred predictions for 2020; five were thrown out."""

    def rows() -> Iterator[Sequence[object]]:
        for row in rows_of(DATA / "scott_alexander_2020" / "predictions_2020.csv"):
            p = f"{row['percent']}%"
            yield row["id"], row["text"], "Scott Alexander", p, "2020-04-29", "2020-12-31", row["outcome"], "2021-04-05"

    return Contest(table=table_of(rows()), options=("--annulled", "void"))


def simulated() -> Contest:
    """Five forecasters of a thousand simulated events; numbers to 35 places, for we read no more than 40 characters."""

    def rows() -> Iterator[Sequence[object]]:
        for number, row in enumerate(rows_of(DATA / "corp_open" / "triptych_ex_binary_X01-X05.csv")):
            for name in ("X01", "X02", "X03", "X04", "X05"):
                p = f"{Decimal(row[name]):.35f}"
                yield number, f"Event {number}", name, p, "2024-01-01", "2024-06-13", row["y"], "2024-06-13"

    return Contest(table=table_of(rows()), options=("--certain",))


def niamey() -> Contest:
    """Rain in Niamey in the summer of 2016."""

    def rows() -> Iterator[Sequence[object]]:
        for row in rows_of(DATA / "corp_open" / "precip_Niamey_2016_EMOS.csv"):
            day = row["date"]
            before = date.fromisoformat(day) - timedelta(days=1)
            yield day, f"Rain in Niamey on {day}", "EMOS", row["EMOS"], before, day, row["obs"], day

    return Contest(table=table_of(rows()))


def hub() -> Contest:
    """Forecasts of Covid that a package ships as an example, each on an event of its own: outcomes differ by model."""

    def rows() -> Iterator[Sequence[object]]:
        for number, row in enumerate(rows_of(DATA / "scoringutils_examples" / "example_binary.csv")):
            end = row["target_end_date"]
            if row["predicted"]:
                claim = f"Row {number}: {row['target_type']} in {row['location_name']} on {end}"
                p = "100%" if Decimal(row["predicted"]) == 1 else row["predicted"]
                made, happened, kind = row["forecast_date"], row["observed"], row["target_type"]
                yield number, claim, row["model"], p, made, end, happened, end, kind

    return Contest(table=table_of(rows()), options=("--certain",))
