"""What an expression classifier sees in the frames of a turn.

BlazeFace finds the face; it is cut out upright and as tight as the training pictures are;
YOLOv8-cls gives probabilities over seven expressions, calibrated by a temperature; they are
smoothed over the turn.  At most two frames a second are read that way.  FaceMesh's points say
where the head turns; where frames come ten a second or faster, the eyes are watched for blinks.
"""

from __future__ import annotations

import threading
from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING
from weakref import WeakKeyDictionary

import numpy as np
from numpy.typing import NDArray

from models import registry
from models.face.data import SIDE
from tools.affect import FACE_LABELS
from tools.blazeface import BlazeFace
from tools.eyes import EyeContours, find_blinks, head_pose
from tools.face_crop import as_rgb, box_of, cut_out, sharpness
from tools.face_turn import State, close_together, sampled, summarise
from tools.facemesh import FaceMesh, Mesh, region_after, region_of
from tools.ports import Box, FaceMap, FaceMoment, FaceReading, Frame, HeadPose
from viva.errors import AffectError
from viva.settings import Settings

if TYPE_CHECKING:
    import torch

MAP_CELLS = 12  # rows and columns of a FaceMap
_DARK, _FLAT = 28.0, 6.0  # mean and deviation of grey, 0..255, below which nothing can be read
_BLURRED = 0.3  # sharpness; of PublicTest's pictures 99.9 % lie above 0.34
_SECOND_FACE = 0.35  # a second face counts if it is at least this share of the first one's width
_SURE_MESH = 0.5  # FaceMesh's score from which its points are a face's


@dataclass(frozen=True)
class _Look:
    """One frame before its expression is known: ``crop`` is (48, 48) grey if there is one face."""

    at_s: float
    state: State
    box: Box | None
    crop: NDArray[np.uint8] | None
    pose: HeadPose | None = None


class FaceReader:
    """The real :class:`tools.ports.ReadFace`. Loads its models on first use; several threads may
    call it, one at a time gets through.

    A frame is looked at once: reading the frames so far while an answer goes on leaves only the
    last ones for the end of the turn.
    """

    def __init__(self, settings: Settings) -> None:
        self._settings = settings
        self._lock = threading.Lock()
        self._detector: BlazeFace | None = None
        self._network: torch.nn.Module | None = None
        self._mesh: FaceMesh | None = None
        self._contours: EyeContours | None = None
        self._seen: WeakKeyDictionary[Frame, FaceMoment] = WeakKeyDictionary()
        self._meshes: WeakKeyDictionary[Frame, Mesh] = WeakKeyDictionary()
        self._eyes: WeakKeyDictionary[Frame, float | None] = WeakKeyDictionary()
        self._side, self._temperature, self._abstain_below = 64, 1.0, 0.0

    def warm(self) -> None:
        """Load the models now (seconds) rather than in the first turn. Raises as read_face."""
        with self._lock:
            self._load()

    def read_face(self, frames: Sequence[Frame]) -> FaceReading:
        """Read the face in the frames of one turn; no frames gives ``no_face``.

        Raises:
            InputRefused: a frame is not a picture of 8 or 16 bits or of floats in 0..1.
            WeightError: the models' weights are missing or not those of the manifest.
            AffectError: the models could not run.
        """
        in_order = sorted(frames, key=lambda frame: frame.at_s)
        chosen = sampled(in_order)
        with self._lock:
            self._load()
            self._see([frame for frame in chosen if frame not in self._seen])
            moments = [self._seen[frame] for frame in chosen]
            watched = close_together(in_order)
            self._watch(watched)
            openness = [self._eyes[frame] for frame in watched]
        reading = summarise(moments, self._abstain_below)
        blinks = find_blinks([frame.at_s for frame in watched], openness)
        return replace(reading, blinks=blinks) if moments else reading

    def eyes_in(self, frame: Frame) -> tuple[float | None, Mesh | None]:
        """How far the eyes were open in a frame of a turn that was read and is still held, and the
        points of the face; None for what was not looked at or not seen."""
        with self._lock:
            return self._eyes.get(frame), self._meshes.get(frame)

    def explain_face(self, frames: Sequence[Frame], reading: FaceReading) -> FaceMap | None:
        """As :meth:`tools.ports.ReadFace.explain_face`; the frame is the one in which the label was
        likeliest.

        Raises: as :meth:`read_face`.
        """
        label = reading.label
        if label is None:
            return None
        seen = {moment.at_s: moment for moment in reading.moments if moment.probabilities}
        shown = [frame for frame in frames if frame.at_s in seen]
        telling = max(shown, key=lambda f: seen[f.at_s].probabilities[label], default=None)
        found = self.activation(telling, label) if telling is not None else None
        if telling is None or found is None:
            return None
        cells = found[1].reshape(MAP_CELLS, SIDE // MAP_CELLS, MAP_CELLS, -1).mean(axis=(1, 3))
        cells /= max(float(cells.max()), 1e-12)
        rows = tuple(tuple(round(float(v), 3) for v in row) for row in cells)
        return FaceMap(telling.at_s, label, rows)

    def activation(
        self, frame: Frame, label: str
    ) -> tuple[NDArray[np.uint8], NDArray[np.float32]] | None:
        """The face in any frame, (48, 48) grey, and how much each pixel of it raised ``label``,
        (48, 48) in 0..1, by Grad-CAM. None if there is not one readable face.

        Raises: as :meth:`read_face`.
        """
        from models.face.maps import class_activation

        with self._lock:
            self._load()
            crop = self._look(frame).crop
            if crop is None:
                return None
            assert self._network is not None
            try:
                index = FACE_LABELS.index(label)
                return crop, class_activation(self._network, crop, self._side, index)
            except RuntimeError as error:
                raise _stopped(error) from error

    def _see(self, frames: Sequence[Frame]) -> None:
        looks = [self._look(frame) for frame in frames]
        found = iter(self._probabilities([look.crop for look in looks if look.crop is not None]))
        for frame, look in zip(frames, looks, strict=True):
            values = next(found) if look.crop is not None else {}
            state = look.state
            if values and max(values.values()) < self._abstain_below:
                state = "not_sure"
            self._seen[frame] = FaceMoment(look.at_s, state, look.box, values, look.pose)

    def _watch(self, frames: Sequence[Frame]) -> None:
        """How far the eyes are open in frames close together, the face followed from one to the
        next and found anew where it is lost or an expression is read."""
        assert self._detector is not None
        assert self._mesh is not None
        assert self._contours is not None
        before: Frame | None = None
        for frame in frames:
            if frame not in self._eyes:
                picture = as_rgb(frame.image)
                mesh = self._meshes.get(frame)
                if mesh is None and before is not None and before in self._meshes:
                    mesh = self._mesh.find(picture, region_after(self._meshes[before]))
                if mesh is None or mesh.score < _SURE_MESH:
                    faces = self._detector.find(picture) if frame not in self._seen else []
                    largest = max(faces, key=lambda face: face.width, default=None)
                    mesh = self._mesh.find(picture, region_of(largest)) if largest else None
                sure = mesh is not None and mesh.score >= _SURE_MESH
                if mesh is not None and sure:
                    self._meshes[frame] = mesh
                self._eyes[frame] = (
                    self._contours.openness(picture, mesh) if mesh and sure else None
                )
            before = frame

    def _load(self) -> None:
        if self._network is not None:
            return
        from models.face import network

        self._detector = BlazeFace(registry.locate("blazeface", self._settings))
        self._mesh = FaceMesh(registry.locate("facemesh", self._settings))
        self._contours = EyeContours(registry.locate("eye_contours", self._settings))
        net, about = network.load(
            registry.locate("face_expression", self._settings), self._settings
        )
        self._side = int(about["side"])
        self._temperature = float(about["temperature"])
        self._abstain_below = float(about["abstain_below"])
        self._network = net

    def _look(self, frame: Frame) -> _Look:
        assert self._detector is not None
        assert self._mesh is not None
        at_s, picture = frame.at_s, as_rgb(frame.image)
        try:
            faces = self._detector.find(picture)
        except (ValueError, RuntimeError) as error:
            raise AffectError(
                f"The face detector stopped ({error}).", next_step='Run "viva doctor".'
            ) from error
        if not faces:
            dark = float(picture.mean()) < _DARK
            return _Look(at_s, "too_dark" if dark else "no_face", None, None)
        largest = max(faces, key=lambda face: face.width)
        box = box_of(largest, picture)
        if sum(face.width >= _SECOND_FACE * largest.width for face in faces) > 1:
            return _Look(at_s, "several_faces", box, None)
        crop = cut_out(picture, largest)
        if crop.mean() < _DARK or crop.std() < _FLAT:
            return _Look(at_s, "too_dark", box, None)
        if sharpness(crop) < _BLURRED:
            return _Look(at_s, "too_blurred", box, None)
        mesh = self._mesh.find(picture, region_of(largest))
        if mesh.score < _SURE_MESH:
            return _Look(at_s, "face", box, crop)
        self._meshes[frame] = mesh
        return _Look(at_s, "face", box, crop, head_pose(mesh))

    def _probabilities(self, crops: list[NDArray[np.uint8]]) -> list[dict[str, float]]:
        if not crops:
            return []
        from models.face import network

        assert self._network is not None
        try:
            out = network.answers(self._network, np.stack(crops), self._side)
        except RuntimeError as error:
            raise _stopped(error) from error
        scaled = out / self._temperature
        shares = np.exp(scaled - scaled.max(axis=1, keepdims=True))
        shares /= shares.sum(axis=1, keepdims=True)
        return [dict(zip(FACE_LABELS, (float(v) for v in row), strict=True)) for row in shares]


def _stopped(error: RuntimeError) -> AffectError:
    return AffectError(f"The expression network stopped ({error}).", next_step='Run "viva doctor".')
