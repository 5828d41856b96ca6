"""Settings, from (first wins) flags, ``VIVA_*`` environment variables, ``.env``, ``viva.toml``.

Flags reach here as keyword arguments of :func:`load`.  ``viva.toml`` is read from the current
folder if it is there, else from the platform's configuration folder.
"""

from __future__ import annotations

from pathlib import Path
from typing import Any, Literal

import platformdirs
from pydantic import Field, ValidationError
from pydantic_settings import (
    BaseSettings,
    PydanticBaseSettingsSource,
    SettingsConfigDict,
    TomlConfigSettingsSource,
)

from viva.errors import SettingsError

_DIRS = platformdirs.PlatformDirs("viva-voce", appauthor=False)


def _toml_file() -> Path:
    here = Path("viva.toml")
    return here if here.exists() else Path(_DIRS.user_config_dir) / "viva.toml"


class Settings(BaseSettings):
    """All that can be set. Sizes are in bytes, times in seconds."""

    model_config = SettingsConfigDict(
        env_prefix="VIVA_", env_file=".env", extra="ignore", frozen=True
    )

    # where things live
    cache_dir: Path = Field(default=Path(_DIRS.user_cache_dir), description="weights and caches")
    data_dir: Path = Field(default=Path(_DIRS.user_data_dir), description="tapes and media")
    tape_url: str = Field(default="", description="SQLAlchemy URL; empty: SQLite in data_dir")
    data: Path = Field(
        default=Path("../shared/data"), description="data sets, for training and measuring only"
    )

    # the language model: empty base_url starts the local server
    llm_base_url: str = ""
    llm_api_key: str = "local"
    llm_model: str = "qwen2.5-coder-1.5b"
    llm_timeout_s: float = 30.0
    llm_threads: int = 2

    # the interviewer's voice
    voice: str = Field(
        default="joe", description="joe, or an English VITS voice of Coqui's catalogue by its name"
    )

    # the page
    host: str = "127.0.0.1"
    port: int = 7860
    max_upload_bytes: int = 30_000_000
    max_audio_s: float = 180.0
    max_code_bytes: int = 64_000

    # the interview
    minutes: int = Field(default=35, description="time mark for the whole interview")
    probes: int = Field(default=6, ge=1, le=20, description="questions about the code")
    staples: int = Field(default=2, ge=0, le=6, description="behavioural questions")
    affect: Literal["ask", "off"] = Field(
        default="ask", description="'off' is the institution switch: never offered, never read"
    )
    keep_media: bool = Field(default=False, description="keep raw audio and frames")

    @classmethod
    def settings_customise_sources(
        cls,
        settings_cls: type[BaseSettings],
        init_settings: PydanticBaseSettingsSource,
        env_settings: PydanticBaseSettingsSource,
        dotenv_settings: PydanticBaseSettingsSource,
        file_secret_settings: PydanticBaseSettingsSource,
    ) -> tuple[PydanticBaseSettingsSource, ...]:
        toml = TomlConfigSettingsSource(settings_cls, toml_file=_toml_file())
        return init_settings, env_settings, dotenv_settings, toml

    @property
    def tape_database(self) -> str:
        """The SQLAlchemy URL of the tape."""
        return self.tape_url or f"sqlite:///{self.data_dir / 'tape.sqlite3'}"

    @property
    def weights_dir(self) -> Path:
        return self.cache_dir / "weights"


def load(**flags: Any) -> Settings:
    """Settings with ``flags`` (those that are not None) over everything else.

    Raises:
        SettingsError: naming each value that cannot be used and where it may be set.
    """
    try:
        return Settings(**{name: value for name, value in flags.items() if value is not None})
    except ValidationError as error:
        wrong = "; ".join(f"{'.'.join(map(str, e['loc']))}: {e['msg']}" for e in error.errors())
        raise SettingsError(
            f"These settings cannot be used: {wrong}.",
            next_step="Correct them in the flags, VIVA_* variables, .env or viva.toml.",
        ) from error
