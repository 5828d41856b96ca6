"""Sentences as vectors: MiniLM through sentence-transformers, from the weight on this machine."""

from __future__ import annotations

import os
from collections.abc import Sequence
from typing import Protocol

import numpy as np
from numpy.typing import NDArray

from models.registry import locate
from viva.settings import Settings

DIMENSIONS = 384


class Embed(Protocol):
    def __call__(self, texts: Sequence[str]) -> NDArray[np.float32]:
        """Shape (len(texts), d), each row of length 1; near rows mean near meanings."""
        ...


class MiniLm:
    """all-MiniLM-L6-v2 on the CPU; reads the first 256 word pieces of a text. English only."""

    def __init__(self, settings: Settings) -> None:
        """Raises:
        WeightMissing, WeightCorrupt: the weight is not here, or not the one that it should be.
        """
        folder = locate("minilm", settings)
        os.environ.setdefault("HF_HUB_OFFLINE", "1")  # it would ask the hub for newer files
        # Imported here: it takes seconds and brings torch.
        from sentence_transformers import SentenceTransformer
        from transformers.utils import logging

        logging.disable_progress_bar()
        self._model = SentenceTransformer(str(folder), device="cpu", local_files_only=True)

    def __call__(self, texts: Sequence[str]) -> NDArray[np.float32]:
        import torch

        threads = torch.get_num_threads()
        if len(texts) == 1:
            torch.set_num_threads(1)  # one short text gains nothing from more, and waits for them
        try:
            rows = self._model.encode(
                list(texts), normalize_embeddings=True, show_progress_bar=False, batch_size=32
            )
        finally:
            torch.set_num_threads(threads)
        return np.asarray(rows, dtype=np.float32)
