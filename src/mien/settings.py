"""Settings from the environment (`MIEN_…`), with the defaults of someone at home."""

from __future__ import annotations

import os
import re
from collections.abc import Mapping
from functools import partial
from pathlib import Path
from typing import Annotated, Any, Final

from platformdirs import user_cache_path, user_config_path, user_data_path
from pydantic import (
    AfterValidator,
    BaseModel,
    ConfigDict,
    Field,
    SecretStr,
    ValidationError,
    create_model,
    field_validator,
    model_validator,
)
from pydantic_settings import (
    BaseSettings,
    NoDecode,
    PydanticBaseSettingsSource,
    SettingsConfigDict,
    TomlConfigSettingsSource,
)
from pydantic_settings import SettingsError as UnreadableSourceError

from mien.core.errors import SettingsError
from mien.providers.base import Key, Manifest
from mien.providers.registry import known_manifests
from mien.vision.detect import DEFAULT_DETECTOR, DETECTORS

CONFIG_VARIABLE: Final = "MIEN_CONFIG"
"""Names another settings file than the one in the platform's folder."""

_LOOPBACK: Final = r"^http://(127\.0\.0\.1|localhost|\[::1\])(:\d+)?$"


class SourceKeys(BaseModel):
    """Credentials of one outside source; a key may also be read from a file, by `NAME_file`."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    @model_validator(mode="before")
    @classmethod
    def _from_files(cls, given: Any) -> Any:  # noqa: ANN401 - raw settings
        """Replace each `NAME_file` by what the file holds."""
        if not isinstance(given, dict):
            return given
        keys = {}
        for name, value in given.items():
            if name.endswith("_file") and name.removesuffix("_file") in cls.model_fields:
                try:
                    keys[name.removesuffix("_file")] = Path(value).read_text("utf-8").strip()
                except (OSError, TypeError, UnicodeDecodeError) as error:
                    raise ValueError(f"{value} can't be read") from error
            else:
                keys[name] = value
        return keys

    def given(self) -> dict[str, str]:
        """Return the keys that are set, in clear."""
        values = ((name, getattr(self, name)) for name in type(self).model_fields)
        return {name: value.get_secret_value() for name, value in values if value}


def _keys_of(manifest: Manifest) -> type[SourceKeys]:
    """Return the section of a source's keys, as its manifest has them."""
    fields: dict[str, Any] = {
        key.name: (
            Annotated[SecretStr, AfterValidator(partial(_checked, key))],
            Field(default=SecretStr(""), description=key.about),
        )
        for key in manifest.keys
    }
    # TMDB becomes TmdbKeys: an error names the class.
    name = re.sub("[A-Z]{2,}", lambda capitals: capitals[0].capitalize(), manifest.title)
    return create_model(f"{name.replace(' ', '')}Keys", __base__=SourceKeys, **fields)


def _checked(key: Key, value: SecretStr) -> SecretStr:
    if key.check is not None and value:
        key.check(value.get_secret_value())
    return value


def _with_keys_of_sources(settings: type[BaseModel]) -> type[BaseModel]:
    """Return the class with one more section for each source that has keys."""
    sections = ((each.name, _keys_of(each)) for each in known_manifests() if each.keys)
    fields: dict[str, Any] = {name: (section, section()) for name, section in sections}
    return create_model(
        settings.__name__,
        __base__=settings,
        __module__=__name__,
        __doc__=settings.__doc__,
        **fields,
    )


@_with_keys_of_sources
class ProviderSettings(BaseModel):
    """What holds for the outside sources, and under the name of each source its keys.

    Attributes:
        market: ISO 3166-1 code of the country whose shops and rights count.
        cache_mb: size that the kept answers keep to, in megabytes.
        origin: an address on this machine that stands in for the whole outside world.
    """

    model_config = ConfigDict(extra="forbid", frozen=True)

    market: str = Field(default="US", pattern="^[A-Z]{2}$")
    cache_mb: int = Field(default=200, ge=1, le=100_000)
    origin: str | None = Field(default=None, pattern=_LOOPBACK)

    def keys(self) -> Mapping[str, Mapping[str, str]]:
        """Return the keys that are set by source, in clear."""
        sections = ((name, getattr(self, name)) for name in type(self).model_fields)
        return {name: keys.given() for name, keys in sections if isinstance(keys, SourceKeys)}


class Settings(BaseSettings):
    """What an operator can set.

    Attributes:
        host: address to listen on.
        port: port to listen on.
        allowed_hosts: further names by which browsers may reach the server.
        threads: requests answered at a time.
        max_image_bytes: largest picture taken, in bytes.
        max_image_pixels: largest picture taken, in pixels before it is decoded.
        detector: how faces are found, a name of `vision.detect.DETECTORS`.
        data_dir: folder of what Mien remembers; the platform's folder for user data if not set.
        database_url: an SQLAlchemy URL of another database, or None for a file in `data_dir`.
        cache_dir: folder of answers of outside sources; the platform's cache folder if not set.
        providers: the outside sources; their variables are `MIEN_PROVIDERS__SOURCE__KEY`.
        operator_name: who runs this installation, shown in the notice.
        operator_contact: how to reach them.
        log_level: debug, info, warning or error.
    """

    model_config = SettingsConfigDict(
        env_prefix="MIEN_", env_nested_delimiter="__", extra="ignore", frozen=True
    )

    host: str = "127.0.0.1"
    port: int = Field(default=5000, ge=0, le=65535)
    allowed_hosts: Annotated[tuple[str, ...], NoDecode] = ()
    threads: int = Field(default=4, ge=1, le=64)
    max_image_bytes: int = Field(default=12_000_000, ge=10_000)
    max_image_pixels: int = Field(default=40_000_000, ge=10_000)
    detector: str = DEFAULT_DETECTOR
    data_dir: Path = Field(default_factory=lambda: user_data_path("mien", appauthor=False))
    database_url: str | None = None
    cache_dir: Path = Field(default_factory=lambda: user_cache_path("mien", appauthor=False))
    providers: ProviderSettings = ProviderSettings()
    operator_name: str = ""
    operator_contact: str = ""
    log_level: str = Field(default="warning", pattern="^(debug|info|warning|error)$")

    @classmethod
    def settings_customise_sources(
        cls,
        settings_cls: type[BaseSettings],
        init_settings: PydanticBaseSettingsSource,
        env_settings: PydanticBaseSettingsSource,
        dotenv_settings: PydanticBaseSettingsSource,  # noqa: ARG003 - not used here
        file_secret_settings: PydanticBaseSettingsSource,  # noqa: ARG003 - not used here
    ) -> tuple[PydanticBaseSettingsSource, ...]:
        """Let the command line win over the environment, and that over the settings file."""
        file = TomlConfigSettingsSource(settings_cls, toml_file=settings_file())
        return init_settings, env_settings, file

    @field_validator("detector")
    @classmethod
    def _known_detector(cls, value: str) -> str:
        """Refuse a detector that there is not."""
        if value not in DETECTORS:
            raise ValueError(f"use one of {', '.join(DETECTORS)}")
        return value

    @field_validator("data_dir", "cache_dir")
    @classmethod
    def _absolute(cls, value: Path) -> Path:
        """Make the folder independent of where the program is started."""
        return value.expanduser().absolute()

    @field_validator("database_url")
    @classmethod
    def _empty_is_none(cls, value: str | None) -> str | None:
        """Take an empty variable as one that is not set."""
        return value or None

    @field_validator("allowed_hosts", mode="before")
    @classmethod
    def _split(cls, value: object) -> object:
        """Take a list separated by commas, as an environment variable has it."""
        if isinstance(value, str):
            return tuple(part.strip().lower() for part in value.split(",") if part.strip())
        return value


def settings_file() -> Path:
    """Return where the settings file lies, whether or not it is there."""
    named = os.environ.get(CONFIG_VARIABLE)
    folder = user_config_path("mien", appauthor=False)
    return Path(named).expanduser() if named else folder / "settings.toml"


def load_settings(**overrides: object) -> Settings:
    """Read the settings from file and environment; `overrides` (the command line) win over both.

    Raises:
        SettingsError: a value is not understood; names the variable.
    """
    try:
        return Settings(**overrides)  # type: ignore[arg-type]
    except ValidationError as error:
        first = error.errors()[0]
        name = "__".join(str(part) for part in first["loc"]).upper()
        # Anything under `providers` may be a key, so what was given is not repeated.
        given = "" if first["loc"][:1] == ("providers",) else f" (got {first['input']!r})"
        message = first["msg"].removeprefix("Value error, ")
        raise SettingsError(f"MIEN_{name}: {message}{given}.", "Correct or remove it.") from error
    except UnreadableSourceError as error:
        raise SettingsError(f"A setting is not understood: {error}.", "Correct it.") from error
    except ValueError as error:
        raise SettingsError(
            f"{settings_file()} can't be read: {type(error).__name__}.", "Correct or remove it."
        ) from error
