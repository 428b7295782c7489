"""Laws of tables: a file reads back as it was, and the order of scores never shows."""

import csv
import io
import json

import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from ledger.exporters import EXPORTERS
from ledger.exporters._cells import FORMULA
from ledger.exporters.csv import record
from ledger.exporters.md import line
from ledger.reports._frame import frame_of
from ledger.services.means import mean_of

MILLION = 1_000_000
TEXT = st.text(st.characters(exclude_categories=["Cs"], exclude_characters="\0"), max_size=12)
AWKWARD = st.sampled_from(
    ["", " ", ",", '"', "\r", "\n", "\r\n", "\t", "=1+1", "-5", "@x", "a|b", "<b>", "`", "'", "\\"]
)
CELLS = TEXT | AWKWARD
ROWS = st.integers(1, 4).flatmap(lambda width: st.lists(st.lists(CELLS, min_size=width, max_size=width), min_size=1))


def written(frame: pd.DataFrame, name: str, **options) -> str:
    stream = io.StringIO(newline="")
    EXPORTERS[name](frame, stream, **options)
    return stream.getvalue()


@given(ROWS, st.sampled_from([",", "\t"]))
def test_separated_values_read_back_as_they_were(rows: list[list[str]], separator: str) -> None:
    text = "".join(record(row, separator) for row in rows)
    assert list(csv.reader(io.StringIO(text, newline=""), delimiter=separator, strict=True)) == rows


@given(ROWS)
def test_no_reader_of_lines_sees_half_a_record(rows: list[list[str]]) -> None:
    """A reader that takes a lone CR for a line end finds it inside quotation marks only."""
    text = "".join(map(record, rows))
    outside = "".join(text.split('"')[::2])
    assert "\r" not in outside
    assert outside.count("\n") == len(rows)


@given(st.lists(CELLS, min_size=1))
def test_a_safe_file_has_no_formula_and_changes_nothing_else(texts: list[str]) -> None:
    frame = frame_of({"text": "text"}, [(text,) for text in texts])
    read = list(csv.reader(io.StringIO(written(frame, "csv", spreadsheet_safe=True), newline="")))[1:]
    for (cell,), text in zip(read, texts, strict=True):
        assert not cell.startswith(FORMULA)
        assert cell in {text, f"'{text}"}
        assert (cell == text) or text.startswith(FORMULA)


@given(st.lists(CELLS, min_size=1, max_size=5))
def test_a_row_of_markdown_is_one_line_with_a_bar_for_each_cell(cells_: list[str]) -> None:
    row = line(cells_)
    assert row.splitlines(keepends=True) == [row]
    assert row.replace("\\\\", "").replace("\\|", "").count("|") == len(cells_) + 1
    assert "<" not in row.replace("<br>", "")


NUMBERS = st.floats(allow_nan=False)


@given(st.lists(st.tuples(NUMBERS, st.none() | st.integers(-(2**50), 2**50), st.none() | st.booleans()), min_size=1))
def test_json_numbers_read_back_to_the_same_float(rows) -> None:
    frame = frame_of({"x": "number", "n": "integer", "b": "flag"}, rows)
    for text in (written(frame, "json"), "[" + ",".join(written(frame, "ndjson").splitlines()) + "]"):
        read = json.loads(text)
        assert [(float(one["x"]), one["n"], one["b"]) for one in read] == rows


def test_the_same_columns_where_there_are_no_rows() -> None:
    empty = frame_of({"p": "decimal", "n": "integer", "x": "number"}, [])
    full = frame_of({"p": "decimal", "n": "integer", "x": "number"}, [("0.7", 1, 0.5)])
    assert empty.dtypes.equals(full.dtypes)
    assert [written(empty, name) for name in ("csv", "json", "ndjson")] == ["p,n,x\n", "[\n]\n", ""]


@given(st.lists(st.tuples(st.floats(0, 1), st.integers(0, 5)), min_size=2, max_size=40))
def test_the_order_of_scores_never_shows(pairs: list[tuple[float, int]]) -> None:
    turned = sorted(pairs)
    one, other = (mean_of([v for v, _ in some], clusters=[c for _, c in some]) for some in (pairs, turned))
    assert one.value == other.value
    assert (one.error is None) == (len({c for _, c in pairs}) == 1)
    if one.error is not None:
        assert one.error == pytest.approx(other.error, abs=1e-15)


def test_clusters_of_one_give_the_textbook_error() -> None:
    values = [0.04, 0.09, 0.49, 0.25]
    mean = sum(values) / 4
    textbook = (sum((v - mean) ** 2 for v in values) / 3 / 4) ** 0.5
    assert mean_of(values, clusters=[1, 2, 3, 4]).error == pytest.approx(textbook, rel=1e-12)
