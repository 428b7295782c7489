"""The shipped seed ledger: well formed, true to the texts it quotes, and settled as its own figures say."""

import csv
import hashlib
import json
import re
from datetime import date, datetime, time, timedelta
from decimal import Decimal
from html import unescape
from itertools import pairwise
from operator import itemgetter
from pathlib import Path

import pytest
from dateutil.rrule import rrulestr

from ledger.store.ids import derived_id
from tests.conformance.seeds import (
    ANCHORS,
    ASKED,
    BY_KEY,
    FILES,
    FORECASTS,
    GOLD,
    LEDGERS,
    QUESTIONS,
    QUOTES,
    SEEDS,
    SERIES,
    Table,
    imputed,
)
from tests.conftest import SHARED, needs_shared
from tests.program import Fcl

FIGURES = SEEDS / "evidence" / "big_three_monthly.csv"

BIG_THREE = {"Anthropic", "Google", "OpenAI"}
DECIDING = "CHART_DATA_HIGHEST"
CLOSE = Decimal("50.00")
SETTLED = [f"2026-0{month}" for month in range(1, 7)]
JUDGED = {
    "binary": ["YES", "NO", "ANNULLED"],
    "date": ["DAY", "ABOVE", "ANNULLED"],
    "numeric": ["NUMBER", "ANNULLED"],
}
SAID = {"binary": {"probability"}, "date": {"interval", "cdf"}, "numeric": {"interval"}}


def _named(tables: list[Table]) -> pytest.MarkDecorator:
    return pytest.mark.parametrize("table", tables, ids=itemgetter("key"))


def test_there_is_one_file_for_each_of_the_five_texts() -> None:
    assert [ledger["source"]["key"] for ledger in LEDGERS] == ["000", "001", "002", "003", "004"]
    assert all(path.name.startswith(ledger["source"]["key"]) for path, ledger in zip(FILES, LEDGERS, strict=True))


def test_keys_are_unique_and_belong_to_their_text() -> None:
    assert len(ASKED + QUOTES) == len(BY_KEY) > 0
    for ledger in LEDGERS:
        tables = [table for kind in ("question", "series", "quote") for table in ledger.get(kind, [])]
        assert {table["key"][1:4] for table in tables} <= {ledger["source"]["key"]}


def test_text_002_is_a_source_with_no_prediction() -> None:
    assert set(LEDGERS[2]) == {"source"}


@_named(ASKED)
def test_criteria_say_what_can_come_out_and_when_it_is_annulled(table: Table) -> None:
    assert table["claim"].endswith(".")
    assert "\n" not in table["claim"]
    assert re.findall(r"^([A-Z]{2,})\b", table["criteria"], re.MULTILINE) == JUDGED[table.get("type", "binary")]
    assert table["sources"]


@_named(QUESTIONS)
def test_a_question_has_a_deadline_or_a_review(table: Table) -> None:
    assert table.get("deadline") or isinstance(table["review"], date)


@_named(SERIES)
def test_a_series_names_its_period_and_its_rule_yields_start_and_end(table: Table) -> None:
    assert "{period}" in table["claim"]
    start, until = (datetime.combine(table[edge], time()) for edge in ("start", "until"))
    days = rrulestr(table["rule"], dtstart=start).between(start, until, inc=True)
    assert (days[0], days[-1]) == (start, until)


@pytest.mark.parametrize(("asked", "forecast"), FORECASTS, ids=[asked["key"] for asked, _ in FORECASTS])
def test_a_forecast_has_a_basis_and_a_number_only_where_the_words_have_a_measure(asked: Table, forecast: Table) -> None:
    vague = asked.get("vague", False)
    assert forecast["forecaster"]
    assert forecast["made_basis"]
    assert forecast["note"]
    assert re.fullmatch(r"\d{4}-\d\d(-\d\d)?", forecast["made"])
    assert forecast["basis"] == ("none" if vague else "imputed")
    assert {"low", "high"} & set(forecast) == (set() if vague else {"low", "high"})
    assert len(SAID[asked.get("type", "binary")] & set(forecast)) == (0 if vague else 1)
    if not vague:
        assert 0 < Decimal(forecast["low"]) <= imputed(forecast) <= Decimal(forecast["high"]) < 1


@_named(QUOTES)
def test_a_quote_alone_says_why_it_is_no_question(table: Table) -> None:
    assert table["kind"] in {"conditional", "compound"}
    assert table["speaker"]
    assert table["note"]


def _rows(path: Path) -> list[dict[str, str]]:
    return list(csv.DictReader(path.read_text(encoding="utf-8").splitlines()))


def _figures(series: str = DECIDING) -> list[dict[str, str]]:
    return [row for row in _rows(FIGURES) if row["series"] == series]


def _ratings(series: str = DECIDING) -> dict[str, dict[str, Decimal]]:
    """Day -> lab -> rating, days in order."""
    ratings: dict[str, dict[str, Decimal]] = {}
    for row in sorted(_figures(series), key=lambda row: row["day"]):
        ratings.setdefault(row["day"], {})[row["lab"]] = Decimal(row["rating"])
    return ratings


def _leaders(ratings: dict[str, dict[str, Decimal]]) -> dict[str, str]:
    """Day -> leader of the big three; at a tie the leader of the day before stays."""
    leaders: dict[str, str] = {}
    before = ""
    for day, labs in ratings.items():
        best = max(labs[lab] for lab in BIG_THREE)
        tied = sorted(lab for lab in BIG_THREE if labs[lab] == best)
        before = leaders[day] = before if before in tied else tied[0]
    return leaders


def _changes(period: str, ratings: dict[str, dict[str, Decimal]]) -> list[str]:
    leaders = _leaders(ratings)
    return [now for then, now in pairwise(leaders) if now.startswith(period) and leaders[then] != leaders[now]]


def _last_recorded(period: str, ratings: dict[str, dict[str, Decimal]]) -> date:
    return date.fromisoformat(max(day for day in ratings if day.startswith(period)))


def _month_end(period: str) -> date:
    return (date.fromisoformat(f"{period}-01") + timedelta(days=31)).replace(day=1) - timedelta(days=1)


def _gap(period: str, ratings: dict[str, dict[str, Decimal]]) -> Decimal:
    """Points by which the best other lab stands below the best of the big three, on the last recorded day."""
    labs = ratings[_last_recorded(period, ratings).isoformat()]
    others = [rating for lab, rating in labs.items() if lab not in BIG_THREE]
    return max(labs[lab] for lab in BIG_THREE) - max(others)


Months = dict[str, dict[str, Table]]


@pytest.fixture(scope="module")
def settled(tmp_path_factory: pytest.TempPathFactory) -> Months:
    """The questions of the demo ledger, by key of their series and by month."""
    fcl = Fcl(tmp_path_factory.mktemp("seeds"))
    fcl.ok("demo")
    keys = {derived_id("series", "seeds", key): key for key in ("P004-41a", "P004-41b")}
    found: Months = {key: {} for key in keys.values()}
    for question in fcl.json("list"):
        if question["series"] in keys:
            found[keys[question["series"]]][question["period"]] = question
    return found


def _decided(months: Months, key: str, period: str) -> Table:
    (resolution,) = months[key][period]["resolutions"]
    return dict(resolution)


@pytest.mark.parametrize("period", SETTLED)
def test_the_lead_changed_hands_as_the_figures_say(settled: Months, period: str) -> None:
    changes, resolution = _changes(period, _ratings()), _decided(settled, "P004-41a", period)
    assert resolution["outcome"] == ("yes" if changes else "no")
    assert resolution["happened_on"] == (changes[0] if changes else None)


@pytest.mark.parametrize("period", SETTLED)
def test_the_others_were_as_close_as_the_figures_say(settled: Months, period: str) -> None:
    gap, resolution = _gap(period, _ratings()), _decided(settled, "P004-41b", period)
    assert resolution["outcome"] == ("yes" if gap <= CLOSE else "no")
    assert resolution["happened_on"] == _last_recorded(period, _ratings()).isoformat()


@pytest.mark.parametrize("key", ["P004-41a", "P004-41b"])
@pytest.mark.parametrize("period", SETTLED)
def test_a_month_is_recorded_in_its_last_week_and_settled_by_the_day_that_shows_it(
    settled: Months, key: str, period: str
) -> None:
    end, ratings, resolution = _month_end(period), _ratings(), _decided(settled, key, period)
    after = min(day for day in ratings if day >= end.isoformat())
    changes = _changes(period, ratings) if key == "P004-41a" else []
    assert end - timedelta(days=6) <= _last_recorded(period, ratings) <= end
    assert resolution["known_on"] == (changes[0] if changes else after)


@pytest.mark.parametrize("key", ["P004-41a", "P004-41b"])
@pytest.mark.parametrize("period", SETTLED)
def test_a_verdict_is_the_rule_s_with_evidence_and_causes_that_stand_in_the_table(
    settled: Months, key: str, period: str
) -> None:
    resolution = _decided(settled, key, period)
    assert resolution["made_by"] == "rule"
    assert all("https://" in line for line in resolution["evidence"])
    assert len(resolution["evidence"]) == 1
    known = {(row["day"], value) for row in _figures() for value in (row["leader"], row["rating"].rstrip("0"))}
    caused = [cause.split() for cause in resolution["because"]]
    assert len(caused) >= 2
    assert all((day, value) in known for _, value, _, day in caused)


def test_no_month_is_settled_that_the_figures_leave_open(settled: Months) -> None:
    ratings = _ratings()
    for months in settled.values():
        assert [period for period, one in sorted(months.items()) if one["resolutions"]] == SETTLED
        assert "2026-07" in months
    assert _changes("2026-07", ratings) == []
    assert _last_recorded("2026-07", ratings) < _month_end("2026-07") - timedelta(days=6)


@pytest.mark.parametrize("series", [DECIDING, "CHART_DATA_LATEST"])
def test_the_leader_column_is_the_leader(series: str) -> None:
    leaders = _leaders(_ratings(series))
    assert all(row["leader"] == leaders[row["day"]] for row in _figures(series))
    assert all((row["lab"] in BIG_THREE) == (row["group"] == "big three") for row in _figures(series))
    assert all(row["day"].startswith(row["period"]) for row in _figures(series))


def test_the_readme_tells_what_the_newest_models_would_give() -> None:
    ratings = _ratings("CHART_DATA_LATEST")
    verdicts = ", ".join("**yes**" if _changes(period, ratings) else "no" for period in SETTLED)
    assert f"by the newest: {verdicts}" in (SEEDS / "README.md").read_text(encoding="utf-8").replace("\n", " ")


@needs_shared
@pytest.mark.parametrize(("key", "file", "quote"), ANCHORS, ids=[key for key, _, _ in ANCHORS])
def test_a_quote_is_verbatim_at_its_offsets_and_in_the_raw_file(key: str, file: str, quote: Table) -> None:
    text, raw = ((SHARED / folder / file).read_bytes().decode("utf-8") for folder in ("gold/texts", "seeds"))
    if file.startswith("003"):
        html = json.loads(raw)["result"]["data"]["markdownRemark"]["html"]
        raw = unescape(re.sub(r"<[^<>]*>", "", html))
    assert text[quote["start"] : quote["end"]] == quote["exact"], key
    assert text[: quote["start"]].endswith(quote["prefix"])
    assert text[quote["end"] :].startswith(quote["suffix"])
    assert quote["exact"] in raw


@needs_shared
@pytest.mark.parametrize("ledger", LEDGERS, ids=[path.stem for path in FILES])
def test_the_hashes_of_a_source_are_those_of_the_text(ledger: Table) -> None:
    source = ledger["source"]
    raw = (SHARED / "seeds" / source["file"]).read_bytes()
    text = (GOLD / "texts" / source["file"]).read_bytes()
    assert hashlib.sha256(raw).hexdigest() == source["sha256"]
    assert hashlib.sha256(text).hexdigest() == source["text_sha256"]


@needs_shared
def test_the_figures_are_those_of_the_source() -> None:
    paths = sorted((SHARED / "data").glob("ai_evidence*/arena_lab_best_by_date*.csv"))
    if len(paths) != 2:
        pytest.skip("the leaderboard history is not in the shared data")
    source = {_place(row, "date"): row for path in paths for row in _rows(path)}
    ours = {_place(row, "day"): row for row in _rows(FIGURES)}
    for place, row in ours.items():
        assert row["model"] == source[place]["model"]
        assert Decimal(row["rating"]) == Decimal(source[place]["rating"]).quantize(Decimal("0.01"))
    ratings = _ratings()
    last = {str(_last_recorded(period, ratings)) for period in SETTLED}
    after = {min(day for day in ratings if day > _month_end(period).isoformat()) for period in SETTLED}
    whole = last | after
    since = {place for place in source if place[2] >= "2025-12-30" and (place[1] in BIG_THREE or place[2] in whole)}
    assert since == set(ours)


def _place(row: dict[str, str], day: str) -> tuple[str, str, str]:
    return row["series"], row["lab"], row[day]
