"""A published table of scores, its forecasts written as model output and what came out as oracle output."""

import csv
import io
from collections.abc import Iterable, Iterator, Sequence

import pytest

from tests.conformance.contests import DATA, Row, rows_of
from tests.conftest import needs_shared
from tests.program import Fcl

pytestmark = needs_shared

FOLDER = DATA / "scoringutils_examples"
SAID = (
    "model_id",
    "reference_date",
    "target",
    "horizon",
    "location",
    "target_end_date",
    "output_type",
    "output_type_id",
)
TRUE = ("target", "location", "target_end_date", "output_type", "output_type_id", "oracle_value")
RULES = {
    "weighted-interval": "wis",
    "bias": "bias",
    "median-error": "ae_median",
}


def _table(header: Sequence[str], rows: Iterable[Sequence[str]]) -> str:
    stream = io.StringIO(newline="")
    csv.writer(stream).writerows([header, *rows])
    return stream.getvalue()


def _output(found: Iterable[Row]) -> Iterator[Sequence[str]]:
    about = ("model", "forecast_date", "target_type", "horizon", "location", "target_end_date")
    for row in found:
        if row["model"]:
            yield (*(row[name] for name in about), "quantile", row["quantile_level"], row["predicted"])


def _oracle(found: Iterable[Row]) -> Iterator[Sequence[str]]:
    about = ("target_type", "location", "target_end_date")
    for key, observed in {tuple(row[name] for name in about): row["observed"] for row in found}.items():
        yield (*key, "quantile", "NA", observed)


@pytest.fixture(scope="module")
def hub(tmp_path_factory) -> tuple[Fcl, str, str]:
    """A ledger of both tables, and the tables."""
    found = list(rows_of(FOLDER / "example_quantile.csv.gz"))
    fcl = Fcl(tmp_path_factory.mktemp("hub"))
    output, oracle = _table([*SAID, "value"], _output(found)), _table(TRUE, _oracle(found))
    answer = fcl.json("import", "hubverse", "-", stdin=output)
    assert (answer["questions_new"], answer["forecasts_new"], answer["rejected"]) == (96, 887, 0)
    answer = fcl.json("import", "hubverse", "-", stdin=oracle)
    assert answer["resolutions_new"] == 96
    # Targets that came out but were never forecast.
    assert [loss["rows"] for loss in answer["losses"]] == [144]
    return fcl, output, oracle


def test_scores_are_those_of_the_published_table_to_its_three_digits(hub) -> None:
    fcl, _, _ = hub
    printed = {(row["model"], row["target_type"]): row for row in rows_of(FOLDER / "published_readme_table.csv")}
    for kind in ("Cases", "Deaths"):
        words = ("score", "--timing", "each", "--by", "forecaster", "--rule", ",".join(RULES), f"tag:{kind.lower()}")
        rows = fcl.json(*words)
        assert len(rows) == len(RULES) * sum(1 for _, target in printed if target == kind)
        for row in rows:
            expected = printed[row["group"], kind][RULES[row["rule"]]]
            assert f"{float(row['value']):.3g}" == f"{float(expected):.3g}", row


def test_both_tables_again_are_nothing_new(hub) -> None:
    fcl, *tables = hub
    again = [fcl.json("import", "hubverse", "-", stdin=table) for table in tables]
    assert [(one["forecasts_new"], one["forecasts_corrected"], one["resolutions_new"]) for one in again] == [
        (0, 0, 0)
    ] * 2
