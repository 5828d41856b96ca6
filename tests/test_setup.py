"""Setting up: what happens on machines that lack something, and that generated files fit."""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import sys
import tomllib
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[1]
PACKAGES = ("viva", "agent", "tools", "question_bank", "models", "ui", "evals")


@pytest.fixture
def checkout(tmp_path: Path) -> Path:
    """A checkout with nothing set up, and programs of the test's own in front of the others."""
    (tmp_path / "here" / "scripts").mkdir(parents=True)
    (tmp_path / "bin").mkdir()
    shutil.copy(ROOT / "scripts" / "setup.sh", tmp_path / "here" / "scripts")
    return tmp_path / "here"


def program(checkout: Path, name: str, script: str) -> None:
    path = checkout.parent / "bin" / name
    path.write_text(f"#!/bin/sh\n{script}\n")
    path.chmod(0o755)


def set_up(checkout: Path) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        ["bash", "scripts/setup.sh"],
        cwd=checkout,
        env={"PATH": f"{checkout.parent / 'bin'}:/usr/bin:/bin", "HOME": str(checkout.parent)},
        capture_output=True,
        text=True,
        check=False,
    )


def test_without_venv_it_says_the_one_line_to_type(checkout: Path) -> None:
    program(checkout, "python3.11", "echo 'ensurepip is not available' >&2; exit 1")
    ended = set_up(checkout)
    assert ended.returncode == 1
    assert "sudo apt-get install -y python3-venv" in ended.stderr
    assert not (checkout / ".uv").exists()


def test_without_python_311_it_says_what_to_install(checkout: Path) -> None:
    program(checkout, "uv", "exit 2")
    ended = set_up(checkout)
    assert ended.returncode == 1
    assert "python3.11" in ended.stderr
    assert "Traceback" not in ended.stderr


def test_a_uv_on_the_path_is_used_and_the_lock_is_kept(checkout: Path) -> None:
    program(checkout, "uv", f'echo "$@" >> {checkout}/calls')
    assert set_up(checkout).returncode == 0
    calls = (checkout / "calls").read_text().splitlines()
    assert calls == ["python find 3.11", "sync --frozen --python 3.11"]


def test_where_packages_may_not_be_installed_it_goes_on(tmp_path: Path) -> None:
    ended = subprocess.run(
        [sys.executable, ROOT / "scripts" / "system_packages.py", "run", "test"],
        env={"PATH": str(tmp_path)},
        capture_output=True,
        text=True,
        check=False,
    )
    assert ended.returncode == 0
    line = "sudo apt-get install -y espeak-ng ffmpeg bubblewrap nodejs chromium git"
    assert line in ended.stderr


def test_one_package_that_is_not_to_be_had_does_not_keep_the_others_out(tmp_path: Path) -> None:
    """An apt that has no chromium, and installs what it has as empty programs."""
    apt = """
        case "$*" in *chromium*) exit 100;; esac
        case "$*" in *update*) exit 0;; esac
        for package; do :; done
        [ "$package" = bubblewrap ] && package=bwrap
        [ "$package" = nodejs ] && package=node
        printf '#!/bin/sh\n' > "$HOME/$package"; /bin/chmod +x "$HOME/$package"
    """
    for name, script in (("apt-get", apt), ("sudo", 'shift; "$@"'), ("env", 'shift; "$@"')):
        (tmp_path / name).write_text(f"#!/bin/sh\n{script}\n")
        (tmp_path / name).chmod(0o755)
    (tmp_path / "true").symlink_to("/bin/true")
    ended = subprocess.run(
        [sys.executable, ROOT / "scripts" / "system_packages.py", "run", "test"],
        env={"PATH": str(tmp_path), "HOME": str(tmp_path)},
        capture_output=True,
        text=True,
        check=False,
    )
    assert ended.returncode == 0
    assert ended.stderr.splitlines()[-1].strip() == "sudo apt-get install -y chromium"


def test_what_a_space_installs_is_what_is_locked() -> None:
    lock = tomllib.loads((ROOT / "uv.lock").read_text())
    locked = {package["name"]: package["version"] for package in lock["package"]}
    lines = (ROOT / "requirements.txt").read_text().splitlines()[1:]
    wanted = dict(line.split("==") for line in lines)
    assert wanted == {re.sub(r"\[.*\]", "", name): locked[name] for name in wanted}
    assert {"torch", "gradio", "xllamacpp"} <= set(wanted)
    assert "pytest" not in wanted
    assert "espeak-ng" in (ROOT / "packages.txt").read_text().split()


@pytest.mark.parametrize("target", ["run", "test", "check", "bench", "eval", "train", "doctor"])
def test_the_documented_targets_are_there(target: str) -> None:
    ended = subprocess.run(
        ["make", "-n", target],
        cwd=ROOT,
        env=os.environ,
        capture_output=True,
        text=True,
        check=False,
    )
    assert ended.returncode == 0, ended.stderr


@pytest.mark.parametrize(
    ("module", "line", "contract"),
    [
        ("tools/planted.py", "import agent", "imports go one way"),
        ("agent/policy.py", "import random", "the core does no I/O"),
    ],
)
def test_import_rules_can_be_broken(tmp_path: Path, module: str, line: str, contract: str) -> None:
    for package in PACKAGES:
        shutil.copytree(
            ROOT / package,
            tmp_path / package,
            ignore=lambda folder, names: [n for n in names if not _is_code(Path(folder) / n)],
        )
    shutil.copy(ROOT / "pyproject.toml", tmp_path)
    with (tmp_path / module).open("a") as file:
        file.write(f"\n{line}\n")
    program = Path(sys.executable).with_name("lint-imports")
    ended = subprocess.run(
        [program, "--no-logo", "--no-cache"],
        cwd=tmp_path,
        env=os.environ | {"PYTHONPATH": str(tmp_path), "COLUMNS": "200"},
        capture_output=True,
        text=True,
        check=False,
    )
    assert ended.returncode == 1, ended.stdout
    assert f"{contract} BROKEN" in ended.stdout


def _is_code(path: Path) -> bool:
    return (path.is_dir() and path.name not in ("problems", "__pycache__")) or path.suffix == ".py"


@pytest.mark.parametrize(("fails", "code"), [("none", 0), ("check", 2), ("test", 2)])
def test_ci_ends_with_the_tests_and_fails_if_either_fails(
    checkout: Path, fails: str, code: int
) -> None:
    (checkout / ".ci").mkdir()
    shutil.copy(ROOT / ".ci" / "run", checkout / ".ci")
    for name in ("git", "python3.11"):
        program(checkout, name, "exit 0")
    program(checkout, "make", f'echo "make $1"; [ "$1" != {fails} ] || exit 2')
    ended = subprocess.run(
        ["bash", ".ci/run"],
        cwd=checkout,
        env={"PATH": f"{checkout.parent / 'bin'}:/usr/bin:/bin"},
        capture_output=True,
        text=True,
        check=False,
    )
    assert ended.returncode == code
    assert ended.stdout.splitlines() == ["make check", "make test"]


def test_the_space_runs_the_gradio_that_is_locked() -> None:
    front_matter = (ROOT / "README.md").read_text().split("---")[1]
    requirements = (ROOT / "requirements.txt").read_text()
    [version] = re.findall(r"^sdk_version: (\S+)$", front_matter, re.MULTILINE)
    assert f"gradio=={version}\n" in requirements
    assert "app_file: app.py" in front_matter
    assert (ROOT / "app.py").exists()
