"""The labelled corpora: whole, well-formed, halves apart; and how a check is measured on them."""

from __future__ import annotations

import dataclasses

import pytest

from evals import replies, wordings
from viva.errors import InputRefused

HALVES: tuple[replies.Half, ...] = ("development", "heldout")


@pytest.fixture(scope="module")
def spoken() -> dict[str, tuple[replies.Reply, ...]]:
    return {half: replies.load_replies(half) for half in HALVES}


@pytest.fixture(scope="module")
def worded() -> dict[str, tuple[wordings.Wording, ...]]:
    return {half: wordings.load_wordings(half) for half in HALVES}


@pytest.mark.parametrize("half", HALVES)
def test_replies_are_many_of_each_label_and_kind(spoken, half):
    rows = spoken[half]
    assert len(rows) >= 170
    assert all(sum(row.label == label for row in rows) >= 20 for label in replies.VERDICTS)
    kinds = {row.probe.key.kind for row in rows}
    assert kinds >= {"value", "line", "choice", "input", "reach"}


def test_the_halves_share_no_reply_and_no_program(spoken):
    development, heldout = spoken["development"], spoken["heldout"]
    asked = {(row.probe_name, row.text) for row in development}
    assert not asked & {(row.probe_name, row.text) for row in heldout}
    sources = {row.program.source for row in development}
    assert not sources & {row.program.source for row in heldout}


@pytest.mark.parametrize("half", HALVES)
def test_wordings_are_good_and_bad_by_hand_and_by_the_model(worded, half):
    rows = worded[half]
    for by, bad, good in (("hand", 25, 50),):
        mine = [row for row in rows if row.by == by]
        assert sum(row.bad for row in mine) >= bad
        assert sum(not row.bad for row in mine) >= good
    assert all(row.why for row in rows if row.bad)
    assert all(len(row.text.split()) <= 30 for row in rows if not row.bad)


def test_measure_counts_and_puts_wrong_marked_right_first(spoken):
    rows = spoken["development"]
    marked = replies.mark(rows, lambda reply, said: "right", "text")
    found = replies.measure(marked)
    right = sum(row.label == "right" for row in rows)
    wrong = sum(row.label == "wrong" for row in rows)
    assert (found.replies, found.equal) == (len(rows), right)
    assert found.confusion["wrong"] == {"right": wrong, "wrong": 0, "partial": 0, "unclear": 0}
    assert len(found.wrong_marked_right) == wrong
    assert found.mistakes[:wrong] == found.wrong_marked_right


def test_what_was_lost_on_the_way_is_not_held_against_the_check(spoken):
    reply = dataclasses.replace(
        spoken["development"][0], label="right", heard="Mm.", heard_label="unclear"
    )
    unheard = dataclasses.replace(reply, heard="")
    marked = replies.mark([reply, unheard], lambda reply, said: "unclear", "heard")
    assert [(row.said, row.expected) for row in marked] == [("Mm.", "unclear")]
    assert replies.measure(marked).accuracy == 1.0


def test_measure_of_a_guard(worded):
    rows = worded["development"]
    blind = wordings.measure(wordings.judge(rows, lambda text, probe, source: ""))
    assert (blind.recall, blind.false_block) == (0.0, 0.0)
    deaf = wordings.measure(wordings.judge(rows, lambda text, probe, source: "no"), "hand")
    assert (deaf.recall, deaf.false_block) == (1.0, 1.0)
    assert deaf.good == sum(row.by == "hand" and not row.bad for row in rows)


@pytest.mark.parametrize(
    "broken",
    [
        ("label: right", "label: rihgt"),
        ("- probe: a/x", "- probe: a/y"),
        ('"family": "T1"', '"family": "T99"'),
        ("items:", "\titems:"),
    ],
)
def test_a_corpus_that_is_not_as_it_should_be_is_refused(tmp_path, broken):
    text = (
        "programs:\n  a: {entry: f, source: 'def f(): return 1'}\n"
        "probes:\n  a/x:\n    program: a\n"
        '    probe: {"id": "x", "family": "T1", "text": "?", "lines": [1], "identifiers": [],'
        ' "level": "atom", "dimension": "text", "difficulty": 0.1, "key": {"kind": "value",'
        ' "value": 1, "derivation": {"method": "run", "inputs": [], "evidence": {}}}}\n'
        "items:\n- probe: a/x\n  reply: one\n  label: right\n  why: plain\n"
    )
    path = tmp_path / "development.yaml"
    path.write_text(text)
    assert replies.load_replies("development", tmp_path)[0].probe.key.value == 1
    path.write_text(text.replace(*broken))
    with pytest.raises(InputRefused):
        replies.load_replies("development", tmp_path)
