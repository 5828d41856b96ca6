"""Networks of the table's families, each a small member that suits grey pictures of 48 pixels.

Every one takes (n, 1, 48, 48), or smaller, and gives (n, outputs) logits.  VGG, Inception and
Xception are written here, because the usual ones begin by making the picture 32 times smaller.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

import torch
from torch import nn

from models.face import network
from viva.settings import Settings


@dataclass(frozen=True)
class Peer:
    """``member``: what of its family it is. ``sizes``: (from this share of the run on, side)."""

    member: str
    build: Callable[[int, Settings], nn.Module]
    rate: float = 2e-3
    sizes: tuple[tuple[float, int], ...] = ((0.0, 32), (0.6, 48))


def conv(inward: int, outward: int, side: int = 3, stride: int = 1) -> nn.Sequential:
    """Convolution, batch norm, ReLU."""
    return nn.Sequential(
        nn.Conv2d(inward, outward, side, stride, side // 2, bias=False),
        nn.BatchNorm2d(outward),
        nn.ReLU(inplace=True),
    )


def head(inward: int, outputs: int, dropped: float = 0.2) -> nn.Sequential:
    """Mean over the picture, dropout, linear."""
    return nn.Sequential(
        nn.AdaptiveAvgPool2d(1), nn.Flatten(), nn.Dropout(dropped), nn.Linear(inward, outputs)
    )


def simple_trunk() -> nn.Sequential:
    """(n, 1, 48, 48) -> (n, 160, 6, 6): five convolutions, the first one striding."""
    return nn.Sequential(
        conv(1, 32, 5, 2),
        conv(32, 48), nn.MaxPool2d(2),
        conv(48, 96), nn.MaxPool2d(2),
        conv(96, 160), conv(160, 160),
    )  # fmt: skip


def _simple(outputs: int, _: Settings) -> nn.Module:
    return nn.Sequential(simple_trunk(), head(160, outputs))


def _vgg(outputs: int, _: Settings) -> nn.Module:
    layers: list[nn.Module] = []
    inward = 1
    for width in (32, 0, 48, 0, 96, 96, 0, 160, 160):
        layers += [conv(inward, width)] if width else [nn.MaxPool2d(2)]
        inward = width or inward
    return nn.Sequential(*layers, head(160, outputs))


def _resnet(outputs: int, _: Settings) -> nn.Module:
    from timm.models.resnet import BasicBlock, ResNet

    net = ResNet(
        BasicBlock,  # pyright: ignore[reportArgumentType]
        (1, 1, 1, 1), num_classes=outputs, in_chans=1, stem_type="deep", stem_width=16,
        channels=(32, 64, 128, 256), zero_init_last=False,
    )  # fmt: skip
    net.maxpool = nn.Identity()
    return net


def _resnext(outputs: int, _: Settings) -> nn.Module:
    from timm.models.resnet import Bottleneck, ResNet

    net = ResNet(
        Bottleneck,  # pyright: ignore[reportArgumentType]
        (1, 1, 1, 1), num_classes=outputs, in_chans=1, cardinality=8, base_width=16,
        stem_type="deep", stem_width=16, channels=(16, 32, 64, 96),
        zero_init_last=False,
    )  # fmt: skip
    net.maxpool = nn.Identity()
    return net


def _vit(outputs: int, _: Settings) -> nn.Module:
    from timm.models.vision_transformer import VisionTransformer

    net = VisionTransformer(
        img_size=48, patch_size=8, in_chans=1, num_classes=outputs, embed_dim=128, depth=4,
        num_heads=4, mlp_ratio=3, global_pool="avg", class_token=False, dynamic_img_size=True,
    )  # fmt: skip
    for block in net.blocks:
        # torch's fused attention is slow on a processor going backwards
        block.attn.fused_attn = False  # pyright: ignore
    return net


class _Inception(nn.Module):
    """GoogLeNet's module: 1 x 1, 3 x 3, two 3 x 3 for 5 x 5, and a pooling, side by side."""

    def __init__(self, inward: int, one: int, three: int, five: int, pooled: int) -> None:
        super().__init__()
        self.ways = nn.ModuleList(
            [
                conv(inward, one, 1),
                nn.Sequential(conv(inward, three // 2, 1), conv(three // 2, three)),
                nn.Sequential(conv(inward, five // 2, 1), conv(five // 2, five), conv(five, five)),
                nn.Sequential(nn.MaxPool2d(3, 1, 1), conv(inward, pooled, 1)),
            ]
        )

    def forward(self, x: torch.Tensor) -> torch.Tensor:
        return torch.cat([way(x) for way in self.ways], 1)


def _inception(outputs: int, _: Settings) -> nn.Module:
    return nn.Sequential(
        conv(1, 32, stride=2), conv(32, 48), nn.MaxPool2d(2),
        _Inception(48, 32, 48, 24, 24), _Inception(128, 48, 64, 32, 32), nn.MaxPool2d(2),
        _Inception(176, 64, 96, 48, 48), head(256, outputs),
    )  # fmt: skip


class _Separable(nn.Module):
    """Xception's module: two depthwise-separable convolutions and a pooling, beside a shortcut."""

    def __init__(self, inward: int, outward: int) -> None:
        super().__init__()

        def separable(before: int) -> list[nn.Module]:
            return [
                nn.Conv2d(before, before, 3, 1, 1, groups=before, bias=False),
                nn.Conv2d(before, outward, 1, bias=False),
                nn.BatchNorm2d(outward),
            ]

        self.long = nn.Sequential(
            *separable(inward), nn.ReLU(inplace=True), *separable(outward), nn.MaxPool2d(3, 2, 1)
        )
        self.short = nn.Sequential(
            nn.Conv2d(inward, outward, 1, 2, bias=False), nn.BatchNorm2d(outward)
        )

    def forward(self, x: torch.Tensor) -> torch.Tensor:
        return torch.relu(self.long(x) + self.short(x))


def _xception(outputs: int, _: Settings) -> nn.Module:
    return nn.Sequential(
        conv(1, 32, stride=2), conv(32, 48),
        _Separable(48, 96), _Separable(96, 160), _Separable(160, 224), head(224, outputs),
    )  # fmt: skip


class _FeatEx(nn.Module):
    """The parallel block of DeXpression: 1 x 1 then 3 x 3, beside pooling then 1 x 1."""

    def __init__(self, inward: int) -> None:
        super().__init__()
        self.deep = nn.Sequential(conv(inward, 96, 1), conv(96, 208))
        self.flat = nn.Sequential(nn.MaxPool2d(3, 1, 1), conv(inward, 64, 1))
        self.pool = nn.MaxPool2d(3, 2, 1)

    def forward(self, x: torch.Tensor) -> torch.Tensor:
        return self.pool(torch.cat([self.deep(x), self.flat(x)], 1))


def _dexpression(outputs: int, _: Settings) -> nn.Module:
    return nn.Sequential(
        conv(1, 64, 7, 2), nn.MaxPool2d(3, 2, 1), nn.LocalResponseNorm(5),
        _FeatEx(64), _FeatEx(272), head(272, outputs),
    )  # fmt: skip


class _YoloLogits(nn.Module):
    """ultralytics' classifier, giving logits in both modes."""

    def __init__(self, outputs: int, settings: Settings) -> None:
        super().__init__()
        self.yolo = network.build("m", outputs, settings)

    def forward(self, x: torch.Tensor) -> torch.Tensor:
        out = self.yolo(x)
        return out[1] if isinstance(out, tuple) else out


PEERS = {
    "simple-cnn": Peer("five convolutions, 32 to 160 channels", _simple),
    "vgg": Peer("six 3 x 3 convolutions in four VGG stages, 32 to 160 channels, batch norm", _vgg),
    "resnet": Peer("ResNet-10 (timm), one basic block a stage, 32 to 256 channels", _resnet),
    "resnext": Peer("ResNeXt-14 (timm), one bottleneck a stage, 8 groups", _resnext),
    "vit": Peer("ViT (timm), 36 patches of 8 pixels, 4 layers of width 128", _vit, 1e-3),
    "inception": Peer("three GoogLeNet modules, 128 to 256 channels", _inception),
    "xception": Peer("three separable residual modules, 96 to 224 channels", _xception),
    "dexpression": Peer(
        "DeXpression (Burkert et al. 2015), two FeatEx blocks, batch norm", _dexpression
    ),
    "yolov8m-cls": Peer("YOLOv8m-cls, from scratch", _YoloLogits, 1.5e-3),
}


def parameters(net: nn.Module) -> int:
    """How many numbers a network has learned."""
    return sum(p.numel() for p in net.parameters())


class Hybrid(nn.Module):
    """The simple network's view of the picture beside ``numbers`` that describe it."""

    def __init__(self, numbers: int, outputs: int) -> None:
        super().__init__()
        self.seen = nn.Sequential(simple_trunk(), nn.AdaptiveAvgPool2d(1), nn.Flatten())
        self.described = nn.Sequential(
            nn.Dropout(0.2), nn.Linear(numbers, 192), nn.BatchNorm1d(192), nn.ReLU(inplace=True)
        )
        self.out = nn.Sequential(nn.Dropout(0.4), nn.Linear(160 + 192, outputs))

    def forward(self, x: torch.Tensor, described: torch.Tensor) -> torch.Tensor:
        return self.out(torch.cat([self.seen(x), self.described(described)], 1))
