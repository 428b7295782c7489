"""Pictures: every one of a ledger that holds something of everything, and of one that holds nothing."""

import json
import re
import subprocess
import sys
from datetime import UTC, datetime
from importlib import util
from itertools import count
from xml.etree import ElementTree as ET

import pytest
from jsonschema import validate
from matplotlib.figure import Figure

import ledger
from ledger.charts import CHARTS
from ledger.charts.drawn import FORMATS
from ledger.charts.reliability import plot_reliability

NOW = datetime(2026, 11, 20, 12, tzinfo=UTC)
HOSTILE = "$x^2$ <script>alert(1)</script> & \x1b[31m\u202e ]]> \"'"
SVG = "{http://www.w3.org/2000/svg}"
DRAWN = {"svg", "title", "desc", "g", "path", "text", "use", "defs", "clipPath", "rect", "pattern"}
GIF = "name a file that ends in .svg, .png or .pdf, such as -o reliability.svg\n"
BEGINS = {"svg": b"<svg", "png": b"\x89PNG", "pdf": b"%PDF"}


def opened(folder, name):
    return ledger.open(folder / f"{name}.db", actor="tester", zone="UTC", now=lambda: NOW)


@pytest.fixture(scope="module")
def book(tmp_path_factory):
    number = count()
    with opened(tmp_path_factory.mktemp("plots"), "full") as book:

        def add(outcome, *said, by="2026-05-01", who="_Ann $a$", **more):
            added = book.add(f"Claim {next(number)} {HOSTILE}", *said, by=by, made="2026-01-01", forecaster=who, **more)
            if outcome:
                book.resolve(added.id, outcome, known_on="2026-05-01")
            return added

        for place in range(12):
            add("yes" if place % 3 else "no", f"{5 + 8 * place}%")
            add("no" if place % 4 else "yes", words="likely")
        add("12.5", type="numeric", unit="m", distribution="normal(10, 3)")
        add(None, "30%", by="2026-06-01")
        add(None, "40%", by="2027-06-01", who="日本 <b>")
        told = add(None, "50%", by="2026-12-01", tags=["told"])
        book.update(told.id, "65%", made="2026-02-03")
        book.resolve(told.id, "yes", known_on="2026-03-04")
        yield book


@pytest.fixture(scope="module")
def empty(tmp_path_factory):
    with opened(tmp_path_factory.mktemp("plots"), "empty") as book:
        yield book


def plotted(book, name, **choices):
    return book.plot(name, "tag:told" if name == "history" else "", **choices)


@pytest.mark.parametrize("name", CHARTS)
def test_a_picture_is_one_image_in_the_same_bytes_with_a_name_and_a_description_and_no_script(book, name):
    picture, again = plotted(book, name), plotted(book, name)
    content = picture.svg
    root = ET.fromstring(content)
    ids = {one.get("id"): one for one in root.iter() if one.get("id")}

    assert content == again.svg
    assert root.get("role") == "img"
    assert ids[root.get("aria-labelledby")].text == picture.title
    assert picture.alt == ids[root.get("aria-describedby")].text
    assert {one.tag.removeprefix(SVG) for one in root.iter()} <= DRAWN
    assert "\x1b" not in picture.alt + picture.caption
    assert content.count(b"currentColor") > 3


@pytest.mark.parametrize("format", FORMATS)
def test_a_file_has_its_caption_and_is_the_same_each_time(book, format):
    once, again = (plotted(book, "history").content(format) for _ in range(2))

    assert once == again
    assert once.startswith(BEGINS[format])
    assert b"currentColor" not in once
    assert format != "svg" or b"2 forecasts by 1 forecaster." in once


@pytest.mark.parametrize("name", sorted({*CHARTS} - {"history"}))
def test_an_empty_ledger_gives_a_picture_that_says_so(empty, name):
    picture = empty.plot(name)

    assert "n" in picture.caption
    assert len(picture.table) == 0
    assert any(word in picture.alt.lower() for word in ("empty", "nothing"))
    assert not re.search(rb">[^<a-z]*[0-9][^<a-z]*</text>", picture.svg), "axes of nothing have no numbers"


def test_of_fewer_scores_than_the_window_holds_no_word_is_of_the_window(book):
    picture = book.plot("scores")
    assert "last 50" not in picture.caption
    assert b">last 50<" not in picture.svg
    assert b">all so far<" in picture.svg


def test_claims_are_neither_formulas_nor_markup(book):
    lines = [one.text for one in ET.fromstring(book.plot("timeline").svg).iter(f"{SVG}text")]

    assert any(line.startswith("Claim") and "$x^2$ <script>" in line for line in lines)


def test_forecasters_whose_names_begin_with_an_underscore_are_in_the_legend(book):
    lines = [one.text for one in ET.fromstring(plotted(book, "history").svg).iter(f"{SVG}text")]

    assert " _Ann $a$" in lines


def test_the_reliability_diagram_has_a_point_for_each_bin_and_says_n(book):
    picture = book.plot("reliability")
    tips = [one.text for one in ET.fromstring(picture.svg).iter(f"{SVG}title")][1:]

    assert len(tips) == len(picture.table) > 3
    assert f"n = {picture.table['n'].sum()}" in picture.svg.decode()
    assert "24 forecasts in bins centred11" in picture.caption


def test_the_corp_curve_and_groups_of_the_murphy_diagram_are_drawn(book):
    assert "CORP" in book.plot("reliability", bins="corp").caption
    assert book.plot("murphy", by="basis").table["group"].nunique() == 2


def test_a_table_is_drawn_on_axes_of_ones_own_or_on_new_ones(book):
    table = book.plot("reliability").table
    ax = Figure().subplots()

    assert plot_reliability(table, ax=ax) is ax
    assert plot_reliability(table).get_title(loc="left") == ax.get_title(loc="left")


def test_a_row_of_the_timeline_is_overdue_by_the_clock_that_was_given(book):
    table = book.plot("timeline").table

    assert dict(zip(table["deadline"], table["overdue"], strict=True)) == {"2026-06-01": True, "2027-06-01": False}


@pytest.fixture
def told(fcl):
    return fcl.add("It rains in Ghent", "70%", "--by", "2027-01-01", "--made", "2026-01-01")


def test_a_history_is_drawn_by_the_id_alone(fcl, told):
    document = json.loads(fcl.ok("--json", "plot", "history", told[:5], "-o", "history.svg").out)
    validate(document, json.loads(fcl.ok("schema").out))

    assert document["data"]["alt"] == "History of: It rains in Ghent. tester 70% on 2026-01-01."
    assert (fcl.home / "history.svg").read_bytes().startswith(b"<svg")
    assert fcl.ok("plot", "history", told, "-o", "h.png").err == "History of a prediction written to h.png\n"


@pytest.mark.parametrize(
    ("words", "code", "said"),
    [
        ("plot tmeline -o x.svg", 2, "error: no picture is called 'tmeline'\nhint: did you mean timeline?\n"),
        ("plot pit", 2, "error: there is no file to draw to\nhint: fcl plot pit -o pit.svg\n"),
        (
            "plot pit -o pit.gif", 2,
            "error: no picture is written to 'pit.gif'\nhint: " + GIF,
        ),
        (
            "plot history nosuch -o h.svg", 3,
            "error: no question matches\nhint: name one: fcl plot history id:k7qm -o history.svg\n",
        ),
    ],
)  # fmt: skip
def test_what_cannot_be_drawn_is_refused_and_no_file_is_left(fcl, told, words, code, said):
    answer = fcl(*words.split())

    assert (answer.code, answer.err) == (code, said)
    assert not [*fcl.home.glob("*.svg"), *fcl.home.glob("*.gif")]


def test_a_history_of_several_questions_is_refused(fcl, told):
    fcl.add("It snows in Ghent", "7%", "--by", "2027-01-01", "--made", "2026-01-01")
    answer = fcl("plot", "history", "status:open", "-o", "h.svg")

    assert answer.code == 2
    assert answer.err.startswith(
        "error: 2 questions match, and a history is of one\nhint: name one: fcl plot history id:"
    )


def test_without_matplotlib_the_install_line_is_told(fcl, told, monkeypatch):
    found = util.find_spec
    monkeypatch.setattr(util, "find_spec", lambda name, *more: None if name == "matplotlib" else found(name, *more))
    answer = fcl("plot", "reliability", "-o", "x.svg")

    assert answer.code == 7
    assert answer.err == "error: pictures need the package matplotlib\nhint: pip install 'forecast-ledger[plots]'\n"


def test_help_tells_the_names_of_pictures_without_loading_matplotlib():
    program = (
        "import sys; from ledger.cli.main import run; run(['plot', '--help']); sys.exit('matplotlib' in sys.modules)"
    )
    done = subprocess.run([sys.executable, "-c", program], check=False, capture_output=True, text=True)

    assert done.returncode == 0
    assert all(name in done.stdout for name in CHARTS)
