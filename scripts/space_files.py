"""Write ``requirements.txt`` and ``packages.txt`` for a Hugging Face Space, from the lock.

With ``--check`` nothing is written; the exit code says whether they are up to date.
"""

from __future__ import annotations

import shutil
import subprocess
import sys
import tomllib
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
HEAD = "# Written by `make space-files` from uv.lock; do not edit.\n"


def find_uv() -> str:
    """uv as scripts/setup.sh has it."""
    fetched = ROOT / ".uv" / "bin" / "uv"
    uv = str(fetched) if fetched.exists() else shutil.which("uv")
    if not uv:
        sys.exit("uv is not here: run make once.")
    return uv


def requirements() -> str:
    """Every locked package that the application needs, pinned."""
    flags = ["--frozen", "--no-dev", "--no-hashes", "--no-emit-project", "--no-annotate"]
    flags += ["--no-header", "--quiet"]
    exported = subprocess.run(
        [find_uv(), "export", *flags], cwd=ROOT, check=True, capture_output=True, text=True
    )
    # the lock is for Linux on x86-64 only, which is what a Space runs on
    return HEAD + "".join(line.split(" ;")[0] + "\n" for line in exported.stdout.splitlines())


def packages() -> str:
    """The system packages a Space installs; it allows no comments in this file."""
    settings = tomllib.loads((ROOT / "pyproject.toml").read_text())
    return "\n".join(settings["tool"]["viva"]["system-packages"]["run"].values()) + "\n"


def main() -> None:
    stale = []
    for name, text in (("requirements.txt", requirements()), ("packages.txt", packages())):
        path = ROOT / name
        if path.exists() and path.read_text() == text:
            continue
        stale.append(name)
        if "--check" not in sys.argv:
            path.write_text(text)
    if stale and "--check" in sys.argv:
        sys.exit(f"{' and '.join(stale)} not up to date: run `make space-files` and commit.")


if __name__ == "__main__":
    main()
