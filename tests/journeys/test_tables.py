"""Journeys of tables: from predictions to files that others read."""

import csv
import io
import json
from datetime import date, timedelta
from decimal import Decimal
from pathlib import Path

import pytest

import ledger
from ledger.book import Book
from ledger.calibration.distributions import student_quantile
from ledger.errors import InputError
from ledger.exporters import BINARY, EXPORTERS, format_of
from ledger.reports import REPORTS

GOLDEN = Path(__file__).parents[1] / "golden"
FORMATS = tuple(kind for kind in EXPORTERS if kind not in BINARY)
CONTRACT = (
    "bin", "low", "high", "n", "happened", "expected", "mean_probability", "frequency", "interval_low",
    "interval_high", "level", "interval",
)  # fmt: skip


@pytest.fixture
def book(tmp_path, monkeypatch) -> Book:
    monkeypatch.setenv("XDG_STATE_HOME", str(tmp_path / "state"))
    with ledger.open(tmp_path / "ledger.db", actor="tester", zone="UTC") as opened:
        yield opened


@pytest.fixture
def judged(book) -> Book:
    """Five predictions by Ann, one ambiguous, and two by Bob: one too early, one without a deadline."""
    outcomes = ["yes", "yes", "no", "no", "ambiguous"]
    for number, (p, outcome) in enumerate(zip(["95%", "0.8", "7/10", "30%", "10%"], outcomes, strict=True)):
        one = book.add(
            f"Claim {number}", p, by="2026-02-28", made="2026-01-02", forecaster="Ann", tags=["even"][number % 2 :]
        )
        book.resolve(one.id, outcome, known_on="2026-03-01")
    early = book.add("Early", "60%", by="2099", made="2026-01-02", forecaster="Bob")
    book.resolve(early.id, "yes", known_on="2026-01-10")
    undated = book.add("Undated", "20%", made="2026-01-02", forecaster="Bob")
    book.resolve(undated.id, "no", known_on="2026-01-10")
    return book


def text_of(book: Book, table: str, kind: str, **options) -> str:
    stream = io.StringIO(newline="")
    book.export(table, stream, format=kind, **options)
    return stream.getvalue()


def rows_of(book: Book, table: str, **options) -> list[dict[str, str]]:
    return list(csv.DictReader(io.StringIO(text_of(book, table, "csv", **options), newline="")))


@pytest.mark.parametrize("kind", FORMATS)
def test_the_calibration_table_is_as_it_was(judged, kind: str) -> None:
    """Write the files anew by removing them and running this twice."""
    golden = GOLDEN / f"calibration.{kind}"
    text = text_of(judged, "calibration", kind)
    if not golden.exists():
        golden.write_text(text, encoding="utf-8", newline="")
        pytest.fail(f"{golden.name} was written anew: look at it")
    assert text == golden.read_text(encoding="utf-8")


def test_the_columns_of_the_contract_come_first(judged) -> None:
    assert tuple(judged.frame("calibration").columns[: len(CONTRACT)]) == CONTRACT
    assert tuple(judged.frame("scores").columns[:10]) == (
        "forecaster", "question", "rule", "dialect", "timing", "value", "n", "interval_low", "interval_high",
        "rule_version",
    )  # fmt: skip
    for name in REPORTS:
        assert judged.frame(name).columns[-1] == "as_of"


def test_early_and_undated_ones_are_held_back_and_let_in(judged) -> None:
    held = judged.calibration()
    assert (held.n, dict(held.excluded)) == (4, {"ambiguous": 1, "resolved_early": 1, "no_deadline": 1})
    assert judged.calibration(include=["early"]).n == 5
    assert judged.calibration(include=["early", "undated"]).n == 6
    assert len([row for row in rows_of(judged, "scores") if row["rule"] == "brier"]) == 6


def test_late_records_are_left_out_on_request(judged) -> None:
    """Everything here was recorded after it was known."""
    none = judged.calibration(retrospective=False)
    assert (none.n, none.excluded["retrospective"], none.rows) == (0, 6, ())
    assert rows_of(judged, "scores", retrospective=False) == []
    assert text_of(judged, "scores", "csv", retrospective=False).count("\n") == 1


def test_scores_and_their_mean(judged) -> None:
    values = [float(row["value"]) for row in rows_of(judged, "scores") if row["rule"] == "brier"]
    assert sorted(round(value, 6) for value in values) == [0.0025, 0.04, 0.04, 0.09, 0.16, 0.49]
    (group,) = judged.scores().groups
    mean = group.means["brier"]
    assert mean.value == pytest.approx(sum(values) / 6)
    # Student's t with five degrees of freedom: 2.570582.
    assert mean.high - mean.value == pytest.approx(2.570582 * mean.error, rel=1e-6)
    assert mean.low == pytest.approx(max(0, mean.value - 2.570582 * mean.error))
    assert (group.n, group.questions, str(group.happened), str(group.expected)) == (6, 6, "3", "3.55")


def test_groups_come_largest_first_with_their_exclusions(judged) -> None:
    result = judged.scores(by="forecaster")
    assert [(group.group, group.n, dict(group.excluded)) for group in result.groups] == [
        ("Ann", 4, {"ambiguous": 1}),
        ("Bob", 2, {}),
    ]
    tagged = {group.group: group.n for group in judged.scores(by="tag").groups}
    assert tagged == {"even": 2, "-": 4}
    assert [group.group for group in judged.scores(by="month").groups] == ["2026-01", "2026-03"]
    assert [one.group for one in judged.scores(by="horizon").groups] == ["31 to 90 days", "over 365 days", "-"]


def test_months_and_horizons_come_in_the_order_of_time(book) -> None:
    ahead = [400, 300, 60, 20, 5]
    for number, days in enumerate(ahead):
        for copy in range(number % 3 + 1):
            made = (date(2026, 1, 31) - timedelta(days=days)).isoformat()
            one = book.add(f"Claim {number} {copy}", "70%", by="2026-01-31", made=made)
            book.resolve(one.id, "yes", known_on=f"2026-0{6 - number}-15")
    horizons = [(group.group, group.n) for group in book.scores(by="horizon").groups]
    assert [name for name, _ in horizons] == [
        "within 7 days", "8 to 30 days", "31 to 90 days", "91 to 365 days", "over 365 days",
    ]  # fmt: skip
    assert [n for _, n in horizons] == [2, 1, 3, 2, 1]
    assert [group.group for group in book.scores(by="month").groups] == [f"2026-0{month}" for month in range(2, 7)]


SURE = ["90%", "95%", "90%", "95%", "92%", "40%"]
FAR_OFF = ["10%", "5%", "10%", "5%", "8%", "60%"]


@pytest.mark.parametrize(("p", "low", "high"), [(SURE, True, False), (FAR_OFF, False, True)], ids=["low", "high"])
def test_the_interval_of_a_mean_stays_where_scores_can_be(book, p: list[str], *, low: bool, high: bool) -> None:
    for number, one in enumerate(p):
        question = book.add(f"Claim {number}", one, by="2026-02-28", made="2026-01-02")
        book.resolve(question.id, "yes", known_on="2026-03-01")
    (group,) = book.scores().groups
    brier, log = group.means["brier"], group.means["log"]
    reach = student_quantile(Decimal("0.95"), df=len(p) - 1)
    assert (brier.value - reach * brier.error < 0, brier.value + reach * brier.error > 1) == (low, high)
    assert (brier.low == 0, brier.high == 1) == (low, high)
    assert 0 <= brier.low < brier.value < brier.high <= 1
    assert 0 <= log.low < log.value < log.high == pytest.approx(log.value + reach * log.error)


def test_forecasters_on_one_question_are_one_cluster(book) -> None:
    one = book.add("Shared", "80%", by="2026-02-28", made="2026-01-02", forecaster="Ann")
    book.update(one.id, "30%", forecaster="Bob", made="2026-01-03")
    book.resolve(one.id, "no", known_on="2026-03-01")
    (group,) = book.scores().groups
    assert (group.n, group.questions, group.means["brier"].low) == (2, 1, None)
    assert sorted(float(row["value"]) for row in rows_of(book, "scores") if row["rule"] == "brier") == [0.09, 0.64]


def test_exact_decimals_stay_exact(book) -> None:
    book.add("Exact", "0.123456789012345678", by="2099", made="2026-01-02")
    for name in ("predictions", "forecasts"):
        assert rows_of(book, name)[0]["p"] == "0.123456789012345678"
        assert json.loads(text_of(book, name, "json"))[0]["p"] == "0.123456789012345678"
        assert book.records(name, numbers=True)[0]["p"] == pytest.approx(0.123456789012345678)


NASTY = '=cmd|"/C calc"!A0, with\nbreaks & <script>`x`</script>'


def test_strangers_words_survive_every_format(book) -> None:
    book.add("Plain", "50%", by="2099", made="2026-01-02", forecaster="@Eve", criteria=NASTY)
    assert rows_of(book, "questions")[0]["criteria"] == NASTY
    assert json.loads(text_of(book, "questions", "json"))[0]["criteria"] == NASTY
    assert rows_of(book, "questions", spreadsheet_safe=True)[0]["criteria"] == f"'{NASTY}"
    assert rows_of(book, "predictions", spreadsheet_safe=True)[0]["forecaster"] == "'@Eve"
    table = text_of(book, "questions", "md").splitlines()
    assert len(table) == 3
    assert "<script>" not in table[2]


def test_corrections_and_retractions_in_the_tables(book) -> None:
    one = book.add("Claim", "90%", by="2026-02-28", made="2026-01-02", forecaster="Ann")
    book.update(one.id, "95%", made="2026-02-01", forecaster="Ann")
    book.update(one.id, "85%", correct=True, forecaster="Ann")
    assert [row["p"] for row in rows_of(book, "forecasts")] == ["0.9", "0.85"]
    book.resolve(one.id, "yes", known_on="2026-03-01", evidence=["first", "second"])
    book.resolve(one.id, "no", known_on="2026-03-01", amend=True, message="recount")
    decisions = rows_of(book, "resolutions")
    assert [(row["outcome"], row["stands"]) for row in decisions] == [("yes", "false"), ("no", "true")]
    assert decisions[0]["evidence"] == "first\nsecond"
    assert [row["brier"] for row in rows_of(book, "predictions")] == ["0.7225"]
    book.undo()
    assert [row["brier"] for row in rows_of(book, "predictions")] == ["0.0225"]


def test_a_filter_keeps_other_forecasters_out(book) -> None:
    one = book.add("Shared", "80%", by="2099", made="2026-01-02", forecaster="Ann")
    book.update(one.id, "30%", forecaster="Bob", made="2026-01-03")
    for name in ("forecasts", "predictions"):
        assert [row["forecaster"] for row in rows_of(book, name, query=["forecaster:bob"])] == ["Bob"]
    assert len(rows_of(book, "questions", query=["forecaster:bob"])) == 1


def test_a_table_never_goes_by_the_clock(book, tmp_path) -> None:
    """Status and what is due are those of the day of the last entry, whenever the table is printed."""
    from datetime import timedelta

    book.add("Soon over", "50%", by="+2d")
    with book.snapshot() as snapshot:
        later = snapshot._replace(today=snapshot.today + timedelta(days=9))
        assert [REPORTS["questions"](when)["status"].tolist() for when in (snapshot, later)] == [["open"], ["open"]]


@pytest.mark.parametrize(("options", "told"), [
    ({"bins": "quintiles"}, "no bins are called 'quintiles'"),
    ({"interval": "wald"}, "no interval is called 'wald'"),
    ({"include": ["late"]}, "'late' cannot be included"),
    ({"level": "2"}, "2 is no level of an interval"),
])  # fmt: skip
def test_choices_that_are_none(judged, options, told: str) -> None:
    with pytest.raises(InputError, match=told):
        judged.calibration(**options)


@pytest.mark.parametrize(("options", "told"), [
    ({"rules": ["brior"]}, "no scoring rule is called 'brior'"),
    ({"by": "colour"}, "no grouping is called 'colour'"),
])  # fmt: skip
def test_score_choices_that_are_none(judged, options, told: str) -> None:
    with pytest.raises(InputError, match=told):
        judged.scores(**options)


def test_the_extension_names_the_format(judged, tmp_path) -> None:
    for kind in FORMATS:
        path = tmp_path / f"table.{kind}"
        judged.export("calibration", path)
        assert path.read_text(encoding="utf-8") == text_of(judged, "calibration", kind)
    assert sorted(path.name for path in tmp_path.glob("table.*")) == sorted(f"table.{kind}" for kind in FORMATS)
    for path, chosen in (("table.xyz", None), ("table", None), ("x.csv", "parquette")):
        with pytest.raises(InputError):
            format_of(path, chosen)
