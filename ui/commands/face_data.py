"""``viva train pictures | labels`` and ``viva models plots``: around the training of the face."""

from __future__ import annotations

import json
from collections import Counter
from pathlib import Path
from typing import Annotated

import typer
from rich.console import Console

from ui.commands import train as training
from viva.settings import load


def register(app: typer.Typer) -> None:
    """The commands join ``viva train`` and ``viva models``."""
    training.train.command("pictures")(pictures)
    training.train.command("labels")(labels)
    training.figures.command("plots")(plots)


def pictures(
    folder: Annotated[
        Path, typer.Argument(help="A tree of pictures: train/validation/test by class.")
    ],
    as_json: Annotated[bool, typer.Option("--json", help="Print as JSON.")] = False,
) -> None:
    """Look through a tree of pictures: truncated, blank, twice there, in two splits or classes.

    VIVA_DATA=FOLDER viva train face then trains on it.
    """
    from models.face.folder import load_tree

    splits, flaws = load_tree(folder)
    if as_json:
        counts = {name: len(faces) for name, faces in splits.items()}
        named = [{"path": str(flaw.path), "kind": flaw.kind} for flaw in flaws]
        typer.echo(json.dumps({"pictures": counts, "flaws": named}, indent=1))
        return
    for name, faces in splits.items():
        typer.echo(f"{name}: {len(faces)} pictures")
    for flaw in flaws:
        typer.echo(f"{flaw.kind}: {flaw.path}")
    kinds = Counter(flaw.kind for flaw in flaws)
    typer.echo(", ".join(f"{n} {kind}" for kind, n in kinds.items()) or "Nothing is wrong.")


def labels(
    out: Annotated[Path, typer.Option(help="An empty folder for the data set.")],
    boxes: Annotated[
        bool, typer.Option("--boxes", help="For detection: a box over each face.")
    ] = False,
) -> None:
    """Write the faces as the data set that ultralytics' own trainer reads."""
    import numpy as np
    from numpy.typing import NDArray

    from models.face import landmarks, yolo_labels
    from models.face.data import Faces, Split
    from models.face.folder import SPLITS, load_faces

    settings, say = load(), training.say(Console(stderr=True))
    splits: dict[Split, Faces] = {split: load_faces(settings.data, split) for split in SPLITS}
    if boxes:
        found: dict[Split, NDArray[np.float32]] = {
            split: landmarks.boxes(landmarks.cached(faces.images, settings, say))
            for split, faces in splits.items()
        }
        yolo_labels.write_detection(splits, found, out)
    else:
        yolo_labels.write_classification(splits, out)
    typer.echo(f"{sum(map(len, splits.values()))} pictures are in {out}")


def plots(
    folder: Annotated[
        Path | None, typer.Option("--in", help="Where the results are (default: models/results).")
    ] = None,
) -> None:
    """Draw the confusion matrix and the curves of each face row again, beside its figures."""
    from models.face import rows
    from models.table import RESULTS

    where = folder or RESULTS
    for path in sorted(where.glob("face_*.json")):
        results = json.loads(path.read_text(encoding="utf-8"))
        rows.draw(results, path.with_suffix(""))
        typer.echo(path.stem)
