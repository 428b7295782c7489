"""Comparing in a book: one forecaster with another, and all of them by what they have in common."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from ledger.book.base import AsOf, OpenBook
from ledger.book.reading import Query, terms_of
from ledger.book.tables import Level, _level
from ledger.services.view import USUAL, View

if TYPE_CHECKING:
    from ledger.services.compare import Comparison
    from ledger.services.leaderboard import Leaderboard


class Comparing(OpenBook):
    """The part of a book that compares forecasters."""

    def compare(
        self,
        a: str,
        b: str,
        query: Query = (),
        *,
        rules: Sequence[str] = ("brier", "log"),
        dialect: str | None = None,
        level: Level = "0.95",
        seed: int = 1,
        view: View = USUAL,
        as_of: AsOf = None,
    ) -> Comparison:
        """Two forecasters, by name or unique prefix, on the questions that both answered.

        The p-value flips signs of whole clusters of questions, drawn by `seed` where they are too many to list; `view`
        says which forecasts count. Raises NotFoundError for an unknown forecaster, InputError for one against
        themselves.
        """
        from ledger.services.compare import compare

        with self.snapshot(as_of) as snapshot:
            return compare(
                snapshot, a, b, terms_of(query, snapshot.today), rules=tuple(rules), dialect=dialect, view=view,
                level=_level(level), seed=seed,
            )  # fmt: skip

    def leaderboard(
        self,
        query: Query = (),
        *,
        method: str = "fixed-effects",
        rule: str = "brier",
        dialect: str | None = None,
        minimum: int = 10,
        level: Level = "0.95",
        resamples: int | None = None,
        seed: int = 1,
        view: View = USUAL,
        as_of: AsOf = None,
    ) -> Leaderboard:
        """Everybody's place by `fixed-effects`, `relative-skill`, `head-to-head` or `common`, never by raw means.

        Who has fewer than `minimum` questions in common with others has no rank. Intervals and ranges of ranks come
        from `resamples` draws of whole clusters of questions, by default as many as are quick. Raises InputError for a
        method that does not fit the rule, and for names that are none.
        """
        from ledger.services.leaderboard import boards

        with self.snapshot(as_of) as snapshot:
            return boards(
                snapshot, terms_of(query, snapshot.today), method=method, rules=(rule,), dialect=dialect, view=view,
                minimum=minimum, level=_level(level), resamples=resamples, seed=seed,
            )[0]  # fmt: skip
