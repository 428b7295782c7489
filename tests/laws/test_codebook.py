"""Laws of the codebook: every column is described, and what the tables hold is what it says."""

import csv
import io
import json
from datetime import date, datetime
from importlib import import_module
from importlib.resources import files
from pathlib import Path

import pandas as pd
import pytest

import ledger
from ledger.cli.tables_page import page
from ledger.errors import InputError
from ledger.reports import REPORTS
from ledger.reports._codebook import SHARED, _read, codebook
from ledger.reports._frame import DTYPES
from tests.hostile import WORST
from tests.journeys.strangers import filled

DOCS = Path(__file__).parents[2] / "docs" / "tables.md"
OTHERS = {"predictions": {"rules": ("brier", "log", "spherical")}}
"""Choices that bring other columns."""


@pytest.fixture(scope="module")
def lived(tmp_path_factory):
    """A ledger with something of every kind in it."""
    fcl = filled(tmp_path_factory.mktemp("codebook"), WORST)
    with ledger.open(fcl.ledger) as book:
        yield book


@pytest.mark.parametrize("table", REPORTS)
def test_every_column_is_described_and_nothing_else_is(table):
    columns = import_module(f"ledger.reports.{table}").COLUMNS
    own, shared = _read(table)["columns"], _read(SHARED)["columns"]
    assert own.keys() <= columns.keys()
    described = codebook(table)
    assert [(one.column, one.type) for one in described] == list(columns.items())
    assert all(one.meaning for one in described)
    assert not any(own.get(name) == shared[name] for name in shared)


def test_what_is_described_for_several_tables_is_used():
    used = {
        name
        for table in REPORTS
        for name in import_module(f"ledger.reports.{table}").COLUMNS.keys() - _read(table)["columns"].keys()
    }
    assert _read(SHARED)["columns"].keys() <= used
    names = {place.name for place in files("ledger.reports").joinpath("columns").iterdir()}
    assert names == {f"{name}.toml" for name in (*REPORTS, SHARED)}


@pytest.mark.parametrize("table", REPORTS)
def test_a_table_holds_what_its_codebook_says(lived, table):
    frame = lived.frame(table, **OTHERS.get(table, {}))
    for one in codebook(table, frame.columns):
        column = frame[one.column]
        assert str(column.dtype) == DTYPES[one.type]
        low, high = one.bounds
        for value in column.dropna():
            assert not one.choices or value in one.choices, (one.column, value)
            assert low is None or float(value) >= low, (one.column, value)
            assert high is None or float(value) <= high, (one.column, value)


def test_the_codebook_is_a_table_like_the_others(lived):
    frame = lived.frame("codebook")
    assert list(zip(frame["table"], frame["column"], strict=True)) == [
        (one.table, one.column) for table in REPORTS for one in codebook(table)
    ]
    assert frame["meaning"].notna().all()


READ = {
    "string": str, "number": float, "integer": int, "boolean": {"true": True, "false": False}.__getitem__,
    "date": date.fromisoformat, "datetime": datetime.fromisoformat,
}  # fmt: skip


@pytest.mark.parametrize("table", REPORTS)
def test_a_data_package_reads_the_file_that_it_lies_beside(lived, table, tmp_path):
    form, separator = ("tsv", "\t") if table == "forecasts" else ("csv", ",")
    lived.export(table, tmp_path / f"a.{form}", with_codebook=True)
    names = {place.name for place in tmp_path.iterdir()}
    assert names == {f"a.{form}", "a.codebook.csv", "a.datapackage.json", f"a.{form}-metadata.json"}
    (resource,) = json.loads((tmp_path / "a.datapackage.json").read_text(encoding="utf-8"))["resources"]
    assert (resource["type"], resource["format"], resource["dialect"]["delimiter"]) == ("table", form, separator)
    with (tmp_path / resource["path"]).open(encoding=resource["encoding"], newline="") as stream:
        head, *rows = csv.reader(stream, delimiter=separator, strict=True)
    fields = resource["schema"]["fields"]
    assert [field["name"] for field in fields] == head
    for row in rows:
        for field, cell in zip(fields, row, strict=True):
            if cell not in resource["schema"]["missingValues"]:
                value, limits = READ[field["type"]](cell), field.get("constraints", {})
                assert value in limits.get("enum", [value])
                assert limits.get("minimum", value) <= value <= limits.get("maximum", value)
    metadata = json.loads((tmp_path / f"a.{form}-metadata.json").read_text(encoding="utf-8"))
    assert (metadata["url"], metadata["dialect"]["delimiter"]) == (f"a.{form}", separator)
    same = {"number": {"decimal", "double"}, "datetime": {"dateTime"}}
    for field, column in zip(fields, metadata["tableSchema"]["columns"], strict=True):
        base = column["datatype"]["base"]
        assert column["name"] == column["titles"] == field["name"]
        assert base in same.get(field["type"], {field["type"]})
        assert column["datatype"].get("minimum") == field.get("constraints", {}).get("minimum")
    described = pd.read_csv(tmp_path / "a.codebook.csv")
    assert list(described["column"]) == head


def test_what_is_no_separated_values_has_a_codebook_beside_it_alone(lived, tmp_path):
    lived.export("scores", tmp_path / "a.json", with_codebook=True)
    assert {place.name for place in tmp_path.iterdir()} == {"a.json", "a.codebook.csv"}


def test_a_stream_has_nothing_beside_it(lived):
    with pytest.raises(InputError, match="a codebook lies beside a file") as caught:
        lived.export("scores", io.StringIO(), with_codebook=True)
    assert caught.value.hint == "name a file with -o, or fcl export codebook"


def test_the_page_of_tables_is_up_to_date():
    assert page() == DOCS.read_text(encoding="utf-8"), "write it anew: python -m ledger.cli.tables_page docs/tables.md"
