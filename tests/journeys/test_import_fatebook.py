"""Journeys of Fatebook's export: its scale, its times, whose rows, what is not carried, what is refused."""

import pytest

HEADER = (
    "Question title,Multiple choice option,Forecast created by,Forecast (scale = 0-1),Forecast created at,"
    "Question created by,Question created at,Question resolve by,Resolution,Resolved at,"
    "Your Brier score for this question,Your relative Brier score for this question,Question notes,"
    "Question shared with,Question shared publicly,Question comments,Question tags\n"
)
RAIN = (
    '"It rains in Ghent",undefined,"{who}",{p},{made},"Ann Bee",2026-01-02 09:00:0,2026-03-31 00:00:0,{end},{notes}\n'
)
OPEN = "null,null,null,undefined"
YES = '"YES",2026-03-30 18:04:5,0.08,-0.01'
NOTES = '"At the airport",,true,undefined,"AI safety; weather"'


def row(who: str = "Ann Bee", p: object = 0.9, made: str = "2026-01-02 09:00:5", end: str = YES) -> str:
    return RAIN.format(who=who, p=p, made=made, end=end, notes=NOTES)


FILE = HEADER + row() + row(p=0.95, made="2026-02-02 10:11:12") + row("Bob", 0.07)


@pytest.fixture
def bring(fcl):
    def run(text: str | bytes, *options: object):
        return fcl("--json", "import", "fatebook", "-", *options, stdin=text)

    return run


def counts(answer) -> tuple[int, ...]:
    return tuple(
        answer.data[name] for name in ("questions_new", "forecasts_new", "forecasts_same", "forecasts_corrected")
    )


def test_an_export_is_taken_in_and_twice_is_once(fcl, bring) -> None:
    assert counts(bring(FILE)) == (1, 3, 0, 0)
    head = fcl.head
    assert counts(bring(FILE)) == (0, 0, 3, 0)
    assert fcl.head == head


def test_numbers_mean_what_the_scale_of_the_header_says(fcl, bring) -> None:
    bring(FILE)
    table = fcl.ok("export", "forecasts").out
    assert [line for line in table.splitlines() if ",0.07," in line]
    assert [line for line in table.splitlines() if ",0.95," in line]
    assert ",0.0095," not in table


def test_another_number_at_the_same_second_is_a_correction(bring) -> None:
    bring(FILE)
    assert counts(bring(FILE.replace(",0.07,", ",0.08,"))) == (0, 0, 2, 1)


def test_a_dry_run_writes_nothing(fcl, bring) -> None:
    head = fcl.head
    assert counts(bring(FILE, "--dry-run")) == (1, 3, 0, 0)
    assert fcl.head == head


def test_whose_rows_can_be_chosen(bring) -> None:
    answer = bring(FILE, "-f", "ann  BEE")
    assert counts(answer) == (1, 2, 0, 0)
    assert {"field": "Forecast created by", "rows": 1, "reason": "forecasts of other people than -f chooses"} in (
        answer.data["losses"]
    )


def test_what_is_not_carried_is_named_in_the_answer_and_to_people(fcl, bring) -> None:
    lost = {loss["field"]: loss["rows"] for loss in bring(FILE, "--dry-run").data["losses"]}
    assert lost == {
        "Question created by": 3,
        "Your Brier score for this question": 3,
        "Your relative Brier score for this question": 3,
        "Question shared publicly": 3,
    }
    told = fcl.ok("import", "fatebook", "-", stdin=FILE).err
    assert "not carried: Question created by (3 rows): a question has no author" in told


def test_a_certainty_is_asked_about_and_taken_as_meant(bring) -> None:
    refused = bring(HEADER + row(p=1))
    assert refused.code == 5
    assert "'100%' is a certainty (add --certain" in refused.err + refused.out
    assert counts(bring(HEADER + row(p=1), "--certain")) == (1, 1, 0, 0)


def test_an_ambiguous_question_is_annulled_and_one_without_a_resolution_stays_open(fcl, bring) -> None:
    ambiguous = bring(HEADER + row(end='"AMBIGUOUS",2026-03-30 18:04:5,null,null'))
    assert ambiguous.data["resolutions_new"] == 1
    assert "AMBIGUOUS is annulled" in [loss["reason"] for loss in ambiguous.data["losses"]]
    other = row(end="null,2026-03-30 18:04:5,null,null").replace("Ghent", "Bonn")
    answer = bring(HEADER + other)
    assert answer.data["resolutions_new"] == 0
    assert "resolved without a resolution: the question stays open" in [
        loss["reason"] for loss in answer.data["losses"]
    ]


def test_each_option_is_a_question_of_its_own(fcl, bring) -> None:
    options = (row(p=p, end=OPEN).replace("undefined", name, 1) for name, p in (("Rain", 0.6), ("Snow", 0.1)))
    answer = bring(HEADER + "".join(options))
    assert counts(answer)[:2] == (2, 2)
    assert "Multiple choice option" in [loss["field"] for loss in answer.data["losses"]]
    listed = fcl.ok("list").out
    assert "It rains in Ghent: Rain" in listed
    assert "It rains in Ghent: Snow" in listed


BAD = [
    (row(p="70"), "line 2: Forecast (scale = 0-1): '70' is not between 0 and 1 (this scale has no percent: write 0.7"),
    (row(p='"0,7"'), "line 2: Forecast (scale = 0-1): cannot read '0,7' as a probability (write 0.7, with a point"),
    (row(p="70 %"), "line 2: Forecast (scale = 0-1): cannot read '70 %' as a probability"),
    (row(p="nan"), "line 2: Forecast (scale = 0-1): 'nan' is not between 0 and 1"),
    (row(p="1e-400"), "line 2: cannot read '1e-400' as a probability"),
    (row(p="null"), "line 2: Forecast (scale = 0-1): nothing is there"),
    (row(who=""), "line 2: Forecast created by: nothing is there"),
    (row(made="2/1/2026"), "line 2: cannot read '2/1/2026' as a date"),
    (row(end='"MAYBE",2026-03-30 18:04:5,,'), "line 2: cannot read 'MAYBE' as an outcome"),
    (row() + row(p=0.8), "line 3: another number than in line 2 for this question, forecaster and time"),
    (row() + row("Bob", end='"NO",2026-03-30 18:04:5,,'), "line 3: another outcome of this question than in line 2"),
    (row() + "one,two\n", "line 3: 2 cells, but the header has 17"),
]


@pytest.mark.parametrize(("rows", "told"), BAD, ids=[told[8:60] for _, told in BAD])
def test_a_bad_row_is_told_and_nothing_is_written(fcl, rows: str, told: str) -> None:
    head = fcl.head
    answer = fcl("import", "fatebook", "-", stdin=HEADER + rows)
    assert answer.code == 5
    assert told in answer.err
    assert fcl.head == head


WRONG = [
    ("claim,p\nA,0.5\n", "no Fatebook export: line 1 has no column 'Question title'"),
    ('{"predictions": []}', "no Fatebook export: line 1 has no column 'Question title'"),
    ("questionTitle,forecast\nA,70\n", "this table is for Fatebook's own import, in percent, and no export of it"),
    (HEADER.replace("Question tags", "Resolution") + row(), "line 1 names the column 'Resolution' again as column 17"),
    ((HEADER + row("Zoë")).encode("latin-1"), "byte 0xEB at offset"),
    ("", "the file is empty"),
]


@pytest.mark.parametrize(("text", "told"), WRONG, ids=[told[:40] + str(at) for at, (_, told) in enumerate(WRONG)])
def test_a_file_that_is_no_export_is_refused_whole(fcl, text: str | bytes, told: str) -> None:
    head = fcl.head
    answer = fcl("import", "fatebook", "-", stdin=text)
    assert answer.code == 2
    assert f"error: {told}" in answer.err
    assert "hint: " in answer.err
    assert fcl.head == head


@pytest.mark.parametrize(
    "options", [("--percent",), ("--map", "p=x"), ("--wide", "2..3"), ("--fill-blank", "x"), ("-f", "Cy")]
)
def test_a_wish_that_fits_no_export_is_refused(fcl, options: tuple[str, ...]) -> None:
    answer = fcl("import", "fatebook", "-", *options, stdin=FILE)
    assert answer.code == 2
    assert ("no forecast in the file is by 'Cy'" if "Cy" in options else f"{options[0]} is not for") in answer.err


def test_windows_line_ends_are_the_same_file(bring) -> None:
    bring(FILE)
    assert counts(bring(FILE.replace("\n", "\r\n"))) == (0, 0, 3, 0)


def test_a_program_that_pads_the_seconds_makes_no_other_question(bring) -> None:
    bring(FILE)
    assert counts(bring(FILE.replace("09:00:0,", "09:00:00,").replace("09:00:5,", "09:00:05,"))) == (0, 0, 3, 0)
