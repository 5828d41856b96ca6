"""What every backend of the Speak port must do."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from functools import cache

import numpy as np
import pytest

from tools.ports import Audio, Speak
from tools.scripted import ScriptedSpeak
from viva.errors import SpeakError
from viva.settings import load

TWO = "What is nums[i]? Tell me in one word."


@cache
def _coqui() -> Speak:
    from tools.speak import CoquiSpeak

    return CoquiSpeak(load())


Say = Callable[[str], list[Audio]]


@pytest.fixture(params=["scripted", pytest.param("coqui", marks=pytest.mark.weights)])
def pieces(request: pytest.FixtureRequest) -> Iterator[Say]:
    if request.param == "coqui":
        yield lambda text: list(_coqui().speak(text))
        return
    scripts: list[ScriptedSpeak] = []

    def scripted(text: str) -> list[Audio]:
        scripts.append(ScriptedSpeak([text]))
        return list(scripts[-1].speak(text))

    yield scripted
    for script in scripts:
        script.assert_consumed()


def test_one_piece_a_sentence(pieces: Say) -> None:
    assert len(pieces(TWO)) == 2
    assert len(pieces("Yes.")) == 1


def test_pieces_are_sound(pieces: Say) -> None:
    for piece in pieces(TWO):
        assert piece.samples.dtype == np.float32
        assert piece.samples.ndim == 1
        assert piece.seconds > 0.3
        assert np.isfinite(piece.samples).all()
        assert 0.01 < np.abs(piece.samples).max() <= 1.0


def test_more_words_take_longer(pieces: Say) -> None:
    long = pieces("The loop runs once for each number in the list, so three times here.")
    assert long[0].seconds > 1.5 * pieces("It runs three times.")[0].seconds


def test_the_same_text_sounds_the_same(pieces: Say) -> None:
    first, again = pieces(TWO), pieces(TWO)
    assert all(np.array_equal(a.samples, b.samples) for a, b in zip(first, again, strict=True))


@pytest.mark.parametrize("text", ["", "  \n ", "...", "?!"])
def test_nothing_to_say_makes_no_sound(pieces: Say, text: str) -> None:
    assert pieces(text) == []


# ------------------------------------------------------------------ the scripted backend itself


def test_another_text_than_expected_fails() -> None:
    speak = ScriptedSpeak(["What is i?"])
    with pytest.raises(AssertionError, match="asked to say 'What is j\\?'"):
        speak.speak("What is j?")


def test_an_unexpected_call_fails() -> None:
    with pytest.raises(AssertionError, match="unexpected call 1"):
        ScriptedSpeak([]).speak("What is i?")


def test_a_call_that_never_came_fails() -> None:
    with pytest.raises(AssertionError, match="1 calls never came"):
        ScriptedSpeak(["What is i?"]).assert_consumed()


def test_a_scripted_error_is_raised() -> None:
    with pytest.raises(SpeakError, match="no tongue"):
        ScriptedSpeak([SpeakError("no tongue")]).speak("What is i?")
