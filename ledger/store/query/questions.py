"""Filter terms that speak of a question, as conditions on a row of `shelf.current`."""

from collections.abc import Callable, Sequence
from typing import Any, Final

from sqlalchemy import CompoundSelect, and_, exists, or_, select, union_all

from ledger.core.query import Alternative
from ledger.store import standing
from ledger.store.batches import one_of
from ledger.store.query.flags import FLAGS
from ledger.store.query.matching import contains, days_of, named, same, sought, spellings, starts, text_of, within
from ledger.store.shelf import Shelf, Test, noted, quoting, status_of, tagged
from ledger.store.standing import Condition
from ledger.store.tables import evidence, forecasts, notes, questions, quotes, resolutions, series, wordings
from ledger.store.trigrams import rows_that_may_hold

HOLDERS: Final = (
    (wordings.c.claim, wordings.c.id), (quotes.c.exact, forecasts.c.quote_id), (notes.c.text, notes.c.id),
)  # fmt: skip
"""Where words stand, each with the column of a row of its question that names it."""


def _word(shelf: Shelf, one: Alternative) -> Condition:
    text, question = text_of(one), shelf.current.c.question_id
    stands = or_(
        _in_wording(shelf, lambda wording: or_(contains(wording.c.claim, text), contains(wording.c.criteria, text))),
        question.in_(quoting(shelf, lambda quote: sought(shelf, quote.c.exact, text))),
        question.in_(noted(shelf, lambda note: sought(shelf, note.c.text, text))),
    )
    few = _that_may_hold(shelf, spellings(text))
    return stands if few is None else and_(question.in_(few), stands)


def _that_may_hold(shelf: Shelf, forms: Sequence[str]) -> CompoundSelect[tuple[int]] | None:
    """The questions of which any wording, quote or note may hold a text; None for too many."""
    found = []
    for column, key in HOLDERS:
        keys = rows_that_may_hold(shelf.connection, column, forms)
        if keys is None:
            return None
        found.append(select(key.table.c.question_id).where(one_of(key, keys)))
    return union_all(*found)


def _in_wording(shelf: Shelf, test: Test) -> Condition:
    wording = wordings.alias()
    return exists().where(wording.c.id == shelf.current.c.wording_id, test(wording))


def _in_resolution(shelf: Shelf, test: Test) -> Condition:
    resolution = resolutions.alias()
    return exists().where(resolution.c.id == shelf.current.c.resolution_id, test(resolution))


def _id(shelf: Shelf, one: Alternative) -> Condition:
    question = questions.alias()
    found = select(question.c.id).where(starts(question.c.public_id, text_of(one)))
    return shelf.current.c.question_id.in_(found)


def _series(shelf: Shelf, one: Alternative) -> Condition:
    found = named(series, text_of(one))
    of_series = select(wordings.c.question_id).where(wordings.c.series_id.in_(found))
    # By index to the questions that were ever of the series; whether they are now, their wording says.
    return and_(
        shelf.current.c.question_id.in_(of_series),
        _in_wording(shelf, lambda wording: wording.c.series_id.in_(found)),
    )


def _tag(shelf: Shelf, one: Alternative) -> Condition:
    return shelf.current.c.question_id.in_(tagged(shelf, lambda tag: same(tag.c.tag, text_of(one))))


def _status(shelf: Shelf, one: Alternative) -> Condition:
    word, state = text_of(one), shelf.current.c.state
    if word in {"yes", "no"}:
        return and_(state == "resolved", _in_resolution(shelf, lambda resolution: resolution.c.outcome == word))
    if word == "scored":
        pair = shelf.counted.alias()
        found = select(pair.c.question_id).where(pair.c.reason.in_(standing.COUNTING))
        return shelf.current.c.question_id.in_(found)
    if word in {"open", "due", "overdue"}:
        return and_(state == "open", status_of(shelf) == word)
    return and_(state == word)


def _type(shelf: Shelf, one: Alternative) -> Condition:
    return _in_wording(shelf, lambda wording: wording.c.type == text_of(one))


def _by(shelf: Shelf, one: Alternative) -> Condition:
    # Where there is a deadline it is the day to look at, and that has an index.
    return and_(within(shelf.current.c.attention_on, days_of(one)), within(shelf.current.c.deadline, days_of(one)))


def _resolved(shelf: Shelf, one: Alternative) -> Condition:
    known = _in_resolution(shelf, lambda resolution: within(resolution.c.known_on, days_of(one)))
    return and_(shelf.current.c.state == "resolved", known)


def _flag(shelf: Shelf, one: Alternative) -> Condition:
    return FLAGS[text_of(one)](shelf)


def _has(shelf: Shelf, one: Alternative) -> Condition:
    return PARTS[text_of(one)](shelf)


def _has_evidence(shelf: Shelf) -> Condition:
    told = evidence.alias()
    return exists().where(told.c.resolution_id == shelf.current.c.resolution_id)


def _anything(row: Any) -> Condition:
    return and_(row.c.id.is_not(None))


PARTS: Final[dict[str, Callable[[Shelf], Condition]]] = {
    "criteria": lambda shelf: _in_wording(shelf, lambda wording: wording.c.criteria.is_not(None)),
    "fine_print": lambda shelf: _in_wording(shelf, lambda wording: wording.c.fine_print.is_not(None)),
    "series": lambda shelf: _in_wording(shelf, lambda wording: wording.c.series_id.is_not(None)),
    "deadline": lambda shelf: shelf.current.c.deadline.is_not(None),
    "review": lambda shelf: shelf.current.c.review_on.is_not(None),
    "tag": lambda shelf: shelf.current.c.question_id.in_(tagged(shelf, _anything)),
    "note": lambda shelf: shelf.current.c.question_id.in_(noted(shelf, _anything)),
    "evidence": _has_evidence,
}

ON_QUESTIONS: Final[dict[str | None, Callable[[Shelf, Alternative], Condition]]] = {
    None: _word,
    "id": _id,
    "series": _series,
    "tag": _tag,
    "status": _status,
    "type": _type,
    "by": _by,
    "resolved": _resolved,
    "has": _has,
    "flag": _flag,
}
