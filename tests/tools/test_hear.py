"""Hearing: what must never be heard, loops of the decoder, times, and how many words are right."""

from __future__ import annotations

import csv
import re
from collections.abc import Sequence
from functools import cache
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import jiwer
import numpy as np
import pytest
import soundfile
from numpy.typing import NDArray

from models import registry
from tools import hear as hear_module
from tools.hear import WhisperHear
from tools.ports import Audio
from tools.sound import for_hearing
from tools.speak import CoquiSpeak
from tools.turn import Span, Speech
from tools.whisper import Timed, Whisper
from viva.errors import HearError, InputRefused, WeightCorrupt
from viva.settings import Settings, load

RATE = 16_000

# ------------------------------------------------------------------ with a Whisper of our own


class Recogniser:
    """Stands for tools.whisper.Whisper: the given words, evenly spread over what it is given."""

    def __init__(self, *texts: str) -> None:
        self.texts = list(texts)
        self.calls: list[dict[str, Any]] = []
        self.sounds: list[NDArray[np.float32]] = []

    def words(self, samples: NDArray[np.float32], **options: Any) -> list[Timed]:
        self.calls.append(options)
        self.sounds.append(samples)
        said = self.texts[len(self.calls) - 1].split()
        each = len(samples) / RATE / max(len(said), 1)
        return [Timed(f" {w}", i * each, (i + 1) * each, 0.9) for i, w in enumerate(said)]


def _hearing(monkeypatch: pytest.MonkeyPatch, recogniser: Recogniser, *spans: float) -> WhisperHear:
    """A hearer with ``recogniser`` that finds speech between the seconds ``spans``."""
    found = tuple(Span(a, b) for a, b in zip(spans[::2], spans[1::2], strict=True))
    monkeypatch.setattr(registry, "locate", lambda name, settings: Path(name))
    monkeypatch.setattr(hear_module, "Whisper", lambda folder: recogniser)
    monkeypatch.setattr(hear_module, "speech_in", lambda audio: Speech(for_hearing(audio), found))
    return WhisperHear(load())


def _seconds(seconds: float) -> Audio:
    return Audio(np.full(int(seconds * RATE), 0.1, np.float32), RATE)


def test_names_of_the_code_are_made_known(monkeypatch: pytest.MonkeyPatch) -> None:
    recogniser = Recogniser("yes")
    _hearing(monkeypatch, recogniser, 0.5, 1.3).hear(_seconds(2), vocabulary=["nums", "seen"])
    assert recogniser.calls[0]["said_before"].endswith("nums, seen")


def test_more_words_than_can_be_said_are_not_expected(monkeypatch: pytest.MonkeyPatch) -> None:
    recogniser = Recogniser("yes")
    _hearing(monkeypatch, recogniser, 1.0, 3.0).hear(_seconds(20))
    assert recogniser.calls[0]["most_words"] == 16  # two seconds of speech, not twenty


def test_a_long_answer_is_broken_at_its_longest_pauses(monkeypatch: pytest.MonkeyPatch) -> None:
    spans = (0, 10, 10.3, 20, 20.9, 27, 27.3, 40, 40.3, 50)
    recogniser = Recogniser("one two", "three four")
    heard = _hearing(monkeypatch, recogniser, *spans).hear(_seconds(51))
    assert heard.text == "one two three four"
    assert [len(s) / RATE for s in recogniser.sounds] == [
        pytest.approx(20.6, abs=0.01),
        pytest.approx(29.7, abs=0.01),
    ]
    assert heard.words[2].start_s == pytest.approx(20.6, abs=0.01)


def test_three_minutes_without_a_breath_are_heard_whole(monkeypatch: pytest.MonkeyPatch) -> None:
    recogniser = Recogniser(*["word"] * 10)
    heard = _hearing(monkeypatch, recogniser, 0.0, 180.0).hear(_seconds(180))
    assert all(len(sound) / RATE <= 30.001 for sound in recogniser.sounds)
    assert sum(len(sound) for sound in recogniser.sounds) / RATE >= 180
    assert len(heard.words) == len(recogniser.sounds)


def test_long_silence_is_cut_out_and_times_are_put_back(monkeypatch: pytest.MonkeyPatch) -> None:
    recogniser = Recogniser("before after")
    heard = _hearing(monkeypatch, recogniser, 10.0, 11.0, 40.0, 41.0).hear(_seconds(60))
    assert len(recogniser.sounds[0]) / RATE == pytest.approx(3.2, abs=0.01)  # 2 × (0.3 + 1 + 0.3)
    before, after = heard.words
    assert (before.start_s, before.end_s) == (pytest.approx(9.7), pytest.approx(11.3))
    assert (after.start_s, after.end_s) == (pytest.approx(39.7), pytest.approx(41.3))


def test_short_pauses_stay_as_they_are(monkeypatch: pytest.MonkeyPatch) -> None:
    recogniser = Recogniser("one two")
    _hearing(monkeypatch, recogniser, 1.0, 2.0, 2.9, 3.9).hear(_seconds(5))
    assert len(recogniser.sounds[0]) / RATE == pytest.approx(3.5, abs=0.01)


@pytest.mark.parametrize("nothing", ["", ".", "... !"])
def test_punctuation_alone_is_silence(monkeypatch: pytest.MonkeyPatch, nothing: str) -> None:
    heard = _hearing(monkeypatch, Recogniser(nothing), 0.5, 1.0).hear(_seconds(2))
    assert (heard.state, heard.text, heard.words) == ("silence", "", ())


def test_without_speech_whisper_is_not_asked(monkeypatch: pytest.MonkeyPatch) -> None:
    recogniser = Recogniser("Thanks for watching!")
    assert _hearing(monkeypatch, recogniser).hear(_seconds(5)).state == "silence"
    assert recogniser.calls == []


def test_a_click_of_the_button_is_silence(monkeypatch: pytest.MonkeyPatch) -> None:
    recogniser = Recogniser("you")
    assert _hearing(monkeypatch, recogniser, 0.0, 0.1).hear(_seconds(0.1)).state == "silence"
    assert recogniser.calls == []


def test_a_damaged_recording_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    hear = _hearing(monkeypatch, Recogniser("yes"), 0.5, 1.0)
    with pytest.raises(InputRefused, match="damaged"):
        hear.hear(Audio(np.full(RATE, np.nan, np.float32), RATE))


def test_a_recogniser_that_breaks_is_one_sentence(monkeypatch: pytest.MonkeyPatch) -> None:
    class Broken(Recogniser):
        def words(self, samples: NDArray[np.float32], **options: Any) -> list[Timed]:
            raise RuntimeError("out of memory")

    with pytest.raises(HearError, match=r"out of memory.*type it"):
        _hearing(monkeypatch, Broken(), 0.5, 1.0).hear(_seconds(2))


# ------------------------------------------------------------------ loops of the decoder


class Model:
    """Stands for faster-whisper's model: a token is a word, one list of them an attempt."""

    def __init__(self, *attempts: str, unsure: bool = False) -> None:
        self.vocabulary: list[str] = []
        self.attempts = [[self._token(word) for word in text.split()] for text in attempts]
        self.generated: list[dict[str, Any]] = []
        self.encodings = 0
        self.model = self
        self.score = -3.0 if unsure else -0.2

    def _token(self, word: str) -> int:
        if word not in self.vocabulary:
            self.vocabulary.append(word)
        return self.vocabulary.index(word)

    def feature_extractor(self, samples: NDArray[np.float32]) -> NDArray[np.float32]:
        return np.zeros((80, len(samples) // 160), np.float32)

    def encode(self, features: NDArray[np.float32]) -> str:
        assert features.shape == (80, 3_000)
        self.encodings += 1
        return "encoded"

    def get_prompt(
        self, tokenizer: Any, previous: list[int], *, without_timestamps: bool, hotwords: str | None
    ) -> list[int]:
        return list(range(len(hotwords or "")))

    def generate(self, encoded: str, prompts: list[list[int]], **options: Any) -> list[Any]:
        self.generated.append(options | {"prompt": prompts[0]})
        tokens = self.attempts[len(self.generated) - 1]
        return [SimpleNamespace(sequences_ids=[tokens], scores=[self.score], no_speech_prob=0.9)]

    def find_alignment(
        self, tokenizer: Any, texts: list[list[int]], encoded: str, frames: int
    ) -> list[list[dict[str, Any]]]:
        return [
            [
                {"word": f" {self.vocabulary[t]}", "tokens": [t], "start": i, "end": i + 1,
                 "probability": 0.9}
                for i, t in enumerate(texts[0])
            ]
        ]  # fmt: skip


def _recognised(model: Model, most_words: int = 8) -> str:
    whisper = object.__new__(Whisper)
    vars(whisper).update(_model=model, _tokenizer=SimpleNamespace(eot=50_000), _never=[])
    second = np.zeros(RATE, np.float32)
    words = whisper.words(second, said_before="code", most_words=most_words)
    assert all(word.end_s <= 1.0 for word in words)
    return "".join(word.text for word in words).strip()


def test_a_loop_is_not_believed() -> None:
    model = Model("minus one " * 50, "minus one")
    assert _recognised(model) == "minus one"
    assert [len(call["prompt"]) for call in model.generated] == [4, 0]  # without "code" before
    assert model.encodings == 1


def test_a_loop_that_stays_is_broken_by_force() -> None:
    model = Model("one " * 50, "one " * 50, "one two three")
    assert _recognised(model) == "one two three"
    assert [call["no_repeat_ngram_size"] for call in model.generated] == [0, 0, 3]


def test_a_list_of_equal_numbers_is_no_loop() -> None:
    model = Model("one, one, one, one, one")
    assert _recognised(model) == "one, one, one, one, one"
    assert len(model.generated) == 1


def test_what_may_be_written_is_bounded_by_how_much_can_be_said() -> None:
    few, many = Model("yes"), Model("yes")
    _recognised(few, most_words=5)
    _recognised(many, most_words=500)
    assert few.generated[0]["max_length"] < 30
    assert many.generated[0]["max_length"] <= 4 + 200


def test_what_whisper_takes_for_no_speech_is_none() -> None:
    assert _recognised(Model("Thanks for watching!", unsure=True)) == ""
    assert _recognised(Model("Yes.")) == "Yes."


# ------------------------------------------------------------------ weights that are not right


def test_without_the_weight_it_says_to_pull(tmp_path: Path) -> None:
    with pytest.raises(HearError, match='Run "viva pull"'):
        WhisperHear(Settings(cache_dir=tmp_path))


def test_a_damaged_weight_is_not_loaded(monkeypatch: pytest.MonkeyPatch) -> None:
    def damaged(name: str, settings: Settings) -> Path:
        raise WeightCorrupt("It is damaged.", next_step='Run "viva pull".')

    monkeypatch.setattr(registry, "locate", damaged)
    with pytest.raises(HearError, match=r'damaged.*Run "viva pull"'):
        WhisperHear(load())


def test_files_that_are_no_model_are_one_sentence(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    for name in ("model.bin", "config.json", "tokenizer.json", "vocabulary.txt"):
        (tmp_path / name).write_text("{}")
    monkeypatch.setattr(registry, "locate", lambda name, settings: tmp_path)
    with pytest.raises(HearError, match="cannot be loaded"):
        WhisperHear(load())


# ------------------------------------------------------------------ Whisper itself

_NUMBERS = "zero one two three four five six seven eight nine ten eleven twelve"
_SAME = {word: str(number) for number, word in enumerate(_NUMBERS.split(" "))} | {"mr": "mister"}


def _plain(text: str) -> str:
    """Lower case, no punctuation, digits for number words: what counts when words are compared."""
    spaced = re.sub(r"-(?=\d)", " minus ", text.lower())
    return " ".join(_SAME.get(w, w) for w in re.sub(r"[^\w\s]", " ", spaced).split())


def _wer(said: Sequence[str], heard: Sequence[str]) -> float:
    return float(jiwer.wer([*map(_plain, said)], [*map(_plain, heard)]))


@cache
def _whisper() -> WhisperHear:
    return WhisperHear(load())


@cache
def _coqui() -> CoquiSpeak:
    return CoquiSpeak(load(), rate=1.0, pitch=1.0)


def _spoken(text: str) -> Audio:
    pieces = list(_coqui().speak(text))
    return Audio(np.concatenate([piece.samples for piece in pieces]), pieces[0].rate)


SENTENCES = (
    "It returns minus one when the target is not in the list.",
    "The loop runs three times because there are three numbers.",
    "I used a dictionary so that each lookup takes constant time.",
    "The running time is big O of n log n, because of the sort.",
    "On line seven the pointer moves to the right.",
    "If the list is empty, the function returns zero.",
    "Yes, it changes the list in place.",
    "The base case is when n is less than two.",
    "It would be five, and then it would be eight.",
    "I would test an empty list, one element, and two equal elements.",
    "The else branch runs, because four is not greater than ten.",
    "Space is linear, since the set can hold every number.",
)


@pytest.mark.weights
def test_what_is_spoken_is_heard() -> None:
    heard = [_whisper().hear(_spoken(sentence)).text for sentence in SENTENCES]
    assert _wer(SENTENCES, heard) <= 0.15


@pytest.mark.weights
def test_a_word_error_rate_can_fail() -> None:
    """The measure itself: other words than were said count."""
    heard = [_whisper().hear(_spoken(sentence)).text for sentence in SENTENCES[:2]]
    assert _wer(SENTENCES[2:4], heard) > 0.5


@pytest.mark.weights
@pytest.mark.parametrize("level", [0.0, 0.001, 0.05, 0.3])
def test_noise_is_silence(level: float) -> None:
    noise = np.random.default_rng(1).standard_normal(5 * RATE).astype(np.float32)
    heard = _whisper().hear(Audio(noise * np.float32(level), RATE))
    assert (heard.state, heard.text) == ("silence", "")


@pytest.mark.weights
def test_a_quiet_noisy_offset_microphone_at_48_khz_is_understood() -> None:
    from tools.sound import resample

    heard = []
    for sentence in SENTENCES[1:4]:
        clean = _spoken(sentence)
        samples = resample(clean.samples, clean.rate, 48_000) * np.float32(0.03)
        noise = np.random.default_rng(2).standard_normal(len(samples)).astype(np.float32)
        bad = Audio(samples + noise * np.float32(0.0001) + np.float32(0.1), 48_000)
        heard.append(_whisper().hear(bad).text)
    assert _wer(SENTENCES[1:4], heard) <= 0.15


@pytest.mark.weights
def test_an_answer_with_half_a_minute_of_thinking_in_it() -> None:
    first, last = _spoken(SENTENCES[0]), _spoken(SENTENCES[5])
    silence = np.zeros(30 * first.rate, np.float32)
    audio = Audio(np.concatenate([first.samples, silence, last.samples]), first.rate)
    heard = _whisper().hear(audio)
    assert _wer([SENTENCES[0] + " " + SENTENCES[5]], [heard.text]) <= 0.15
    after = next(word for word in heard.words if word.text.lower() == "if")
    assert after.start_s == pytest.approx(first.seconds + 30, abs=0.6)


@pytest.mark.weights
@pytest.mark.data
def test_people_are_heard(data_folder: Path) -> None:
    with (data_folder / "stt" / "transcripts.csv").open(newline="") as rows:
        clips = [(row["file"], row["transcript"]) for row in csv.DictReader(rows)]
    heard = []
    for name, _ in clips:
        samples, rate = soundfile.read(data_folder / "stt" / name, dtype="float32", always_2d=True)
        heard.append(_whisper().hear(Audio(samples.mean(axis=1), rate)).text)
    assert _wer([transcript for _, transcript in clips], heard) <= 0.15
