"""How fast and how well problems are found in banks of many sizes: ``viva bench bank [--json]``.

A bank larger than ours is made of copies of its problems.  A copy's vectors are those of the
original, moved in a random direction until their cosine is 0.8: texts by the hundred thousand would
take hours to write and to embed, and the search sees nothing but vectors.  Queries are real: the
ones that people might ask, embedded by the real model.

Each time is given on the wall and as processor time of this process, which a busy machine changes
less.  ``recall_at_5`` counts a copy as its original; ``exact_at_5`` is the share of the five that a
search of every vector would give too, and so what the index costs in quality.
"""

from __future__ import annotations

import argparse
import statistics
import sys
import tempfile
import time
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np
import yaml
from numpy.typing import NDArray

from evals.bench import report
from evals.origin import SEED, Origin, here_and_now
from question_bank.bank import Bank, load_bank
from question_bank.choose import IndexFindProblem
from question_bank.embed import MiniLm
from question_bank.index import search_texts
from question_bank.level import estimate
from question_bank.schema import DIFFICULTIES, Problem
from viva.settings import Settings, load

SIZES = (100, 10_000, 100_000)
QUERIES = Path(__file__).parents[2] / "tests" / "question_bank" / "natural_queries.yaml"
LIKENESS = 0.8  # cosine of a copy's vector with the original's
_MARK = " · copy "  # between an original's text and the number of a copy


@dataclass(frozen=True)
class Took:
    """Milliseconds of many calls, on the wall and of the processor."""

    calls: int
    p50_ms: float
    p95_ms: float
    cpu_p50_ms: float
    cpu_p95_ms: float


@dataclass(frozen=True)
class Size:
    """``together`` is embed and query; ``choose`` is all that choosing a problem takes, from the
    wish to the reasons.  Memory is what opening the index added to this process."""

    problems: int
    build_cpu_s: float
    open_s: float
    memory_mb: float
    disk_mb: float
    query: Took
    together: Took
    choose: Took
    recall_at_5: float
    exact_at_5: float


@dataclass(frozen=True)
class BankBench:
    origin: Origin
    threads: int
    real_problems: int
    queries: int
    embed: Took
    sizes: tuple[Size, ...]


class Vectors:
    """The Embed of this benchmark: vectors that are known by their text, copies made from their
    originals, all else by the model."""

    def __init__(self, model: MiniLm, texts: Sequence[str]) -> None:
        self.model = model
        self.known = dict(zip(texts, model(texts), strict=True)) if texts else {}

    def __call__(self, texts: Sequence[str]) -> NDArray[np.float32]:
        return np.stack([self._vector(text) for text in texts])

    def _vector(self, text: str) -> NDArray[np.float32]:
        original, mark, number = text.partition(_MARK)
        if not mark:
            found = self.known.get(text)
            return self.model([text])[0] if found is None else found
        vector = self.known[original]
        random = np.random.default_rng([SEED, int(number), len(original)])
        aside = random.standard_normal(len(vector))
        aside -= (aside @ vector) * vector
        aside *= np.sqrt(1 - LIKENESS**2) / np.linalg.norm(aside)
        return (LIKENESS * vector + aside).astype(np.float32)


def enlarged(bank: Mapping[str, Problem], size: int) -> Bank:
    """``size`` problems: the originals, then copies of them in turn."""
    originals = list(bank.items())[:size]
    made = dict(originals)
    for n in range(len(originals), size):
        slug, problem = originals[n % len(originals)]
        # What is searched ends in the mark, so that the vector can be made from the original's.
        made[f"{slug}--{n}"] = problem.model_copy(
            update={
                "slug": f"{slug}--{n}",
                "concepts": f"{problem.concepts}{_MARK}{n}",
                "spoken": f"{problem.spoken}{_MARK}{n}",
            }
        )
    return Bank(made)


def meant(query: dict, bank: Mapping[str, Problem]) -> set[str]:
    """The problems that a query of the YAML file means, by slug."""
    if "slugs" in query:
        return set(query["slugs"])
    return {
        slug
        for slug, problem in bank.items()
        if {*problem.topics, *problem.approach} & set(query["tags"])
        and problem.difficulty in query.get("difficulty", DIFFICULTIES)
    }


def measure(sizes: Sequence[int] = SIZES, rounds: int = 3) -> BankBench:
    """Each query ``rounds`` times at each size, on one thread.

    Raises:
        VivaError: the model is not on this machine, or an index cannot be built.
    """
    import torch

    torch.set_num_threads(1)
    bank = load_bank()
    queries = yaml.safe_load(QUERIES.read_text(encoding="utf-8"))
    settings = load()
    vectors = Vectors(MiniLm(settings), [t for p in bank.values() for t in search_texts(p)])
    asked = [query["query"] for query in queries]
    vectors.model(asked[:1])  # the first call is slower than all that follow
    embedding = _took([(lambda q=q: vectors.model([q])) for q in asked] * rounds)
    return BankBench(
        here_and_now(),
        torch.get_num_threads(),
        len(bank),
        len(queries),
        embedding,
        tuple(_size(bank, size, settings, vectors, queries, rounds) for size in sorted(sizes)),
    )


def _size(
    bank: Bank,
    size: int,
    settings: Settings,
    vectors: Vectors,
    queries: Sequence[dict],
    rounds: int,
) -> Size:
    many = enlarged(bank, size)
    asked = [query["query"] for query in queries]
    with tempfile.TemporaryDirectory(prefix="viva-bench-") as folder:
        here = settings.model_copy(update={"cache_dir": Path(folder)})
        began = time.process_time()
        IndexFindProblem(here, bank=many, embed=vectors).index.close()
        build_s = time.process_time() - began
        before, began = _resident_mb(), time.perf_counter()
        finder = IndexFindProblem(here, bank=many, embed=vectors)
        index, new = finder.index, estimate(())
        index.search(asked[0])
        open_s, memory = time.perf_counter() - began, _resident_mb() - before
        disk = sum(f.stat().st_size for f in Path(folder).rglob("*") if f.is_file()) / 1e6
        together = _took([(lambda q=q: index.search(q)) for q in asked] * rounds)
        choose = _took(
            [(lambda q=q: finder.find(q, introduction="", level=new, seen=())) for q in asked]
        )
        ready = dict(zip(asked, vectors.model(asked), strict=True))
        vectors.known |= ready
        try:
            query = _took([(lambda q=q: index.search(q)) for q in asked] * rounds)
            recall, exact = _quality(bank, many, index.search, vectors, queries)
        finally:
            for text in ready:
                del vectors.known[text]
        index.close()
    return Size(
        size, round(build_s, 1), round(open_s, 2), round(memory, 1), round(disk, 1),
        query, together, choose, recall, exact,
    )  # fmt: skip


def _quality(
    bank: Bank, many: Bank, search: Callable, vectors: Vectors, queries: Sequence[dict]
) -> tuple[float, float]:
    """Recall at 5, and the share of the five that an exact search finds too."""
    slugs = list(many)
    rows = np.stack([vectors(search_texts(p)) for p in many.values()])
    recall, exact = [], []
    for query in queries:
        wanted = meant(query, bank)
        found = [hit.slug for hit in search(query["query"], k=5)]
        copies = sum(slug.partition("--")[0] in wanted for slug in slugs)
        hits = sum(slug.partition("--")[0] in wanted for slug in found)
        recall.append(hits / min(5, copies))
        near = (rows @ vectors([query["query"]])[0]).max(axis=1)
        best = {slugs[n] for n in np.argsort(-near)[:5]}
        exact.append(len(best & set(found)) / 5)
    return round(statistics.mean(recall), 3), round(statistics.mean(exact), 3)


def _took(calls: Sequence[Callable[[], object]]) -> Took:
    wall, processor = [], []
    for call in calls:
        began, cpu = time.perf_counter(), time.process_time()
        call()
        wall.append((time.perf_counter() - began) * 1000)
        processor.append((time.process_time() - cpu) * 1000)
    at = [np.percentile(t, p) for t in (wall, processor) for p in (50, 95)]
    return Took(len(calls), *(round(float(ms), 2) for ms in at))


def _resident_mb() -> float:
    pages = int(Path("/proc/self/statm").read_text().split()[1])
    return pages * 4096 / 1e6


def _print(bench: BankBench) -> None:
    from rich.console import Console
    from rich.table import Table

    table = Table(title="Finding a problem (milliseconds: p50 / p95 on the wall, p95 of processor)")
    for heading in ("problems", "embed", "query", "together", "choose", "recall@5", "exact@5",
                    "memory MB", "disk MB", "build s"):  # fmt: skip
        table.add_column(heading, justify="right")
    for size in bench.sizes:
        times = (
            f"{t.p50_ms:.1f} / {t.p95_ms:.1f}, {t.cpu_p95_ms:.1f}"
            for t in (bench.embed, size.query, size.together, size.choose)
        )
        table.add_row(
            f"{size.problems:,}", *times, f"{size.recall_at_5:.3f}", f"{size.exact_at_5:.3f}",
            f"{size.memory_mb:.0f}", f"{size.disk_mb:.0f}", f"{size.build_cpu_s:.0f}",
        )  # fmt: skip
    console = Console()
    console.print(table)
    console.print(
        f"{bench.real_problems} real problems, the others are copies whose vectors were moved; "
        f"{bench.queries} queries. {bench.origin.machine}; commit {bench.origin.commit}; "
        f"{bench.origin.date}"
    )


def main(arguments: Sequence[str] | None = None) -> int:
    parser = argparse.ArgumentParser(prog="viva bench bank", description=__doc__)
    parser.add_argument("--sizes", type=int, nargs="+", default=list(SIZES), metavar="N")
    parser.add_argument("--rounds", type=int, default=3, help="times each query is asked")
    parser.add_argument("--json", action="store_true", help="print JSON instead of a table")
    chosen = parser.parse_args(arguments)
    return report(lambda: measure(chosen.sizes, max(chosen.rounds, 1)), _print, chosen.json)


if __name__ == "__main__":
    sys.exit(main())
