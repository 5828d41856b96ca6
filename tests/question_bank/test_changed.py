"""What has changed since a revision is what continuous integration lints."""

from __future__ import annotations

import subprocess
from pathlib import Path

import pytest

from question_bank.changed import changed_slugs
from viva.errors import BankError


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    def git(*arguments: str) -> None:
        who = ["-c", "user.name=a", "-c", "user.email=a@example.org"]
        subprocess.run(["git", *who, *arguments], cwd=tmp_path, check=True, capture_output=True)

    folder = tmp_path / "bank" / "problems"
    for slug in ("one", "two", "three", "gone"):
        (folder / slug).mkdir(parents=True)
        (folder / slug / "problem.yaml").write_text("title: x\n")
    git("init", "-q")
    git("add", ".")
    git("commit", "-q", "-m", "first")
    (folder / "two" / "problem.yaml").write_text("title: y\n")
    git("commit", "-q", "-a", "-m", "second")
    (folder / "gone" / "problem.yaml").unlink()
    (folder / "gone").rmdir()
    return folder


def test_committed_and_new_files_count(folder: Path) -> None:
    assert changed_slugs("HEAD~1", folder) == ["two"]
    assert changed_slugs("HEAD", folder) == []
    (folder / "three" / "inputs.py").write_text("x = 1\n")
    assert changed_slugs("HEAD", folder) == ["three"]


def test_a_revision_that_is_not_there(folder: Path) -> None:
    with pytest.raises(BankError, match="git cannot tell"):
        changed_slugs("nothing", folder)
    with pytest.raises(BankError, match="git cannot tell"):
        changed_slugs("--output=x", folder)
