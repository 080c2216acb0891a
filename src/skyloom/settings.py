"""The settings of a deployment, from the environment; bootstrap reads them and hands down values."""

from __future__ import annotations

from pathlib import Path

from pydantic import BaseModel, ConfigDict, Field, SecretStr
from pydantic_settings import BaseSettings, SettingsConfigDict


class WorkerSettings(BaseModel):
    """How workers work."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    processes: int = Field(default=1, ge=1, le=64, description="renders at the same time on this machine")
    heartbeat: float = Field(default=2.0, gt=0, description="seconds between two signs of life of a worker")
    lease: float = Field(
        default=10.0, gt=0, description="seconds without a sign of life after which a generation is given to another"
    )
    sweep: float = Field(default=2.0, gt=0, description="seconds between two looks for what dead workers left")
    job_timeout: float = Field(default=900.0, gt=0, description="seconds after which a render is stopped as an error")
    grace: float = Field(
        default=2.0,
        ge=0,
        description="seconds that a worker told to stop may finish its render before it hands it back",
    )
    watchdog: float = Field(
        default=60.0, gt=0, description="seconds without the database after which a worker ends, to be started anew"
    )


class Settings(BaseSettings):
    """Each is set by an environment variable: `SKYLOOM_WORKER__LEASE=20` sets `worker.lease`."""

    model_config = SettingsConfigDict(
        env_prefix="SKYLOOM_", env_nested_delimiter="__", env_ignore_empty=True, frozen=True, extra="ignore"
    )

    data_dir: Path = Field(default=Path("data"), description="folder of the embedded database and of the files")
    database_url: SecretStr | None = Field(
        default=None, description="postgresql://user:password@host:5432/database; unset: the embedded PostgreSQL"
    )
    storage_url: str | None = Field(
        default=None,
        description="s3://, gs:// or az:// bucket and path, or a folder; unset: `blobs` in the data folder",
    )
    public_url: str | None = Field(
        default=None, description="address under which clients reach the server; unset: as each request says"
    )
    trust_forwarded: bool = Field(
        default=False, description="believe X-Forwarded-Proto and X-Forwarded-Host: true behind your own proxy"
    )
    max_body: int = Field(default=16 * 2**20, ge=1024, description="bytes that a request's body may hold")
    allow_private_urls: bool = Field(
        default=False, description="let clients name addresses in private networks: images to fetch, webhooks"
    )
    rate_limit: int = Field(default=1200, ge=0, description="requests that a key may make a minute; 0: any number")
    max_pending: int = Field(
        default=100, ge=1, description="generations of an account that may wait or run at the same time"
    )
    push_key: str = Field(
        default="skyloom", pattern="^[A-Za-z0-9_-]{1,100}$", description="app key that clients of the push socket name"
    )
    pusher_url: SecretStr | None = Field(
        default=None,
        description="http://key:secret@host:port/apps/id of a Pusher-compatible server that is told of every state",
    )
    engines: str = Field(default="", description="further engines, as package.module:Class, separated by commas")
    llm_url: str | None = Field(
        default=None, description="OpenAI-compatible API that enhances prompts; unset: Skyloom's own writer does"
    )
    llm_key: SecretStr | None = Field(default=None, description="key of that API")
    llm_model: str = Field(default="default", description="model of that API")
    llm_timeout: float = Field(default=20.0, gt=0, description="seconds that it may take to enhance a prompt")
    log_level: str = Field(default="info", pattern="^(debug|info|warning|error)$", description="least level to log")
    worker: WorkerSettings = Field(default_factory=WorkerSettings, description="how workers work")

    @property
    def engine_paths(self) -> list[str]:
        """The further engines, one by one."""
        return [path.strip() for path in self.engines.split(",") if path.strip()]

    @property
    def files_url(self) -> str:
        """Where files are kept."""
        return self.storage_url or str(self.data_dir / "blobs")
