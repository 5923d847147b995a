"""The first book: articles, readings and all that they hold, with search over articles and statements."""

from __future__ import annotations

from pathlib import Path

from alembic import op

from onrecord.store.migrations import statements_of

revision = "0001"
down_revision = None


def upgrade() -> None:
    """Makes every table, index, trigger and view of the first schema."""
    for statement in statements_of(Path(__file__).with_suffix(".sql")):
        op.get_bind().exec_driver_sql(statement)
