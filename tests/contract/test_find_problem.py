"""One suite over both backends of FindProblem: the search index and the scripted one."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from question_bank.bank import Bank, load_bank
from question_bank.choose import Choice, FindProblem, IndexFindProblem, ScriptedFindProblem
from question_bank.level import estimate
from viva.errors import BankError
from viva.settings import load

NEW = estimate(())
WISHES = ("graphs, not too hard", "", "그래프", "x" * 10_000)


@pytest.fixture(scope="module")
def bank() -> Bank:
    return load_bank()


@pytest.fixture(scope="module")
def index_backend(bank: Bank, tmp_path_factory: pytest.TempPathFactory) -> IndexFindProblem:
    from question_bank.embed import MiniLm

    cache: Path = tmp_path_factory.mktemp("cache")
    return IndexFindProblem(load(cache_dir=cache), bank=bank, embed=MiniLm(load()))


@pytest.fixture(params=["scripted", pytest.param("index", marks=pytest.mark.weights)])
def backend(request: pytest.FixtureRequest, bank: Bank, wish: str) -> Iterator[FindProblem]:
    if request.param == "index":
        yield request.getfixturevalue("index_backend")
        return
    choices = [Choice(s, f"{p.title} suits you.", 1.0) for s, p in bank.items()]
    scripted = ScriptedFindProblem([(wish, choices)] * 2)
    yield scripted
    scripted.close()


@pytest.mark.parametrize("wish", WISHES)
def test_every_wish_gets_choices_from_the_bank(backend: FindProblem, bank: Bank, wish: str) -> None:
    choices = backend.find(wish, introduction="I write web servers.", level=NEW, seen=())
    again = backend.find(wish, introduction="I write web servers.", level=NEW, seen=())
    assert choices == again
    assert choices
    assert len({c.slug for c in choices}) == len(choices)
    for choice in choices:
        assert choice.slug in bank
        assert choice.why.endswith(".")
    assert [c.score for c in choices] == sorted((c.score for c in choices), reverse=True)


@pytest.mark.parametrize("wish", WISHES)
def test_what_was_seen_is_not_offered_first(backend: FindProblem, wish: str) -> None:
    first = backend.find(wish, introduction="", level=NEW, seen=())[0].slug
    again = backend.find(wish, introduction="", level=NEW, seen=(first,))
    assert again[0].slug != first


@pytest.mark.weights
def test_a_topic_is_found_whatever_the_words_around_it(
    bank: Bank, index_backend: IndexFindProblem
) -> None:
    for wish, tag in (
        ("um, could we maybe do something with trees?", "trees"),
        ("I am weak at dynamic programming", "dynamic programming"),
        ("scheduling, time ranges and the like", "intervals"),
        ("let me design a small class", "class design"),
    ):
        choice = index_backend.find(wish, introduction="", level=NEW, seen=())[0]
        assert tag in {*bank[choice.slug].topics, *bank[choice.slug].approach}


def test_an_empty_bank_is_said(tmp_path: Path) -> None:
    def embed(texts):
        raise AssertionError("nothing to embed")

    with pytest.raises(BankError, match="no problem that can be used"):
        IndexFindProblem(load(cache_dir=tmp_path), bank=Bank({}), embed=embed)
    with pytest.raises(BankError, match="no problem that can be used"):
        ScriptedFindProblem([("", [])]).find("", introduction="", level=NEW, seen=())


def test_the_scripted_one_fails_on_an_unexpected_call() -> None:
    scripted = ScriptedFindProblem([("graphs", [Choice("a", "Because.")])])
    with pytest.raises(AssertionError, match="was expected"):
        scripted.find("trees", introduction="", level=NEW, seen=())
    with pytest.raises(AssertionError, match="unexpected call"):
        ScriptedFindProblem([]).find("", introduction="", level=NEW, seen=())


def test_the_scripted_one_fails_on_a_call_that_never_came() -> None:
    scripted = ScriptedFindProblem([("graphs", [Choice("a", "Because.")])])
    with pytest.raises(AssertionError, match="never asked"):
        scripted.close()
