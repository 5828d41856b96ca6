"""Which problems have changed since a revision, as git knows it."""

from __future__ import annotations

import subprocess
from pathlib import Path

from viva.errors import BankError


def changed_slugs(since: str, folder: Path) -> list[str]:
    """The problems in ``folder`` of which a file differs from the revision ``since``, committed or
    not, new files included; problems that are gone are left out.

    Raises:
        BankError: ``folder`` is not in a git checkout, or there is no such revision.
    """
    inside = ["--", "."]
    differ = _git(folder, "diff", "--name-only", "--relative", "--end-of-options", since, *inside)
    new = _git(folder, "ls-files", "--others", "--exclude-standard", *inside)
    slugs = {Path(line).parts[0] for line in (*differ, *new) if len(Path(line).parts) > 1}
    return sorted(slug for slug in slugs if (folder / slug).is_dir())


def _git(folder: Path, *arguments: str) -> list[str]:
    try:
        done = subprocess.run(
            ["git", "-c", "core.quotePath=off", *arguments],
            cwd=folder, capture_output=True, text=True, timeout=60, check=False,
        )  # fmt: skip
    except (OSError, subprocess.TimeoutExpired) as error:
        raise BankError(
            f"git could not be run to see what has changed: {error}.",
            next_step="Name the problems to lint instead.",
        ) from error
    if done.returncode:
        said = (done.stderr.strip().splitlines() or ["no reason given"])[0]
        raise BankError(
            f"git cannot tell what has changed: {said}.",
            next_step="Name a revision that exists, or the problems to lint.",
        )
    return done.stdout.splitlines()
