"""Guards: the database itself refuses to change, remove or replace a recorded fact.

On SQLite a BEFORE INSERT guard stands for REPLACE, whose deletions fire no trigger; every UNIQUE key
needs its own clause. A migration that rebuilds a table drops its guards silently: make them anew there.
"""

from collections.abc import Iterator, Mapping, Sequence
from typing import Final

Keys = Mapping[str, Sequence[Sequence[str]]]

REFUSAL: Final = "facts are never changed or removed"
ORDER: Final = "an entry must follow the last one"


def guard_statements(dialect: str, keys: Keys) -> Iterator[str]:
    """DDL of the guards of these tables.

    `keys` names each table's unique keys, each a sequence of columns; the first is the primary key.
    """
    if dialect == "postgresql":
        yield _REFUSE_FUNCTION
    for table, unique in keys.items():
        yield from _sqlite_guards(table, unique) if dialect == "sqlite" else _postgresql_guards(table)


def guard_names(dialect: str, table: str) -> list[str]:
    """The names of a table's guards.

    >>> guard_names("postgresql", "notes")
    ['guard_notes_change', 'guard_notes_truncate']
    """
    if dialect != "sqlite":
        return [f"guard_{table}_change", f"guard_{table}_truncate"]
    acts = ["update", "delete", "insert", *(["order"] if table == "entries" else [])]
    return [f"guard_{table}_{act}" for act in acts]


def _sqlite_guards(table: str, unique: Sequence[Sequence[str]]) -> Iterator[str]:
    for act in ("UPDATE", "DELETE"):
        yield (
            f"CREATE TRIGGER guard_{table}_{act.lower()} BEFORE {act} ON {table} "
            f"BEGIN SELECT RAISE(ABORT, '{REFUSAL}'); END"
        )
    taken = " OR ".join(f"EXISTS (SELECT 1 FROM {table} WHERE {_same(columns)})" for columns in unique)  # nosec B608 # ours
    yield (
        f"CREATE TRIGGER guard_{table}_insert BEFORE INSERT ON {table} WHEN {taken} "
        f"BEGIN SELECT RAISE(ABORT, '{REFUSAL}'); END"
    )
    if table == "entries":
        yield (
            "CREATE TRIGGER guard_entries_order BEFORE INSERT ON entries "  # nosec B608 # our own names
            "WHEN NEW.id <> (SELECT COALESCE(MAX(id), 0) + 1 FROM entries) "
            "OR NEW.previous_hash <> COALESCE((SELECT hash FROM entries ORDER BY id DESC LIMIT 1), NEW.previous_hash) "
            f"BEGIN SELECT RAISE(ABORT, '{ORDER}'); END"
        )


def _same(columns: Sequence[str]) -> str:
    return " AND ".join(f"{column} = NEW.{column}" for column in columns)


def _postgresql_guards(table: str) -> Iterator[str]:
    yield (
        f"CREATE TRIGGER guard_{table}_change BEFORE UPDATE OR DELETE ON {table} "
        "FOR EACH ROW EXECUTE FUNCTION refuse_change()"
    )
    yield (
        f"CREATE TRIGGER guard_{table}_truncate BEFORE TRUNCATE ON {table} "
        "FOR EACH STATEMENT EXECUTE FUNCTION refuse_change()"
    )
    # ALWAYS: also where a session pretends to be a replica.
    yield f"ALTER TABLE {table} ENABLE ALWAYS TRIGGER guard_{table}_change"
    yield f"ALTER TABLE {table} ENABLE ALWAYS TRIGGER guard_{table}_truncate"


_REFUSE_FUNCTION: Final = (
    f"CREATE FUNCTION refuse_change() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN RAISE EXCEPTION '{REFUSAL}'; END $$"
)
