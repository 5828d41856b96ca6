"""Find problems by meaning: a Chroma collection on disk, built anew whenever the bank changes.

Each content of the bank has a folder of its own, named by its hash.  It is built beside the others
and renamed when it is whole, so that another process may search while this one builds.
"""

from __future__ import annotations

import fcntl
import hashlib
import json
import logging
import os
import shutil
import time
from collections.abc import Collection, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Literal

from question_bank.embed import Embed
from question_bank.schema import Difficulty, Problem
from question_bank.wish import in_other_script
from viva.errors import BankError, IndexBroken
from viva.settings import Settings

if TYPE_CHECKING:
    from chromadb.api.client import Client
    from chromadb.api.models.Collection import Collection as ChromaCollection

_LOG = logging.getLogger(__name__)
_NAME = "problems"
_FORMAT = "4"  # raise it when what is stored changes, or how
# How many neighbours are kept in view: measured by "viva bench bank", in milliseconds cheap.
_HNSW = {"space": "cosine", "ef_construction": 200, "ef_search": 200}
_BATCH = 2_000
_OLD_S = 7 * 24 * 3600.0
TEXTS = 2  # vectors a problem
MAX_QUERY = 2_000  # characters; the model reads about 1,000 of them

Built = Literal["", "new", "changed", "corrupt"]


@dataclass(frozen=True)
class Hit:
    """``score``: cosine similarity of meaning, -1..1. ``why`` is a phrase for a person."""

    slug: str
    title: str
    score: float
    why: str


class Index:
    """Search over the problems of one bank.

    ``built`` says what had to be done on opening: nothing (""), a first build ("new"), a rebuild
    because the bank has changed ("changed"), or because the folder was unreadable ("corrupt").
    """

    def __init__(self, client: Client, embed: Embed, bank: Mapping[str, Problem], built: Built):
        self._client = client
        self._collection = client.get_collection(_NAME, embedding_function=None)
        self._embed = embed
        self._bank = bank
        self.built: Built = built

    def __len__(self) -> int:
        return self._collection.count() // TEXTS

    def search(
        self,
        query: str,
        *,
        k: int = 5,
        difficulty: Difficulty | None = None,
        topic: str | None = None,
        without: Collection[str] = (),
    ) -> list[Hit]:
        """At most ``k`` problems, nearest in meaning first; those in ``without`` are left out.

        Raises:
            BankError: the query is empty, not in English letters, or the topic is not in the bank.
            IndexBroken: the index failed; opening it again rebuilds it.
        """
        readable(query)
        if topic is not None:
            self._known(topic)
        vector = self._embed([query[:MAX_QUERY]])[0]
        rows = self._query(vector.tolist(), k + len(without), _where(difficulty, topic))
        hits = [self._hit(slug, score) for slug, score in rows if slug not in without]
        return hits[:k]

    def _known(self, topic: str) -> None:
        topics = sorted({t for p in self._bank.values() for t in (*p.topics, *p.approach)})
        if topic not in topics:
            raise BankError(
                f'No problem has the topic "{topic}".', next_step=f"There are: {', '.join(topics)}."
            )

    def _query(
        self, vector: list[float], count: int, where: dict | None
    ) -> list[tuple[str, float]]:
        """At least ``count`` problems, each with the better score of its texts, best first."""
        with _as_index_broken():
            found = self._collection.query(
                query_embeddings=[vector],
                n_results=max(1, min(TEXTS * count, self._collection.count())),
                where=where,
                include=["distances"],
            )
        distances = found["distances"]
        assert distances is not None  # it was asked for
        best: dict[str, float] = {}
        for name, distance in zip(found["ids"][0], distances[0], strict=True):
            best.setdefault(name.partition("#")[0], 1.0 - distance)
        return list(best.items())

    def _hit(self, slug: str, score: float) -> Hit:
        problem = self._bank[slug]
        why = f"{problem.difficulty}, {', '.join(problem.topics)}; solved by {problem.approach[0]}"
        return Hit(slug, problem.title, round(score, 4), why)

    def close(self) -> None:
        self._client.close()


def open_index(bank: Mapping[str, Problem], settings: Settings, embed: Embed) -> Index:
    """The index of ``bank`` under ``settings.cache_dir``, built if it is not there or unreadable.

    Raises:
        BankError: the bank is empty.
        IndexBroken: it cannot be built (no room, no right to write).
    """
    if not bank:
        raise BankError(
            "The question bank has no problem that can be used.",
            next_step='"viva bank lint" says what is wrong.',
        )
    root = settings.cache_dir / "index"
    try:
        with _locked(root):
            folder, built = _make_ready(root, bank, embed)
        return Index(_open(folder), embed, bank, built)
    except OSError as error:
        raise IndexBroken(
            f"The search index cannot be written in {root}: {error.strerror}.",
            next_step="Make room there, or set VIVA_CACHE_DIR.",
        ) from error


def search_texts(problem: Problem) -> tuple[str, ...]:
    """What is embedded: what it is about, for those who ask by topic or by the bare task, and how
    it is told, for those who remember the story.  One vector for both would be near to neither."""
    tags = ", ".join(dict.fromkeys([*problem.approach, *problem.topics]))
    return f"{tags}. {problem.concepts}", f"{problem.title}. {problem.spoken}"


def content_hash(bank: Mapping[str, Problem]) -> str:
    """Changes whenever what is stored for any problem would."""
    stored = [[slug, search_texts(p), _tags(p)] for slug, p in sorted(bank.items())]
    return hashlib.sha256(json.dumps([_FORMAT, stored]).encode()).hexdigest()[:20]


def readable(query: str) -> None:
    """Refuse a query that the English embeddings cannot read.

    Raises:
        BankError: it has no letters, or most of them are not Latin.
    """
    if not any(c.isalpha() for c in query):
        raise BankError("The search is empty.", next_step='Say what you want, e.g. "easy graphs".')
    if in_other_script(query):
        raise BankError(
            "The search reads English only.", next_step='Ask in English, e.g. "easy graphs".'
        )


def _tags(problem: Problem) -> dict[str, str | list[str]]:
    tags = dict.fromkeys([*problem.topics, *problem.approach])
    return {"difficulty": problem.difficulty, "tags": list(tags)}


def _where(difficulty: Difficulty | None, topic: str | None) -> dict | None:
    parts = [{"difficulty": difficulty}] if difficulty else []
    parts += [{"tags": {"$contains": topic}}] if topic else []
    return {"$and": parts} if len(parts) == 2 else parts[0] if parts else None


# ------------------------------------------------------------------ building


def _make_ready(root: Path, bank: Mapping[str, Problem], embed: Embed) -> tuple[Path, Built]:
    """The folder ``<hash>-<n>`` of this bank.  ``n`` grows when one is damaged, because Chroma
    cannot open a path again in a process in which it has failed to open it."""
    name = content_hash(bank)
    # What a build that was killed has left ends on a number too: "<hash>-1.part4711".
    found = [p for p in root.glob(f"{name}-*") if p.name.rpartition("-")[2].isdecimal()]
    there = sorted(found, key=lambda p: int(p.name.rpartition("-")[2]))
    built: Built = "changed" if any(p.is_dir() for p in root.iterdir()) else "new"
    number = 1
    if there:
        try:
            _prove(there[-1], bank)
            built = ""
        except IndexBroken as error:
            _LOG.warning("The search index was unreadable and is built again: %s", error)
            built = "corrupt"
            number = int(there[-1].name.rpartition("-")[2]) + 1
    folder = there[-1] if there and not built else root / f"{name}-{number}"
    if built:
        _build(folder, bank, embed)
        _LOG.info("Built the search index of %d problems (%s).", len(bank), built)
    os.utime(folder)
    old = time.time() - _OLD_S
    for other in root.iterdir():
        if other in there[:-1] or (other.is_dir() and other.stat().st_mtime < old):
            _remove(other)
    if built == "corrupt":
        _remove(there[-1])
    return folder, built


def _remove(path: Path) -> None:
    """Clear away what is of no use any more; a later call tries again what cannot be removed."""
    if path.is_dir():
        shutil.rmtree(path, ignore_errors=True)
    else:
        path.unlink(missing_ok=True)


def _build(folder: Path, bank: Mapping[str, Problem], embed: Embed) -> None:
    part = folder.with_name(f"{folder.name}.part{os.getpid()}")
    shutil.rmtree(part, ignore_errors=True)
    try:
        client = _open(part)
        try:
            with _as_index_broken():
                collection = client.create_collection(
                    _NAME,
                    embedding_function=None,
                    configuration={"hnsw": _HNSW},  # pyright: ignore[reportArgumentType]
                )
                _fill(collection, list(bank.items()), embed)
        finally:
            client.close()
        part.rename(folder)
    finally:
        shutil.rmtree(part, ignore_errors=True)


def _fill(
    collection: ChromaCollection, problems: Sequence[tuple[str, Problem]], embed: Embed
) -> None:
    for start in range(0, len(problems), _BATCH):
        batch = problems[start : start + _BATCH]
        collection.add(
            ids=[f"{slug}#{n}" for slug, _ in batch for n in range(TEXTS)],
            embeddings=embed([text for _, p in batch for text in search_texts(p)]),
            metadatas=[_tags(p) for _, p in batch for _ in range(TEXTS)],  # type: ignore[arg-type]
        )


def _prove(folder: Path, bank: Mapping[str, Problem]) -> None:
    """A real query answered, and every problem there.

    Raises:
        IndexBroken: otherwise.
    """
    client = _open(folder)
    try:
        with _as_index_broken():
            collection = client.get_collection(_NAME, embedding_function=None)
            count = collection.count()
            stored = collection.get(limit=1, include=["embeddings"])["embeddings"]
            if count != TEXTS * len(bank) or stored is None or not len(stored):
                raise IndexBroken(f"it holds {count} of {TEXTS * len(bank)} texts")
            collection.query(query_embeddings=stored[:1], n_results=1)  # type: ignore[arg-type]
    finally:
        client.close()


def _open(folder: Path) -> Client:
    import chromadb
    from chromadb.api.client import Client as ChromaClient
    from chromadb.config import Settings as ChromaSettings

    with _as_index_broken():
        client = chromadb.PersistentClient(
            str(folder), settings=ChromaSettings(anonymized_telemetry=False)
        )
    assert isinstance(client, ChromaClient)  # its Protocol has no close
    return client


@contextmanager
def _as_index_broken() -> Iterator[None]:
    """Chroma's failures as IndexBroken. Its Rust core panics with a BaseException of its own."""
    from chromadb.errors import ChromaError

    try:
        yield
    except (ChromaError, ValueError, RuntimeError) as error:
        raise IndexBroken(f"Chroma: {error}") from error
    except BaseException as error:
        if type(error).__name__ != "PanicException":
            raise
        raise IndexBroken(f"Chroma: {error}") from error


@contextmanager
def _locked(root: Path) -> Iterator[None]:
    """One process builds at a time; searching needs no lock."""
    root.mkdir(parents=True, exist_ok=True)
    with (root / ".lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        yield
