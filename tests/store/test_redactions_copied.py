"""Redactions copied: a copy that was made before a text was blanked has it blanked by the next."""

from ledger.book.storage import copy
from ledger.store.redactable import of_question
from tests.ledgers import Ledger
from tests.store.blanking import SECRET, messages, redact


def test_an_earlier_copy_is_blanked_by_the_next(ledger, tmp_path):
    ledger.ask()
    ledger.forecast(0, note=SECRET)
    target = str(tmp_path / "copy.db")
    copy(ledger.place, target)
    with ledger.store.reading() as connection:
        words = of_question(connection, "note", ledger.questions[0])
    redact(ledger, *words)

    copy(ledger.place, target)

    copied = Ledger(target)
    assert SECRET not in str(copied.rows("forecasts"))
    assert messages(copied) == []
    copied.close()
