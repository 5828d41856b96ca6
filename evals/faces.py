"""What the face reader says of the real faces of the data folder, and how its measure of open eyes
compares with FaceMesh's own: the figures of docs/affect.md.

Pictures are read as one frame, the webcam clips in full, at 30 frames a second.
"""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

import numpy as np
from PIL import Image

from evals.origin import Origin, here_and_now
from tools.face import FaceReader
from tools.facemesh import Mesh
from tools.ports import FaceReading, Frame
from viva.errors import SettingsError
from viva.settings import load

PICTURES = ("astronaut.png", "obama-480p.jpg", "two_people.jpg")
CLIPS = ("again", "help", "yes")
CLIP_FPS = 30
_LIDS = ((33, 160, 158, 133, 153, 144), (362, 385, 387, 263, 373, 380))  # Soukupova and Cech's six


@dataclass(frozen=True)
class Seen:
    """``label_share``: the label's probability. ``yaw_deg``, ``pitch_deg``: medians over the frames
    that were read. ``contours``, ``facemesh``: the lowest eye-aspect ratio of a frame as a share of
    the median, by the eye contours and by FaceMesh alone; 1 where nothing closes. None for a
    picture."""

    name: str
    frames: int
    state: str
    label: str | None
    label_share: float | None
    facing: str
    yaw_deg: float | None
    pitch_deg: float | None
    blinks: str
    blinks_at_s: tuple[float, ...]
    contours: float | None
    facemesh: float | None


@dataclass(frozen=True)
class Faces:
    origin: Origin
    seen: tuple[Seen, ...]


def measure() -> Faces:
    """Raises VivaError if the pictures or the weights are not there."""
    settings = load()
    folder = settings.data / "faces"
    if not folder.is_dir():
        raise SettingsError(
            f"There are no pictures at {folder.resolve()}.",
            next_step="Set VIVA_DATA to the folder that holds faces.",
        )
    reader = FaceReader(settings)
    found = [_seen(reader, name, [_picture(folder / name)]) for name in PICTURES]
    found += [_seen(reader, name, clip(folder / "webcam" / f"{name}.mkv")) for name in CLIPS]
    return Faces(here_and_now(), tuple(found))


def _picture(path: Path) -> Frame:
    with Image.open(path) as image:
        return Frame(np.asarray(image.convert("RGB")), 0.0)


def clip(path: Path) -> list[Frame]:
    """All frames of a film."""
    import av

    with av.open(str(path)) as video:
        pictures = [frame.to_ndarray(format="rgb24") for frame in video.decode(video=0)]
    return [Frame(picture.astype(np.uint8), at / CLIP_FPS) for at, picture in enumerate(pictures)]


def _seen(reader: FaceReader, name: str, frames: list[Frame]) -> Seen:
    reading = reader.read_face(frames)
    poses = [moment.pose for moment in reading.moments if moment.pose]
    watched = [reader.eyes_in(frame) for frame in frames] if len(frames) > 1 else []
    open_eyes = [openness for openness, _ in watched if openness is not None]
    meshes = [_mesh_ratio(mesh) for _, mesh in watched if mesh is not None]
    return Seen(
        name,
        len(frames),
        reading.state,
        reading.label,
        round(reading.probabilities[reading.label], 3) if reading.label else None,
        reading.facing,
        _median([pose.yaw_deg for pose in poses]),
        _median([pose.pitch_deg for pose in poses]),
        _blinks(reading),
        reading.blinks.at_s if reading.blinks else (),
        _lowest(open_eyes),
        _lowest(meshes),
    )


def _blinks(reading: FaceReading) -> str:
    return reading.blinks.state if reading.blinks else "not_read"


def _median(values: list[float]) -> float | None:
    return round(float(np.median(values)), 1) if values else None


def _lowest(values: list[float]) -> float | None:
    return round(float(np.min(values) / np.median(values)), 2) if values else None


def _mesh_ratio(mesh: Mesh) -> float:
    ratios = []
    for lids in _LIDS:
        p = mesh.points[list(lids), :2]
        heights = np.hypot(*(p[1] - p[5])) + np.hypot(*(p[2] - p[4]))
        ratios.append(heights / (2 * np.hypot(*(p[0] - p[3]))))
    return float(np.mean(ratios))


def told(found: Faces) -> str:
    """The figures for a person."""
    rows = []
    for one in found.seen:
        named = f" {one.label} ({one.label_share:.0%})" if one.label and one.label_share else ""
        blinks = f"{len(one.blinks_at_s)} blinks" if one.blinks == "measured" else one.blinks
        rows.append(f"  {one.name:15} {one.state}{named}, head: {one.facing}, {blinks}")
    origin = found.origin
    return "\n".join([*rows, f"{origin.machine}; commit {origin.commit}; {origin.date}"])
