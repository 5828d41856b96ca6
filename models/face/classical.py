"""Support vector machines on gradients and landmarks of FER2013: the classical rows.

Radial kernel on the principal components of the standardised description.  Penalty and kernel
width are chosen on PublicTest with a part of Training; the machine that is measured then learns
from all of it, or from as much as the budget lets it.
"""

from __future__ import annotations

import time
from collections.abc import Callable
from typing import Any

import numpy as np
from numpy.typing import NDArray

from models.face import hog, landmarks
from models.face.data import Faces, for_training
from models.face.folder import load_faces
from models.face.rows import Learned
from viva.settings import Settings

Describe = Callable[[Faces], NDArray[np.float32]]
_TRIED_ON, _COMPONENTS = 5000, 120
_CHOICES = tuple((penalty, width) for penalty in (1.0, 3.0, 10.0) for width in (0.4, 1.0))
METHODS = {
    "svm-hog": "HOG (900 numbers)",
    "svm-landmarks": "468 FaceMesh points (936 numbers)",
    "svm-hog-landmarks": "HOG and 468 FaceMesh points (1,836 numbers)",
    "svm-sliding-hog": "HOG in 25 sliding windows of 24 pixels (2,025 numbers)",
}


def describer(arch: str, settings: Settings, say: Callable[[str], None] = print) -> Describe:
    """The description that a row of METHODS rests on."""

    def points(faces: Faces) -> NDArray[np.float32]:
        return landmarks.describe(landmarks.cached(faces.images, settings, say))

    def gradients(faces: Faces) -> NDArray[np.float32]:
        return hog.describe(faces.images)

    def both(faces: Faces) -> NDArray[np.float32]:
        return np.concatenate([gradients(faces), points(faces)], axis=1)

    def sliding(faces: Faces) -> NDArray[np.float32]:
        return hog.describe_windows(faces.images)

    of: dict[str, Describe] = {
        "svm-hog": gradients,
        "svm-landmarks": points,
        "svm-hog-landmarks": both,
        "svm-sliding-hog": sliding,
    }
    return of[arch]


def learn(
    arch: str,
    settings: Settings,
    minutes: float = 30.0,
    seed: int = 0,
    say: Callable[[str], None] = print,
) -> Learned:
    """Train the machine of one row. A fit cannot be stopped by the clock, so its time is foretold
    from the smaller ones (it grows with the square) and Training is cut if it would be too long.
    The budget begins when the pictures are described."""
    from sklearn.decomposition import PCA
    from sklearn.pipeline import make_pipeline
    from sklearn.preprocessing import StandardScaler

    describe = describer(arch, settings, say)
    training = for_training(load_faces(settings.data, "Training"))
    public = load_faces(settings.data, "PublicTest")
    order = np.random.default_rng(seed).permutation(len(training))
    described = time.monotonic()
    x, shown = describe(training)[order], describe(public)
    began, clock = time.process_time(), time.monotonic()
    say(f"{arch}: described in {clock - described:.0f} s")
    components = min(_COMPONENTS, x.shape[1], len(x) - 1)
    smaller = make_pipeline(StandardScaler(), PCA(components, random_state=seed))
    x, labels = smaller.fit_transform(x), training.labels[order]
    shown = smaller.transform(shown)
    width = 1 / (x.shape[1] * x.var())
    choice, seconds, tries = _choose(x, labels, shown, public.labels, width, say)
    left = max(minutes * 60 - (time.process_time() - began), 5.0)
    room = int(_TRIED_ON * (left / max(seconds, 0.01)) ** 0.5)
    used = min(len(x), max(room, min(_TRIED_ON, len(x))))
    machine = _machine(choice, width).fit(x[:used], labels[:used])
    member = f"radial SVM on {METHODS[arch]}, {components} principal components"
    if used < len(x):
        member += f", {used} of {len(x)} training pictures"
    return Learned(
        arch=arch,
        member=member,
        answer=lambda faces: machine.decision_function(smaller.transform(describe(faces))),
        minutes=(time.process_time() - began) / 60,
        by_the_clock=(time.monotonic() - clock) / 60,
        budget=minutes,
        ended_by_budget=used < len(x),
        seed=seed,
        calibrated=False,
        more={
            "tried": tries,
            "penalty": choice[0],
            "width": choice[1],
            "training_pictures": used,
            "support_vectors": int(machine.n_support_.sum()),
        },
    )


def _machine(choice: tuple[float, float], width: float) -> Any:
    from sklearn.svm import SVC

    gamma: Any = choice[1] * width
    return SVC(C=choice[0], gamma=gamma, cache_size=600)


def _choose(
    x: NDArray[Any],
    labels: NDArray[np.int64],
    shown: NDArray[Any],
    true: NDArray[np.int64],
    width: float,
    say: Callable[[str], None],
) -> tuple[tuple[float, float], float, list[dict[str, float]]]:
    """The (penalty, width) best on PublicTest, the longest fit's seconds, and what was tried."""
    tries, longest = [], 0.0
    for penalty, wide in _CHOICES:
        began = time.process_time()
        machine = _machine((penalty, wide), width).fit(x[:_TRIED_ON], labels[:_TRIED_ON])
        longest = max(longest, time.process_time() - began)
        score = float((machine.decision_function(shown).argmax(1) == true).mean())
        say(f"penalty {penalty:g}, width {wide:g}: PublicTest {score:.1%}")
        tries.append({"penalty": penalty, "width": wide, "PublicTest": round(score, 4)})
    best = max(tries, key=lambda tried: tried["PublicTest"])
    return (best["penalty"], best["width"]), longest, tries
