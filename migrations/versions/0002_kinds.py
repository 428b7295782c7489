"""Every kind of prediction, what it hangs on, and what settles it: types, conditions, bundles, observations, rules.

Frozen: later migrations change these tables from here.
"""

from alembic import op
from sqlalchemy import (
    BigInteger,
    CheckConstraint,
    Column,
    ForeignKey,
    Index,
    Integer,
    MetaData,
    Table,
    Text,
    UniqueConstraint,
)

from ledger.store.guards import guard_statements

revision = "0002"
down_revision = "0001"

metadata = MetaData(
    naming_convention={
        "ix": "ix_%(table_name)s_%(column_0_N_name)s",
        "uq": "uq_%(table_name)s_%(column_0_N_name)s",
        "ck": "ck_%(table_name)s_%(constraint_name)s",
        "fk": "fk_%(table_name)s_%(column_0_N_name)s",
        "pk": "pk_%(table_name)s",
    }
)

Words = Text().with_variant(Text(collation="C"), "postgresql")
Key = BigInteger().with_variant(Integer(), "sqlite")


def _text(name: str, *, null: bool = True) -> Column[str]:
    return Column(name, Words, nullable=null)


def _reference(name: str, target: str, *, null: bool = False, index: bool = False) -> Column[int]:
    return Column(name, Key, ForeignKey(f"{target}.id"), nullable=null, index=index)


def _one_of(column: str, words: tuple[str, ...]) -> CheckConstraint:
    listed = ", ".join(f"'{word}'" for word in words)
    return CheckConstraint(f"{column} IN ({listed})", name=column)


def _flag(name: str) -> Column[int]:
    return Column(name, Integer, CheckConstraint(f"{name} IN (0, 1)", name=name), nullable=False)


def _rows(name: str, *columns: Column[int] | Column[str] | CheckConstraint | UniqueConstraint | Index) -> Table:
    return Table(
        name,
        metadata,
        Column("id", Key, primary_key=True, autoincrement=False),
        Column("entry_id", Key, ForeignKey("entries.id"), nullable=False),
        *columns,
        CheckConstraint("(id >> 26) = entry_id", name="place"),
        sqlite_strict=True,
    )


# There since 0001: named here so that references to them can be written.
THERE = ("entries", "questions", "series", "wordings", "forecasts", "resolutions")
for there in THERE:
    Table(there, metadata, Column("id", Key, primary_key=True))

_rows(
    "metrics",
    Column("public_id", Words, nullable=False, unique=True),
    _text("system"),
    _text("foreign_key"),
    UniqueConstraint("system", "foreign_key"),
)

_rows(
    "frames",
    _reference("wording_id", "wordings", index=True),
    _text("unit"),
    _text("lower_bound"),
    _text("upper_bound"),
    _flag("open_lower"),
    _flag("open_upper"),
    _flag("exclusive"),
    _flag("ordered"),
)

_rows(
    "options",
    _reference("wording_id", "wordings", index=True),
    Column("position", Integer, nullable=False),
    _text("label", null=False),
)

_rows(
    "conditions",
    _reference("question_id", "questions", index=True),
    _reference("on_question_id", "questions", index=True),
    _text("outcome", null=False),
)

_rows(
    "parts",
    _reference("question_id", "questions", index=True),
    _reference("part_id", "questions", index=True),
    Column("position", Integer, nullable=False),
    _text("joined", null=False),
    _one_of("joined", ("all", "any")),
)

_rows(
    "restatements",
    _reference("question_id", "questions", index=True),
    _reference("restates_id", "questions", index=True),
)

_rows(
    "points",
    _reference("forecast_id", "forecasts", index=True),
    Column("position", Integer, nullable=False),
    _text("at", null=False),
    _text("share"),
)

_rows(
    "reaffirmations",
    _reference("forecast_id", "forecasts", index=True),
    _reference("reaffirms_id", "forecasts", index=True),
)

_rows(
    "observations",
    _reference("metric_id", "metrics"),
    _text("observed_on", null=False),
    _text("value", null=False),
    _text("source"),
    _text("evidence"),
    _text("note"),
    _reference("replaces", "observations", null=True, index=True),
    Index("ix_observations_metric_id_observed_on", "metric_id", "observed_on"),
)

_rows(
    "rules",
    _reference("question_id", "questions", null=True, index=True),
    _reference("series_id", "series", null=True, index=True),
    _reference("metric_id", "metrics", index=True),
    _reference("than_metric_id", "metrics", null=True, index=True),
    _text("pick", null=False),
    _text("comparison"),
    _text("threshold"),
    Column("days", Integer),
    _text("said", null=False),
    CheckConstraint("(question_id IS NULL) <> (series_id IS NULL)", name="target"),
)

_rows(
    "causes",
    _reference("resolution_id", "resolutions", index=True),
    _reference("because_id", "resolutions", null=True, index=True),
    _reference("observation_id", "observations", null=True, index=True),
    _reference("rule_id", "rules", null=True),
)

# Text without a default: a column that says nothing is not in an entry's hash, so no old hash changes.
COLUMNS = {"forecasts": ("kind", "expires_on", "expires_at"), "resolutions": ("judge", "made_by")}


def guarded() -> dict[str, list[list[str]]]:
    """The new tables, with their unique keys."""
    return {
        name: [["id"], *([["public_id"], ["system", "foreign_key"]] if name == "metrics" else [])]
        for name in sorted(metadata.tables)
        if name not in THERE
    }


def upgrade() -> None:
    """Make the tables, the columns and the guards."""
    connection = op.get_bind()
    for table, columns in COLUMNS.items():
        for name in columns:
            op.add_column(table, _text(name))
    new = [table for name, table in metadata.tables.items() if name not in THERE]
    metadata.create_all(connection, tables=new, checkfirst=False)
    statements = guard_statements(connection.dialect.name, guarded())
    for statement in statements:
        # The function that the guards of PostgreSQL call is there since 0001.
        if not statement.startswith("CREATE FUNCTION"):
            connection.exec_driver_sql(statement)
