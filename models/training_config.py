"""A training's configuration from a TOML file and flags, over the defaults of its dataclass."""

from __future__ import annotations

import dataclasses
import tomllib
from collections.abc import Mapping
from pathlib import Path
from typing import Any, TypeVar

from pydantic import TypeAdapter, ValidationError

from viva.errors import SettingsError

_C = TypeVar("_C")


def read_config(kind: type[_C], file: Path | None, flags: Mapping[str, Any]) -> _C:
    """``flags`` that are not None win over ``file``, which wins over the defaults of ``kind``.

    Raises:
        SettingsError: the file cannot be read, or a value does not fit, naming it.
    """
    values: dict[str, Any] = {}
    if file:
        try:
            values = tomllib.loads(file.read_text(encoding="utf-8"))
        except (OSError, tomllib.TOMLDecodeError) as error:
            raise SettingsError(
                f"{file} cannot be read ({error}).", next_step="Correct it, or leave it out."
            ) from error
    values |= {name: value for name, value in flags.items() if value is not None}
    known = {field.name for field in dataclasses.fields(kind)}  # type: ignore[arg-type]
    if unknown := set(values) - known:
        raise SettingsError(
            f"The training has no {', '.join(sorted(unknown))}.",
            next_step=f"It has: {', '.join(sorted(known))}.",
        )
    try:
        return TypeAdapter(kind).validate_python(values)
    except ValidationError as error:
        wrong = "; ".join(f"{'.'.join(map(str, e['loc']))}: {e['msg']}" for e in error.errors())
        raise SettingsError(
            f"This training cannot be run: {wrong}.", next_step="Correct the file or the flags."
        ) from error
