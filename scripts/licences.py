"""Write ``docs/licences.md``: the licence of every locked dependency and of every weight.

A package's licence is what its own metadata says.  With ``--check`` nothing is written; the exit
code says whether the page is up to date.
"""

from __future__ import annotations

import subprocess
import sys
from importlib import metadata
from pathlib import Path

from packaging.requirements import Requirement

ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT))

from models.manifest import read_manifest  # noqa: E402 the checkout is not on a script's path
from scripts.space_files import find_uv  # noqa: E402

PAGE = ROOT / "docs" / "licences.md"

# Where a package's metadata names no licence: what the licence file in it says.
READ_FROM_FILES = {
    "cuda-toolkit": "no files of its own; stands for the nvidia-* packages",
    "torchcodec": "BSD-3-Clause",
}

HEAD = """\
# Licences

Written by `make licences` from the installed packages' own metadata and `models/manifest.toml`; do
not edit.

Viva Voce itself is AGPL-3.0-or-later (`LICENSE`), because ultralytics is AGPL-3.0.

## Weights

None of these is in the repository unless its source says so; `viva pull` fetches them.

| weight | used for | licence | source |
|---|---|---|---|
"""

NOTES = """
The card of the voice joe gives CC0 for its recordings, and says that it was tuned starting from
the voice lessac, whose recordings (Blizzard Challenge 2013) have terms of their own.

`ui/static/sample_face.jpg`, the picture that `viva doctor` looks at, is a crop of NASA's portrait
of the astronaut Eileen Collins (public domain). It implies no endorsement by NASA or by her.

## Packages

The `nvidia-*` and `cuda-*` packages come with the standard build of torch; nothing here uses them
on a machine without an NVIDIA card, and they are not redistributed by this project.
"""


def locked(*flags: str) -> list[str]:
    """Names of locked packages, in order."""
    command = [find_uv(), "export", "--frozen", "--no-hashes", "--no-emit-project"]
    command += ["--no-annotate", "--no-header", "--quiet", *flags]
    exported = subprocess.run(command, cwd=ROOT, check=True, capture_output=True, text=True)
    return [Requirement(line).name for line in exported.stdout.splitlines() if line.strip()]


def licence(name: str) -> str:
    """What a package says of its licence, in a few words."""
    told = metadata.metadata(name)
    if expression := told.get("License-Expression"):
        return expression
    classifiers = [
        line.removeprefix("License :: ").removeprefix("OSI Approved :: ").removeprefix(":: ")
        for line in told.get_all("Classifier") or []
        if line.startswith("License :: ") and line != "License :: OSI Approved"
    ]
    if classifiers:
        return "; ".join(classifiers)
    first = (told.get("License") or "").strip().splitlines()
    if first and len(first[0]) <= 60 and first[0] != "UNKNOWN":
        return first[0]
    return READ_FROM_FILES.get(name, "not stated in its metadata")


def packages(title: str, names: list[str]) -> str:
    rows = [f"| {name} | {metadata.version(name)} | {licence(name)} |" for name in names]
    return "\n".join(
        ["", f"### {title}", "", "| package | version | licence |", "|---|---|---|", *rows, ""]
    )


def page() -> str:
    weights = [
        f"| {weight.title} | {weight.use} | {weight.licence} | {weight.source} |"
        for weight in read_manifest().values()
    ]
    run = locked("--no-dev")
    develop = [name for name in locked("--only-dev") if name not in run]
    text = HEAD + "\n".join(weights) + "\n" + NOTES
    return text + packages("To run", run) + packages("To develop", develop)


def main() -> None:
    text = page()
    if PAGE.exists() and PAGE.read_text() == text:
        return
    if "--check" in sys.argv:
        sys.exit("docs/licences.md is not up to date: run `make licences` and commit.")
    PAGE.write_text(text)


if __name__ == "__main__":
    main()
