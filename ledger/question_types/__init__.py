"""Question types by name: one file for each, which reads its predictions and its outcomes, and scores them."""

from ledger.question_types.outcome import Outcome, QuestionType
from ledger.registry import Registry

TYPES: Registry[QuestionType] = Registry(
    "question type",
    {
        "binary": "ledger.question_types.binary",
        "categorical": "ledger.question_types.categorical",
        "numeric": "ledger.question_types.numeric",
        "date": "ledger.question_types.date",
    },
)

__all__ = ["TYPES", "Outcome", "QuestionType"]
