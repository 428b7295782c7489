"""Texts blanked in a ledger of the tests, as the program blanks them."""

from ledger.store.redacting import blank
from ledger.store.sweeping import sweep
from ledger.store.verify import verify

SECRET = "the words that must go, all of them, at once"


def redact(ledger, *words, reason="asked for"):
    with ledger.entry("redact") as draft:
        for one in words:
            blank(draft, one.table, one.key, one.columns, reason=reason)
    sweep(ledger.store, {one.table.name for one in words})
    return draft.entry


def messages(ledger):
    """What verifying finds."""
    with ledger.store.reading() as connection:
        return [finding.message for finding in verify(connection).findings]
