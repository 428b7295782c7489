"""Aliases in a book: several names of one forecaster."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ledger.book.base import OpenBook

if TYPE_CHECKING:
    from ledger.services.aliasing import Aliased


class Aliasing(OpenBook):
    """The part of a book that says who is the same as whom."""

    def alias(
        self, name: str, same_as: str, *, new: bool = False, note: str | None = None, dry_run: bool = False
    ) -> Aliased:
        """From now on a forecaster's or judge's `name` is read as `same_as`; what was said keeps its name.

        With `new`, `same_as` may be a name that nobody has yet. Raises NotFoundError for a name that nobody has,
        InputError for one name twice, RefusedError where it is so already or would go round in a circle.
        """
        from ledger.services.aliasing import alias

        with self._entry("alias", note, dry_run=dry_run) as draft:
            done = alias(draft, name, same_as, new=new)
            self._append(draft)
        return done

    def unalias(self, name: str, *, note: str | None = None, dry_run: bool = False) -> Aliased:
        """From now on a name is read as nobody else; NotFoundError for nobody's, RefusedError where it is read so."""
        from ledger.services.aliasing import unalias

        with self._entry("alias", note, dry_run=dry_run) as draft:
            done = unalias(draft, name)
            self._append(draft)
        return done
