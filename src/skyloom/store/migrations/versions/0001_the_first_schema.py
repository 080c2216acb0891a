"""The first schema."""

from pathlib import Path

import sqlalchemy as sa
from alembic import op
from sqlalchemy.dialects import postgresql

revision = "0001"
down_revision = None
branch_labels = None
depends_on = None

TRIGGERS = """
CREATE FUNCTION terminal_is_final() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF OLD.status IN ('complete', 'error', 'abort') AND NEW.status <> OLD.status THEN
        RAISE 'generation % is %, cannot become %', OLD.id, OLD.status, NEW.status USING ERRCODE = 'check_violation';
    END IF;
    RETURN NEW;
END $$;
CREATE TRIGGER terminal_is_final BEFORE UPDATE OF status ON generation
    FOR EACH ROW EXECUTE FUNCTION terminal_is_final();

CREATE FUNCTION append_only() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    RAISE 'the ledger is append-only' USING ERRCODE = 'check_violation';
END $$;
CREATE TRIGGER ledger_append_only BEFORE UPDATE OR DELETE ON ledger
    FOR EACH ROW EXECUTE FUNCTION append_only();
CREATE TRIGGER ledger_not_truncated BEFORE TRUNCATE ON ledger
    FOR EACH STATEMENT EXECUTE FUNCTION append_only();
"""
PROCRASTINATE = Path(__file__).parents[1] / "procrastinate_3_10.sql"
FUNCTIONS = """
DROP FUNCTION terminal_is_final() CASCADE;
DROP FUNCTION append_only() CASCADE;
"""
NO_PROCRASTINATE = """
DROP FUNCTION procrastinate_defer_jobs_v1, procrastinate_defer_periodic_job_v2, procrastinate_fetch_job_v2,
    procrastinate_finish_job_v1, procrastinate_cancel_job_v1, procrastinate_retry_job_v1, procrastinate_retry_job_v2,
    procrastinate_notify_queue_job_inserted_v1, procrastinate_notify_queue_abort_job_v1,
    procrastinate_trigger_function_status_events_insert_v1, procrastinate_trigger_function_status_events_update_v1,
    procrastinate_trigger_function_scheduled_events_v1, procrastinate_trigger_abort_requested_events_procedure_v1,
    procrastinate_unlink_periodic_defers_v1, procrastinate_register_worker_v1, procrastinate_unregister_worker_v1,
    procrastinate_update_heartbeat_v1, procrastinate_prune_stalled_workers_v1 CASCADE;
DROP TABLE procrastinate_periodic_defers, procrastinate_events, procrastinate_jobs, procrastinate_workers;
DROP TYPE procrastinate_job_to_defer_v1, procrastinate_job_status, procrastinate_job_event_type;
"""


def script(sql: str) -> None:
    """Run several statements as they stand: no parameters, no percent signs to escape."""
    op.get_bind().exec_driver_sql(sql, execution_options={"no_parameters": True})


def upgrade() -> None:
    op.create_table(
        "account",
        sa.Column("id", sa.BigInteger(), sa.Identity(always=False), nullable=False),
        sa.Column("uuid", sa.Uuid(), nullable=False),
        sa.Column("name", sa.Text(), nullable=False),
        sa.Column("is_active", sa.Boolean(), server_default=sa.text("true"), nullable=False),
        sa.Column("strict_prompt", sa.Boolean(), server_default=sa.text("false"), nullable=False),
        sa.Column("max_concurrency", sa.SmallInteger(), server_default=sa.text("1"), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.CheckConstraint("max_concurrency >= 1", name=op.f("ck_account_max_concurrency")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_account")),
        sa.UniqueConstraint("uuid", name=op.f("uq_account_uuid")),
    )
    op.create_table(
        "rate",
        sa.Column("key", sa.Text(), nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.PrimaryKeyConstraint("key", name=op.f("pk_rate")),
    )
    op.create_table(
        "api_key",
        sa.Column("id", sa.BigInteger(), sa.Identity(always=False), nullable=False),
        sa.Column("account_id", sa.BigInteger(), nullable=False),
        sa.Column("prefix", sa.Text(), nullable=False),
        sa.Column("sha256", sa.LargeBinary(), nullable=False),
        sa.Column("name", sa.Text(), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("revoked_at", sa.DateTime(timezone=True), nullable=True),
        sa.ForeignKeyConstraint(["account_id"], ["account.id"], name=op.f("fk_api_key_account_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_api_key")),
        sa.UniqueConstraint("sha256", name=op.f("uq_api_key_sha256")),
    )
    op.create_index(op.f("ix_api_key_account_id"), "api_key", ["account_id"], unique=False)
    op.create_table(
        "wallet",
        sa.Column("account_id", sa.BigInteger(), nullable=False),
        sa.Column("currency", sa.Text(), nullable=False),
        sa.Column("balance", sa.BigInteger(), nullable=False),
        sa.CheckConstraint("balance >= 0", name=op.f("ck_wallet_balance")),
        sa.ForeignKeyConstraint(["account_id"], ["account.id"], name=op.f("fk_wallet_account_id")),
        sa.PrimaryKeyConstraint("account_id", "currency", name=op.f("pk_wallet")),
    )
    op.create_table(
        "generation",
        sa.Column("id", sa.BigInteger(), sa.Identity(always=False), nullable=False),
        sa.Column("uuid", sa.Uuid(), nullable=False),
        sa.Column("obfuscated_id", sa.String(length=32), nullable=False),
        sa.Column("account_id", sa.BigInteger(), nullable=False),
        sa.Column("api_key_id", sa.BigInteger(), nullable=True),
        sa.Column("engine", sa.Text(), nullable=False),
        sa.Column("kind", sa.Text(), nullable=False),
        sa.Column("params", postgresql.JSONB(astext_type=sa.Text()), nullable=False),
        sa.Column("seed", sa.BigInteger(), nullable=False),
        sa.Column("queue", sa.Text(), nullable=False),
        sa.Column("group", sa.Text(), nullable=False),
        sa.Column("currency", sa.Text(), nullable=False),
        sa.Column("cost", sa.BigInteger(), nullable=False),
        sa.Column("status", sa.Text(), nullable=False),
        sa.Column(
            "refundable", sa.Boolean(), sa.Computed("status IN ('error', 'abort')", persisted=True), nullable=False
        ),
        sa.Column("slot", sa.SmallInteger(), nullable=True),
        sa.Column("attempt", sa.Integer(), server_default=sa.text("0"), nullable=False),
        sa.Column("handed_back", sa.Integer(), server_default=sa.text("0"), nullable=False),
        sa.Column("lease_until", sa.DateTime(timezone=True), nullable=True),
        sa.Column("worker", sa.Text(), nullable=True),
        sa.Column("job_id", sa.BigInteger(), nullable=True),
        sa.Column("title", sa.Text(), nullable=True),
        sa.Column("prompt", sa.Text(), nullable=False),
        sa.Column("negative_text", sa.Text(), nullable=True),
        sa.Column("style_id", sa.Integer(), nullable=True),
        sa.Column("variant_id", sa.Integer(), nullable=True),
        sa.Column("error_message", sa.Text(), nullable=True),
        sa.Column("result", postgresql.JSONB(none_as_null=True, astext_type=sa.Text()), nullable=True),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("updated_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("dispatched_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("processing_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("completed_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("deleted_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("untidy_at", sa.DateTime(timezone=True), nullable=True),
        sa.CheckConstraint(
            "(slot IS NOT NULL) = (status IN ('dispatched', 'processing'))", name=op.f("ck_generation_slot")
        ),
        sa.CheckConstraint(
            "status IN ('pending', 'dispatched', 'processing', 'complete', 'error', 'abort')",
            name=op.f("ck_generation_status"),
        ),
        sa.CheckConstraint("cost >= 0", name=op.f("ck_generation_cost")),
        sa.ForeignKeyConstraint(["account_id"], ["account.id"], name=op.f("fk_generation_account_id")),
        sa.ForeignKeyConstraint(["api_key_id"], ["api_key.id"], name=op.f("fk_generation_api_key_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_generation")),
        sa.UniqueConstraint("id", "refundable", name=op.f("uq_generation_id_refundable")),
        sa.UniqueConstraint("obfuscated_id", name=op.f("uq_generation_obfuscated_id")),
        sa.UniqueConstraint("uuid", name=op.f("uq_generation_uuid")),
    )
    op.create_index(
        "ix_generation_active",
        "generation",
        ["id"],
        unique=False,
        postgresql_where=sa.text("status IN ('dispatched', 'processing')"),
    )
    op.create_index(
        "ix_generation_history",
        "generation",
        ["account_id", "id"],
        unique=False,
        postgresql_where=sa.text("deleted_at IS NULL"),
    )
    op.create_index(
        "ix_generation_open",
        "generation",
        ["queue", "id"],
        unique=False,
        postgresql_where=sa.text("status IN ('pending', 'dispatched', 'processing')"),
    )
    op.create_index(
        "ix_generation_pending",
        "generation",
        ["account_id", "group", "id"],
        unique=False,
        postgresql_where=sa.text("status = 'pending'"),
    )
    op.create_index(
        "ix_generation_untidy",
        "generation",
        ["untidy_at"],
        unique=False,
        postgresql_where=sa.text("untidy_at IS NOT NULL"),
    )
    op.create_index(
        "one_active",
        "generation",
        ["account_id", "group", "slot"],
        unique=True,
        postgresql_where=sa.text("status IN ('dispatched', 'processing')"),
    )
    op.create_table(
        "artifact",
        sa.Column("id", sa.BigInteger(), sa.Identity(always=False), nullable=False),
        sa.Column("generation_id", sa.BigInteger(), nullable=False),
        sa.Column("kind", sa.Text(), nullable=False),
        sa.Column("key", sa.Text(), nullable=False),
        sa.Column("content_type", sa.Text(), nullable=False),
        sa.Column("size", sa.BigInteger(), nullable=False),
        sa.Column("sha256", sa.String(length=64), nullable=False),
        sa.Column("width", sa.Integer(), nullable=True),
        sa.Column("height", sa.Integer(), nullable=True),
        sa.ForeignKeyConstraint(["generation_id"], ["generation.id"], name=op.f("fk_artifact_generation_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_artifact")),
        sa.UniqueConstraint("generation_id", "kind", name=op.f("uq_artifact_generation_id_kind")),
    )
    op.create_table(
        "event",
        sa.Column("id", sa.BigInteger(), sa.Identity(always=False), nullable=False),
        sa.Column("generation_id", sa.BigInteger(), nullable=False),
        sa.Column("seq", sa.Integer(), nullable=False),
        sa.Column("status", sa.Text(), nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(["generation_id"], ["generation.id"], name=op.f("fk_event_generation_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_event")),
        sa.UniqueConstraint("generation_id", "seq", name=op.f("uq_event_generation_id_seq")),
    )
    op.create_table(
        "idempotency",
        sa.Column("account_id", sa.BigInteger(), nullable=False),
        sa.Column("key", sa.Text(), nullable=False),
        sa.Column("request_sha256", sa.LargeBinary(), nullable=False),
        sa.Column("generation_id", sa.BigInteger(), nullable=True),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(["account_id"], ["account.id"], name=op.f("fk_idempotency_account_id")),
        sa.ForeignKeyConstraint(["generation_id"], ["generation.id"], name=op.f("fk_idempotency_generation_id")),
        sa.PrimaryKeyConstraint("account_id", "key", name=op.f("pk_idempotency")),
    )
    op.create_index("ix_idempotency_created_at", "idempotency", ["created_at"], unique=False)
    op.create_table(
        "ledger",
        sa.Column("id", sa.BigInteger(), sa.Identity(always=False), nullable=False),
        sa.Column("account_id", sa.BigInteger(), nullable=False),
        sa.Column("currency", sa.Text(), nullable=False),
        sa.Column("generation_id", sa.BigInteger(), nullable=True),
        sa.Column("kind", sa.Text(), nullable=False),
        sa.Column("amount", sa.BigInteger(), nullable=False),
        sa.Column("reverses_id", sa.BigInteger(), nullable=True),
        sa.Column(
            "reverses_amount",
            sa.BigInteger(),
            sa.Computed("CASE WHEN kind = 'refund' THEN -amount END", persisted=True),
            nullable=True,
        ),
        sa.Column(
            "refund_flag",
            sa.Boolean(),
            sa.Computed("CASE WHEN kind = 'refund' THEN true END", persisted=True),
            nullable=True,
        ),
        sa.Column("note", sa.Text(), server_default=sa.text("''"), nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.CheckConstraint(
            "(kind = 'charge' AND amount < 0 AND generation_id IS NOT NULL AND reverses_id IS NULL)"
            " OR (kind = 'refund' AND amount > 0 AND generation_id IS NOT NULL AND reverses_id IS NOT NULL)"
            " OR (kind = 'grant' AND amount > 0 AND generation_id IS NULL AND reverses_id IS NULL)"
            " OR (kind = 'adjust' AND generation_id IS NULL AND reverses_id IS NULL)",
            name=op.f("ck_ledger_kind"),
        ),
        sa.ForeignKeyConstraint(
            ["account_id", "currency"], ["wallet.account_id", "wallet.currency"], name=op.f("fk_ledger_account_id")
        ),
        sa.ForeignKeyConstraint(
            ["generation_id", "refund_flag"],
            ["generation.id", "generation.refundable"],
            name="fk_ledger_generation_id_refund_flag",
        ),
        sa.ForeignKeyConstraint(["generation_id"], ["generation.id"], name=op.f("fk_ledger_generation_id")),
        sa.ForeignKeyConstraint(
            ["reverses_id", "generation_id", "account_id", "currency", "reverses_amount"],
            ["ledger.id", "ledger.generation_id", "ledger.account_id", "ledger.currency", "ledger.amount"],
            name=op.f("fk_ledger_reverses_id"),
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_ledger")),
        sa.UniqueConstraint("generation_id", "kind", name=op.f("uq_ledger_generation_id_kind")),
        sa.UniqueConstraint(
            "id",
            "generation_id",
            "account_id",
            "currency",
            "amount",
            name=op.f("uq_ledger_id_generation_id_account_id_currency_amount"),
        ),
        sa.UniqueConstraint("reverses_id", name=op.f("uq_ledger_reverses_id")),
    )
    script(TRIGGERS)
    script(PROCRASTINATE.read_text("utf-8"))


def downgrade() -> None:
    script(NO_PROCRASTINATE)
    script(FUNCTIONS)
    op.drop_table("ledger")
    op.drop_index("ix_idempotency_created_at", table_name="idempotency")
    op.drop_table("idempotency")
    op.drop_table("event")
    op.drop_table("artifact")
    op.drop_index(
        "one_active", table_name="generation", postgresql_where=sa.text("status IN ('dispatched', 'processing')")
    )
    op.drop_index("ix_generation_untidy", table_name="generation", postgresql_where=sa.text("untidy_at IS NOT NULL"))
    op.drop_index("ix_generation_pending", table_name="generation", postgresql_where=sa.text("status = 'pending'"))
    op.drop_index(
        "ix_generation_open",
        table_name="generation",
        postgresql_where=sa.text("status IN ('pending', 'dispatched', 'processing')"),
    )
    op.drop_index("ix_generation_history", table_name="generation", postgresql_where=sa.text("deleted_at IS NULL"))
    op.drop_index(
        "ix_generation_active",
        table_name="generation",
        postgresql_where=sa.text("status IN ('dispatched', 'processing')"),
    )
    op.drop_table("generation")
    op.drop_table("wallet")
    op.drop_index(op.f("ix_api_key_account_id"), table_name="api_key")
    op.drop_table("api_key")
    op.drop_table("rate")
    op.drop_table("account")
