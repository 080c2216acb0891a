"""A client of the voxel dialect, and the worker's part by hand."""

from __future__ import annotations

import base64
import io
from uuid import UUID

import pytest
from PIL import Image, ImageDraw
from sqlalchemy import select

from skyloom.core.candidates import IMAGES, MODELS
from skyloom.core.credits import Currency
from skyloom.core.generations import Artifact, Status
from skyloom.services.claim import claim
from skyloom.services.create_account import create_account
from skyloom.services.identify import identify
from skyloom.services.settle import settle
from skyloom.store.blobs import prefix_of
from skyloom.store.tables import generation

TOKENS = 5
VOX = b"VOX \x96\x00\x00\x00 not read by the server"
FILES = {**dict.fromkeys(IMAGES, b"\x89PNG"), **dict.fromkeys(MODELS, VOX), "file": VOX}


class User:
    """An account with a key, as a client of the dialect sees it."""

    def __init__(self, ctx, client, tokens):
        self.ctx, self.client = ctx, client
        balances = {} if tokens is None else {Currency.TOKENS: tokens}
        account, self.secret = create_account(ctx, "user", balances=balances)
        self.account_id = account.id
        self.api_key_id = identify(ctx, self.secret).api_key_id
        self.headers = {"authorization": f"Bearer {self.secret}"}

    def images(self, **body):
        return self.client.post("/api/generate/images", json={"prompt": "a castle"} | body, headers=self.headers)

    def voxelize(self, **body):
        return self.client.post("/api/generate/voxelize", json={"image_base64": disc()} | body, headers=self.headers)

    def status(self, job_id):
        return self.client.get("/api/generate/status", params={"jobId": job_id}, headers=self.headers)

    @property
    def tokens(self):
        with self.ctx.db.reading() as tx:
            assert tx.ledger.mismatches() == []
            return tx.wallets.balance(self.account_id, Currency.TOKENS)

    @property
    def jobs(self):
        with self.ctx.db.connection() as connection:
            return len(connection.execute(select(generation).where(generation.c.account_id == self.account_id)).all())


class Hands:
    """What a worker does."""

    def __init__(self, ctx):
        self.ctx = ctx

    def found(self, job_id):
        with self.ctx.db.reading() as tx:
            return tx.queries.by_uuid(UUID(job_id))

    def take(self, job_id):
        waiting = self.found(job_id)
        return claim(self.ctx, waiting.id, waiting.job_id, "test")

    def complete(self, job_id, *, result=None):
        taken = self.found(job_id)
        if taken.status is not Status.PROCESSING:
            taken = self.take(job_id)
        artifacts = []
        for kind, data in FILES.items():
            key = f"{prefix_of(taken.id)}{taken.attempt}/{kind}.bin"
            self.ctx.blobs.put(key, data)
            artifacts.append(
                Artifact(kind=kind, key=key, content_type="model/x-vox", size=len(data), sha256=kind.rjust(64, "0"))
            )
        return settle(self.ctx, taken.id, Status.COMPLETE, attempt=taken.attempt, artifacts=artifacts, result=result)

    def fail(self, job_id, message):
        taken = self.take(job_id)
        return settle(self.ctx, taken.id, Status.ERROR, attempt=taken.attempt, error_message=message)


def picture(size=(64, 64), kind="PNG"):
    """Return the bytes of a picture of a disc."""
    image = Image.new("RGB", size, (240, 240, 240))
    ImageDraw.Draw(image).ellipse([size[0] // 4, size[1] // 4, 3 * size[0] // 4, 3 * size[1] // 4], fill=(200, 30, 30))
    out = io.BytesIO()
    image.save(out, kind)
    return out.getvalue()


def encoded(data):
    return base64.b64encode(data).decode()


def disc():
    return encoded(picture())


@pytest.fixture
def user(ctx, client):
    return User(ctx, client, TOKENS)


@pytest.fixture
def worker(ctx):
    return Hands(ctx)
