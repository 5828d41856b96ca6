"""What people might ask for is found among the first five. The queries in the YAML file were
written before the text for search; those who write new problems should add to them."""

from __future__ import annotations

from pathlib import Path

import pytest
import yaml

from question_bank.bank import Bank, load_bank
from question_bank.choose import IndexFindProblem
from question_bank.level import estimate
from question_bank.schema import DIFFICULTIES
from viva.settings import load

NEW = estimate(())
QUERIES = yaml.safe_load(Path(__file__).with_name("natural_queries.yaml").read_text())


def meant(query: dict, bank: Bank) -> set[str]:
    if "slugs" in query:
        return set(query["slugs"])
    return {
        slug
        for slug, problem in bank.items()
        if {*problem.topics, *problem.approach} & set(query["tags"])
        and problem.difficulty in query.get("difficulty", DIFFICULTIES)
    }


def test_every_query_means_a_problem() -> None:
    bank = load_bank()
    assert len(QUERIES) >= 60
    for query in QUERIES:
        assert meant(query, bank), query
        assert meant(query, bank) <= set(bank), query


@pytest.mark.weights
def test_recall_at_five(tmp_path: Path) -> None:
    from question_bank.embed import MiniLm

    bank = load_bank()
    finder = IndexFindProblem(load(cache_dir=tmp_path), bank=bank, embed=MiniLm(load()))
    by_search, by_choice = [], []
    for query in QUERIES:
        wanted = meant(query, bank)
        possible = min(5, len(wanted))
        found = {hit.slug for hit in finder.index.search(query["query"], k=5)}
        offered = finder.find(query["query"], introduction="", level=NEW, seen=())[:5]
        by_search.append(len(wanted & found) / possible)
        by_choice.append(len(wanted & {choice.slug for choice in offered}) / possible)
    assert sum(by_search) / len(QUERIES) >= 0.9
    assert sum(by_choice) / len(QUERIES) >= 0.9
