"""A dry run of every writing command: it says what would happen and leaves the ledger as it is."""

import pytest

from tests.journeys.test_writing import MONTH_ENDS, PREDICTIONS

WRITERS = (
    ("add", "b", "50%", "--by", "2099"),
    ("add", "b {period}", "50%", "--every", MONTH_ENDS, "--starting", "2026-01"),
    ("add", "--from", "p.toml"),
    ("update", "ID", "70%"),
    ("withdraw", "ID"),
    ("edit", "ID", "--claim", "c"),
    ("note", "ID", "text"),
    ("tag", "add", "ID", "x"),
    ("tag", "rm", "ID", "t"),
    ("resolve", "ID", "yes"),
    ("resolve", "--from", "o.csv"),
    ("annul", "ID"),
    ("reopen", "RESOLVED"),
    ("undo",),
    ("expand",),
    ("import", "csv", "t.csv"),
    ("source", "add", "talk.txt"),
    ("anchor", "--held", "a newspaper"),
    ("forecaster", "alias", "tester", "T. Ester", "--new"),
)


@pytest.mark.parametrize("verb", WRITERS, ids=" ".join)
def test_a_dry_run_says_what_would_happen_and_writes_nothing(fcl, verb):
    fcl.ok("add", "s {period}", "50%", "--every", MONTH_ENDS, "--starting", "2026-01", "--made", "2025-12-15")
    id_ = fcl.add("a", "60%", "--by", "2026-06-30", "--made", "2026-01-02", "-t", "t")
    resolved = fcl.add("a", "60%", "--by", "2026-06-30", "--made", "2026-01-02")
    fcl.ok("resolve", resolved, "no")
    for name, text in {"p.toml": PREDICTIONS, "t.csv": "claim,p\nA,70%\n", "o.csv": f"id,outcome\n{id_},yes\n",
                       "talk.txt": "a talk"}.items():  # fmt: skip
        (fcl.home / name).write_text(text, encoding="utf-8")
    before = fcl.head
    answer = fcl.ok(*[{"ID": id_, "RESOLVED": resolved}.get(word, word) for word in verb], "--dry-run")
    assert answer.out.strip()
    assert "othing written (--dry-run)" in answer.out + answer.err
    assert fcl.head == before
