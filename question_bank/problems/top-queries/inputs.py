"""Queries from a few short texts; ``size`` is the number of queries."""

import random


def generate(seed: int, size: int) -> list:
    rng = random.Random(seed)
    texts = rng.sample(["a", "aa", "ab", "b", "ba", "c", "no", "on", "tea", "ten"], 6)
    texts = texts[: rng.choice([2, 4, 6])]
    queries = [rng.choice(texts) for _ in range(min(100_000, size))]
    return [queries, rng.randint(1, 4)]


def worst(size: int) -> list:
    size = min(100_000, size)
    queries = [f"query {n}" for n in range(size)]
    random.Random(size).shuffle(queries)
    return [queries, max(1, size)]


def valid(queries, k) -> bool:
    if type(k) is not int or k < 1:
        return False
    if not isinstance(queries, list) or len(queries) > 100_000:
        return False
    return all(isinstance(query, str) and query == query.lower() for query in queries)
