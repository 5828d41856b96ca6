"""Runs scripted candidates, one after the other, and writes down what came of them."""

from __future__ import annotations

import dataclasses
import json
import random
from collections.abc import Callable, Iterator, Mapping, Sequence
from pathlib import Path

from agent import profile
from agent.export import tape_lines
from agent.parts import Parts
from agent.profile_schema import Profile
from agent.state import State
from evals.candidate import all_texts
from evals.origin import SEED, here_and_now
from evals.replay import Typing, parts_for, replay, tape_in
from evals.report import Failed, Run, Summary, summarise, taken_together
from evals.script import Script
from evals.voice import SpokenCandidate, read_camera
from tools.ports import Frame, Speak
from viva.errors import VivaError
from viva.settings import Settings

PATIENCE_S = 180.0

Watch = Callable[[Script, State], None]


@dataclasses.dataclass(frozen=True)
class How:
    """``wait`` is False to leave out the waiting of a spoken replay: its times then mean little.
    ``camera`` is a picture or a folder of them, shown while the candidate answers."""

    spoken: bool = False
    with_model: bool = True
    wait: bool = True
    resume: bool = False
    camera: Path | None = None


@dataclasses.dataclass(frozen=True)
class Done:
    """A replay that came to its end, and the folder with ``tape.jsonl``, ``profile.json`` and
    ``summary.json``."""

    summary: Summary
    profile: Profile
    folder: Path


def run(
    scripts: Sequence[Script],
    settings: Settings,
    how: How,
    out: Path,
    watch: Watch = lambda script, state: None,
) -> Iterator[Done | Failed]:
    """Replay ``scripts``; each writes to ``out/<name>``. One that fails does not stop the rest."""
    random.seed(SEED)  # nothing here draws; should a library do so, it draws the same
    frames = read_camera(how.camera) if how.camera else []
    if not how.spoken:  # nobody waits for the model
        patience = max(settings.llm_timeout_s, PATIENCE_S)
        settings = settings.model_copy(update={"llm_timeout_s": patience})
    with parts_for(
        settings, spoken=how.spoken, camera=bool(frames), with_model=how.with_model
    ) as parts:
        speak = _candidate_voice(settings) if how.spoken else None
        for script in scripts:
            try:
                yield _one(script, settings, how, out / script.name, parts, speak, frames, watch)
            except VivaError as error:
                yield Failed(script.name, script.level, str(error))


def whole_run(results: Sequence[Summary | Failed], settings: Settings, how: How) -> Run:
    """The results of :func:`run` as one, with where they come from."""
    mode = "voice" if how.spoken else "text"
    model = settings.llm_model if how.with_model else "none"
    return taken_together(results, here_and_now(), mode=mode, model=model)


def as_json(value: Summary | object) -> str:
    """Any of the dataclasses of :mod:`evals.report`, for a file or for ``--json``."""
    assert dataclasses.is_dataclass(value)
    assert not isinstance(value, type)
    return json.dumps(dataclasses.asdict(value), indent=2, ensure_ascii=False) + "\n"


def _one(
    script: Script,
    settings: Settings,
    how: How,
    folder: Path,
    parts: Parts,
    speak: Speak | None,
    frames: Sequence[Frame],
    watch: Watch,
) -> Done:
    folder.mkdir(parents=True, exist_ok=True)
    wall_ms: Mapping[str, float] = {}
    if speak is None:
        manner = Typing(frames)
    else:
        manner = SpokenCandidate(speak, frames, **({} if how.wait else {"wait": _no_wait}))
        wall_ms = manner.to_first_sound_ms
        manner.rehearse(all_texts(script))
    tape = tape_in(folder)
    try:
        replayed = replay(
            script,
            tape,
            parts,
            settings,
            manner=manner,
            spoken=how.spoken,
            resume=how.resume,
            watch=lambda state: watch(script, state),
        )
    finally:
        tape.close()
    built = profile.build(replayed.entries, replayed.session_id)
    summary = summarise(script, replayed, built, wall_ms)
    (folder / "tape.jsonl").write_text(tape_lines(replayed.entries, affect=True), encoding="utf-8")
    (folder / "profile.json").write_text(built.model_dump_json(indent=2) + "\n", encoding="utf-8")
    (folder / "summary.json").write_text(as_json(summary), encoding="utf-8")
    return Done(summary, built, folder)


def _candidate_voice(settings: Settings) -> Speak:
    """The voice of every candidate: quicker and higher than the interviewer's."""
    from tools.speak import CoquiSpeak

    return CoquiSpeak(settings, rate=1.1, pitch=1.12)


def _no_wait(seconds: float) -> None:
    pass
