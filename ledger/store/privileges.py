"""Privileges on PostgreSQL: roles that append and read, or only read, and can switch no guard off.

The guards bind everybody but those who own the tables. Privileges bind whoever does not: no UPDATE, DELETE or
TRUNCATE on the journal, and no ALTER of anything. So the owner makes and upgrades a ledger, and a team writes
under another role.
"""

from collections.abc import Iterator, Sequence
from typing import Final

from sqlalchemy import Connection, text

from ledger.errors import NotFoundError, RefusedError, StorageError
from ledger.store.tables import DERIVED, JOURNAL, entries
from ledger.store.views import VIEWS

VERSION_TABLE: Final = "alembic_version"
APPENDED: Final = tuple(table.name for table in (entries, *JOURNAL))
REPLACED: Final = tuple(table.name for table in DERIVED)

# `MEMBER` is true of the owner itself, of its members, and of every superuser.
_FREE: Final = text(
    "SELECT pg_has_role(CAST(:role AS name), relowner, 'MEMBER') AS role, "
    "pg_has_role(relowner, 'MEMBER') AS caller FROM pg_class WHERE oid = CAST('entries' AS regclass)"
)
_GRANTED: Final = text(
    "SELECT rolname, bool_or(privilege_type = 'INSERT') AS appends "
    "FROM pg_class, aclexplode(relacl), pg_roles "
    "WHERE pg_class.oid = CAST('entries' AS regclass) AND grantee = pg_roles.oid AND grantee <> relowner "
    "GROUP BY rolname HAVING bool_or(privilege_type = 'SELECT') ORDER BY rolname"
)


def grant(connection: Connection, role: str, *, read_only: bool = False) -> list[str]:
    """Let a role append and read, or with `read_only` only read; the statements that do it, executed.

    What it was granted before on these tables is taken back first. Raises StorageError where there are no roles
    (SQLite) or the tables belong to somebody else, NotFoundError for a role that does not exist, RefusedError for
    one that no privilege binds.
    """
    _check(connection, role)
    statements = list(grant_statements(connection, role, read_only=read_only))
    for statement in statements:
        connection.exec_driver_sql(statement)
    # The driver's sign for a percent is doubled in names.
    return [statement.replace("%%", "%") for statement in statements]


def grant_statements(connection: Connection, role: str, *, read_only: bool) -> Iterator[str]:
    """DDL that gives a role what it needs, and nothing else, on the tables of the ledger."""
    quote = connection.dialect.identifier_preparer.quote_identifier
    schema, name = quote(connection.scalar(text("SELECT current_schema()"))), quote(role)

    def on(tables: Sequence[str]) -> str:
        return "ON " + ", ".join(f"{schema}.{quote(table)}" for table in tables)

    every = (*APPENDED, *REPLACED, *VIEWS, VERSION_TABLE)
    yield f"REVOKE ALL {on(every)} FROM {name}"
    yield f"GRANT USAGE ON SCHEMA {schema} TO {name}"
    yield f"GRANT SELECT {on(every)} TO {name}"
    if not read_only:
        yield f"GRANT INSERT {on(APPENDED)} TO {name}"
        yield f"GRANT INSERT, UPDATE, DELETE {on(REPLACED)} TO {name}"


def grant_again(connection: Connection) -> None:
    """Give the roles that could append or read the same on tables that an upgrade made."""
    for row in connection.execute(_GRANTED).all():
        grant(connection, row.rolname, read_only=not row.appends)


def _check(connection: Connection, role: str) -> None:
    if connection.dialect.name == "sqlite":
        message = "a ledger in a file has no roles: who may write the file may write the ledger"
        raise StorageError(message, hint="chmod and chown say who may", code="unsupported")
    there = connection.scalar(text("SELECT count(*) FROM pg_roles WHERE rolname = :role"), {"role": role})
    if not there:
        raise NotFoundError(f"the server has no role {role!r}", hint=f"createuser {role!r} makes one", code="no_role")
    free = connection.execute(_FREE, {"role": role}).one()
    if not free.caller:
        # The server itself would only warn, and grant nothing.
        message = "only who owns the ledger's tables can let others in"
        raise StorageError(message, hint="run it with the URL of the owner", code="not_granted")
    if free.role:
        message = f"no privilege binds {role!r}: it owns the ledger's tables, belongs to who does, or is a superuser"
        raise RefusedError(message, hint="let another role write: createuser NAME", code="role_too_powerful")
