"""Columns of the ledger's tables: what they are made of, alike on both databases."""

from typing import Final

from sqlalchemy import (
    REAL,
    BigInteger,
    CheckConstraint,
    Column,
    Double,
    ForeignKey,
    Index,
    Integer,
    MetaData,
    Table,
    Text,
    UniqueConstraint,
)
from sqlalchemy.types import TypeEngine

from ledger.store.keys import FACT_BITS

BLANK: Final = "[redacted]"
"""What stands in place of a text that was redacted."""

BASES: Final = ("stated", "words", "imputed", "market", "none")

metadata = MetaData(
    naming_convention={
        "ix": "ix_%(table_name)s_%(column_0_N_name)s",
        "uq": "uq_%(table_name)s_%(column_0_N_name)s",
        "ck": "ck_%(table_name)s_%(constraint_name)s",
        "fk": "fk_%(table_name)s_%(column_0_N_name)s",
        "pk": "pk_%(table_name)s",
    }
)

# Text sorts by code point on both databases, whatever the server's locale.
Words = Text().with_variant(Text(collation="C"), "postgresql")
Key = BigInteger().with_variant(Integer(), "sqlite")
Real: TypeEngine[float] = Double().with_variant(REAL(), "sqlite")


def words(name: str, *, null: bool = True) -> Column[str]:
    """A column of text."""
    return Column(name, Words, nullable=null)


def reference(name: str, target: str, *, null: bool = False, index: bool = False) -> Column[int]:
    """A column that refers to a row of another table by its key."""
    return Column(name, Key, ForeignKey(f"{target}.id"), nullable=null, index=index)


def one_of_words(column: str, words: tuple[str, ...]) -> CheckConstraint:
    """A check that a column holds one of these words."""
    listed = ", ".join(f"'{word}'" for word in words)
    return CheckConstraint(f"{column} IN ({listed})", name=column)


def ppm(column: str) -> CheckConstraint:
    """A check that a column holds parts per million."""
    return CheckConstraint(f"{column} BETWEEN 0 AND 1000000", name=column)


def flag(name: str) -> Column[int]:
    """A column that holds 0 or 1."""
    return Column(name, Integer, CheckConstraint(f"{name} IN (0, 1)", name=name), nullable=False)


def rows(name: str, *columns: Column[int] | Column[str] | CheckConstraint | UniqueConstraint | Index) -> Table:
    """A table of facts or identities: the key, the entry that brought the row, and what it says."""
    return Table(
        name,
        metadata,
        Column("id", Key, primary_key=True, autoincrement=False),
        Column("entry_id", Key, ForeignKey("entries.id"), nullable=False),
        *columns,
        CheckConstraint(f"(id >> {FACT_BITS}) = entry_id", name="place"),
        sqlite_strict=True,
    )


def identity(name: str) -> Table:
    """A table of identities: a public id, and the name that the thing has elsewhere."""
    return rows(
        name,
        Column("public_id", Words, nullable=False, unique=True),
        words("system"),
        words("foreign_key"),
        UniqueConstraint("system", "foreign_key"),
    )


def said() -> tuple[Column[int] | Column[str] | CheckConstraint, ...]:
    """What a forecaster said, when, and where: the same for one question and for a whole series."""
    return (
        words("probability"),
        words("said"),
        Column("p_ppm", Integer),
        ppm("p_ppm"),
        CheckConstraint("(probability IS NULL) = (p_ppm IS NULL)", name="number"),
        words("basis", null=False),
        one_of_words("basis", BASES),
        words("phrase"),
        words("scale"),
        words("low"),
        words("high"),
        words("made_on", null=False),
        words("made_at"),
        words("made_text"),
        words("made_basis"),
        words("zone", null=False),
        words("reporter"),
        reference("quote_id", "quotes", null=True),
        reference("source_id", "sources", null=True),
        words("note"),
    )
