"""The index finds by meaning and filters, and is rebuilt when the bank changes or it is damaged."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
import time
from pathlib import Path

import numpy as np
import pytest

from question_bank.bank import Bank, load_bank
from question_bank.index import Index, content_hash, open_index, search_texts
from viva.errors import BankError, IndexBroken
from viva.settings import Settings, load


@pytest.fixture
def settings(tmp_path: Path) -> Settings:
    return load(cache_dir=tmp_path / "cache")


@pytest.fixture(scope="module")
def bank() -> Bank:
    return load_bank()


@pytest.fixture
def index(bank: Bank, settings: Settings, embed) -> Index:
    return open_index(bank, settings, embed)


def slugs(hits) -> list[str]:
    return [hit.slug for hit in hits]


def test_words_of_a_statement_find_it(index: Index) -> None:
    assert slugs(index.search("healthy trees and sick trees in an orchard"))[0] == "orchard-blight"
    assert len(index.search("stamps", k=3)) == 3


def test_scores_fall_and_are_similarities(index: Index) -> None:
    scores = [hit.score for hit in index.search("a playlist of songs", k=50)]
    assert scores == sorted(scores, reverse=True)
    assert all(-1.001 <= s <= 1.001 for s in scores)


def test_filters(index: Index, bank: Bank) -> None:
    hard = index.search("letters", k=100, difficulty="hard")
    assert {bank[s].difficulty for s in slugs(hard)} == {"hard"}
    trees = index.search("letters", k=100, topic="trees")
    assert trees
    assert all("trees" in bank[s].topics for s in slugs(trees))
    both = slugs(index.search("letters", k=100, difficulty="easy", topic="strings"))
    assert both
    assert all(bank[s].difficulty == "easy" and "strings" in bank[s].topics for s in both)


def test_each_problem_comes_once(index: Index, bank: Bank) -> None:
    found = slugs(index.search("numbers and letters", k=1_000))
    assert sorted(found) == sorted(bank)


def test_what_is_left_out_makes_room_for_others(index: Index, bank: Bank) -> None:
    first = slugs(index.search("gift card", k=3))
    rest = slugs(index.search("gift card", k=3, without=first))
    assert len(rest) == 3
    assert not set(first) & set(rest)
    assert index.search("gift card", k=3, without=list(bank)) == []


def test_a_topic_that_no_problem_has(index: Index) -> None:
    with pytest.raises(BankError, match='the topic "cooking"'):
        index.search("food", topic="cooking")


@pytest.mark.parametrize("query", ["", "  ", "?!", "123"])
def test_an_empty_query(index: Index, query: str) -> None:
    with pytest.raises(BankError, match="search is empty"):
        index.search(query)


@pytest.mark.parametrize("query", ["그래프 문제를 주세요", "задача про графы", "グラフの問題"])
def test_a_query_in_another_script_is_said_to_be_unreadable(index: Index, query: str) -> None:
    with pytest.raises(BankError, match="reads English only"):
        index.search(query)


def test_an_accent_is_no_other_language(index: Index) -> None:
    assert index.search("a café with naïve graphs")


def test_a_very_long_query(index: Index) -> None:
    assert index.search("orchard " * 5_000)


def test_an_empty_bank(settings: Settings, embed) -> None:
    with pytest.raises(BankError, match="no problem that can be used"):
        open_index(Bank({}), settings, embed)


# ------------------------------------------------------------------ building


def test_it_is_built_once(bank: Bank, settings: Settings, embed) -> None:
    first = open_index(bank, settings, embed)
    second = open_index(bank, settings, embed)
    assert (first.built, second.built) == ("new", "")
    assert len(second) == len(bank)


def test_a_changed_bank_is_indexed_anew_and_the_old_index_still_answers(
    bank: Bank, settings: Settings, embed
) -> None:
    old = open_index(bank, settings, embed)
    fewer = Bank({s: p for s, p in bank.items() if s != "gift-card"})
    new = open_index(fewer, settings, embed)
    assert new.built == "changed"
    assert "gift-card" not in slugs(new.search("gift card", k=100))
    assert slugs(old.search("gift card"))[0] == "gift-card"


READER = """
import sys
from pathlib import Path
import numpy as np
from question_bank.bank import Bank, load_bank
from question_bank.index import open_index
from viva.settings import load

cache, queries = Path(sys.argv[1]), np.load(sys.argv[2])
every = load_bank()
few = Bank({slug: every[slug] for slug in ("gift-card", "postage", "puddles")})

def embed(texts):
    assert texts == ["gift card"], "the reader builds nothing"
    return queries

index = open_index(few, load(cache_dir=cache), embed)
print("open", flush=True)
for line in sys.stdin:
    print(index.built, len(index), [hit.slug for hit in index.search("gift card", k=1)], flush=True)
"""


def test_another_process_reads_while_this_one_builds(
    bank: Bank, settings: Settings, embed, tmp_path: Path
) -> None:
    few = Bank({slug: bank[slug] for slug in ("gift-card", "postage", "puddles")})
    index = open_index(few, settings, embed)
    assert slugs(index.search("gift card", k=1)) == ["gift-card"]
    np.save(tmp_path / "query.npy", embed(["gift card"]))
    command = [sys.executable, "-c", READER, str(settings.cache_dir), str(tmp_path / "query.npy")]
    with subprocess.Popen(
        command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True
    ) as reader:
        assert reader.stdin is not None
        assert reader.stdout is not None

        def read() -> str:
            print("read", file=reader.stdin, flush=True)
            return reader.stdout.readline().strip()

        assert reader.stdout.readline().strip() == "open"
        answers = []

        def embed_while_read(texts):
            answers.append(read())  # the new index is half made
            return embed(texts)

        assert open_index(bank, settings, embed_while_read).built == "changed"
        answers.append(read())
        reader.stdin.close()
        assert reader.wait(60) == 0
    assert answers == ["3 ['gift-card']"] * len(answers)
    assert len(answers) >= 2


def test_the_hash_follows_what_is_searched(bank: Bank) -> None:
    problem = bank["gift-card"]
    for field in ("title", "spoken", "concepts"):
        other = Bank(
            {**bank.problems, "gift-card": problem.model_copy(update={field: "Something new"})}
        )
        assert content_hash(other) != content_hash(bank)
    for change in ({"difficulty": "hard"}, {"topics": ["x"]}):
        other = Bank({**bank.problems, "gift-card": problem.model_copy(update=change)})
        assert content_hash(other) != content_hash(bank)
    same = Bank({**bank.problems, "gift-card": problem.model_copy(update={"hints": ["x"]})})
    assert content_hash(same) == content_hash(bank)


def damage_database(folder: Path) -> None:
    (folder / "chroma.sqlite3").write_bytes(b"not a database" * 500)


def damage_cut(folder: Path) -> None:
    database = folder / "chroma.sqlite3"
    database.write_bytes(database.read_bytes()[:5_000])


def damage_empty(folder: Path) -> None:
    shutil.rmtree(folder)
    folder.mkdir()


def damage_file(folder: Path) -> None:
    shutil.rmtree(folder)
    folder.write_text("a file where a folder should be")


@pytest.mark.parametrize("damage", [damage_database, damage_cut, damage_empty, damage_file])
def test_a_damaged_index_is_built_again_and_said(
    damage, bank: Bank, settings: Settings, embed, caplog: pytest.LogCaptureFixture
) -> None:
    open_index(bank, settings, embed).close()
    [folder] = (settings.cache_dir / "index").glob(f"{content_hash(bank)}-*")
    damage(folder)
    index = open_index(bank, settings, embed)
    assert index.built == "corrupt"
    assert "built again" in caplog.text
    assert slugs(index.search("gift card"))[0] == "gift-card"
    index.close()
    again = open_index(bank, settings, embed)
    assert again.built == ""
    again.close()
    damage(next((settings.cache_dir / "index").glob(f"{content_hash(bank)}-*")))
    assert open_index(bank, settings, embed).built == "corrupt"  # and it can happen again


def test_a_failed_build_leaves_nothing_behind(bank: Bank, settings: Settings) -> None:
    def embed(texts):
        raise IndexBroken("planted")

    with pytest.raises(IndexBroken, match="planted"):
        open_index(bank, settings, embed)
    assert [p for p in (settings.cache_dir / "index").iterdir() if p.is_dir()] == []


def test_a_folder_that_cannot_be_written(bank: Bank, tmp_path: Path, embed) -> None:
    (tmp_path / "cache").write_text("a file")
    with pytest.raises(IndexBroken, match="cannot be written"):
        open_index(bank, load(cache_dir=tmp_path / "cache"), embed)


def test_old_indexes_are_cleared_away(bank: Bank, settings: Settings, embed) -> None:
    old = settings.cache_dir / "index" / "0123"
    old.mkdir(parents=True)
    os.utime(old, (time.time() - 30 * 86_400,) * 2)
    open_index(bank, settings, embed)
    assert not old.exists()


def test_the_text_for_search_holds_what_people_ask_by(bank: Bank) -> None:
    about, story = search_texts(bank["postage"])
    assert "dynamic programming" in about
    assert "coin change" in about
    assert "stamp" in story


def test_what_a_killed_build_has_left_is_no_index(
    bank: Bank, settings: Settings, embed, tmp_path: Path
) -> None:
    first = open_index(bank, settings, embed)
    folders = [path for path in tmp_path.rglob("*-1") if path.is_dir()]
    assert folders
    (folders[0].parent / f"{folders[0].name}.part4711").mkdir()
    assert open_index(bank, settings, embed).built == ""
    assert first.built == "new"
