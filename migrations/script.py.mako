"""${message}

Number the file like the others. A migration that rebuilds a table loses its guards: make them anew with
`guard_statements` at the end. Nothing here may change a fact: every old hash must stay as it is.
"""

from alembic import op
${imports if imports else ""}

revision = ${repr(up_revision)}
down_revision = ${repr(down_revision)}


def upgrade() -> None:
    """${message}"""
    ${upgrades if upgrades else "pass"}
