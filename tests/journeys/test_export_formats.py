"""Journeys of pages, Parquet files and sheets: what was said arrives with its type, and nothing of it acts."""

import io
import sys
import zipfile
from html.parser import HTMLParser

import openpyxl
import pandas as pd
import pytest
from openpyxl.utils.escape import unescape
from pyarrow import parquet

import ledger
from ledger.cli.export import TABLES
from ledger.cli.main import run
from ledger.errors import InputError
from ledger.exporters import BINARY, xlsx
from tests.hostile import WORST, harmful
from tests.journeys.strangers import DUE, filled
from tests.program import Fcl

WORD = f"=cmd|' /C calc'!A0 <script>{{{{7*7}}}}</script> https://x.example {WORST}"
PAGE = {
    "html", "head", "meta", "title", "style", "body", "main", "h1", "div", "table", "caption", "thead", "tbody", "tr",
    "th", "td", "br",
}  # fmt: skip


@pytest.fixture(scope="module")
def strangers(tmp_path_factory) -> Fcl:
    return filled(tmp_path_factory.mktemp("strangers"), WORD)


def read(fcl: Fcl, what: str, kind: str) -> io.BytesIO:
    fcl.ok("export", what, "-o", fcl.home / f"table.{kind}")
    return io.BytesIO((fcl.home / f"table.{kind}").read_bytes())


@pytest.mark.parametrize("what", TABLES)
def test_parquet_holds_the_rows_with_their_types(strangers, what):
    with ledger.open(strangers.ledger) as book:
        frame = book.frame(what)
    table = parquet.read_table(read(strangers, what, "parquet"))
    kinds = {"string": "large_string", "Int64": "int64", "float64": "double", "boolean": "bool"}
    exact = frame.attrs["decimals"]
    assert dict(zip(table.column_names, map(str, table.schema.types), strict=True)) == {
        name: "double" if name in exact else kinds[str(dtype)] for name, dtype in frame.dtypes.items()
    }
    pd.testing.assert_frame_equal(table.to_pandas(), frame.astype(dict.fromkeys(exact, "Float64")))


@pytest.mark.parametrize("what", TABLES)
def test_a_sheet_holds_the_rows_and_computes_nothing(strangers, what):
    with ledger.open(strangers.ledger) as book:
        frame = book.frame(what)
    sheet = openpyxl.load_workbook(read(strangers, what, "xlsx")).active
    head, *rows = sheet.iter_rows()
    names = [cell.value for cell in head]
    assert (sheet.title, names) == (what, list(frame.columns))
    for row, said in zip(rows, frame.itertuples(index=False), strict=True):
        for name, cell, value in zip(names, row, said, strict=True):
            assert (cell.hyperlink, cell.data_type in "nbs") == (None, True)
            expected = None if pd.isna(value) else value
            if name in frame.attrs["decimals"] and expected is not None:
                assert cell.data_type == "n"
                expected = float(expected)
            elif isinstance(expected, str):
                assert cell.data_type == "s"
            shown = unescape(cell.value) if isinstance(cell.value, str) else cell.value
            assert shown == (pytest.approx(expected, rel=1e-15) if isinstance(expected, float) else expected)


class Page(HTMLParser):
    """The cells of a page by row, and every tag and attribute in it."""

    def __init__(self, text: str) -> None:
        super().__init__()
        self.rows: list[list[str]] = []
        self.tags: set[str] = set()
        self.attributes: set[str] = set()
        self.caption = ""
        self.inside = ""
        self.feed(text)

    def handle_starttag(self, tag, attrs):
        self.tags.add(tag)
        self.attributes |= {name for name, _ in attrs}
        self.inside = tag if tag != "br" else self.inside
        if tag == "tr":
            self.rows.append([])
        if tag in {"th", "td"}:
            self.rows[-1].append("")
        if tag == "br":
            self.rows[-1][-1] += "\n"

    def handle_data(self, data):
        if self.inside in {"th", "td"} and data != "\n":
            self.rows[-1][-1] += data
        if self.inside == "caption":
            self.caption += data.strip()


@pytest.mark.parametrize("what", TABLES)
def test_a_page_shows_the_rows_and_is_nothing_but_a_table(strangers, what):
    text = read(strangers, what, "html").read().decode()
    page = Page(text)
    with ledger.open(strangers.ledger) as book:
        frame = book.frame(what)
    assert page.tags <= PAGE
    assert page.attributes <= {"lang", "charset", "http-equiv", "content", "name", "class", "role", "aria-label",
                               "tabindex", "scope"}  # fmt: skip
    assert harmful(text) == ""
    assert page.caption == f"{what}, {len(frame)} {'row' if len(frame) == 1 else 'rows'}"
    head, *rows = page.rows
    assert head == list(frame.columns)
    assert text.count('<th scope="col"') == len(head)
    for row, said in zip(rows, frame.itertuples(index=False), strict=True):
        for cell, value in zip(row, said, strict=True):
            if isinstance(value, str) and value.isprintable():
                assert cell == value
            assert (cell == "") == (pd.isna(value) or value == "")


@pytest.mark.parametrize("kind", ["html", *sorted(BINARY)])
def test_the_same_state_gives_the_same_bytes_in_a_file_and_in_a_stream(strangers, kind):
    first = read(strangers, "forecasts", kind).getvalue()
    assert read(strangers, "forecasts", kind).getvalue() == first
    stream = io.BytesIO()
    with ledger.open(strangers.ledger) as book:
        book.export("forecasts", stream, format=kind)
    assert stream.getvalue() == first


def test_a_sheet_bears_no_day_but_the_fixed_one(strangers):
    with zipfile.ZipFile(read(strangers, "scores", "xlsx")) as archive:
        assert {one.date_time[:3] for one in archive.infolist()} == {(1980, 1, 31)}
        assert archive.read("docProps/core.xml").count(b"1980-01-01T00:00:00Z") == 2


class Pipe(io.BytesIO):
    """What cannot go back."""

    def seekable(self) -> bool:
        return False

    def tell(self) -> int:
        raise io.UnsupportedOperation

    def seek(self, *_) -> int:
        raise io.UnsupportedOperation


@pytest.mark.parametrize("kind", sorted(BINARY))
def test_bytes_go_through_a_pipe_as_they_are(fcl, kind, monkeypatch):
    fcl.add("a", "70%", *DUE)
    taken = io.TextIOWrapper(Pipe(), encoding="utf-8")
    with monkeypatch.context() as patch:
        patch.setattr(sys, "stdout", taken)
        assert run(["export", "predictions", "-O", kind]) == 0
    assert taken.buffer.getvalue() == read(fcl, "predictions", kind).getvalue()


@pytest.mark.parametrize("kind", sorted(BINARY))
def test_bytes_are_not_shown_on_a_terminal(fcl, kind, monkeypatch):
    fcl.add("a", "70%", *DUE)
    monkeypatch.setattr("ledger.cli.export.is_terminal", lambda: True)
    answer = fcl("export", "predictions", "-O", kind)
    assert (answer.code, answer.out) == (2, "")
    assert answer.err == (
        f"error: {kind} is bytes, which a terminal cannot show\nhint: write a file: -o predictions.{kind}\n"
    )


@pytest.mark.parametrize(("kind", "module", "told"), [
    ("parquet", "pyarrow", "Parquet needs the package pyarrow"),
    ("xlsx", "xlsxwriter", "XLSX needs the package XlsxWriter"),
])  # fmt: skip
def test_a_package_that_is_not_there_is_named(fcl, kind, module, told, monkeypatch):
    fcl.add("a", "70%", *DUE)
    monkeypatch.setitem(sys.modules, module, None)
    answer = fcl("export", "predictions", "-o", f"a.{kind}")
    assert (answer.code, answer.err) == (7, f"error: {told}\nhint: pip install 'forecast-ledger[{kind}]'\n")
    assert not (fcl.home / f"a.{kind}").exists()


def test_more_rows_than_a_sheet_holds_are_refused_before_anything_is_written(fcl, monkeypatch):
    for claim in "ab":
        fcl.add(claim, "70%", *DUE)
    monkeypatch.setattr(xlsx, "ROWS", 3)
    fcl.ok("export", "questions", "-o", "q.xlsx")
    before = (fcl.home / "q.xlsx").read_bytes()
    fcl.add("c", "70%", *DUE)
    answer = fcl("export", "questions", "-o", "q.xlsx")
    assert answer.code == 4
    assert answer.err == (
        "error: 3 rows and a head are more than the 3 that a sheet of Excel holds\n"
        "hint: choose -O csv or -O parquet, or fewer rows with a query\n"
    )
    assert (fcl.home / "q.xlsx").read_bytes() == before


@pytest.mark.parametrize(("letter", "most"), [("x", 32_767), ("\U0001f468", 16_383)])
def test_a_text_longer_than_a_cell_is_refused_and_never_cut(fcl, letter, most):
    fcl.add("a", "70%", *DUE, "--criteria", letter * most)
    fcl.ok("export", "questions", "-o", "q.xlsx")
    assert openpyxl.load_workbook(fcl.home / "q.xlsx").active["G2"].value == letter * most
    fcl.add("b", "70%", *DUE, "--criteria", letter * (most + 1))
    answer = fcl("export", "questions", "-o", "q.xlsx")
    assert answer.code == 4
    assert answer.err.startswith("error: criteria of row 2 has 32,768 letters, and a cell of Excel holds 32,767\n")


def test_a_stream_of_text_takes_no_bytes(fcl):
    fcl.add("a", "70%", *DUE)
    with ledger.open(fcl.ledger) as book, pytest.raises(InputError, match="this format is bytes, no text"):
        book.export("predictions", io.StringIO(), format="parquet")
