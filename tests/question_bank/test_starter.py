"""Starter code in every language: it parses, and compiles where there is a compiler."""

from __future__ import annotations

import shutil
import subprocess
from pathlib import Path

import pytest
import tree_sitter
import tree_sitter_cpp
import tree_sitter_go
import tree_sitter_java
import tree_sitter_javascript
import tree_sitter_python
import tree_sitter_typescript

from question_bank.bank import load_bank
from question_bank.signature import Method, Parameter, Signature
from question_bank.starter import STARTER_LANGUAGES, StarterLanguage, read_type, starter
from viva.errors import BankError

BANK = load_bank()
GRAMMARS = {
    "python": tree_sitter_python.language,
    "javascript": tree_sitter_javascript.language,
    "typescript": tree_sitter_typescript.language_typescript,
    "java": tree_sitter_java.language,
    "cpp": tree_sitter_cpp.language,
    "go": tree_sitter_go.language,
}


def parses(text: str, language: StarterLanguage) -> bool:
    parser = tree_sitter.Parser(tree_sitter.Language(GRAMMARS[language]()))
    return not parser.parse(text.encode()).root_node.has_error


@pytest.mark.parametrize("language", STARTER_LANGUAGES)
def test_starters_of_the_whole_bank_parse(language: StarterLanguage) -> None:
    broken = [s for s, p in BANK.items() if not parses(p.starter_in(language), language)]
    assert broken == []
    assert not parses(BANK["gift-card"].starter_in(language)[:-6] + "((", language)


@pytest.mark.parametrize("language", STARTER_LANGUAGES)
def test_every_name_of_the_signature_is_there(language: StarterLanguage) -> None:
    for problem in BANK.values():
        text = problem.starter_in(language)
        s = problem.signature
        named = [s.entry, *(p.name for p in s.parameters), *(m.name for m in s.methods)]
        assert [name for name in named if name not in text] == []


def test_types_are_those_of_the_language() -> None:
    card = BANK["gift-card"]
    assert "prices: number[], balance: number): number[]" in card.starter_in("typescript")
    assert "static List<Long> spend_card(List<Long> prices, long balance)" in card.starter_in(
        "java"
    )
    assert "std::vector<long long> spend_card(const std::vector<long long>& prices" in (
        card.starter_in("cpp")
    )
    assert "func spend_card(prices []int, balance int) []int {" in card.starter_in("go")
    assert "Optional" not in BANK["recent-files"].starter_in("python")
    assert "open(name: string): string | null" in BANK["recent-files"].starter_in("typescript")


def test_a_tree_and_a_chain_have_their_own_fields() -> None:
    assert "Node* left" in BANK["drone-view"].starter_in("cpp")
    assert "Node* rest" in BANK["swap-wagons"].starter_in("cpp")
    assert "type Node = [number, Node] | null" in BANK["swap-wagons"].starter_in("typescript")


def test_a_type_that_the_languages_do_not_share_is_refused() -> None:
    signature = Signature(entry="f", parameters=[Parameter(name="x", type="set[int]")])
    with pytest.raises(BankError, match="no starter code"):
        starter(signature, "java")
    assert read_type("list[str] | None").optional


ODD = Signature(
    entry="Odd",
    parameters=[Parameter(name="first", type="list[list[bool]]")],
    methods=[
        Method(name="step", parameters=[Parameter(name="x", type="float")], returns="int | None"),
        Method(name="parts", parameters=[Parameter(name="tree", type="list | None")],
               returns="list[str] | None"),
    ],
)  # fmt: skip


@pytest.mark.parametrize("language", STARTER_LANGUAGES)
def test_optional_values_and_nested_lists_parse(language: StarterLanguage) -> None:
    assert parses(starter(ODD, language), language)


COMPILERS = {
    "java": ("javac", ["-d", "."], "Starter.java"),
    "cpp": ("g++", ["-std=c++17", "-fsyntax-only"], "starter.cpp"),
    "go": ("go", ["vet"], "starter.go"),
    "typescript": ("tsc", ["--noEmit", "--strict"], "starter.ts"),
    "javascript": ("node", ["--check"], "starter.js"),
}


@pytest.mark.parametrize("language", COMPILERS)
def test_starters_compile(language: StarterLanguage, tmp_path: Path) -> None:
    command, options, file = COMPILERS[language]
    if not shutil.which(command):
        pytest.skip(f"{command} is not installed")
    slugs = ("drone-view", "two-queues")
    texts = [BANK[slug].starter_in(language) for slug in slugs] + [starter(ODD, language)]
    for n, text in enumerate(texts):
        here = tmp_path / str(n)
        here.mkdir()
        (here / file).write_text(text)
        done = subprocess.run(
            [command, *options, file], cwd=here, capture_output=True, text=True, timeout=120
        )
        assert done.returncode == 0, done.stderr
