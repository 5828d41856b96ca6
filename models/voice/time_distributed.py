"""The network of the table's second voice row: the same four local feature blocks for each window
of a log-mel picture, and two LSTM cells over the windows."""

from __future__ import annotations

import torch

_WINDOW, _STEP = 32, 16  # frames


class TimeDistributed(torch.nn.Module):
    """(n, time, 64) log-mels -> (n, 1, hidden). A window that begins in padding is not listened
    to: the answer is the second cell's at the last window with sound in it."""

    def __init__(self, widths: tuple[int, ...] = (16, 32, 64, 64), hidden: int = 64) -> None:
        super().__init__()
        pools, before = (2, 4, 2, 2), 1
        blocks: list[torch.nn.Module] = []
        for width, pool in zip(widths, pools, strict=True):
            blocks += [
                torch.nn.Conv2d(before, width, 3, padding=1, bias=False),
                torch.nn.BatchNorm2d(width),
                torch.nn.ELU(),
                torch.nn.MaxPool2d(pool),
                torch.nn.Dropout2d(0.1),
            ]
            before = width
        self.blocks = torch.nn.Sequential(*blocks)
        self.lstm = torch.nn.LSTM(widths[-1] * 2, hidden, num_layers=2, batch_first=True)
        self.to(memory_format=torch.channels_last)  # pyright: ignore[reportCallIssue]

    def forward(self, x: torch.Tensor, lengths: torch.Tensor) -> torch.Tensor:
        n, frames, _ = x.shape
        missing = max(_WINDOW - frames, -(frames - _WINDOW) % _STEP)
        padded = torch.nn.functional.pad(x, (0, 0, 0, missing))
        cut = padded.unfold(1, _WINDOW, _STEP)  # (n, windows, 64, 32)
        count = cut.shape[1]
        flat = cut.reshape(n * count, 1, 64, _WINDOW)
        told = self.blocks(flat.contiguous(memory_format=torch.channels_last))
        y, _ = self.lstm(told.flatten(1).float().reshape(n, count, -1))
        heard = torch.ceil((lengths * frames - _WINDOW).clamp(min=0) / _STEP).long()
        return y[torch.arange(n), heard.clamp(max=count - 1)][:, None]
