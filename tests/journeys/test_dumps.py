"""A ledger dumped as lines of JSON, and made anew from them elsewhere."""

import json

import pytest

from tests.journeys.test_json import valid
from tests.program import Fcl


@pytest.fixture(scope="module")
def told(tmp_path_factory):
    """A ledger with a text, a redacted note, an undone entry and hostile words."""
    fcl = Fcl(tmp_path_factory.mktemp("here"))
    said = ("--quote", "rain\u202e, surely", "--source", "https://example.org/kmi", "-f", "Änn \U0001f327")
    rain = fcl.add("It rains\tin Ghent", "70%", "--by", "2026-06-30", "--made", "2026-01-02", *said)
    fcl.ok("update", rain, "80%", "-f", "Änn \U0001f327", "--made", "2026-02-01", "-m", "a word too much")
    fcl.ok("resolve", rain, "no", "--known-on", "2026-06-30", "--evidence", "<script>")
    fcl.ok("--yes", "undo")
    fcl.ok("--yes", "redact", "note", rain, "-m", "asked for")
    return fcl


@pytest.fixture(scope="module")
def dump(told):
    file = told.home / "ledger.ndjson"
    said = told("export", "ledger", "-o", file)
    assert (said.code, said.out) == (0, "")
    assert said.err == f"ledger: 6 entries, {len(file.read_text().splitlines()) - 2} rows written to {file}\n"
    return file


@pytest.fixture
def elsewhere(tmp_path):
    return Fcl(tmp_path)


def test_a_ledger_goes_elsewhere_and_is_the_same(told, dump, elsewhere):
    said = elsewhere("import", "ledger", dump)
    first = json.loads(dump.read_text().partition("\n")[0])
    assert (said.code, said.err) == (0, "")
    assert said.out == f"{first['ledger']} taken in: 6 of 6 entries, head {first['head'][:4]}…{first['head'][-2:]}\n"
    assert elsewhere.ok("verify").startswith("6 entries, chain intact")
    assert elsewhere.ok("export", "ledger") == dump.read_text()
    assert elsewhere.ok("export", "predictions") == told.ok("export", "predictions")
    again = elsewhere("import", "ledger", "-", stdin=dump.read_text())
    assert (again.code, again.out.partition(",")[0]) == (0, f"nothing new: 6 entries of {first['ledger']} known here")


def test_the_lines_are_plain_json_in_which_nothing_hides(dump):
    text = dump.read_text()
    assert "Änn" in text
    assert "rain\\u202e, surely" in text
    assert "a word too much" not in text
    first, *rows, last = map(json.loads, text.splitlines())
    assert (first["entries"], first["rows"]) == (6, len(rows))
    assert (last["rows"], last["head"]) == (first["rows"], first["head"])
    assert [row["id"] for row in rows if row["table"] == "entries"] == [1, 2, 3, 4, 5, 6]


def test_a_dry_run_checks_and_makes_nothing(dump, elsewhere):
    said = elsewhere("import", "ledger", dump, "--dry-run")
    assert (said.code, said.err) == (0, "nothing written (--dry-run)\n")
    assert " would be taken in: 6 of 6 entries, head " in said.out
    cut = dump.read_text().splitlines(keepends=True)[:-3]
    for more in ((), ("--dry-run",)):
        said = elsewhere("import", "ledger", "-", *more, stdin="".join(cut))
        assert (said.code, said.out) == (5, "")
        assert said.err == (
            f"error: standard input, line {len(cut) + 1}: the dump is cut off: its last line is missing\n"
            "hint: write it anew where the ledger is: fcl export ledger -o FILE\n"
        )
    assert not elsewhere.ledger.exists()


def test_a_ledger_that_holds_anything_else_is_never_touched(dump, elsewhere):
    elsewhere.add("Something else", "50%", "--by", "2030")
    before = elsewhere.ok("export", "ledger")
    said = elsewhere("import", "ledger", dump)
    assert (said.code, said.out) == (4, "")
    assert f"{elsewhere.ledger} holds another ledger" in said.err
    assert said.err.endswith(
        "hint: load it elsewhere, fcl -L NEW.db import ledger FILE, and then: fcl db merge NEW.db\n"
    )
    assert elsewhere.ok("export", "ledger") == before


def test_answers_are_as_the_schema_says(told, dump, elsewhere):
    checked = valid(elsewhere.ok("--json", "import", "ledger", dump, "--dry-run"))
    assert (checked["kind"], checked["ledger"]) == ("ledger.import", None)
    document = valid(elsewhere.ok("--json", "import", "ledger", dump))
    assert document["data"] == {**checked["data"], "new": 6}
    assert document["ledger"] == {"id": document["data"]["ledger"], "head": document["data"]["head"], "entries": 6}
    file = elsewhere.home / "again.jsonl"
    written = valid(told.ok("--json", "export", "ledger", "-o", file))
    assert written["data"] == {"table": "ledger", "file": str(file), "rows": document["data"]["rows"]}
    assert (
        valid(elsewhere.ok("--json", "import", "csv", "-", stdin="claim,p,by\na,50%,2030\n"))["data"]["forecasts_new"]
        == 1
    )


@pytest.mark.parametrize(
    ("words", "message"),
    [
        (("export", "ledger", "tag:ai"), "a dump is of the whole ledger: it takes no query"),
        (("export", "ledger", "--timing", "first"), "a dump is of the whole ledger: it takes no --timing"),
        (("--as-of", "1", "export", "ledger"), "a dump is of the whole ledger: it takes no --as-of"),
        (("export", "ledger", "-O", "csv"), "a dump is written as ndjson"),
        (("export", "ledger", "-o", "ledger.csv"), "a dump is written as ndjson"),
        (("--json", "export", "ledger"), "a dump is no JSON document"),
        (("import", "ledger", "x", "--map", "p=q"), "a dump is of the whole ledger: it takes no --map"),
        (("import", "ledger", "x", "--note", "n"), "a dump is of the whole ledger: it takes no --note"),
        (("import", "ledger", "no/such"), "cannot read the file 'no/such': No such file or directory"),
    ],
)
def test_what_has_no_part_in_a_dump_is_refused(told, words, message):
    said = told(*words)
    assert (said.code, said.out) == (2, "")
    assert message in said.err


def test_a_format_that_is_nearly_a_dump_is_told_so(fcl):
    answer = fcl("import", "legder", "dump.ndjson")
    assert (answer.code, "did you mean ledger?" in answer.err) == (2, True)
