"""``viva interview``: an interview in the terminal, by text."""

from __future__ import annotations

import os
import shlex
import subprocess
import tempfile
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer
from rich.console import Console
from rich.markdown import Markdown
from rich.panel import Panel
from rich.prompt import Confirm, Prompt
from rich.syntax import Syntax
from rich.text import Text

from viva.errors import InputRefused
from viva.settings import load

if TYPE_CHECKING:
    from agent.session import Session
    from agent.state import State
    from agent.tape import Tape
    from question_bank.schema import Problem
    from viva.settings import Settings

_HELP = "[dim]/skip passes, /end finishes the interview.[/]"


def register(app: typer.Typer) -> None:
    app.command("interview")(interview)


def interview(
    code: Annotated[
        Path | None,
        typer.Option(help="A file with your solution, read instead of opening $EDITOR."),
    ] = None,
    name: Annotated[str, typer.Option(help="Your name, for the report.")] = "",
    resume: Annotated[
        str | None, typer.Option(help="Go on with this session (its id, or how it begins).")
    ] = None,
    cv: Annotated[
        Path | None,
        typer.Option(help="Your résumé (PDF, DOCX or text), to be asked about."),
    ] = None,
    without_model: Annotated[
        bool, typer.Option("--without-model", help="Ask the questions in their prepared wording.")
    ] = False,
) -> None:
    """Hold an interview in the terminal, by text. Nothing is recorded but what you type."""
    from agent.events import Part, ResumeGiven, SessionStarted
    from agent.parts import open_parts
    from agent.session import Session
    from agent.tape import Tape
    from question_bank.resume_file import read_resume

    if code is not None and not code.is_file():
        raise InputRefused(f"There is no file {code}.", next_step="Check the path after --code.")
    told = read_resume(_bytes(cv), cv.name) if cv is not None else ""
    settings, console = load(), Console()
    tape = Tape(settings.tape_database)
    console.print("Getting the interviewer ready …", style="dim")
    left_out: list[Part] = ["hear", "speak", "face", "voice"]
    if without_model:
        left_out.append("model")
    with open_parts(settings, without=left_out) as parts:
        # Hearing and speaking are not missing here: nothing is spoken.
        missing = {part: said for part, said in parts.absent.items() if part == "model"}
        parts = replace(parts, absent=missing)
        if resume is not None:
            session = Session.resume(tape, parts, settings, _named(tape, resume))
        else:
            started = SessionStarted(
                candidate=name.strip()[:80],
                mode="terminal",
                probes=settings.probes,
                staples=(),
                choose_staples=settings.staples,
                minutes=settings.minutes,
                affect_allowed=False,
                weights={},
            )
            session = Session.start(tape, parts, settings, started)
            if told:
                session.put(ResumeGiven(told))
                _passages(session, console)
        try:
            _hold(session, settings, console, code)
        except (KeyboardInterrupt, EOFError):
            console.print(f"\nGo on later with: viva interview --resume {session.session_id[:12]}")
            raise typer.Exit(130) from None
        finally:
            session.close()
    _report(tape, session, settings, console)


def _bytes(file: Path) -> bytes:
    try:
        return file.read_bytes()
    except OSError as error:
        raise InputRefused(
            f"{file} cannot be read: {error.strerror}.", next_step="Check the path after --cv."
        ) from error


def _passages(session: Session, console: Console) -> None:
    """What of the résumé will be asked about."""
    read = session.settle().resume
    for question in read.questions if read else ():
        console.print(Text(f"From your résumé: “{question.quote}”"), style="dim")
    if read and read.trouble:
        console.print(read.trouble)


def _named(tape: Tape, start: str) -> str:
    found = [r.session_id for r in tape.sessions("") if r.session_id.startswith(start)]
    if len(found) != 1:
        how = "No session begins" if not found else "Several sessions begin"
        raise InputRefused(f"{how} with {start}.", next_step='See "viva profile list".')
    return found[0]


def _hold(session: Session, settings: Settings, console: Console, code: Path | None) -> None:
    """Until the interview is over, do what its phase wants."""
    from agent.events import ConsentGiven

    while session.state.phase != "done":
        state = session.tick()
        match state.phase:
            case "consent":
                session.put(ConsentGiven(face=False, voice=False, keep_media=False))
            case "problem":
                _choose(session, console)
            case "coding":
                _code(session, console, code)
                code = None
            case _:
                _answer(session, console)


def _choose(session: Session, console: Console) -> None:
    from agent.events import AnotherProblemAsked, ProblemAccepted

    offer = session.state.offers[-1]
    problem = session.parts.bank[offer.slug]
    console.print(_problem(problem, offer.why))
    if Confirm.ask("Take this problem?", default=True, console=console):
        session.put(ProblemAccepted(offer.slug))
        return
    session.put(AnotherProblemAsked(Prompt.ask("What would you rather have?", default="")))


def _problem(problem: Problem, why: str) -> Panel:
    text = f"{problem.statement}\n\n" + "\n".join(f"- {c}" for c in problem.constraints)
    return Panel(Markdown(text, hyperlinks=False), title=Text(problem.title), subtitle=Text(why))


def _code(session: Session, console: Console, code: Path | None) -> None:
    """One round: get the code, run it, and hand it in if the candidate is done."""
    from agent.events import CandidateAsked, HintAsked

    state = session.state
    problem = session.parts.bank[state.slug]
    before = state.code.source if state.code else problem.starter
    source = code.read_text(encoding="utf-8") if code else _edited(before, problem)
    state = session.save_code(source, run=True)
    _results(state, console)
    if code is not None:
        session.finish_coding(source)
        return
    choice = Prompt.ask("What next?", choices=["edit", "hint", "ask", "done"], default="done")
    if choice == "done":
        session.finish_coding(source)
    elif choice == "ask":
        asked = Prompt.ask("Your question about the task", console=console).strip()
        if asked:
            state = session.put(CandidateAsked(asked))
            console.print(Text(state.exchanges[-1].answered), style="cyan")
    elif choice == "hint":
        console.print(Panel(Text(session.put(HintAsked()).hints[-1]), title="Hint"))


def _edited(source: str, problem: Problem) -> str:
    """``source`` as the candidate leaves it in $EDITOR."""
    editor = os.environ.get("VISUAL") or os.environ.get("EDITOR")
    if not editor:
        raise InputRefused(
            "No editor is set.", next_step="Set $EDITOR, or give your solution with --code FILE."
        )
    with tempfile.TemporaryDirectory() as folder:
        file = Path(folder) / f"{problem.signature.entry}.py"
        file.write_text(source, encoding="utf-8")
        subprocess.run([*shlex.split(editor), str(file)], check=False)
        return file.read_text(encoding="utf-8")


def _results(state: State, console: Console) -> None:
    report = state.code.report if state.code else None
    if report is None:
        return
    console.print(Text(report.problem or f"{report.passed} of {report.total} tests pass."))
    for result in report.results:
        if result.state != "passed" and not report.problem:
            console.print(Text(f"  {result.said}"), style="red")


def _answer(session: Session, console: Console) -> None:
    from agent.events import EndAsked, QuestionSkipped

    state = session.state
    question = state.open_question
    if question is None:
        session.settle()
        return
    probe = state.probes.get(question.move.subject)
    version = state.version(question.version)
    if probe and version:
        lines = {n for n in probe.lines if n}
        console.print(Syntax(version.source, "python", line_numbers=True, highlight_lines=lines))
    if question.move.question == "wrap_up":
        _wrap_up(session, question.wording.text, console)
        return
    console.print(Panel(Text(question.wording.text), title=Text(f"question {question.id[1:]}")))
    console.print(_HELP)
    text = Prompt.ask(">", default="", show_default=False, console=console).strip()
    if text == "/end":
        session.put(EndAsked())
    elif text == "/skip":
        session.put(QuestionSkipped(question.id))
    else:
        session.reply(text)


def _wrap_up(session: Session, text: str, console: Console) -> None:
    """The candidate's own questions, until there are no more."""
    from agent.events import EndAsked

    console.print(Panel(Text(text), title="your turn"))
    console.print("[dim]An empty line finishes the interview.[/]")
    while asked := Prompt.ask(">", default="", show_default=False, console=console).strip():
        if asked in ("/end", "/skip"):
            break
        console.print(Text(session.reply(asked).exchanges[-1].answered), style="cyan")
    session.put(EndAsked())


def _report(tape: Tape, session: Session, settings: Settings, console: Console) -> None:
    from agent import profile
    from ui.report import render

    built = profile.build(tape.entries(session.session_id), session.session_id)
    folder = settings.data_dir / "reports"
    folder.mkdir(parents=True, exist_ok=True)
    file = folder / f"{session.session_id[:12]}.html"
    file.write_text(render(built), encoding="utf-8")
    score = built.score.technical
    console.print(f"\nScore: {'not scored' if score is None else f'{score:.0f} of 100'}")
    for finding in built.findings:
        console.print(Text(f"  {finding.kind:9} {finding.text}"))
    console.print(f"The report: {file}", highlight=False)
