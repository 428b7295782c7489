"""Predictions: all of them on one page that can be searched, and a page for each with everything about it."""

from collections.abc import Iterator, Sequence
from typing import Final

from ledger.core.question import Question
from ledger.site.figures import Figure, figures, only
from ledger.site.lines import forecasts_of
from ledger.site.page import Page
from ledger.site.view import View

MOST: Final = 500
"""Histories that are drawn: a picture takes longer than a hundred pages, and the numbers are on each page anyway."""


def pages(view: View) -> Iterator[Page]:
    """The page of all predictions, and one for each question."""
    lines = view.lines
    yield Page(
        kind="predictions",
        title="Predictions",
        content={
            "lines": lines.values(),
            "number": len(lines),
            "results": sorted({one.result for one in lines.values()}),
            "names": sorted(view.forecasters),
            "tags": sorted({tag for one in lines.values() for tag in one.tags}),
        },
    )
    drawn = 0
    for question in view.questions(contexts=True):
        found = _figures(view, question) if drawn < MOST else []
        drawn += len(found)
        yield _page(view, question, found)


def _page(view: View, question: Question, drawn: Sequence[Figure]) -> Page:
    related = {
        "condition": question.condition.question if question.condition else None,
        "restates": question.restates,
    }
    return Page(
        kind="prediction",
        id=question.id,
        title=question.claim,
        content={
            "question": question,
            "line": view.lines[question.id],
            "related": {name: view.lines.get(id_) for name, id_ in related.items() if id_},
            "rules": tuple(dict.fromkeys(one.rule for one in question.scores)),
            "scores": _scores(question),
            "parts": [(id_, view.lines.get(id_)) for id_ in question.parts],
        },
        figures=drawn,
    )


def _scores(question: Question) -> dict[str, dict[str, float]]:
    """The scores of each forecaster by rule."""
    found: dict[str, dict[str, float]] = {}
    for one in question.scores:
        found.setdefault(one.forecaster, {})[one.rule] = one.value
    return found


def _figures(view: View, question: Question) -> list[Figure]:
    """The history of what was said more than once in numbers: of a single number there is none."""
    numbers = [one for one in forecasts_of(question) if one.p is not None]
    moved = len(numbers) > 1 and len({one.made for one in numbers}) > 1
    return figures(view, ["history"], only("id", question.id), of=question.id) if moved else []
