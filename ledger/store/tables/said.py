"""What forecasters said: forecasts, the points of those that are more than one number, and second thoughts."""

from sqlalchemy import Column, Index, Integer, text

from ledger.store.columns import reference, rows, said, words

forecasts = rows(
    "forecasts",
    reference("question_id", "questions"),
    reference("forecaster_id", "forecasters"),
    reference("wording_id", "wordings"),
    *said(),
    reference("replaces", "forecasts", null=True),
    words("foreign_key"),
    words("kind"),
    words("expires_on"),
    words("expires_at"),
    Index("ix_forecasts_question_id_forecaster_id", "question_id", "forecaster_id"),
    Index(
        "ix_forecasts_replaces",
        "replaces",
        # The migration makes it partial on PostgreSQL too; to name that here would load its dialect at every start.
        sqlite_where=text("replaces IS NOT NULL"),
    ),
    Index("ix_forecasts_quote_id", "quote_id", sqlite_where=text("quote_id IS NOT NULL")),
)

points = rows(
    "points",
    reference("forecast_id", "forecasts", index=True),
    Column("position", Integer, nullable=False),
    words("at", null=False),
    words("share"),
)

reaffirmations = rows(
    "reaffirmations",
    reference("forecast_id", "forecasts", index=True),
    reference("reaffirms_id", "forecasts", index=True),
)

withdrawals = rows(
    "withdrawals",
    reference("question_id", "questions", index=True),
    reference("forecaster_id", "forecasters"),
    words("made_on", null=False),
    words("made_at"),
    words("zone", null=False),
    words("note"),
)
