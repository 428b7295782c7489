"""Imported tables that are refused: rows, headers and wishes, each told with what is wrong."""

import codecs

import pytest

import ledger
from ledger.book import Book
from ledger.errors import InputError
from tests.journeys.importing import bring, problems, refused, said


@pytest.fixture
def book(tmp_path, monkeypatch) -> Book:
    monkeypatch.setenv("XDG_STATE_HOME", str(tmp_path / "state"))
    with ledger.open(tmp_path / "ledger.db", actor="tester", zone="UTC") as opened:
        yield opened


@pytest.mark.parametrize(
    ("text", "hint"),
    [
        ("claim,p\nA,50%\nA,60%\n", "--map made=COLUMN tells a change of mind apart"),
        ("claim,p,made\nA,50%,2026-01-02\nA,60%,2026-01-02\n", "leave one of them out, or say at what time"),
    ],
)
def test_a_row_that_contradicts_another_is_told_what_may_help(book, text: str, hint: str) -> None:
    (problem,) = problems(book, text)
    assert hint in problem
    assert problem.count("made=COLUMN") == hint.count("made=COLUMN")


@pytest.mark.parametrize("text", ["claim|p|made\nA|50%|2026-01-02\n", "claim^p\nA^50%\n", "claim p\nA 50%\n"])
def test_a_table_with_another_delimiter_is_told_which_are_read(book, text: str) -> None:
    error = refused(book, text)
    assert "cannot tell the columns of the first line apart" in error.message
    assert error.hint == "separate them by commas, semicolons or tabs"


BAD = [
    ("claim,p\nA,0,7\n", "line 2: 3 cells, but the header has 2"),
    ('claim,p\nA,"0,7"\n', "line 2: cannot read '0,7' as a probability (write 0.7, with a point)"),
    ("claim,p\nA,70\n", "line 2: '70' is not between 0 and 1 (did you mean 70%?; --percent if the whole"),
    ("claim,p\nA,1\n", "line 2: cannot tell what '1' means as a probability (did you mean 1% or 100%?; --percent"),
    ("claim,p\nA,100%\n", "line 2: '100%' is a certainty (add --certain if you mean it"),
    ("claim,p\nA,nan\n", "line 2: cannot read 'nan' as a probability"),
    ("claim,p\n ,50%\n", "line 2: no claim"),
    ("claim,p\nA,50%\nB\0,50%\n", "line 3: text cannot be stored: character U+0000 at offset 1"),
    ("claim,p,note\nA,50%,B\0\n", "line 2: text cannot be stored: character U+0000 at offset 1"),
    ("claim,p,forecaster\nA,50%,\n", "line 2: a forecaster's name has 1 to 200 characters, not 0 (write who said it)"),
    ("claim,p,forecaster\nA,50%,B\0\n", "line 2: text cannot be stored: character U+0000 at offset 1"),
    ("claim,p,by\nA,50%,30m\n", "line 2: cannot read '30m' as a deadline"),
    ("claim,p,made\nA,50%,6/7/27\n", "line 2: cannot read '6/7/27' as a date (write 2026-11-18, for one with slashes"),
    ("claim,p,made\nA,50%,2999-01-01\n", "line 2: the day it was said '2999-01-01' lies in the future"),
    ("claim,p,made,by\nA,50%,2026-01-02,2025\n", "line 2: the deadline '2025' (2025-12-31) lies before the day it was"),
    ("claim,p,outcome\nA,50%,-\n", "line 2: cannot read '-' as an outcome"),
    ("claim,p,outcome\nA,50%,perhaps\n", "line 2: cannot read 'perhaps' as an outcome"),
    ('claim,p\nA,50%\n"B,50%\nC,50%\n', "line 3: cannot be read as a table row: unexpected end of data"),
    ('claim,p\nA,"50%" x\n', "line 2: cannot be read as a table row: ',' expected after '\"'"),
    ("claim,p\nA,50%\nA,60%\n", "line 3: another number than in line 2 for this question, forecaster and day"),
    ("claim,p,made,forecaster\nA,50%,2026-01-02,Ann\nA,60%,2026-01-02,ANN\n", "line 3: another number than in line 2"),
    ("id,claim,p,forecaster\n1,A,50%,x\n1,B,60%,y\n", "line 3: another claim of this question than in line 2: 'B'"),
    (
        "claim,p,outcome,known on,happened on\nA,50%,yes,2026-01-02,2026-02-02\n",
        "line 2: it cannot be known on 2026-01",
    ),
    ("claim,p,source\nA,50%,The Times\n", "line 2: a source is a URL, not 'The Times' (--map note=COLUMN"),
    ("claim,p,tags\nA,50%,a:b\n", "line 2: 'a:b' cannot be a tag"),
    ("claim,p,phrase\nA,,likly\n", "line 2: the survey scale has no phrase 'likly'"),
    (f"claim,p\n{'A' * 2001},50%\n", "line 2: a claim has 1 to 2000 characters, not 2001"),
]


@pytest.mark.parametrize(("text", "told"), BAD, ids=[told[8:40] for _, told in BAD])
def test_a_bad_row_is_told_with_its_line_and_nothing_is_written(book, text: str, told: str) -> None:
    (problem,) = problems(book, text)
    assert problem.startswith(told)


def test_every_bad_row_is_told_and_the_good_ones_can_be_taken(book) -> None:
    text = 'claim,p\n"two\nlines",50%\nB,150%\nC,20%\n\nD,x\nE,30%,extra\n'
    assert [problem.split(":")[0] for problem in problems(book, text)] == ["line 4", "line 7", "line 8"]
    result = bring(book, text, skip_bad=True)
    assert (result.questions_new, result.rejected, len(result.problems)) == (2, 3, 3)
    assert {claim for claim, _ in said(book)} == {"two lines", "C"}


def test_a_question_that_cannot_be_worded_takes_its_forecasts_along(book) -> None:
    rows = ("A,50%,whenever 30m,x", "A,60%,whenever 30m,y", "B,50%,2027,x")
    text = "claim,p,by,forecaster\n" + "".join(f"{row}\n" for row in rows)
    result = bring(book, text, skip_bad=True)
    assert (result.questions_new, result.forecasts_new, result.rejected) == (1, 1, 2)
    assert "its question cannot be taken in" in result.problems[-1]


def test_a_past_deadline_without_days_of_making_is_taken_with_a_warning(book) -> None:
    result = bring(book, "claim,p,by,outcome,known on\nA,70%,2026-01-31,yes,2026-02-01\n")
    assert "no column says when" in result.warnings[0]
    assert dict(book.calibration().excluded) == {"after_known": 1}


HEADERS = [
    (b"", "the file is empty"),
    (b" \n\n", "the file is empty"),
    (b"a,b\n1,2\n", "no column holds the claims"),
    (b"claim,forecaster\nA,x\n", "no column holds the probabilities"),
    (b"claim\nA\n", "no column holds the probabilities"),
    (b"claim,p,P\nA,50%,60%\n", "2 columns are called 'p'"),
    (b"claim,Ann,ann\nA,50%,60%\n", "columns 2 and 3 are both called 'ann'"),
    ("claim,p\nGrüße,50%\n".encode("latin-1"), "byte 0xFC at offset 10 (line 2) is not UTF-8"),
    (codecs.BOM_UTF16_LE + b"c\x00\xff", "byte 0xFF at offset 4 (line 1) is not UTF-16"),
    ("claim,p\nA,50%\n".encode("utf-16-le"), "the header holds zero bytes"),
    (b"PK\x03\x04...xl/workbook.xml", "the file is an Excel workbook"),
    (b"\xd0\xcf\x11\xe0", "the file is an Excel workbook"),
    (b"PAR1", "the file is Parquet"),
    (b'claim,"p\nA,50%\n', "the header cannot be read"),
]


@pytest.mark.parametrize(("data", "told"), HEADERS, ids=[told[:30] for _, told in HEADERS])
def test_a_file_that_cannot_be_read_is_refused_whole(book, data: bytes, told: str) -> None:
    error = refused(book, data)
    assert isinstance(error, InputError)
    assert error.message.startswith(told)
    assert error.hint


WISHES = [
    ({"columns": {"claims": "x"}}, "no field to map is called 'claims'"),
    ({"columns": {"p": "nope"}}, "no column is called 'nope'"),
    ({"columns": {"p": "99"}}, "no column is called '99'"),
    ({"fill_blank": "p"}, "--fill-blank is for tables with one column per forecaster"),
    ({"wide": ("p",)}, "a table is long or wide, not both"),
    ({"on_duplicate": "shrug"}, "no choice for --on-duplicate is called 'shrug'"),
    ({"zone": "Mars/Olympus"}, "no time zone is called 'Mars/Olympus'"),
    ({"forecaster": "x" * 201}, "a forecaster's name has 1 to 200 characters"),
]


@pytest.mark.parametrize(("wishes", "told"), WISHES, ids=[told[:30] for _, told in WISHES])
def test_a_wish_that_cannot_be_met_is_refused(book, wishes, told: str) -> None:
    assert refused(book, "claim,p\nA,50%\n", **wishes).message.startswith(told)


@pytest.mark.parametrize("cell", ["5e5", "1e-50", "1e-999999999", "0x1p-3", "e-5", "12.5e-2"])
def test_other_numbers_with_an_exponent_are_refused_as_they_stand(book, cell: str) -> None:
    (told,) = problems(book, f"claim,p,made\nA,{cell},2026-01-02\n")
    assert told.startswith(f"line 2: cannot read '{cell}' as a probability")


def test_text_that_no_store_can_hold_is_refused(book) -> None:
    assert refused(book, b"claim,p\nA\0B,50%\n").exit_code in {2, 5}
