"""A small CNN-LSTM on log-mels, from SpeechBrain's parts, and how it is loaded.

``hyperparams.yaml`` beside the weights names these classes; SpeechBrain's EncoderClassifier builds
them from it.  That file can name any code, so it is checked against the manifest like a weight.
"""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

import torch
from speechbrain.lobes.models.ECAPA_TDNN import AttentiveStatisticsPooling
from speechbrain.nnet.linear import Linear
from speechbrain.nnet.normalization import BatchNorm1d
from speechbrain.nnet.RNN import LSTM

if TYPE_CHECKING:
    from speechbrain.inference.classifiers import EncoderClassifier


class _Block(torch.nn.Module):
    """Two 3 x 3 convolutions with a short cut, then less time and fewer bands."""

    def __init__(self, wide: int, out: int, pool: tuple[int, int], dropout: float) -> None:
        super().__init__()
        self.one = torch.nn.Conv2d(wide, out, 3, padding=1, bias=False)
        self.one_norm = torch.nn.BatchNorm2d(out)
        self.two = torch.nn.Conv2d(out, out, 3, padding=1, bias=False)
        self.two_norm = torch.nn.BatchNorm2d(out)
        self.short = torch.nn.Conv2d(wide, out, 1, bias=False)
        self.pool = torch.nn.AvgPool2d(pool)
        self.dropout = torch.nn.Dropout(dropout)

    def forward(self, x: torch.Tensor) -> torch.Tensor:
        """(n, wide, time, bands) -> (n, out, time / p, bands / q)."""
        y = torch.relu(self.one_norm(self.one(x)))
        y = torch.relu(self.two_norm(self.two(y)) + self.short(x))
        return self.dropout(self.pool(y))


class CnnLstm(torch.nn.Module):
    """(n, time, 64) log-mels -> (n, 1, 4 * hidden): a coarse first convolution, three blocks of
    convolutions, a two-way LSTM over time, mean and deviation over time weighted by attention.
    ``pools`` (time, bands) after the blocks, and ``early`` after the first convolution, leave 4 of
    the 64 bands; pooling early is faster.

    The convolutions are torch's, channels last: SpeechBrain's pad by reflection and train at a
    third of the speed.
    """

    def __init__(
        self,
        widths: tuple[int, int, int, int] = (32, 32, 64, 128),
        hidden: int = 128,
        dropout: float = 0.15,
        pools: Sequence[Sequence[int]] = ((2, 2), (1, 2), (2, 2)),
        early: Sequence[int] = (1, 1),
    ) -> None:
        super().__init__()
        self.stem = torch.nn.Conv2d(1, widths[0], 5, stride=2, padding=2, bias=False)
        self.stem_norm = torch.nn.BatchNorm2d(widths[0])
        self.early: torch.nn.Module = torch.nn.Identity()
        if tuple(early) != (1, 1):
            self.early = torch.nn.AvgPool2d((early[0], early[1]))
        steps = zip(widths, widths[1:], pools, strict=False)
        self.blocks = torch.nn.Sequential(
            *[_Block(wide, out, (p[0], p[1]), dropout) for wide, out, p in steps]
        )
        self.lstm = LSTM(hidden, input_size=widths[-1] * 4, bidirectional=True)
        self.pool = AttentiveStatisticsPooling(2 * hidden, attention_channels=64)
        self.to(memory_format=torch.channels_last)  # pyright: ignore[reportCallIssue]

    def forward(self, x: torch.Tensor, lengths: torch.Tensor | None = None) -> torch.Tensor:
        """``lengths``: (n,) share of the time axis that is sound."""
        y = x[:, None].contiguous(memory_format=torch.channels_last)
        y = self.blocks(self.early(torch.relu(self.stem_norm(self.stem(y)))))
        y, _ = self.lstm(y.permute(0, 2, 3, 1).flatten(2))
        return self.pool(y.transpose(1, 2), lengths).transpose(1, 2)


class Summarised(torch.nn.Module):
    """(n, inputs) numbers that summarise a clip -> (n, width): one layer of SpeechBrain's."""

    def __init__(self, inputs: int, width: int) -> None:
        super().__init__()
        self.scale = BatchNorm1d(input_size=inputs)
        self.some = torch.nn.Dropout(0.2)
        self.linear = Linear(width, input_size=inputs, bias=False)
        self.norm = BatchNorm1d(input_size=width)

    def forward(self, x: torch.Tensor) -> torch.Tensor:
        return torch.relu(self.norm(self.linear(self.some(self.scale(x)))))


class Classifier(torch.nn.Module):
    """(n, 1, inputs) -> (n, 1, classes) log-probabilities, divided by a fitted temperature."""

    def __init__(self, inputs: int, classes: int, dropout: float = 0.4) -> None:
        super().__init__()
        self.norm = torch.nn.BatchNorm1d(inputs)
        self.dropout = torch.nn.Dropout(dropout)
        self.linear = torch.nn.Linear(inputs, classes)
        self.temperature = torch.nn.Buffer(torch.ones(()))

    def forward(self, x: torch.Tensor) -> torch.Tensor:
        y = self.linear(self.dropout(self.norm(x.squeeze(1))))
        return torch.log_softmax(y / self.temperature, dim=1).unsqueeze(1)


def load(folder: Path) -> EncoderClassifier:
    """The trained model on the CPU, from a folder that the registry has checked; no network."""
    from speechbrain.inference.classifiers import EncoderClassifier
    from speechbrain.utils.fetching import LocalStrategy

    model = EncoderClassifier.from_hparams(
        source=str(folder),
        savedir=str(folder),
        local_strategy=LocalStrategy.NO_LINK,
        run_opts={"device": "cpu"},
    )
    assert model is not None
    return model
