"""A small CNN-LSTM on log-mels, from SpeechBrain's parts, and how it is loaded.

``hyperparams.yaml`` beside the weights names these classes; SpeechBrain's EncoderClassifier builds
them from it.  That file can name any code, so it is checked against the manifest like a weight.
"""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import torch
from speechbrain.lobes.models.ECAPA_TDNN import AttentiveStatisticsPooling
from speechbrain.nnet.CNN import Conv2d
from speechbrain.nnet.normalization import BatchNorm2d
from speechbrain.nnet.RNN import LSTM

if TYPE_CHECKING:
    from speechbrain.inference.classifiers import EncoderClassifier


class _Block(torch.nn.Module):
    """Two 3 x 3 convolutions with a short cut, then half the time and half the bands."""

    def __init__(self, wide: int, out: int, pool: tuple[int, int], dropout: float) -> None:
        super().__init__()
        self.one = Conv2d(out, (3, 3), in_channels=wide, padding="same", bias=False)
        self.one_norm = BatchNorm2d(input_size=out)
        self.two = Conv2d(out, (3, 3), in_channels=out, padding="same", bias=False)
        self.two_norm = BatchNorm2d(input_size=out)
        self.short = Conv2d(out, (1, 1), in_channels=wide, padding="same", bias=False)
        self.pool = torch.nn.MaxPool2d(pool)
        self.dropout = torch.nn.Dropout(dropout)

    def forward(self, x: torch.Tensor) -> torch.Tensor:
        """(n, time, bands, wide) -> (n, time / p, bands / q, out): channels last."""
        y = torch.nn.functional.leaky_relu(self.one_norm(self.one(x)), 0.1)
        y = self.two_norm(self.two(y)) + self.short(x)
        y = torch.nn.functional.leaky_relu(y, 0.1)
        return self.dropout(self.pool(y.permute(0, 3, 1, 2)).permute(0, 2, 3, 1))


class CnnLstm(torch.nn.Module):
    """(n, time, 64) log-mels -> (n, 1, 4 * hidden): four convolution blocks, a two-way LSTM over
    time, mean and deviation over time weighted by attention."""

    def __init__(
        self,
        widths: tuple[int, int, int, int] = (24, 48, 96, 128),
        hidden: int = 128,
        dropout: float = 0.15,
    ) -> None:
        super().__init__()
        pools = ((1, 2), (2, 2), (2, 2), (2, 2))
        wide = (1, *widths[:-1])
        self.blocks = torch.nn.Sequential(
            *[_Block(i, o, p, dropout) for i, o, p in zip(wide, widths, pools, strict=True)]
        )
        self.lstm = LSTM(hidden, input_size=widths[-1] * 4, bidirectional=True)
        self.pool = AttentiveStatisticsPooling(2 * hidden, attention_channels=64)

    def forward(self, x: torch.Tensor, lengths: torch.Tensor | None = None) -> torch.Tensor:
        """``lengths``: (n,) share of the time axis that is sound."""
        y = self.blocks(x[..., None]).flatten(2)
        y, _ = self.lstm(y)
        return self.pool(y.transpose(1, 2), lengths).transpose(1, 2)


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
