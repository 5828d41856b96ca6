"""Shared fixtures. Tests never read the user's own tapes, weights settings or .env."""

from __future__ import annotations

import sys
from pathlib import Path

import pytest


@pytest.fixture(autouse=True)
def _own_data_dir(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("VIVA_DATA_DIR", str(tmp_path / "data"))


@pytest.fixture(scope="session")
def data_folder() -> Path:
    """The data sets beside the project; a test that needs them is skipped where they are absent."""
    from viva.settings import load

    folder = load().data
    if not folder.is_dir():
        pytest.skip(f"no data folder at {folder} (set VIVA_DATA)")
    return folder


def _forget_redirects() -> None:
    """speechbrain leaves modules behind that raise when anyone looks at them (they would import
    optional packages); hypothesis looks at every module there is."""
    for name, module in list(sys.modules.items()):
        if type(module).__name__ == "DeprecatedModuleRedirect":
            del sys.modules[name]


@pytest.hookimpl(tryfirst=True)
def pytest_collection_modifyitems() -> None:
    _forget_redirects()


@pytest.hookimpl(trylast=True)
def pytest_runtest_setup() -> None:
    _forget_redirects()
