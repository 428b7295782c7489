"""The quotes that forecasts were said in: whose view each is, and the page with its words marked."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any, Final

from sqlalchemy import func, select

from ledger.sources.links import quote_link
from ledger.store.batches import one_of
from ledger.store.columns import BLANK
from ledger.store.reading.sources import read_sources
from ledger.store.snapshot import Snapshot
from ledger.store.tables import forecasts, quotes


@dataclass(frozen=True, slots=True, kw_only=True)
class Cited:
    """Whose view the quote of a forecast is, and the address that opens its page with the words marked."""

    attribution: str | None = None
    link: str | None = None


UNQUOTED: Final = Cited()


def read_cited(snapshot: Snapshot, keys: Iterable[int]) -> dict[int, Cited]:
    """The quotes of these forecasts, by the key of the forecast; those without one are left out."""
    query = (
        select(
            forecasts.c.id, quotes.c.exact, quotes.c.prefix, quotes.c.suffix, quotes.c.attribution,
            func.coalesce(forecasts.c.source_id, quotes.c.source_id).label("source"),
        )
        .join(quotes, quotes.c.id == forecasts.c.quote_id)
        .where(one_of(forecasts.c.id, list(keys)))
    )  # fmt: skip
    rows = snapshot.connection.execute(query).all()
    sources = read_sources(snapshot, sorted({row.source for row in rows} - {None}))
    urls = {key: source.url for key, source in sources.items()}
    return {row.id: Cited(attribution=row.attribution, link=_link(row, urls.get(row.source))) for row in rows}


def _link(row: Any, url: str | None) -> str | None:
    return None if row.exact == BLANK else quote_link(url, row.exact, row.prefix or "", row.suffix or "")
