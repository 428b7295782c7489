"""Journeys of a mapping kept in a file, and of columns that nothing is read from."""

import pytest

from ledger.errors import InputError
from tests.journeys.platforms import opened

TABLE = (
    "Question;Sure;Resolves;Who;Mood;Empty\nIt rains in Ghent;70;31/03/2026;Ann;good;\nIt snows;20;30/04/2026;Bob;;\n"
)
MAPPING = """\
percent = true
date-format = "%d/%m/%Y"

[columns]
claim = "Question"
p = 2
by = "Resolves"
made = "=02/01/2026"
forecaster = "Who"
"""


@pytest.fixture
def bring(fcl):
    (fcl.home / "mapping.toml").write_text(MAPPING, encoding="utf-8")

    def run(*options: object, mapping: str = "mapping.toml"):
        return fcl("--json", "import", "csv", "-", "--mapping", fcl.home / mapping, *options, stdin=TABLE)

    return run


def test_a_mapping_says_what_options_would(fcl, bring) -> None:
    mapped = ("claim=Question", "p=Sure", "by=Resolves", "made==02/01/2026", "forecaster=Who")
    options = [word for pair in mapped for word in ("--map", pair)]
    written = ("--percent", "--date-format", "%d/%m/%Y", "--dry-run")
    said = fcl("--json", "import", "csv", "-", *options, *written, stdin=TABLE)
    answer = bring()
    assert answer.data == said.data
    assert (answer.data["questions_new"], answer.data["forecasts_new"]) == (2, 2)
    table = fcl.ok("export", "forecasts").out
    assert [line for line in table.splitlines() if "0.7" in line and "Ann" in line and "2026-01-02" in line]


def test_a_program_says_it_by_the_same_file(tmp_path) -> None:
    for name, text in (("old.csv", TABLE), ("mapping.toml", MAPPING)):
        (tmp_path / name).write_text(text, encoding="utf-8")
    with opened(tmp_path) as book:
        result = book.import_csv(tmp_path / "old.csv", mapping=tmp_path / "mapping.toml", columns={"p": "Sure"})
        assert (result.questions_new, result.forecasts_new) == (2, 2)


def test_what_is_said_on_the_command_line_goes_before(fcl, bring) -> None:
    assert bring("--map", "forecaster==Cy", "--map", "made==03/01/2026").data["forecasts_new"] == 2
    table = fcl.ok("export", "forecasts").out
    assert table.count("Cy") == 2
    assert "2026-01-03" in table


def test_columns_that_nothing_is_read_from_are_losses_where_they_say_something(fcl, bring) -> None:
    answer = bring("--dry-run")
    reason = "nothing is read from this column (--map FIELD=COLUMN reads it)"
    assert answer.data["losses"] == [{"field": "Mood", "rows": 1, "reason": reason}]
    assert answer.data["ignored"] == ["Mood", "Empty"]
    told = fcl.ok("import", "csv", "-", "--mapping", fcl.home / "mapping.toml", stdin=TABLE).err
    assert f"not carried: Mood (1 row): {reason}\n" in told
    assert "columns not read: Empty\n" in told


WRONG = [
    ("claim = x", "is no TOML: Invalid value (at line 1, column 9)", "write [columns]"),
    ('claims = "x"', "key of", "claims"),
    ('percent = "yes"', "percent is true or false, not 'yes'", "see docs/importing.md"),
    ('wide = "2..14"', "wide is a list of texts, not '2..14'", "see docs/importing.md"),
    (
        "[columns]\nclaim = true",
        "columns.claim is the name or number of a column, or text, not 'True'",
        "quotation marks",
    ),
    ("[columns]\nclaim = 'Frage'", "no column is called 'Frage'", "there is 'Question'"),
    ("[columns]\nclam = 'Question'", "field to map", "claim"),
]


@pytest.mark.parametrize(("text", "told", "hint"), WRONG, ids=[text[:20] for text, _, _ in WRONG])
def test_a_mapping_that_says_nothing_is_refused(fcl, bring, text: str, told: str, hint: str) -> None:
    (fcl.home / "wrong.toml").write_text(text, encoding="utf-8")
    answer = bring(mapping="wrong.toml")
    assert answer.code == 2
    assert told in answer.err
    assert hint in answer.err


def test_a_mapping_is_not_for_the_file_of_a_platform(fcl, bring) -> None:
    answer = fcl("import", "manifold", "-", "--mapping", fcl.home / "mapping.toml", stdin="[]")
    assert answer.code == 2
    assert "is not for a Manifold file" in answer.err


def test_a_file_that_is_not_there_is_told_by_its_name(tmp_path) -> None:
    (tmp_path / "old.csv").write_text("claim,p\nA,50%\n")
    with opened(tmp_path) as book:
        for table, mapping in (("none.csv", None), ("old.csv", tmp_path / "none.toml")):
            with pytest.raises(InputError, match=r"^cannot read the file '.*none\..*': No such file or directory$"):
                book.import_csv(tmp_path / table, mapping=mapping)
        assert not book.list()
