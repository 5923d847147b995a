"""Who entities are, how they were merged, and events, commitments and disputes: their columns and tables."""

from __future__ import annotations

from pathlib import Path

from alembic import op

from onrecord.store.migrations import statements_of

revision = "0004"
down_revision = "0003"


def upgrade() -> None:
    """Adds them; articles read before have no rows in the new tables until they are read anew."""
    for statement in statements_of(Path(__file__).with_suffix(".sql")):
        op.get_bind().exec_driver_sql(statement)
