"""Question types by name: one file for each, which reads its predictions and its outcomes."""

from ledger.question_types.outcome import Outcome, QuestionType
from ledger.registry import Registry

TYPES: Registry[QuestionType] = Registry("question type", {"binary": "ledger.question_types.binary"})

__all__ = ["TYPES", "Outcome", "QuestionType"]
