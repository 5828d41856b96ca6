"""What ``manifest.toml`` says: every weight, its files, where they come from and their sha256."""

from __future__ import annotations

import tomllib
from pathlib import Path, PurePosixPath

from pydantic import BaseModel, ConfigDict, Field, ValidationError, model_validator

from viva.errors import SettingsError

REPOSITORY = Path(__file__).resolve().parent.parent
MANIFEST_FILE = Path(__file__).with_name("manifest.toml")


class _Row(BaseModel):
    model_config = ConfigDict(frozen=True, extra="forbid")


class Mirror(_Row):
    """``member`` of the wheel of ``package`` (``name==version``), or of ``parts`` such packages."""

    package: str = Field(pattern=r"^[A-Za-z0-9._{}-]+==[0-9][A-Za-z0-9.]*$")
    member: str
    parts: int = Field(default=0, ge=0, le=99)

    def pieces(self) -> tuple[tuple[str, str], ...]:
        """(package, member) of each piece, in the order in which they make up the file."""
        if not self.parts:
            return ((self.package, self.member),)
        numbers = range(1, self.parts + 1)
        return tuple((self.package.format(n=n), self.member.format(n=n)) for n in numbers)


class WeightFile(_Row):
    """One file; ``path`` is relative to its weight's folder."""

    path: str
    bytes: int = Field(gt=0)
    sha256: str = Field(pattern=r"^[0-9a-f]{64}$")
    url: str = ""
    mirror: Mirror | None = None
    bundled: str = ""

    @model_validator(mode="after")
    def _has_a_source(self) -> WeightFile:
        if bool(self.bundled) == bool(self.url or self.mirror):
            raise ValueError(f"{self.path}: name either a url or mirror, or a bundled path")
        for path in (self.path, self.bundled):
            if PurePosixPath(path).is_absolute() or ".." in PurePosixPath(path).parts:
                raise ValueError(f"{path}: must stay inside its folder")
        return self


class Weight(_Row):
    """One weight. It is one file, or a folder of several."""

    name: str
    title: str
    use: str
    licence: str
    source: str
    revision: str = ""
    notes: str = ""
    files: tuple[WeightFile, ...] = Field(min_length=1)

    @property
    def bytes(self) -> int:
        return sum(file.bytes for file in self.files)

    @property
    def is_bundled(self) -> bool:
        """Trained here and committed, so there is nothing to fetch."""
        return all(file.bundled for file in self.files)


def read_manifest(path: Path = MANIFEST_FILE) -> dict[str, Weight]:
    """Weights by name, in the order of the file.

    Raises:
        SettingsError: the manifest is not valid.
    """
    try:
        tables = tomllib.loads(path.read_text(encoding="utf-8"))
        return {name: Weight(name=name, **table) for name, table in tables.items()}
    except (OSError, tomllib.TOMLDecodeError, ValidationError, TypeError) as error:
        raise SettingsError(
            f"The list of weights ({path.name}) cannot be read: {error}.",
            next_step="Restore it from the repository.",
        ) from error
