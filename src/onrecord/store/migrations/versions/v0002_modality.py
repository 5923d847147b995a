"""Whether a saying took place at all: the column `modality` of statements, a search index for it, and the view."""

from __future__ import annotations

from pathlib import Path

from alembic import op

from onrecord.store.migrations import statements_of

revision = "0002"
down_revision = "0001"


def upgrade() -> None:
    """Adds the column; what is on record already counts as made, for its readers knew nothing else."""
    for statement in statements_of(Path(__file__).with_suffix(".sql")):
        op.get_bind().exec_driver_sql(statement)
