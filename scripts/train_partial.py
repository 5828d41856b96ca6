"""Learn what tells a partial reply from one without an answer, from the development replies.

    python scripts/train_partial.py           measure on unseen authors, and write
    python scripts/train_partial.py --measure only measure

The held-out replies are never read here.
"""

from __future__ import annotations

import argparse
from collections import Counter
from pathlib import Path

from agent.replies.check import PARTIAL_FROM
from evals import replies
from models.fetch import sha256_of
from models.replies import train

WEIGHTS = Path(train.__file__).parent / "weights" / "partial.json"


def labelled() -> list[tuple[train.LabelledReply, str]]:
    """Every development reply with its label; its author is its file."""
    _, probes = replies.read_half("development", replies.FOLDER)
    found = []
    for path in sorted(replies.FOLDER.glob("development*.yaml")):
        for item in replies.read_corpus(path)["items"]:
            probe, _ = probes[item["probe"]]
            is_partial = item["label"] == "partial"
            one = train.LabelledReply(probe.key.kind, item["reply"], is_partial, path.stem)
            found.append((one, item["label"]))
    return found


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--measure", action="store_true", help="write nothing")
    arguments = parser.parse_args()
    items = labelled()
    each = [one for one, _ in items]
    found = train.probabilities_of_unseen_authors(each)
    of, said = Counter(label for _, label in items), Counter[str]()
    for (_, label), probability in zip(items, found, strict=True):
        said[label] += probability >= PARTIAL_FROM
    print(f"{len(items)} replies, {len({one.author for one in each})} authors; called partial by a")
    print("model of the other authors:")
    for label, n in of.most_common():
        print(f"  {said[label]:4} of {n:4} {label}")
    if not arguments.measure:
        model = train.fit(each)
        train.save(model, WEIGHTS)
        print(f"{len(model.weights)} terms. For models/manifest.toml:")
        print(f'bytes = {WEIGHTS.stat().st_size}\nsha256 = "{sha256_of(WEIGHTS)}"')


if __name__ == "__main__":
    main()
