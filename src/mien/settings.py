"""Settings from the environment (`MIEN_…`), with the defaults of someone at home."""

from __future__ import annotations

from typing import Annotated

from pydantic import Field, ValidationError, field_validator
from pydantic_settings import BaseSettings, NoDecode, SettingsConfigDict

from mien.core.errors import SettingsError


class Settings(BaseSettings):
    """What an operator can set.

    Attributes:
        host: address to listen on.
        port: port to listen on.
        allowed_hosts: further names by which browsers may reach the server.
        threads: requests answered at a time.
        max_image_bytes: largest picture taken, in bytes.
        max_image_pixels: largest picture taken, in pixels before it is decoded.
        detector: how faces are found, `mtcnn` or `haar`.
        operator_name: who runs this installation, shown in the notice.
        operator_contact: how to reach them.
        log_level: debug, info, warning or error.
    """

    model_config = SettingsConfigDict(env_prefix="MIEN_", extra="ignore", frozen=True)

    host: str = "127.0.0.1"
    port: int = Field(default=5000, ge=0, le=65535)
    allowed_hosts: Annotated[tuple[str, ...], NoDecode] = ()
    threads: int = Field(default=4, ge=1, le=64)
    max_image_bytes: int = Field(default=12_000_000, ge=10_000)
    max_image_pixels: int = Field(default=40_000_000, ge=10_000)
    detector: str = Field(default="mtcnn", pattern="^(mtcnn|haar)$")
    operator_name: str = ""
    operator_contact: str = ""
    log_level: str = Field(default="info", pattern="^(debug|info|warning|error)$")

    @field_validator("allowed_hosts", mode="before")
    @classmethod
    def _split(cls, value: object) -> object:
        """Take a list separated by commas, as an environment variable has it."""
        if isinstance(value, str):
            return tuple(part.strip().lower() for part in value.split(",") if part.strip())
        return value


def load_settings(**overrides: object) -> Settings:
    """Read the settings; `overrides` (from the command line) win over the environment.

    Raises:
        SettingsError: a value is not understood; names the variable.
    """
    try:
        return Settings(**overrides)  # type: ignore[arg-type]
    except ValidationError as error:
        first = error.errors()[0]
        name = "_".join(str(part) for part in first["loc"]).upper()
        raise SettingsError(
            f"MIEN_{name}: {first['msg']} (got {first['input']!r}).", "Correct or remove it."
        ) from error
