"""A first draft of what settles a question: clearly marked, for a person to make it good."""

from typing import Final

DRAFT: Final = "DRAFT: "
_OPENERS: Final = frozenset({
    "It", "They", "We", "The", "A", "An", "This", "These", "There", "He", "She", "You", "Sooner", "Every", "By", "In",
    "If", "Some", "Most", "Many", "At", "Within", "Before",
})  # fmt: skip


def criteria_of(claim: str, *, day: str | None, condition: str | None) -> str:
    """Criteria to start from; they name no source, for nobody knows one yet.

    >>> criteria_of("They ship", day="2027-12-31", condition=None)
    'DRAFT: YES if they ship, by 2027-12-31; NO if not; ANNULLED if nobody can tell.'
    """
    when = f", by {day}" if day else ", by a day that is still to be set"
    annulled = f'"{condition}" does not come about' if condition else "nobody can tell"
    first, _, rest = claim.partition(" ")
    # A name keeps its capital: only words that begin a sentence for want of a name lose it.
    plain = first.replace("\u2019", "'").split("'")[0]
    said = f"{first.lower()} {rest}" if plain in _OPENERS else claim
    return f"{DRAFT}YES if {said.strip()}{when}; NO if not; ANNULLED if {annulled}."
