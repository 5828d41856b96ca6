"""``viva profile``: the candidate's own data."""

from __future__ import annotations

import json
from datetime import UTC, datetime
from pathlib import Path
from typing import Annotated

import typer
from rich.console import Console
from rich.table import Table

Session = Annotated[str, typer.Argument(help="A session's id, or its first characters.")]
AsJson = Annotated[bool, typer.Option("--json", help="For a program to read.")]


def register(app: typer.Typer) -> None:
    profile = typer.Typer(help="Your own interviews: list, show, export, growth, purge.",
                          no_args_is_help=True)  # fmt: skip
    profile.command("list")(list_sessions)
    profile.command("show")(show)
    profile.command("export")(export)
    profile.command("growth")(growth)
    profile.command("purge")(purge)
    app.add_typer(profile, name="profile")


def list_sessions(as_json: AsJson = False) -> None:
    """Every interview on this machine, newest last."""
    from agent import profile

    tape = _tape()
    rows = []
    for row in tape.sessions():
        built = profile.build(tape.entries(row.session_id), row.session_id)
        rows.append(
            {
                "session_id": row.session_id,
                "started": datetime.fromtimestamp(row.started_ms / 1000, UTC).isoformat(),
                "problem": built.problem.title if built.problem else "",
                "technical": built.score.technical,
                "finished": built.finished,
            }
        )
    if as_json:
        print(json.dumps(rows, indent=2))
        return
    if not rows:
        Console().print("No interviews yet. Start one with: viva serve")
        return
    table = Table("session", "started", "problem", "technical score", "finished")
    for row in rows:
        score = "–" if row["technical"] is None else f"{row['technical']:.0f}"
        started = row["started"][:16].replace("T", " ")
        table.add_row(row["session_id"][:12], started, row["problem"], score,
                      "yes" if row["finished"] else "no")  # fmt: skip
    Console().print(table)


def show(session: Session, as_json: AsJson = False) -> None:
    """The profile of one interview, each sentence with its evidence."""
    from agent import profile

    tape = _tape()
    session_id = _find(tape, session)
    built = profile.build(tape.entries(session_id), session_id)
    if as_json:
        print(built.model_dump_json(indent=2))
        return
    console = Console(highlight=False)
    score = built.score.technical
    console.print(f"[bold]{built.problem.title if built.problem else 'No problem yet'}[/]")
    console.print("Technical score: " + ("not scored" if score is None else f"{score:.0f} of 100"))
    for finding in built.findings:
        console.print(f"\n[bold]{finding.kind}[/]  {finding.text}", markup=True)
        for span in finding.evidence[:4]:
            shown = span.model_dump(exclude={"kind"}, exclude_none=True)
            console.print("   " + ", ".join(f"{k}: {v}" for k, v in shown.items()), markup=False)


def export(
    session: Session,
    out: Annotated[Path, typer.Option(help="A folder for the files.")] = Path("export"),
    affect: Annotated[
        bool, typer.Option("--affect", help="Face and voice readings leave only when asked for.")
    ] = False,
) -> None:
    """Profile (JSON, HTML) and tape (JSON lines) of one interview."""
    from agent.export import profile_for_export, tape_lines
    from ui.report import render

    tape = _tape()
    session_id = _find(tape, session)
    entries = tape.entries(session_id)
    built = profile_for_export(entries, session_id, affect=affect)
    out.mkdir(parents=True, exist_ok=True)
    (out / "profile.json").write_text(built.model_dump_json(indent=2))
    (out / "report.html").write_text(render(built))
    (out / "tape.jsonl").write_text(tape_lines(entries, affect=affect))
    Console().print(f"Written to {out}: profile.json, report.html, tape.jsonl")


def growth(as_json: AsJson = False) -> None:
    """Each skill over your interviews, with 90 % intervals."""
    from agent import profile
    from agent.growth import curve

    tape = _tape()
    profiles = [
        profile.build(tape.entries(row.session_id), row.session_id) for row in tape.sessions()
    ]
    points = curve(profiles)
    if as_json:
        print(json.dumps([{**vars(p), "at": p.at.isoformat()} for p in points], indent=2))
        return
    table = Table("when", "skill", "share", "90 % interval", "of")
    for p in points:
        table.add_row(f"{p.at:%Y-%m-%d %H:%M}", p.skill, f"{p.value:.0%}",
                      f"{p.low:.0%} to {p.high:.0%}", str(p.out_of))  # fmt: skip
    Console().print(table if points else "Nothing to show yet: no interview has been scored.")


def purge(
    session: Annotated[str, typer.Argument(help="A session's id, or 'all'.")],
    yes: Annotated[bool, typer.Option("--yes", help="Do not ask.")] = False,
) -> None:
    """Delete an interview, or all, for good."""
    tape = _tape()
    ids = (
        [row.session_id for row in tape.sessions()] if session == "all" else [_find(tape, session)]
    )
    if not yes:
        typer.confirm(f"Delete {len(ids)} interview(s) for good?", abort=True)
    for session_id in ids:
        tape.purge(session_id)
    Console().print(f"Deleted: {len(ids)}")


def _tape():
    from agent.tape import Tape
    from viva.settings import load

    return Tape(load().tape_database)


def _find(tape, start: str) -> str:
    from viva.errors import SessionNotFound

    found = [r.session_id for r in tape.sessions() if r.session_id.startswith(start)]
    if len(found) != 1:
        raise SessionNotFound(
            f"{len(found) or 'No'} interviews begin with “{start}”.",
            next_step='See "viva profile list".',
        )
    return found[0]
