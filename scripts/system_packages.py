"""Install the system packages that are missing, where that is allowed; else say what to type.

``system_packages.py run [test]``: the groups of ``[tool.viva.system-packages]`` in pyproject.toml,
each a table of command = package.  Going on without is allowed: what needs a package says so.
"""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
import tomllib
from pathlib import Path

PYPROJECT = Path(__file__).resolve().parent.parent / "pyproject.toml"


def missing(groups: list[str]) -> list[str]:
    """Packages of these groups whose command is not on the PATH."""
    tables = tomllib.loads(PYPROJECT.read_text())["tool"]["viva"]["system-packages"]
    wanted = {command: package for group in groups for command, package in tables[group].items()}
    return [package for command, package in wanted.items() if not shutil.which(command)]


def become_root() -> list[str] | None:
    """What to put before a command that needs root; None if we may not."""
    if not shutil.which("apt-get"):
        return None
    if os.geteuid() == 0:
        return []
    sudo = ["sudo", "-n"]
    if (
        shutil.which("sudo")
        and subprocess.run([*sudo, "true"], capture_output=True).returncode == 0
    ):
        return sudo
    return None


def install(packages: list[str], root: list[str]) -> None:
    """Through apt; one that this release does not have must not keep the others out."""
    apt = [*root, "env", "DEBIAN_FRONTEND=noninteractive", "apt-get", "-qq", "-y"]
    subprocess.run([*apt, "update"], check=False)
    chosen = [*apt, "install", "--no-install-recommends"]
    if subprocess.run([*chosen, *packages], stdout=subprocess.DEVNULL, check=False).returncode:
        for package in packages:
            subprocess.run([*chosen, package], stdout=subprocess.DEVNULL, check=False)


def main() -> None:
    groups = sys.argv[1:] or ["run"]
    packages = missing(groups)
    if not packages:
        return
    print(f"System packages that are missing: {' '.join(packages)}", file=sys.stderr)
    root = become_root()
    if root is not None:
        install(packages, root)
    if left := missing(groups):
        print("Going on without some. To have them, type this once:", file=sys.stderr)
        print(f"    sudo apt-get install -y {' '.join(left)}", file=sys.stderr)


if __name__ == "__main__":
    main()
