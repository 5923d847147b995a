"""The places, times and quantities of a reading: their tables."""

from __future__ import annotations

from pathlib import Path

from alembic import op

from onrecord.store.migrations import statements_of

revision = "0003"
down_revision = "0002"


def upgrade() -> None:
    """Adds the tables; articles read before have no rows in them until they are read anew."""
    for statement in statements_of(Path(__file__).with_suffix(".sql")):
        op.get_bind().exec_driver_sql(statement)
