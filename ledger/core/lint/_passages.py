"""The texts of a question, and faults at words in them."""

from typing import Final

from ledger.core.lint._finding import Fault, Field, Severity, Worded
from ledger.core.lint._words import Span

FIELDS: Final[tuple[Field, ...]] = ("claim", "criteria", "fine_print")
LONGEST: Final = 60


def passages(question: Worded) -> list[tuple[Field, str]]:
    """Claim, criteria and fine print, those that say something."""
    texts = (question.claim, question.criteria, question.fine_print)
    return [(field, text) for field, text in zip(FIELDS, texts, strict=True) if text]


def told(question: Worded) -> str:
    """Criteria and fine print, one below the other; empty where neither says anything."""
    return "\n".join(filter(None, (question.criteria, question.fine_print)))


def quoted(text: str, span: Span) -> str:
    """Words of a text in quotation marks, on one line, shortened to 60 characters.

    >>> quoted("many of them", Span(0, 4))
    '"many"'
    """
    words = " ".join(text[span.start : span.end].split())
    return f'"{words}"' if len(words) <= LONGEST else f'"{words[: LONGEST - 1]}\u2026"'


def fault_at(
    field: Field, text: str, span: Span, what: str, *, severity: Severity | None = None, hint: str | None = None
) -> Fault:
    """A fault whose message begins with the words at fault."""
    message = f"{quoted(text, span)} {what}"
    return Fault(message=message, field=field, start=span.start, end=span.end, severity=severity, hint=hint)
