"""Simulated candidates end up with problems of their level. `viva eval choosing` takes more."""

from __future__ import annotations

import dataclasses

import pytest

from evals import choosing
from question_bank import level
from question_bank.bank import load_bank
from question_bank.choose import placed


def test_what_is_chosen_orders_with_the_skill_and_never_repeats() -> None:
    found = choosing.measure((100, 101, 102))
    assert found.spearman >= 0.9
    assert found.spearman_each >= 0.9
    assert found.repeats == 0
    assert found.passed


def test_a_choice_that_ignores_the_level_is_found_out(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(choosing, "estimate", lambda outcomes: level.at_level(0.5))
    assert not choosing.measure((100, 101, 102)).passed


def test_a_course_is_the_same_each_time() -> None:
    bank = placed(load_bank())
    first = choosing.take(bank, 0.7, 3)
    assert dataclasses.asdict(first) == dataclasses.asdict(choosing.take(bank, 0.7, 3))
    assert len(first.met) == choosing.INTERVIEWS
