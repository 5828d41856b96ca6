"""Train the adapter with which the language model writes down what a reply says.

    python scripts/train_reader.py [--epochs N] [--threads N] [--out FILE]

It learns from the development replies; the held-out ones are never read here.  The upper half of
the network takes about 10 s a step on one core with AMX, and there are some 150 steps an epoch.
"""

from __future__ import annotations

import argparse
from pathlib import Path

from evals.lines import development_lines
from models.fetch import sha256_of
from models.registry import locate
from models.replies import train_reader
from tools.code.sandbox import WasiSandbox
from viva.settings import load

WEIGHTS = Path(train_reader.__file__).parent / "weights" / "reader.gguf"


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--epochs", type=float, default=2.5)
    parser.add_argument("--threads", type=int, default=2)
    parser.add_argument("--seed", type=int, default=0)
    parser.add_argument("--out", type=Path, default=WEIGHTS)
    flags = parser.parse_args()
    settings = load()
    lines = development_lines(WasiSandbox(settings))
    print(f"{len(lines)} prompts", flush=True)
    train_reader.train(
        lines,
        locate("llm", settings),
        flags.out,
        epochs=flags.epochs,
        seed=flags.seed,
        threads=flags.threads,
        say=lambda line: print(line, flush=True),
    )
    print("For models/manifest.toml:")
    print(f'bytes = {flags.out.stat().st_size}\nsha256 = "{sha256_of(flags.out)}"')


if __name__ == "__main__":
    main()
