"""The tables, with typed columns; the rules of money and state are constraints of these tables."""

from __future__ import annotations

from datetime import datetime
from typing import Any
from uuid import UUID

from sqlalchemy import (
    BigInteger,
    Boolean,
    CheckConstraint,
    Column,
    Computed,
    DateTime,
    ForeignKey,
    ForeignKeyConstraint,
    Identity,
    Index,
    Integer,
    LargeBinary,
    MetaData,
    Named,
    SmallInteger,
    String,
    Table,
    Text,
    TypedColumns,
    UniqueConstraint,
    Uuid,
    text,
)
from sqlalchemy.dialects.postgresql import JSONB

metadata = MetaData(
    naming_convention={
        "pk": "pk_%(table_name)s",
        "fk": "fk_%(table_name)s_%(column_0_name)s",
        "uq": "uq_%(table_name)s_%(column_0_N_name)s",
        "ix": "ix_%(table_name)s_%(column_0_N_name)s",
        "ck": "ck_%(table_name)s_%(constraint_name)s",
    }
)
UTC_TIME = DateTime(timezone=True)
RANDOM_BYTES = text("decode(replace(gen_random_uuid()::text || gen_random_uuid()::text, '-', ''), 'hex')")


class AccountColumns(TypedColumns):
    """Who pays and who owns generations."""

    id = Column(BigInteger, Identity(), primary_key=True)
    uuid: Named[UUID] = Column(Uuid, unique=True)
    name: Named[str] = Column(Text)
    is_active: Named[bool] = Column(Boolean, server_default=text("true"))
    strict_prompt: Named[bool] = Column(Boolean, server_default=text("false"))
    max_concurrency: Named[int] = Column(SmallInteger, server_default=text("1"))
    webhook_secret: Named[bytes] = Column(LargeBinary, server_default=RANDOM_BYTES)  # signs what webhooks say
    created_at: Named[datetime] = Column(UTC_TIME)


class ApiKeyColumns(TypedColumns):
    """Keys without their secrets."""

    id = Column(BigInteger, Identity(), primary_key=True)
    account_id: Named[int] = Column(BigInteger, ForeignKey("account.id"), index=True)
    prefix: Named[str] = Column(Text)
    sha256: Named[bytes] = Column(LargeBinary, unique=True)
    name: Named[str] = Column(Text)
    created_at: Named[datetime] = Column(UTC_TIME)
    revoked_at: Named[datetime | None] = Column(UTC_TIME)
    expires_at: Named[datetime | None] = Column(UTC_TIME)


class WalletColumns(TypedColumns):
    """Balances: the row is the balance and the lock, the ledger is its proof."""

    account_id: Named[int] = Column(BigInteger, ForeignKey("account.id"), primary_key=True)
    currency: Named[str] = Column(Text, primary_key=True)
    balance: Named[int] = Column(BigInteger)


class GenerationColumns(TypedColumns):
    """Paid pieces of work."""

    id = Column(BigInteger, Identity(), primary_key=True)
    uuid: Named[UUID] = Column(Uuid, unique=True)
    obfuscated_id: Named[str] = Column(String(32), unique=True)
    account_id: Named[int] = Column(BigInteger, ForeignKey("account.id"))
    api_key_id: Named[int | None] = Column(BigInteger, ForeignKey("api_key.id"))
    engine: Named[str] = Column(Text)
    kind: Named[str] = Column(Text)
    params: Named[dict[str, Any]] = Column(JSONB)
    seed: Named[int] = Column(BigInteger)
    queue: Named[str] = Column(Text)
    group: Named[str] = Column(Text)
    currency: Named[str] = Column(Text)
    cost: Named[int] = Column(BigInteger)
    status: Named[str] = Column(Text)
    refundable: Named[bool] = Column(Boolean, Computed("status IN ('error', 'abort')", persisted=True), nullable=False)
    slot: Named[int | None] = Column(SmallInteger)
    attempt: Named[int] = Column(Integer, server_default=text("0"))
    handed_back: Named[int] = Column(Integer, server_default=text("0"))
    lease_until: Named[datetime | None] = Column(UTC_TIME)
    worker: Named[str | None] = Column(Text)
    job_id: Named[int | None] = Column(BigInteger)
    title: Named[str | None] = Column(Text)  # None: named by its number
    prompt: Named[str] = Column(Text)
    negative_text: Named[str | None] = Column(Text)
    style_id: Named[int | None] = Column(Integer)
    variant_id: Named[int | None] = Column(Integer)
    error_message: Named[str | None] = Column(Text)
    result: Named[dict[str, Any] | None] = Column(JSONB(none_as_null=True))
    created_at: Named[datetime] = Column(UTC_TIME)
    updated_at: Named[datetime] = Column(UTC_TIME)
    dispatched_at: Named[datetime | None] = Column(UTC_TIME)
    processing_at: Named[datetime | None] = Column(UTC_TIME)
    completed_at: Named[datetime | None] = Column(UTC_TIME)
    deleted_at: Named[datetime | None] = Column(UTC_TIME)
    parent_id: Named[int | None] = Column(BigInteger, ForeignKey("generation.id"))
    parent_hash: Named[str | None] = Column(String(32))
    inputs: Named[dict[str, str]] = Column(JSONB, server_default=text("'{}'"))
    webhook_url: Named[str | None] = Column(Text)
    origin: Named[str | None] = Column(Text)
    generator: Named[str | None] = Column(Text)
    generator_data: Named[dict[str, Any] | None] = Column(JSONB(none_as_null=True))
    is_favorite: Named[bool] = Column(Boolean, server_default=text("false"))
    untidy_at: Named[datetime | None] = Column(UTC_TIME)  # since when files may lie about that nobody will ask for


class ArtifactColumns(TypedColumns):
    """Files that generations made."""

    id = Column(BigInteger, Identity(), primary_key=True)
    generation_id: Named[int] = Column(BigInteger, ForeignKey("generation.id"))
    kind: Named[str] = Column(Text)
    key: Named[str] = Column(Text)
    content_type: Named[str] = Column(Text)
    size: Named[int] = Column(BigInteger)
    sha256: Named[str] = Column(String(64))
    width: Named[int | None] = Column(Integer)
    height: Named[int | None] = Column(Integer)


class LedgerColumns(TypedColumns):
    """Movements of money: rows are added, never changed. The computed columns exist for the foreign keys."""

    id = Column(BigInteger, Identity(), primary_key=True)
    account_id: Named[int] = Column(BigInteger)
    currency: Named[str] = Column(Text)
    generation_id: Named[int | None] = Column(BigInteger, ForeignKey("generation.id"))
    kind: Named[str] = Column(Text)
    amount: Named[int] = Column(BigInteger)  # a charge is negative
    reverses_id: Named[int | None] = Column(BigInteger, unique=True)
    reverses_amount: Named[int | None] = Column(
        BigInteger, Computed("CASE WHEN kind = 'refund' THEN -amount END", persisted=True)
    )
    refund_flag: Named[bool | None] = Column(
        Boolean, Computed("CASE WHEN kind = 'refund' THEN true END", persisted=True)
    )
    note: Named[str] = Column(Text, server_default=text("''"))
    at: Named[datetime] = Column(UTC_TIME)


class EventColumns(TypedColumns):
    """What happened, written with the change that it tells of."""

    id = Column(BigInteger, Identity(), primary_key=True)
    generation_id: Named[int] = Column(BigInteger, ForeignKey("generation.id"))
    seq: Named[int] = Column(Integer)
    status: Named[str] = Column(Text)
    at: Named[datetime] = Column(UTC_TIME)


class DeliveryColumns(TypedColumns):
    """What somebody else is to be told of an event: the queue of webhooks, and its log."""

    id = Column(BigInteger, Identity(), primary_key=True)
    event_id: Named[int] = Column(BigInteger, ForeignKey("event.id"))
    generation_id: Named[int] = Column(BigInteger, ForeignKey("generation.id"))
    account_id: Named[int] = Column(BigInteger, ForeignKey("account.id"))
    channel: Named[str] = Column(Text)
    url: Named[str | None] = Column(Text)
    host: Named[str] = Column(Text)  # of the URL: one that is slow must keep no other waiting
    state: Named[str] = Column(Text, server_default=text("'waiting'"))
    tries: Named[int] = Column(SmallInteger, server_default=text("0"))
    next_at: Named[datetime] = Column(UTC_TIME)  # when it is tried; while it is tried, when others may try it
    last_status: Named[int | None] = Column(Integer)  # of HTTP
    last_error: Named[str | None] = Column(Text)
    created_at: Named[datetime] = Column(UTC_TIME)
    tried_at: Named[datetime | None] = Column(UTC_TIME)


class CollectionColumns(TypedColumns):
    """Named heaps of generations."""

    id = Column(BigInteger, Identity(), primary_key=True)
    account_id: Named[int] = Column(BigInteger, ForeignKey("account.id"), index=True)
    name: Named[str] = Column(Text)
    created_at: Named[datetime] = Column(UTC_TIME)
    updated_at: Named[datetime] = Column(UTC_TIME)


class CollectionItemColumns(TypedColumns):
    """What lies in collections."""

    collection_id: Named[int] = Column(BigInteger, ForeignKey("collection.id", ondelete="CASCADE"), primary_key=True)
    generation_id: Named[int] = Column(BigInteger, ForeignKey("generation.id"), primary_key=True, index=True)
    added_at: Named[datetime] = Column(UTC_TIME)


class FeedbackColumns(TypedColumns):
    """What clients' users say."""

    id = Column(BigInteger, Identity(), primary_key=True)
    account_id: Named[int] = Column(BigInteger, ForeignKey("account.id"), index=True)
    body: Named[dict[str, Any]] = Column(JSONB)
    created_at: Named[datetime] = Column(UTC_TIME)


class IdempotencyColumns(TypedColumns):
    """Which generation a client's own key stands for."""

    account_id: Named[int] = Column(BigInteger, ForeignKey("account.id"), primary_key=True)
    key: Named[str] = Column(Text, primary_key=True)
    request_sha256: Named[bytes] = Column(LargeBinary)
    generation_id: Named[int | None] = Column(BigInteger, ForeignKey("generation.id"))
    created_at: Named[datetime] = Column(UTC_TIME)


class RateColumns(TypedColumns):
    """When something that may happen only so often happened last."""

    key: Named[str] = Column(Text, primary_key=True)
    at: Named[datetime] = Column(UTC_TIME)


account = Table("account", metadata, AccountColumns, CheckConstraint("max_concurrency >= 1", "max_concurrency"))
api_key = Table("api_key", metadata, ApiKeyColumns)
wallet = Table("wallet", metadata, WalletColumns, CheckConstraint("balance >= 0", "balance"))
generation = Table(
    "generation",
    metadata,
    GenerationColumns,
    CheckConstraint("cost >= 0", "cost"),
    CheckConstraint("status IN ('pending', 'dispatched', 'processing', 'complete', 'error', 'abort')", "status"),
    CheckConstraint("(slot IS NOT NULL) = (status IN ('dispatched', 'processing'))", "slot"),
    UniqueConstraint("id", "refundable"),
)
artifact = Table("artifact", metadata, ArtifactColumns, UniqueConstraint("generation_id", "kind"))
ledger = Table(
    "ledger",
    metadata,
    LedgerColumns,
    CheckConstraint(
        "(kind = 'charge' AND amount < 0 AND generation_id IS NOT NULL AND reverses_id IS NULL)"
        " OR (kind = 'refund' AND amount > 0 AND generation_id IS NOT NULL AND reverses_id IS NOT NULL)"
        " OR (kind = 'grant' AND amount > 0 AND generation_id IS NULL AND reverses_id IS NULL)"
        " OR (kind = 'adjust' AND generation_id IS NULL AND reverses_id IS NULL)",
        "kind",
    ),
    ForeignKeyConstraint(["account_id", "currency"], ["wallet.account_id", "wallet.currency"]),
    UniqueConstraint("generation_id", "kind"),  # one charge and one refund, at most
    UniqueConstraint("id", "generation_id", "account_id", "currency", "amount"),
    # A refund reverses a charge of the same generation, account, currency and amount ...
    ForeignKeyConstraint(
        ["reverses_id", "generation_id", "account_id", "currency", "reverses_amount"],
        ["ledger.id", "ledger.generation_id", "ledger.account_id", "ledger.currency", "ledger.amount"],
    ),
    # ... and only of a generation that was not delivered.
    ForeignKeyConstraint(
        ["generation_id", "refund_flag"],
        ["generation.id", "generation.refundable"],
        name="fk_ledger_generation_id_refund_flag",
    ),
)
event = Table("event", metadata, EventColumns, UniqueConstraint("generation_id", "seq"))
delivery = Table(
    "delivery",
    metadata,
    DeliveryColumns,
    CheckConstraint("state IN ('waiting', 'delivered', 'failed')", "state"),
    UniqueConstraint("event_id", "channel"),  # an event is told once, however often its telling is tried
)
collection = Table("collection", metadata, CollectionColumns)
collection_item = Table("collection_item", metadata, CollectionItemColumns)
feedback = Table("feedback", metadata, FeedbackColumns)
idempotency = Table("idempotency", metadata, IdempotencyColumns)
rate = Table("rate", metadata, RateColumns)

ACTIVE = text("status IN ('dispatched', 'processing')")
OPEN = text("status IN ('pending', 'dispatched', 'processing')")
g = generation.c
Index("one_active", g.account_id, g.group, g.slot, unique=True, postgresql_where=ACTIVE)
Index("ix_generation_pending", g.account_id, g.group, g.id, postgresql_where=text("status = 'pending'"))
Index("ix_generation_open", g.queue, g.id, postgresql_where=OPEN)
Index("ix_generation_active", g.id, postgresql_where=ACTIVE)
Index("ix_generation_history", g.account_id, g.id, postgresql_where=text("deleted_at IS NULL"))
Index("ix_generation_untidy", g.untidy_at, postgresql_where=text("untidy_at IS NOT NULL"))
Index("ix_generation_parent_id", g.parent_id, postgresql_where=text("parent_id IS NOT NULL"))
Index("ix_generation_inputs", g.account_id, postgresql_where=text("inputs <> '{}'::jsonb AND deleted_at IS NULL"))
Index("ix_delivery_waiting", delivery.c.next_at, delivery.c.id, postgresql_where=text("state = 'waiting'"))
Index("ix_delivery_account_id_id", delivery.c.account_id, delivery.c.id)
Index("ix_delivery_generation_id_id", delivery.c.generation_id, delivery.c.id)
Index("ix_delivery_created_at", delivery.c.created_at, postgresql_where=text("state <> 'waiting'"))
# Which candidate picture has these pixels: looked up when somebody wants a model of it.
CANDIDATES = text("engine = 'candidates' AND deleted_at IS NULL")
Index("ix_generation_pixels", g.result["pixels"], postgresql_using="gin", postgresql_where=CANDIDATES)
# An export is one thing: asking again while it is made, or after it was made, gives the same.
Index(
    "one_export",
    g.parent_id,
    text("(params ->> 'type')"),
    text("(params ->> 'width')"),
    unique=True,
    postgresql_where=text("kind = 'skybox export' AND status NOT IN ('error', 'abort') AND deleted_at IS NULL"),
)
Index("ix_idempotency_created_at", idempotency.c.created_at)
