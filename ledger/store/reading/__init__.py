"""Questions as they stand, read back whole: which ones match, in which order, and everything said about them."""

from ledger.store.reading.keys import due_count, due_keys, question_keys
from ledger.store.reading.questions import read_questions

__all__ = ["due_count", "due_keys", "question_keys", "read_questions"]
