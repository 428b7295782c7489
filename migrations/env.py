"""Alembic runs here, on the connection that `ledger.store.migrate` hands over."""

from alembic import context

connection = context.config.attributes["connection"]
# transactional_ddl: a killed upgrade must leave the old tables whole and be repeatable.
context.configure(connection=connection, target_metadata=None, transactional_ddl=True)
context.run_migrations()
