"""Remixes, exports, inputs, webhooks, collections, favourites and feedback."""

import sqlalchemy as sa
from alembic import op
from sqlalchemy.dialects import postgresql

revision = "0002"
down_revision = "0001"
branch_labels = None
depends_on = None

RANDOM_BYTES = "decode(replace(gen_random_uuid()::text || gen_random_uuid()::text, '-', ''), 'hex')"
PARENT = "parent_id IS NOT NULL"
INPUTS = "inputs <> '{}'::jsonb AND deleted_at IS NULL"
WAITING = "state = 'waiting'"
OVER = "state <> 'waiting'"
EXPORT = "kind = 'skybox export' AND status NOT IN ('error', 'abort') AND deleted_at IS NULL"


def upgrade() -> None:
    op.add_column(
        "account", sa.Column("webhook_secret", sa.LargeBinary(), server_default=sa.text(RANDOM_BYTES), nullable=False)
    )
    op.add_column("generation", sa.Column("parent_id", sa.BigInteger(), nullable=True))
    op.add_column("generation", sa.Column("parent_hash", sa.String(length=32), nullable=True))
    op.add_column(
        "generation",
        sa.Column("inputs", postgresql.JSONB(astext_type=sa.Text()), server_default=sa.text("'{}'"), nullable=False),
    )
    op.add_column("generation", sa.Column("webhook_url", sa.Text(), nullable=True))
    op.add_column("generation", sa.Column("origin", sa.Text(), nullable=True))
    op.add_column("generation", sa.Column("generator", sa.Text(), nullable=True))
    op.add_column("generation", sa.Column("generator_data", postgresql.JSONB(astext_type=sa.Text()), nullable=True))
    op.add_column("generation", sa.Column("is_favorite", sa.Boolean(), server_default=sa.text("false"), nullable=False))
    op.create_foreign_key(op.f("fk_generation_parent_id"), "generation", "generation", ["parent_id"], ["id"])
    op.create_index("ix_generation_parent_id", "generation", ["parent_id"], postgresql_where=sa.text(PARENT))
    op.create_index("ix_generation_inputs", "generation", ["account_id"], postgresql_where=sa.text(INPUTS))
    op.create_index(
        "one_export",
        "generation",
        ["parent_id", sa.text("(params ->> 'type')"), sa.text("(params ->> 'width')")],
        unique=True,
        postgresql_where=sa.text(EXPORT),
    )
    op.create_table(
        "delivery",
        sa.Column("id", sa.BigInteger(), sa.Identity(always=False), nullable=False),
        sa.Column("event_id", sa.BigInteger(), nullable=False),
        sa.Column("generation_id", sa.BigInteger(), nullable=False),
        sa.Column("account_id", sa.BigInteger(), nullable=False),
        sa.Column("channel", sa.Text(), nullable=False),
        sa.Column("url", sa.Text(), nullable=True),
        sa.Column("host", sa.Text(), nullable=False),
        sa.Column("state", sa.Text(), server_default=sa.text("'waiting'"), nullable=False),
        sa.Column("tries", sa.SmallInteger(), server_default=sa.text("0"), nullable=False),
        sa.Column("next_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("last_status", sa.Integer(), nullable=True),
        sa.Column("last_error", sa.Text(), nullable=True),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("tried_at", sa.DateTime(timezone=True), nullable=True),
        sa.CheckConstraint("state IN ('waiting', 'delivered', 'failed')", name=op.f("ck_delivery_state")),
        sa.ForeignKeyConstraint(["account_id"], ["account.id"], name=op.f("fk_delivery_account_id")),
        sa.ForeignKeyConstraint(["event_id"], ["event.id"], name=op.f("fk_delivery_event_id")),
        sa.ForeignKeyConstraint(["generation_id"], ["generation.id"], name=op.f("fk_delivery_generation_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_delivery")),
        sa.UniqueConstraint("event_id", "channel", name=op.f("uq_delivery_event_id_channel")),
    )
    op.create_index("ix_delivery_waiting", "delivery", ["next_at", "id"], postgresql_where=sa.text(WAITING))
    op.create_index("ix_delivery_account_id_id", "delivery", ["account_id", "id"])
    op.create_index("ix_delivery_generation_id_id", "delivery", ["generation_id", "id"])
    op.create_index("ix_delivery_created_at", "delivery", ["created_at"], postgresql_where=sa.text(OVER))
    op.create_table(
        "collection",
        sa.Column("id", sa.BigInteger(), sa.Identity(always=False), nullable=False),
        sa.Column("account_id", sa.BigInteger(), nullable=False),
        sa.Column("name", sa.Text(), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("updated_at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(["account_id"], ["account.id"], name=op.f("fk_collection_account_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_collection")),
    )
    op.create_index(op.f("ix_collection_account_id"), "collection", ["account_id"])
    op.create_table(
        "collection_item",
        sa.Column("collection_id", sa.BigInteger(), nullable=False),
        sa.Column("generation_id", sa.BigInteger(), nullable=False),
        sa.Column("added_at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(
            ["collection_id"], ["collection.id"], name=op.f("fk_collection_item_collection_id"), ondelete="CASCADE"
        ),
        sa.ForeignKeyConstraint(["generation_id"], ["generation.id"], name=op.f("fk_collection_item_generation_id")),
        sa.PrimaryKeyConstraint("collection_id", "generation_id", name=op.f("pk_collection_item")),
    )
    op.create_index(op.f("ix_collection_item_generation_id"), "collection_item", ["generation_id"])
    op.create_table(
        "feedback",
        sa.Column("id", sa.BigInteger(), sa.Identity(always=False), nullable=False),
        sa.Column("account_id", sa.BigInteger(), nullable=False),
        sa.Column("body", postgresql.JSONB(astext_type=sa.Text()), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(["account_id"], ["account.id"], name=op.f("fk_feedback_account_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_feedback")),
    )
    op.create_index(op.f("ix_feedback_account_id"), "feedback", ["account_id"])


def downgrade() -> None:
    op.drop_table("feedback")
    op.drop_table("collection_item")
    op.drop_table("collection")
    op.drop_table("delivery")
    op.drop_index("one_export", table_name="generation", postgresql_where=sa.text(EXPORT))
    op.drop_index("ix_generation_inputs", table_name="generation", postgresql_where=sa.text(INPUTS))
    op.drop_index("ix_generation_parent_id", table_name="generation", postgresql_where=sa.text(PARENT))
    op.drop_constraint(op.f("fk_generation_parent_id"), "generation")
    for column in ("generator_data", "generator", "is_favorite", "origin", "webhook_url", "inputs"):
        op.drop_column("generation", column)
    for column in ("parent_hash", "parent_id"):
        op.drop_column("generation", column)
    op.drop_column("account", "webhook_secret")
