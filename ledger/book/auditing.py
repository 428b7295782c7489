"""Auditing in a book: what cannot all hold, what was done in hindsight, where judges differ, what was said again."""

from __future__ import annotations

import builtins
from collections.abc import Collection, Iterable
from typing import TYPE_CHECKING

from ledger.book.base import AsOf, OpenBook
from ledger.book.reading import Query, terms_of
from ledger.core.hindsight import LEFT_OPEN_DAYS

if TYPE_CHECKING:
    from ledger.core.goalposts import Chain
    from ledger.services.audit import Judged
    from ledger.services.coherence import Audit, Contradiction
    from ledger.services.goalposts import Goalposts
    from ledger.services.hindsight import Hindsight


class Auditing(OpenBook):
    """The part of a book that audits what stands."""

    def coherence(
        self, forecaster: str | None = None, *, stated: bool = False, decided: bool = False, as_of: AsOf = None
    ) -> builtins.list[Contradiction]:
        """The smallest sets of a forecaster's statements that cannot all hold; of everybody's, each alone, without one.

        `stated` leaves out numbers that an analyst read from words or imputed, `decided` takes in questions that are
        no longer open. Raises NotFoundError for an unknown forecaster.
        """
        return [*self.coherence_audit(forecaster, stated=stated, decided=decided, as_of=as_of).contradictions]

    def coherence_audit(
        self, forecaster: str | None = None, *, stated: bool = False, decided: bool = False, as_of: AsOf = None
    ) -> Audit:
        """As `coherence`, with how much was read and which statements were too many to be searched to the end."""
        from ledger.services.coherence import audit

        with self.snapshot(as_of) as snapshot:
            return audit(snapshot, forecaster, stated=stated, decided=decided)

    def audit(self, query: Query = (), *, as_of: AsOf = None) -> Judged:
        """The contested questions with the last word of each judge, and how far judges agree beyond chance."""
        from ledger.services.audit import audit

        with self.snapshot(as_of) as snapshot:
            return audit(snapshot, terms_of(query, snapshot.today))

    def hindsight(
        self, query: Query = (), *, only: Collection[str] = (), grace: int = LEFT_OPEN_DAYS, as_of: AsOf = None
    ) -> Hindsight:
        """What was recorded, worded or decided in hindsight, with its days, and the worst case of each forecaster.

        `only` names findings of `ledger.core.hindsight.FINDINGS`; a question may be open `grace` days after its
        deadline. Raises InputError for a finding that is none.
        """
        from ledger.services.hindsight import hindsight

        with self.snapshot(as_of) as snapshot:
            return hindsight(snapshot, terms_of(query, snapshot.today), only=only, grace=grace)

    def goalposts(self, query: Query = (), *, as_of: AsOf = None) -> Goalposts:
        """Claims that one speaker said again, as chains with their drift; first and latest statement scored apart.

        A chain is told whole where one of its statements matches the query.
        """
        from ledger.services.goalposts import goalposts

        with self.snapshot(as_of) as snapshot:
            return goalposts(snapshot, terms_of(query, snapshot.today))

    def goalposts_of(self, ids: Iterable[str], *, as_of: AsOf = None) -> builtins.list[Chain]:
        """The chains that these questions, by their whole ids, are part of."""
        from ledger.store.restating import restated_by

        with self.snapshot(as_of) as snapshot:
            # Most ledgers have no chain, and what tells one takes as long to load as all that is read of a question.
            links = restated_by(snapshot.connection, snapshot.scope)
            if not links:
                return []
            from ledger.services.goalposts import goalposts_of

            return goalposts_of(snapshot, links, ids)
