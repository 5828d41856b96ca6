"""Measure what `make run`, `make check` and `make test` take on this machine, from a fresh clone
with empty caches, and write it into the README between its markers.

    python3 scripts/measure_setup.py [--test-log FILE]

With ``--test-log`` the time of the tests is taken from the closing line of a run that was made
before, for instance by .ci/run.  Downloads count what the network interfaces received meanwhile.
"""

from __future__ import annotations

import os
import platform
import re
import shutil
import signal
import subprocess
import sys
import tempfile
import time
import urllib.request
from datetime import UTC, datetime
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
BEGIN, END = "<!-- set-up:begin -->", "<!-- set-up:end -->"
PORT = "7913"


def received() -> int:
    """Bytes that came in over every interface but the loopback."""
    lines = Path("/proc/net/dev").read_text().splitlines()[2:]
    return sum(int(n.split()[1]) for n in lines if not n.strip().startswith("lo:"))


def size(folder: Path) -> int:
    done = subprocess.run(["du", "-sb", folder], capture_output=True, text=True, check=True)
    return int(done.stdout.split()[0])


def page_up(clone: Path, env: dict[str, str]) -> tuple[float, int]:
    """Seconds and bytes until the page of `make run` answers."""
    began, before = time.monotonic(), received()
    run = subprocess.Popen(
        ["make", "run", f"ARGS=--port {PORT}"], cwd=clone, env=env, start_new_session=True
    )
    try:
        while run.poll() is None:
            try:
                urllib.request.urlopen(f"http://127.0.0.1:{PORT}/", timeout=2)
                return time.monotonic() - began, received() - before
            except OSError:
                time.sleep(0.5)
        raise SystemExit("make run ended before its page answered")
    finally:
        os.killpg(run.pid, signal.SIGTERM)
        run.wait()


def timed(clone: Path, env: dict[str, str], target: str) -> float:
    began = time.monotonic()
    subprocess.run(["make", target], cwd=clone, env=env, check=True)
    return time.monotonic() - began


def row(what: str, seconds: float, came: int | None = None) -> str:
    minutes = f"{seconds / 60:.1f} min" if seconds >= 90 else f"{seconds:.0f} s"
    return f"| {what} | {minutes} | {'–' if came is None else f'{came / 1e9:.1f} GB'} |"


def main() -> None:
    with tempfile.TemporaryDirectory() as folder:
        clone, caches = Path(folder, "clone"), Path(folder, "caches")
        subprocess.run(["git", "clone", "-q", ROOT, clone], check=True)
        env = {**os.environ, "UV_CACHE_DIR": str(caches / "uv"), "XDG_CACHE_HOME": str(caches),
               "XDG_DATA_HOME": str(caches / "data"), "UV_LINK_MODE": "copy"}  # fmt: skip
        rows = [row("`make run`, the first time", *page_up(clone, env))]
        rows.append(row("`make run`, again", page_up(clone, env)[0]))
        rows.append(row("`make check`", timed(clone, env, "check")))
        if "--test-log" in sys.argv:
            log = Path(sys.argv[sys.argv.index("--test-log") + 1]).read_text()
            tests = float(re.findall(r"passed.* in ([\d.]+)s", log)[-1])
        else:
            tests = timed(clone, env, "test")
        rows.append(row("`make test`, set up", tests))
        venv = size(clone / ".venv") / 1e9
        weights = size(caches / "viva-voce" / "weights") / 1e9
        cores = os.cpu_count()
        commit = subprocess.run(
            ["git", "rev-parse", "--short", "HEAD"], cwd=clone, capture_output=True, text=True,
            check=True,
        ).stdout.strip()  # fmt: skip
        shutil.rmtree(clone, ignore_errors=True)
    text = "\n".join([
        "Debian or Ubuntu, Python 3.11, make; about 4 GB of memory. Measured by",
        f"`scripts/measure_setup.py` ({cores} cores, {platform.system()}, empty caches, commit "
        f"{commit}, {datetime.now(UTC):%Y-%m-%d}):", "",
        "| | time | download |", "|---|---|---|", *rows, "",
        f"On disk: {venv:.1f} GB of packages in `.venv`, {weights:.1f} GB of weights in the "
        "user's cache folder.",
    ])  # fmt: skip
    readme = ROOT / "README.md"
    pattern = re.compile(re.escape(BEGIN) + ".*?" + re.escape(END), re.DOTALL)
    readme.write_text(pattern.sub(f"{BEGIN}\n{text}\n{END}", readme.read_text()))
    print(text)


if __name__ == "__main__":
    main()
