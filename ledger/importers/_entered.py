"""What was read of a file, entered: all of it or nothing."""

from ledger.importers._table import Problems
from ledger.importers._wishes import Wishes
from ledger.store.batch import Batch, Imported
from ledger.store.bulk import append
from ledger.store.journal import Draft


def entered(draft: Draft, batch: Batch, problems: Problems, wishes: Wishes) -> Imported:
    """Add what is new in the batch to the draft; what became of it, with the problems met so far and on the way.

    Raises `BadRowsError` if there are any, unless `skip_bad`.
    """
    if not wishes.skip_bad:
        problems.refuse()
    result = append(draft, batch, on_duplicate=wishes.on_duplicate, conflict=problems)
    if not wishes.skip_bad:
        problems.refuse()
    result.rejected, result.problems = problems.count, problems.lines
    return result
