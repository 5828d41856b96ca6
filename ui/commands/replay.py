"""``viva replay``: scripted candidates go through the real interview."""

from __future__ import annotations

import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer
from rich.console import Console

from viva.settings import load

if TYPE_CHECKING:
    from agent.state import State
    from evals.report import Run
    from evals.script import Script
    from evals.suite import How, Watch


def register(app: typer.Typer) -> None:
    app.command("replay")(replay)


def replay(
    scripts: Annotated[
        list[str] | None,
        typer.Argument(help='Script files, or names of ours; "all" is each of ours.'),
    ] = None,
    voice: Annotated[
        bool, typer.Option("--voice", help="The candidate speaks, at real pace.")
    ] = False,
    out: Annotated[
        Path | None,
        typer.Option(help="Folder for tapes, profiles and reports (default: a new one)."),
    ] = None,
    without_model: Annotated[
        bool, typer.Option("--without-model", help="Leave the language model out.")
    ] = False,
    resume: Annotated[
        bool, typer.Option("--resume", help="Go on with what was broken off in --out.")
    ] = False,
    fast: Annotated[
        bool, typer.Option("--fast", help="With --voice: do not wait while something sounds.")
    ] = False,
    camera: Annotated[
        Path | None, typer.Option(help="A picture, or a folder of them, for the camera to show.")
    ] = None,
    listed: Annotated[bool, typer.Option("--list", help="Name our scripts and stop.")] = False,
    as_json: Annotated[bool, typer.Option("--json", help="Print the summary as JSON.")] = False,
) -> None:
    """Take scripted candidates through the interview and compare the verdicts with the scripts'.

    Ends with 1 when a verdict differs from the script's, when more than a tenth of the answers
    were left unscored, or when a replay did not come to its end.
    """
    from evals import suite

    if listed:
        _list()
        return
    if resume and out is None:
        raise typer.BadParameter("--resume needs the --out folder of what was broken off.")
    how = suite.How(
        spoken=voice, with_model=not without_model, wait=not fast, resume=resume, camera=camera
    )
    if not replay_and_report(scripts or ["all"], how, out, as_json=as_json):
        raise typer.Exit(1)


def replay_and_report(names: list[str], how: How, out: Path | None, *, as_json: bool) -> bool:
    """Replay, write everything down, print the table or JSON; whether all is as it should be."""
    from evals import report, script, suite
    from ui.report import render

    names = [p.stem for p in script.all_scripts()] if names == ["all"] else names
    chosen = sorted((script.load(script.find(n)) for n in names), key=lambda s: (s.level, s.name))
    settings = load()
    folder = out or Path(tempfile.mkdtemp(prefix="viva-replay-"))
    results = list[report.Summary | report.Failed]()
    with _shown(Console(stderr=True)) as watch:
        for result in suite.run(chosen, settings, how, folder, watch):
            if isinstance(result, report.Failed):
                results.append(result)
                continue
            results.append(result.summary)
            (result.folder / "report.html").write_text(render(result.profile), encoding="utf-8")
    whole = suite.whole_run(results, settings, how)
    (folder / "summary.json").write_text(suite.as_json(whole), encoding="utf-8")
    if as_json:
        typer.echo(suite.as_json(whole), nl=False)
    else:
        _print(whole, folder)
    return whole.passed


def _list() -> None:
    from evals import script

    for one in sorted(map(script.load, script.all_scripts()), key=lambda s: (s.level, s.name)):
        typer.echo(f"{one.name:12} level {one.level}  {one.problem}: {one.about}")


def _print(whole: Run, folder: Path) -> None:
    from evals import report

    console = Console()
    console.print(report.table(whole))
    for said in report.troubles(whole):
        console.print(f"- {said}", highlight=False, markup=False)
    if whole.spearman is not None:
        console.print(f"Spearman of score and level: {whole.spearman}", highlight=False)
    families = ", ".join(f"{f} {n}" for f, n in whole.families.items())
    console.print(f"Questions by family: {families}", highlight=False)
    console.print(f"Everything is in {folder}", highlight=False, soft_wrap=True)


@contextmanager
def _shown(console: Console) -> Iterator[Watch]:
    """Where the replay is: a line that changes on a terminal, a line a candidate elsewhere."""
    if not console.is_terminal:
        at = ("", "")

        def line(one: Script, state: State) -> None:
            nonlocal at
            if one.name != at[0]:
                console.print(f"{one.name}:", end="")
            if (one.name, state.phase) != at:
                end = "\n" if state.phase == "done" else ""
                console.print(f" {state.phase}", end=end, highlight=False)
            at = (one.name, state.phase)

        yield line
        return
    with console.status("Starting the parts of the interview") as status:

        def shown(one: Script, state: State) -> None:
            question = state.open_question
            asked = f': "{question.wording.text}"' if question else ""
            status.update(f"{one.name} · {state.phase} · question {len(state.questions)}{asked}")

        yield shown
