"""Keys that expire; candidate pictures that are known by their pixels."""

import sqlalchemy as sa
from alembic import op

revision = "0003"
down_revision = "0002"
branch_labels = None
depends_on = None

CANDIDATES = "engine = 'candidates' AND deleted_at IS NULL"


def upgrade() -> None:
    op.add_column("api_key", sa.Column("expires_at", sa.DateTime(timezone=True), nullable=True))
    op.create_index(
        "ix_generation_pixels",
        "generation",
        [sa.text("(result['pixels'])")],
        postgresql_using="gin",
        postgresql_where=sa.text(CANDIDATES),
    )


def downgrade() -> None:
    op.drop_index("ix_generation_pixels", table_name="generation", postgresql_where=sa.text(CANDIDATES))
    op.drop_column("api_key", "expires_at")
