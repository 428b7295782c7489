"""A scan that is killed while it records: all of it is there, or nothing; and a scan on each database."""

import os
import random
import signal
import subprocess
import sys
import time

import pytest

import ledger
from ledger.services.scanning import Judged, addition_of
from ledger.sources.reading import read_document
from tests.faults.conftest import ROOT

SENTENCE = "There is an 80 percent chance that river {n} floods by the end of 2097.\n"
PROGRAM = "from ledger.cli.main import main; main()"
MANY = 200


def document(count):
    text = "".join(SENTENCE.format(n=n) for n in range(count))
    return read_document(text.encode(), name="rivers.txt")


def accepted(scan):
    return [Judged(candidate=one, judgement="accepted", addition=addition_of(one, scan)) for one in scan.candidates]


@pytest.mark.parametrize("seed", range(3))
def test_a_scan_that_is_killed_has_recorded_all_or_nothing(tmp_path, seed):
    place, file = tmp_path / "ledger.db", tmp_path / "rivers.txt"
    ledger.open(place, actor="me").close()
    file.write_text(document(MANY).text)
    words = ["--yes", "--ledger", str(place), "scan", str(file), "--add", "-f", "J. Doe", "--made", "2026-01-18"]
    process = subprocess.Popen(
        [sys.executable, "-c", PROGRAM, *words], cwd=ROOT, env=os.environ, stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
    )  # fmt: skip
    time.sleep(random.Random(seed).random() * 6)
    process.send_signal(signal.SIGKILL)
    process.communicate()
    book = ledger.open(place, actor="me")
    assert book.verify().findings == ()
    counts = len(book.list()), len(book.sources()), sum(one.flagged for one in book.census(document(MANY).sha256))
    assert counts in {(0, 0, 0), (MANY, 1, MANY)}
    book.close()


def test_a_scan_is_recorded_alike_on_each_database(place):
    book = ledger.open(place, actor="me")
    text = document(3)
    scan = book.scan(text, place="rivers.txt", forecaster="J. Doe", made="2026-01-18")
    first, second, _ = accepted(scan)
    rejected = Judged(candidate=second.candidate, judgement="rejected", reason="too wet")
    [question] = book.record_scan(scan, [first, rejected])
    again = book.scan(text, place="rivers.txt", made="2026-01-18")
    assert [again.of(one).judgement for one in again.candidates] == ["accepted", "rejected", None]
    assert again.open == (again.candidates[2],)
    assert question.id.startswith(again.of(again.candidates[0]).same[0])
    [census] = book.census(text.sha256)
    assert (census.accepted, census.rejected, census.unseen, census.reasons) == (1, 1, 1, {"too wet": 1})
    assert book.kept_document(text.sha256).text == text.text
    assert book.verify().findings == ()
    book.close()
