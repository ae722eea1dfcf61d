"""What a user may set, read from the environment; see CONTRACT §4. Read by wiring and cli alone."""

from pathlib import Path
from typing import Literal

from platformdirs import user_data_path
from pydantic import Field
from pydantic_settings import BaseSettings, SettingsConfigDict

from picturelock.domain.door_limits import DoorLimits

_DOORS = DoorLimits()
_MB = 1024 * 1024


class Settings(BaseSettings):
    """The settings that this version reads. Each is documented in the README under its variable's name."""

    model_config = SettingsConfigDict(env_ignore_empty=True, extra="ignore")

    home: Path = Field(
        default_factory=lambda: user_data_path("picturelock", appauthor=False),
        validation_alias="PICTURELOCK_HOME",
    )
    database_url: str | None = Field(default=None, validation_alias="DATABASE_URL")
    model: str | None = Field(default=None, validation_alias="PICTURELOCK_MODEL")
    openai_api_key: str | None = Field(default=None, validation_alias="OPENAI_API_KEY")
    openai_base_url: str | None = Field(default=None, validation_alias="OPENAI_BASE_URL")
    anthropic_api_key: str | None = Field(default=None, validation_alias="ANTHROPIC_API_KEY")
    anthropic_base_url: str | None = Field(default=None, validation_alias="ANTHROPIC_BASE_URL")
    gemini_api_key: str | None = Field(default=None, validation_alias="GEMINI_API_KEY")
    gemini_base_url: str | None = Field(default=None, validation_alias="GOOGLE_GEMINI_BASE_URL")
    openrouter_api_key: str | None = Field(default=None, validation_alias="OPENROUTER_API_KEY")
    openrouter_base_url: str | None = Field(default=None, validation_alias="OPENROUTER_BASE_URL")
    ollama_base_url: str | None = Field(default=None, validation_alias="OLLAMA_BASE_URL")
    free_models: str | None = Field(default=None, validation_alias="PICTURELOCK_FREE_MODELS")
    model_limits: str | None = Field(default=None, validation_alias="PICTURELOCK_MODEL_LIMITS")
    output_root: Path = Field(default_factory=Path.cwd, validation_alias="PICTURELOCK_OUTPUT_ROOT")
    voice: Literal["espeak", "festival"] | None = Field(default=None, validation_alias="PICTURELOCK_VOICE")
    pexels_api_key: str | None = Field(default=None, validation_alias="PEXELS_API_KEY")
    pexels_base_url: str = Field(default="https://api.pexels.com", validation_alias="PEXELS_BASE_URL")
    pixabay_api_key: str | None = Field(default=None, validation_alias="PIXABAY_API_KEY")
    pixabay_base_url: str = Field(default="https://pixabay.com", validation_alias="PIXABAY_BASE_URL")
    remotion_engine: Literal["auto", "server"] = Field(
        default="auto", validation_alias="PICTURELOCK_REMOTION_ENGINE"
    )
    log: Literal["json", "text"] | None = Field(default=None, validation_alias="PICTURELOCK_LOG")
    worker_metrics: str | None = Field(default=None, validation_alias="PICTURELOCK_WORKER_METRICS")
    otlp_endpoint: str | None = Field(default=None, validation_alias="OTEL_EXPORTER_OTLP_ENDPOINT")
    webhooks: Path | None = Field(default=None, validation_alias="PICTURELOCK_WEBHOOKS")
    webhook_hosts: str | None = Field(default=None, validation_alias="PICTURELOCK_WEBHOOK_HOSTS")
    offline: bool = Field(default=False, validation_alias="PICTURELOCK_OFFLINE")
    keep_films_days: float | None = Field(
        default=None, ge=0, allow_inf_nan=False, validation_alias="PICTURELOCK_KEEP_FILMS_DAYS"
    )
    keep_takes_days: float = Field(
        default=30.0, ge=0, allow_inf_nan=False, validation_alias="PICTURELOCK_KEEP_TAKES_DAYS"
    )

    api_keys: Path | None = Field(default=None, validation_alias="PICTURELOCK_API_KEYS")
    origins: str = Field(default="", validation_alias="PICTURELOCK_ORIGINS")
    hosts: str = Field(default="", validation_alias="PICTURELOCK_HOSTS")
    message_mb: float = Field(
        default=_DOORS.message_bytes / _MB, gt=0, le=1_000, validation_alias="PICTURELOCK_MESSAGE_MB"
    )
    messages_per_second: int = Field(
        default=_DOORS.messages_per_second or 0, ge=0, validation_alias="PICTURELOCK_MESSAGES_PER_SECOND"
    )
    requests_per_minute: int = Field(
        default=_DOORS.requests_per_minute or 0, ge=0, validation_alias="PICTURELOCK_REQUESTS_PER_MINUTE"
    )
    open_sessions: int = Field(
        default=_DOORS.open_sessions or 0, ge=0, validation_alias="PICTURELOCK_OPEN_SESSIONS"
    )
    file_mb: float = Field(
        default=_DOORS.file_bytes / _MB, gt=0, le=10_000, validation_alias="PICTURELOCK_FILE_MB"
    )
    form_mb: float = Field(
        default=_DOORS.form_bytes / _MB, gt=0, le=10_000, validation_alias="PICTURELOCK_FORM_MB"
    )
    json_mb: float = Field(
        default=_DOORS.json_bytes / _MB, gt=0, le=1_000, validation_alias="PICTURELOCK_JSON_MB"
    )

    store: str | None = Field(default=None, validation_alias="PICTURELOCK_STORE")
    cache_gb: float = Field(default=20.0, gt=0, allow_inf_nan=False, validation_alias="PICTURELOCK_CACHE_GB")

    @property
    def door_limits(self) -> DoorLimits:
        """How much one client may ask of the service; 0 in a setting is no limit."""
        return DoorLimits(
            message_bytes=round(self.message_mb * _MB),
            messages_per_second=self.messages_per_second or None,
            requests_per_minute=self.requests_per_minute or None,
            open_sessions=self.open_sessions or None,
            file_bytes=round(self.file_mb * _MB),
            form_bytes=round(self.form_mb * _MB),
            json_bytes=round(self.json_mb * _MB),
        )

    @property
    def database(self) -> str:
        """The SQLAlchemy address of the database."""
        return self.database_url or f"sqlite:///{self.home / 'picturelock.sqlite3'}"

    @property
    def takes(self) -> Path:
        """The folder of kept takes; a cache of them when machines share a store."""
        folder = self.home if self.store is None or self.shared_store else Path(self.store)
        return folder / "takes"

    @property
    def shared_store(self) -> str | None:
        """The address of the object store that machines share; None when takes lie in a folder."""
        return self.store if self.store is not None and "://" in self.store else None

    @property
    def films(self) -> Path:
        """The folder of films that people find."""
        return self.home / "films"
