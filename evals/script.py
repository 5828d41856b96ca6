"""A scripted candidate, as YAML: who it is, the code it writes, what it says to each question.

What a candidate says about a probe stands under ``answers`` by a selector: the probe's id
(``T2.iterations@L4``), or its family alone (``T2``) for any probe of that family that has no
answer of its own.  ``docs/replay.md`` shows how to write one.
"""

from __future__ import annotations

import re
from pathlib import Path
from typing import Annotated, Literal

from pydantic import (
    AfterValidator,
    BaseModel,
    ConfigDict,
    Discriminator,
    Field,
    Tag,
    ValidationError,
    field_validator,
    model_validator,
)

from agent.events import Verdict
from question_bank.located_yaml import read_yaml
from tools.code.probe import Probe
from viva.errors import BankError, ScriptError

CANDIDATES = Path(__file__).parent / "candidates"

_SELECTOR = re.compile(r"T\d{1,2}(\.\w+@L\d+\S*)?")
_NAME = re.compile(r"[a-z][a-z0-9_-]{0,30}")


class _Strict(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True)


class Consent(_Strict):
    """Which readings of face and voice the candidate agrees to."""

    face: bool = False
    voice: bool = False


class CodeStep(_Strict):
    """One version of the code; ``hints`` are asked for before it is written."""

    source: str = Field(min_length=1)
    run: bool = True
    hints: int = Field(default=0, ge=0, le=3)


class Said(_Strict):
    """A reply and the verdict that a fair examiner would give it."""

    say: str = Field(min_length=1)
    expect: Verdict


class Answer(Said):
    """``question`` is the probe's text for which the answer was written: should the program come to
    ask something else under the same id, the verdict that is expected would mean nothing.
    ``again`` is said when the interviewer did not catch the first reply; without it the candidate
    repeats itself."""

    question: str = ""
    again: Said | None = None


class Pass(_Strict):
    """The candidate skips the question."""

    skip: Literal[True]


def _kind(value: object) -> str:
    passes = "skip" in value if isinstance(value, dict) else isinstance(value, Pass)
    return "Pass" if passes else "Answer"


Given = Annotated[
    Annotated[Answer, Tag("Answer")] | Annotated[Pass, Tag("Pass")], Discriminator(_kind)
]


def _selector(selector: str) -> str:
    if not _SELECTOR.fullmatch(selector):
        raise ValueError("no probe: write an id such as T2.iterations@L4, or a family such as T2")
    return selector


class StapleAnswer(_Strict):
    say: str = Field(min_length=1)
    follow_up: str = Field(min_length=1)


class ResumeScript(_Strict):
    """A résumé that the candidate gives, and what they say to each question about it, in order."""

    text: str = Field(min_length=1)
    answers: tuple[str, ...] = Field(min_length=1, max_length=3)


class Script(_Strict):
    """``level`` runs from 1, a beginner, to 5. ``problem`` is the slug that will be offered.
    ``staples`` are the behavioural questions to be asked, by id, in order.  ``asks`` are the
    candidate's own questions at the end."""

    name: str
    level: int = Field(ge=1, le=5)
    about: str
    consent: Consent = Consent()
    resume: ResumeScript | None = None
    introduction: str = Field(min_length=1)
    problem: str
    code: tuple[CodeStep, ...] = Field(min_length=1)
    walkthrough: str = Field(min_length=1)
    answers: dict[Annotated[str, AfterValidator(_selector)], Given]
    staples: dict[str, StapleAnswer] = {}
    asks: tuple[str, ...] = ()

    @field_validator("name")
    @classmethod
    def _name_is_a_file_name(cls, name: str) -> str:
        if not _NAME.fullmatch(name):
            raise ValueError("a name has lower case letters, digits, - and _, a letter first")
        return name

    @model_validator(mode="after")
    def _hints_at_most_three(self) -> Script:
        if sum(step.hints for step in self.code) > 3:
            raise ValueError("a problem has three hints; the code asks for more")
        return self

    def selector(self, probe: Probe) -> str | None:
        """Under which name this script answers ``probe``; None if it does not."""
        return next((s for s in (probe.id, probe.family) if s in self.answers), None)

    def answer(self, probe: Probe) -> Answer | Pass:
        """What the candidate says to ``probe``.

        Raises:
            ScriptError: the script has no answer to it, or one to another question.
        """
        selector = self.selector(probe)
        if selector is None:
            raise ScriptError(
                f'The candidate {self.name} has no answer to {probe.id}: "{probe.text}"',
                next_step=f'Add "{probe.id}:" or "{probe.family}:" under answers in its script.',
            )
        answer = self.answers[selector]
        if isinstance(answer, Answer) and answer.question not in ("", probe.text):
            raise ScriptError(
                f'The candidate {self.name} answers {probe.id} as "{answer.question}"; '
                f'it now asks "{probe.text}"',
                next_step="Look at the answer and its verdict again, and copy the question.",
            )
        return answer


def load(path: Path) -> Script:
    """The script in the file ``path``.

    Raises:
        ScriptError: naming the file and the line of the first thing that is wrong with it.
    """
    try:
        located = read_yaml(path, str(path), BankError)
    except BankError as error:
        raise ScriptError(error.message, next_step=error.next_step) from error
    if not isinstance(located.value, dict):
        raise ScriptError(f"{path}, line 1: a script is a mapping with a name.", next_step=_SEE)
    try:
        return Script.model_validate(located.value)
    except ValidationError as error:
        # A misspelt name says more than that the right one is missing.
        first = min(error.errors(), key=lambda e: e["type"] == "missing")
        loc = tuple(part for part in first["loc"] if part not in ("Answer", "Pass", "[key]"))
        what = f"{'.'.join(map(str, loc)) or 'the script'}: {first['msg']}"
        raise ScriptError(f"{path}, line {located.line(loc)}: {what}.", next_step=_SEE) from error


def find(name: str) -> Path:
    """The script of that path, or the one of ours of that name.

    Raises:
        ScriptError: there is neither.
    """
    ours = CANDIDATES / f"{name}.yaml"
    if ours.is_file():
        return ours
    if Path(name).is_file():
        return Path(name)
    known = ", ".join(path.stem for path in all_scripts())
    raise ScriptError(
        f"There is no script {name}.", next_step=f"Give a YAML file or one of: {known}."
    )


def all_scripts() -> list[Path]:
    """Ours, by name."""
    return sorted(CANDIDATES.glob("*.yaml"))


_SEE = "docs/replay.md shows how a script is written."
