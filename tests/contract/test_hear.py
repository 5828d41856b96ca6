"""What every backend of the Hear port must do."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from functools import cache

import numpy as np
import pytest

from tools.ports import Audio, Hear, Heard
from tools.scripted import ScriptedHear, as_heard
from viva.errors import HearError
from viva.settings import load

RATE = 22_050


@cache
def _whisper() -> Hear:
    from tools.hear import WhisperHear

    return WhisperHear(load())


@cache
def _spoken() -> Audio:
    """Somebody saying "The list is empty."."""
    from tools.speak import CoquiSpeak

    return next(CoquiSpeak(load()).speak("The list is empty."))


def _nobody() -> Audio:
    return Audio(np.zeros(2 * RATE, np.float32), RATE)


Listen = Callable[[Audio, str], Heard]


@pytest.fixture(params=["scripted", pytest.param("whisper", marks=pytest.mark.weights)])
def listen(request: pytest.FixtureRequest) -> Iterator[Listen]:
    """Hears one recording, of which the test knows what is said in it."""
    if request.param == "whisper":
        yield lambda audio, said: _whisper().hear(audio)
        return
    scripts: list[ScriptedHear] = []

    def scripted(audio: Audio, said: str) -> Heard:
        scripts.append(ScriptedHear([said]))
        return scripts[-1].hear(audio)

    yield scripted
    for script in scripts:
        script.assert_consumed()


def _speech(request: pytest.FixtureRequest) -> Audio:
    real = "whisper" in request.node.name
    return _spoken() if real else Audio(np.full(2 * RATE, 0.1, np.float32), RATE)


def test_speech_is_heard(listen: Listen, request: pytest.FixtureRequest) -> None:
    audio = _speech(request)
    heard = listen(audio, "The list is empty.")
    assert heard.state == "heard"
    assert heard.text == "The list is empty."
    assert heard.audio_s == pytest.approx(audio.seconds)


def test_words_lie_in_order_within_the_audio(
    listen: Listen, request: pytest.FixtureRequest
) -> None:
    heard = listen(_speech(request), "The list is empty.")
    assert [word.text for word in heard.words] == ["The", "list", "is", "empty."]
    times = [time for word in heard.words for time in (word.start_s, word.end_s)]
    assert times == sorted(times)
    assert times[0] >= 0
    assert times[-1] <= heard.audio_s
    assert all(0 <= word.probability <= 1 for word in heard.words)
    # numpy's own numbers would not go on the tape
    assert {type(time) for time in times} == {float}
    assert {type(word.probability) for word in heard.words} == {float}


def test_silence_is_a_state_and_not_an_error(listen: Listen) -> None:
    assert listen(_nobody(), "") == Heard("silence", "", (), 2.0)


def test_no_audio_at_all_is_silence(listen: Listen) -> None:
    assert listen(Audio(np.zeros(0, np.float32), RATE), "").state == "silence"


# ------------------------------------------------------------------ the scripted backend itself


def test_an_unexpected_call_fails() -> None:
    hear = ScriptedHear(["yes"])
    hear.hear(_nobody())
    with pytest.raises(AssertionError, match="unexpected call 2"):
        hear.hear(_nobody())


def test_a_call_that_never_came_fails() -> None:
    hear = ScriptedHear(["yes", "no"])
    hear.hear(_nobody())
    with pytest.raises(AssertionError, match="1 calls never came; next: 'no'"):
        hear.assert_consumed()


def test_a_scripted_error_is_raised() -> None:
    hear = ScriptedHear([HearError("no ears"), as_heard("now I do", 1.0)])
    with pytest.raises(HearError, match="no ears"):
        hear.hear(_nobody())
    assert hear.hear(_nobody()).text == "now I do"
    hear.assert_consumed()
