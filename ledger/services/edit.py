"""Edit: a new wording of a question, a note on it, its tags; forecasts stay as they were made."""

from collections.abc import Sequence
from typing import Any, Final

from ledger.core.dates import Moment
from ledger.errors import InputError, RefusedError
from ledger.services.asked import Asked, asked_again
from ledger.services.clock import Clock, clock_of, moment_columns
from ledger.services.record import clean_tag
from ledger.services.relating import Related, relate
from ledger.services.rules import Watched, add_rule
from ledger.services.sealed import refuse_sealed
from ledger.services.wording import LONGEST_TEXT, Worded, add_wording, text_columns
from ledger.store import find, relations
from ledger.store.chain import Value
from ledger.store.copying import copy_readings, row_values
from ledger.store.framing import add_frames
from ledger.store.ids import SHOWN
from ledger.store.journal import Draft
from ledger.store.tables import notes, tags, wordings

TEXTS: Final = ("claim", "criteria", "fine_print", "look_at")
UNRELATED: Final = Related()
UNWATCHED: Final = Watched()
STORED: Final = {"by": "deadline_text", "closes": "closes_on", "review": "review_on"}


def edit(
    draft: Draft,
    question: find.Found,
    changes: dict[str, str | None],
    *,
    options: Sequence[str] = (),
    related: Related = UNRELATED,
    watched: Watched = UNWATCHED,
    date_format: str | None = None,
) -> None:
    """A new wording with these parts changed: claim, criteria, fine_print, look_at, by, closes, review.

    `options` are added to those of a categorical question; what was forecast before stays as it was. `related` says
    anew what the question hangs on, `watched` what settles it from observations. Raises InputError where nothing would
    change, RefusedError for what is still sealed.
    """
    refuse_sealed(draft.connection, question)
    given = {name: text for name, text in changes.items() if text is not None}
    before = find.standing_wording(draft.connection, question.key)
    changed = options or not all(_stands(before, name) == text for name, text in given.items())
    if not related.given and not watched.given and not changed:
        raise InputError("nothing to change", hint="give --claim, --criteria, --fine-print, --by, --closes or --review")
    if changed:
        _reword(draft, question, before, given, options=options, clock=clock_of(draft, date_format))
    if related.given:
        if related.condition is not None or related.joined is not None:
            _refuse_decided(draft, question)
        relate(draft, question.key, related, type=before.type)
    if watched.given:
        bundle = bool(relations.node_of(draft.connection, question.key).parts) or related.joined is not None
        watched.check(before.type, bundle=bundle)
        add_rule(draft, watched, question_id=question.key)


def _refuse_decided(draft: Draft, question: find.Found) -> None:
    """What a question hangs on is said before it is decided: afterwards a loss could be made void by it."""
    decided = find.own_decision(draft.connection, question.key)
    decided = decided or find.standing_resolution(draft.connection, question.key)
    if decided:
        message = f"{question.id[:SHOWN]} is {decided.verdict} since {decided.known_on}: what it hangs on stands"
        hint = "reopen it first, if it is not settled after all"
        raise RefusedError(message, hint=hint, code="already_resolved")


def _reword(
    draft: Draft, question: find.Found, before: Any, given: dict[str, str], *, options: Sequence[str], clock: Clock
) -> None:
    kept = row_values(before)
    asked = asked_again(find.standing_frame(draft.connection, question.key), more=options)
    if "by" in given:
        same = {name: kept.get(name) for name in ("series_id", "period")}
        made = Moment(on=clock.today)
        add_wording(draft, _worded(before, given, asked), question=question.key, made=made, clock=clock, same=same)
    else:
        wording = draft.add(wordings, **{**kept, **_changed_columns(before, given, clock)})
        add_frames(draft, [(wording, asked.frame)])
        copy_readings(draft, before.id, wording)


def _stands(before: Any, name: str) -> str:
    return str(getattr(before, STORED.get(name, name)))


def _worded(before: Any, given: dict[str, str], asked: Asked) -> Worded:
    texts = {name: given.get(name, getattr(before, name)) for name in TEXTS}
    return Worded(
        **texts,
        asked=asked,
        by=given["by"],
        closes=given.get("closes", before.closes_at or before.closes_on),
        review=given.get("review", before.review_on),
        vague=bool(before.vague),
    )


def _changed_columns(before: Any, given: dict[str, str], clock: Clock) -> dict[str, Value]:
    texts = text_columns(Worded(**{name: given.get(name, getattr(before, name)) for name in TEXTS}))
    columns: dict[str, Value] = {**texts, "type": before.type, "vague": before.vague}
    if "closes" in given:
        columns |= moment_columns("closes", clock.moment(given["closes"]))
    if "review" in given:
        columns["review_on"] = clock.moment(given["review"]).on.isoformat()
    return columns


def add_note(draft: Draft, question: find.Found, text: str) -> None:
    """A note on a question."""
    words = text.strip()
    if not words or len(words) > LONGEST_TEXT:
        raise InputError(f"a note has 1 to {LONGEST_TEXT} characters, not {len(words)}", hint="write something shorter")
    draft.add(notes, question_id=question.key, text=words)


def change_tags(draft: Draft, question: find.Found, names: tuple[str, ...], *, remove: bool) -> None:
    """Add or remove tags; RefusedError where none of them changes anything."""
    there = find.tags_of(draft.connection, question.key)
    changing = [tag for tag in dict.fromkeys(map(clean_tag, names)) if (tag in there) == remove]
    if not changing:
        have = ", ".join(sorted(there)) or "no tags"
        raise RefusedError(f"{question.id[:4]} {'lacks' if remove else 'has'} them already", hint=f"it has {have}")
    for tag in changing:
        draft.add(tags, question_id=question.key, tag=tag, removed=int(remove))
