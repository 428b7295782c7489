"""What the laws of the lint share: drafts in one line, and what a rule says about them."""

from datetime import date

from ledger.core.lint import RULES, Draft
from ledger.core.question import StatedDeadline


def until(day: str, *, at: str | None = None, text: str | None = None) -> StatedDeadline:
    return StatedDeadline(
        date=date.fromisoformat(day).isoformat(),
        at=at,
        window_start="2026-01-01",
        text=text,
        edtf=None,
        precision="day",
        rule=None,
        readings=(),
    )


def words(name: str, claim: str, criteria: str | None = None, /, **more) -> list[str | None]:
    """The words at fault by one rule, with None where there are none to point at."""
    draft = Draft(claim=claim, criteria=criteria, **more)
    found = list(RULES[name].faults(draft))
    texts = {"claim": claim, "criteria": criteria, "fine_print": draft.fine_print}
    return [None if one.start is None else (texts[one.field] or "")[one.start : one.end] for one in found]


def finds(name: str, claim: str, criteria: str | None = None, /, **more) -> bool:
    return bool(words(name, claim, criteria, **more))
