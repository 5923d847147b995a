"""The weapons and equipment of a reading, and those of its events and commitments: a table and a column."""

from __future__ import annotations

from pathlib import Path

from alembic import op

from onrecord.store.migrations import statements_of

revision = "0005"
down_revision = "0004"


def upgrade() -> None:
    """Adds them; articles read before have no equipment until they are read anew."""
    for statement in statements_of(Path(__file__).with_suffix(".sql")):
        op.get_bind().exec_driver_sql(statement)
