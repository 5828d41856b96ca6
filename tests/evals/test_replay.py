"""Replays through the real session, bank and sandbox: the same each time, and through kill -9."""

from __future__ import annotations

import json
import os
import random
import subprocess
import sys
from collections.abc import Iterator, Sequence
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from agent import interview, profile
from agent.events import Entry, TurnRead
from agent.parts import Parts
from agent.tape import Tape
from evals import report, script
from evals.replay import Replayed, Typing, parts_for, replay, session_id, tape_in
from tools.affect import AffectReading
from tools.ports import FaceReading, VoiceReading
from viva import settings as viva_settings
from viva.errors import ProblemNotFound, ScriptError
from viva.settings import Settings

TINY = """\
name: tiny
level: 2
about: pairs neighbours only
introduction: Hello, I would like to practise lists.
problem: gift-card
code:
  - run: false
    source: |
      def spend_card(prices, balance):
          pass
  - hints: 1
    source: |
      def spend_card(prices, balance):
          for k in range(len(prices) - 1):
              if prices[k] + prices[k + 1] == balance:
                  return [k, k + 1]
          return []
walkthrough: I add up neighbours.
answers:
  T1: {say: an empty list, expect: right}
  T2: {say: "three times", expect: right}
  T3: {say: "no", expect: right}
  T4: {say: prices is the list one two and balance is three, expect: right}
  T5: {say: "three", expect: right}
  T6: {say: prices is the list one two and balance is three, expect: right}
  T7: {say: "no", expect: right}
  T8: {say: linear, expect: right}
  T9: {say: "no", expect: right}
  T10: {say: "no", expect: right}
  T11: {say: "a stepper", expect: right}
  T12: {say: prices is the list one two and balance is three, expect: right}
  T13: {skip: true}
  T14: {say: "zero and zero", expect: right}
  T15: {say: prices is the list one two and balance is three, expect: right}
asks: [What do you work on]
"""


@pytest.fixture(scope="module")
def tiny(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("script") / "tiny.yaml"
    path.write_text(TINY, encoding="utf-8")
    return path


@pytest.fixture(scope="module")
def few() -> Settings:
    """Three questions about the code are enough here."""
    return viva_settings.load(probes=3, staples=0)


@pytest.fixture(scope="module")
def parts(few: Settings) -> Iterator[Parts]:
    with parts_for(few, spoken=False, camera=False, with_model=False) as opened:
        yield opened


def replayed(path: Path, folder: Path, parts: Parts, few: Settings) -> Replayed:
    folder.mkdir(exist_ok=True)
    tape = tape_in(folder)
    try:
        return replay(script.load(path), tape, parts, few, manner=Typing(), spoken=False)
    finally:
        tape.close()


@pytest.fixture(scope="module")
def first(
    tiny: Path, parts: Parts, few: Settings, tmp_path_factory: pytest.TempPathFactory
) -> Replayed:
    return replayed(tiny, tmp_path_factory.mktemp("first"), parts, few)


def mechanical(entries: Sequence[Entry]) -> str:
    """Byte for byte what must not change."""
    return json.dumps(report.mechanical(profile.build(entries)))


def test_a_replay_ends_in_a_profile(first: Replayed) -> None:
    built = profile.build(first.entries)
    assert built.finished
    assert not built.ended_early
    assert built.problem is not None
    assert built.problem.slug == "gift-card"
    assert built.score.technical is not None
    assert len(built.hints) == 1
    assert built.code.startswith("def spend_card")
    assert set(built.degraded) == {"model"}


def test_the_same_script_gives_the_same_mechanical_score(
    first: Replayed, tiny: Path, parts: Parts, few: Settings, tmp_path: Path
) -> None:
    again = replayed(tiny, tmp_path, parts, few)
    assert mechanical(again.entries) == mechanical(first.entries)
    kinds = [e.event.kind for e in first.entries]
    assert [e.event.kind for e in again.entries] == kinds


def test_another_reply_gives_another_mechanical_score(
    first: Replayed, tiny: Path, parts: Parts, few: Settings, tmp_path: Path
) -> None:
    """The case that breaks the check above."""
    other = tmp_path / "tiny.yaml"
    turned = TINY.replace('"no"', '"yes"').replace('"three times"', '"nine times"')
    other.write_text(turned.replace("balance is three", "balance is nine"))
    assert mechanical(replayed(other, tmp_path, parts, few).entries) != mechanical(first.entries)


def test_a_replay_that_is_done_is_replaced_and_not_added_to(
    first: Replayed, tiny: Path, parts: Parts, few: Settings, tmp_path: Path
) -> None:
    replayed(tiny, tmp_path, parts, few)
    assert len(replayed(tiny, tmp_path, parts, few).entries) == len(first.entries)


def test_a_replay_that_is_done_resumes_to_itself(
    tiny: Path, parts: Parts, few: Settings, tmp_path: Path
) -> None:
    before = replayed(tiny, tmp_path, parts, few)
    tape = tape_in(tmp_path)
    after = replay(script.load(tiny), tape, parts, few, manner=Typing(), spoken=False, resume=True)
    assert after.entries == before.entries
    tape.close()


def test_a_session_without_a_first_entry_is_begun_again(
    first: Replayed, tiny: Path, parts: Parts, few: Settings, tmp_path: Path
) -> None:
    """Killed after the session's row was written and before its first entry."""
    tape, one = tape_in(tmp_path), script.load(tiny)
    tape.new_session("", 1, session_id(one))
    done = replay(one, tape, parts, few, manner=Typing(), spoken=False, resume=True)
    assert mechanical(done.entries) == mechanical(first.entries)
    tape.close()


def test_a_question_that_the_script_does_not_answer_stops_the_replay(
    tiny: Path, parts: Parts, few: Settings, tmp_path: Path
) -> None:
    poor = tmp_path / "tiny.yaml"
    poor.write_text(TINY[: TINY.index("  T1:")] + "  T99: {skip: true}\n")
    with pytest.raises(ScriptError, match="has no answer to T"):
        replayed(poor, tmp_path, parts, few)


def test_a_problem_that_is_not_in_the_bank_is_said_before_anything_starts(
    tiny: Path, parts: Parts, few: Settings, tmp_path: Path
) -> None:
    lost = tmp_path / "tiny.yaml"
    lost.write_text(TINY.replace("problem: gift-card", "problem: gift-cart"))
    with pytest.raises(ProblemNotFound, match="gift-cart"):
        replayed(lost, tmp_path, parts, few)
    assert tape_in(tmp_path).sessions() == []


# ------------------------------------------------------------------ kill -9


def run_killed(path: Path, runs: list[dict[str, object]], few: Settings) -> list[list[str]]:
    child = Path(__file__).with_name("replay_child.py")
    path_here = os.pathsep.join([".", os.environ.get("PYTHONPATH", "")])
    done = subprocess.run(
        [sys.executable, str(child), str(path)],
        input=json.dumps(runs),
        capture_output=True,
        text=True,
        timeout=280,
        cwd=Path(__file__).parents[2],
        env={**os.environ, "VIVA_PROBES": str(few.probes), "PYTHONPATH": path_here},
        check=False,
    )
    assert done.returncode == 0, done.stderr
    return [json.loads(line)["ends"] for line in done.stdout.splitlines()]


def test_twenty_kills_lose_nothing_acknowledged_and_change_no_score(
    first: Replayed, tiny: Path, few: Settings, tmp_path: Path
) -> None:
    """Seven interviews, each killed three times, before or after an append, and then by the clock,
    which may come too late."""
    draw = random.Random(9)
    total = len(first.entries)
    runs: list[dict[str, object]] = []
    for n in range(7):
        kills, there = list[tuple[str, float]](), 0
        for at in sorted(draw.sample(range(1, total - 2), 3)):
            kills.append((draw.choice(["before", "after"]), at - there))
            there = at
        kills.append(("delay", round(draw.uniform(0.1, 1.2), 2)))
        runs.append({"out": str(tmp_path / f"run{n}"), "kills": kills})
    ends = run_killed(tiny, runs, few)
    assert sum(e == "killed" for row in ends for e in row) >= 20
    for one, row in zip(runs, ends, strict=True):
        assert row[-1] == "done", (one, row)
        assert "failed" not in row, (one, row)
        check_survived(Path(str(one["out"])), first)


def check_survived(out: Path, first: Replayed) -> None:
    tape = Tape(f"sqlite:///{out / 'tape.sqlite3'}")
    entries = tape.entries(first.session_id)
    tape.close()
    acknowledged = [int(line) for line in (out / "acknowledged").read_text().split()]
    assert acknowledged
    assert acknowledged == sorted(acknowledged)
    assert set(acknowledged) <= {e.seq for e in entries}
    assert [e.seq for e in entries] == list(range(1, len(entries) + 1))
    assert mechanical(entries) == mechanical(first.entries)


def test_what_an_acknowledgement_means_can_be_broken(
    first: Replayed, tiny: Path, parts: Parts, few: Settings, tmp_path: Path
) -> None:
    """A tape that drops its last entry is noticed."""
    out = tmp_path / "lossy"
    done = replayed(tiny, out, parts, few)
    (out / "acknowledged").write_text(f"{len(done.entries)}\n")
    check_survived(out, first)
    (out / "acknowledged").write_text(f"{len(done.entries) + 1}\n")
    with pytest.raises(AssertionError):
        check_survived(out, first)


# ------------------------------------------------------------------ affect

_PROBABILITIES = st.fixed_dictionaries({"happy": st.floats(0, 1), "sad": st.floats(0, 1)})
_FACES = st.builds(
    FaceReading,
    state=st.sampled_from(["face", "no_face", "several_faces", "too_dark", "not_sure"]),
    label=st.sampled_from([None, "happy", "sad", "angry"]),
    probabilities=_PROBABILITIES,
    moments=st.just(()),
)
_VOICES = st.builds(
    VoiceReading,
    state=st.sampled_from(["voice", "too_quiet", "too_short", "not_sure"]),
    label=st.sampled_from([None, "calm", "angry"]),
    probabilities=_PROBABILITIES,
    voiced_s=st.floats(0, 60),
)
_AFFECT = st.from_type(AffectReading)


@settings(max_examples=25, deadline=None, suppress_health_check=list(HealthCheck))
@given(data=st.data())
def test_no_reading_of_face_or_voice_changes_the_score(
    first: Replayed, data: st.DataObject
) -> None:
    flipped = [
        replace(
            e,
            event=replace(
                e.event,
                face=data.draw(st.none() | _FACES),
                voice=data.draw(st.none() | _VOICES),
                affect=data.draw(st.none() | _AFFECT),
            ),
        )
        if isinstance(e.event, TurnRead)
        else e
        for e in first.entries
    ]
    assert sum(isinstance(e.event, TurnRead) for e in flipped) >= 4
    assert mechanical(flipped) == mechanical(first.entries)
    assert profile.build(flipped).score == profile.build(first.entries).score
    assert interview.fold(flipped) == interview.fold(first.entries)
