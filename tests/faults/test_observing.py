"""Observations, verdicts and scores are stored together or not at all."""

import pytest

from ledger.book import Book
from ledger.store import scores


class Killed(BaseException):
    """The end of the program in the middle of an entry."""


def test_a_verdict_that_cannot_be_scored_takes_its_observation_with_it(tmp_path, monkeypatch):
    def die(*_):
        raise Killed

    with Book(tmp_path / "ledger.db", actor="tester", zone="UTC") as book:
        id_ = book.add("m reaches 3", "70%", by="2026-05-31", made="2026-01-02", metric="m", when="any >= 3").id
        before = book.state()
        with monkeypatch.context() as patch:
            patch.setattr(scores, "score_questions", die)
            with pytest.raises(Killed):
                book.observe("m", "5", on="2026-03-05", apply=True)
        assert (book.state(), book.observed().metrics[0].observations) == (before, 0)
        assert book.show(id_).status == "overdue"
        assert book.observe("m", "5", on="2026-03-05", apply=True).settled[0].outcome == "yes"
        assert book.verify().whole
