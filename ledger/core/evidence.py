"""Evidence grades: what shows a stranger that a forecast was there before the outcome was known.

From the weakest to the strongest:

- `imported`: brought in by an import or the demo, so its day of making is a claim
- `retrospective`: recorded after the outcome was known
- `late`: recorded after the question closed, before the outcome was known
- `recorded`: recorded before the question closed and the outcome was known; only the machine's clock says so
- `anchored`: an anchor was recorded after it, before the close and before the outcome was known
- `witnessed`: such an anchor, which somebody outside holds, or which is signed

Nothing is stored: as long as the outcome is unknown, a forecast can rise to witnessed.
"""

from collections.abc import Collection
from typing import Final

GRADES: Final = ("imported", "retrospective", "late", "recorded", "anchored", "witnessed")
RECORDED: Final = "recorded"
IMPORTS: Final = ("import", "demo")
"""The acts that bring forecasts in which were not typed in live."""

PRECEDENCE: Final = ("witnessed", "imported", "retrospective", "late", "anchored")
"""Which sign decides where there are several. Only a witness outlives an import: the rest is this machine's word."""


def graded(signs: Collection[str]) -> str:
    """The grade of a forecast, from the signs that hold of it, each named like the grade that it leads to.

    >>> graded({"imported", "anchored"}), graded({"anchored", "witnessed"}), graded(())
    ('imported', 'witnessed', 'recorded')
    """
    return next((sign for sign in PRECEDENCE if sign in signs), RECORDED)


def grades_between(low: str | None, high: str | None) -> tuple[str, ...]:
    """The grades from one to another, both included, weakest first; None: without end on that side.

    >>> grades_between("anchored", None), grades_between("late", "imported")
    (('anchored', 'witnessed'), ())
    """
    first = GRADES.index(low) if low else 0
    last = GRADES.index(high) if high else len(GRADES) - 1
    return GRADES[first : last + 1]
