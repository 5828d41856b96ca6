"""Which moments of a voice spoke for an emotion: input times gradient, by captum."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np
from numpy.typing import NDArray

from models.voice.front_end import as_features

if TYPE_CHECKING:
    from speechbrain.inference.classifiers import EncoderClassifier

_SILENCE = -2.0  # the value of an empty cell of the features


def moments(
    model: EncoderClassifier, pictures: NDArray[np.uint8], frames: NDArray[np.int64], target: int
) -> NDArray[np.float32]:
    """(n, 188) for the pictures (n, 64, 188) of :mod:`models.voice.front_end`, of which ``frames``
    (n,) steps are sound: how much each step of 16 ms bore on class ``target``, never negative and 0
    in the padding.

    The gradient is taken of the class's log-probability and multiplied by how far each cell lies
    above silence; the sizes of a step's 64 cells are added up.
    """
    import torch
    from captum.attr import InputXGradient

    lengths = torch.from_numpy(frames).float() / pictures.shape[2]

    def log_probability(above: torch.Tensor) -> torch.Tensor:
        encoded = model.mods["embedding_model"](above + _SILENCE, lengths)
        return model.mods["classifier"](encoded).squeeze(1)

    above_silence = (as_features(pictures) - _SILENCE).requires_grad_(True)
    found = InputXGradient(log_probability).attribute(above_silence, target=target)
    sizes = found.detach().abs().sum(dim=2).numpy().astype(np.float32)
    return sizes * (np.arange(sizes.shape[1])[None] < frames[:, None])
