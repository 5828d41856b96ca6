"""The arithmetic of pace, pauses and latency."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tools.fluency import measure
from tools.ports import Heard
from tools.scripted import as_heard
from tools.turn import Span

SIX = as_heard("it returns minus one, I think", 6.0)
SPANS = (Span(1.0, 2.5), Span(3.0, 4.0), Span(4.1, 5.0))


def test_an_answer_with_a_pause() -> None:
    figures = measure(SIX, SPANS, question_ended_at_s=-0.5)
    assert figures.audio_s == 6.0
    assert figures.speech_s == pytest.approx(3.4)
    assert figures.words == 6
    assert figures.latency_s == pytest.approx(1.5)
    assert figures.pace_wpm == pytest.approx(6 / 3.4 * 60, abs=0.1)
    assert [(p.start_s, p.end_s) for p in figures.pauses] == [(2.5, 3.0)]  # 0.1 s is no pause
    assert figures.longest_pause_s == pytest.approx(0.5)
    assert figures.speech_share == pytest.approx(3.4 / 4.0, abs=0.001)


def test_a_gap_of_just_a_quarter_second_is_a_pause() -> None:
    spans = (Span(0.1, 0.3), Span(0.55, 1.0))  # 0.55 - 0.3 is a hair below 0.25 in binary
    assert len(measure(SIX, spans, question_ended_at_s=None).pauses) == 1


def test_latency_is_unknown_without_the_end_of_the_question() -> None:
    assert measure(SIX, SPANS, question_ended_at_s=None).latency_s is None


def test_an_answer_that_began_before_the_question_ended_waited_for_nothing() -> None:
    assert measure(SIX, SPANS, question_ended_at_s=1.4).latency_s == 0.0


def test_too_few_words_have_no_pace() -> None:
    four = as_heard("it returns minus one", 6.0)
    assert measure(four, SPANS, question_ended_at_s=None).pace_wpm is None


def test_silence_gives_zeros_and_unknowns() -> None:
    figures = measure(Heard("silence", "", (), 3.0), (), question_ended_at_s=0.0)
    assert figures.speech_s == figures.longest_pause_s == figures.speech_share == 0.0
    assert figures.latency_s is figures.pace_wpm is None
    assert figures.pauses == ()


@st.composite
def _spans(draw: st.DrawFn) -> tuple[Span, ...]:
    steps = draw(st.lists(st.floats(0.01, 20), max_size=20))
    at, edges = 0.0, []
    for step in steps:
        at += step
        edges.append(round(at, 3))
    return tuple(Span(a, b) for a, b in zip(edges[::2], edges[1::2], strict=False))


@given(_spans(), st.integers(0, 60))
def test_figures_are_possible(spans: tuple[Span, ...], words: int) -> None:
    heard = as_heard("word " * words, 500.0)
    figures = measure(heard, spans, question_ended_at_s=0.0)
    assert 0 <= figures.speech_share <= 1
    assert figures.longest_pause_s == pytest.approx(
        max((p.end_s - p.start_s for p in figures.pauses), default=0.0), abs=0.001
    )
    assert all(p.end_s - p.start_s >= 0.2499 for p in figures.pauses)
    assert figures.pace_wpm is None or figures.pace_wpm > 0
