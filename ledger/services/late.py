"""Late forecasts: those of an entry that were made when the question was closed, or its outcome known."""

from ledger.store.journal import Draft
from ledger.store.late import late_forecasts


def late_warnings(draft: Draft) -> list[str]:
    """What to say of the late forecasts of an entry that was appended: they stay, and never count."""
    late = late_forecasts(draft.connection, draft.entry)
    told = ((late.known, "after the outcome was known"), (late.closed, "after the question closed"))
    return [_told(count, when) for count, when in told if count]


def _told(count: int, when: str) -> str:
    noun = "forecast was" if count == 1 else "forecasts were"
    return f"{count} {noun} made {when}: kept, and left out of scores"
