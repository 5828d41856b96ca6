"""Whether a reply in which no answer was found says a part of it, or nothing that can be marked.

A logistic regression on the words, pairs and triples of words of a reply, each also with the kind
of key that was asked for.  It sees neither key nor code and cannot tell right from wrong: it only
tells "that depends on how long the list is" from "sorry, could you scroll up?".
"""

from __future__ import annotations

import json
import math
import re
from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from models.registry import bundled

_TOKEN = re.compile(r"[a-z']+|\?|\.\.\.")
_NUMBER = re.compile(r"\d+")


@dataclass(frozen=True)
class PartialModel:
    """``terms``: for each term its weight, times its inverse document frequency; ``scale``: that
    frequency, squared sums of which bring a reply to length 1."""

    bias: float
    weights: Mapping[str, float]
    frequency: Mapping[str, float]

    def probability(self, kind: str, reply: str) -> float:
        """That ``reply`` to a question with a key of ``kind`` is partial, 0 to 1."""
        counts = Counter(terms(kind, reply))
        values = {
            term: (1 + math.log(count)) * self.frequency[term]
            for term, count in counts.items()
            if term in self.frequency
        }
        length = math.sqrt(sum(value * value for value in values.values())) or 1.0
        score = sum(value * self.weights[term] for term, value in values.items()) / length
        return 1 / (1 + math.exp(-(score + self.bias)))


def terms(kind: str, reply: str) -> list[str]:
    """The words of ``reply`` in ones, twos and threes, how it begins, ends and how long it is; each
    alone and with ``kind``. Numbers are all the same: what they are is not asked here."""
    words = _TOKEN.findall(_NUMBER.sub("num", reply.lower()))
    found = [
        " ".join(words[at : at + size]) for size in (1, 2, 3) for at in range(len(words) - size + 1)
    ]
    if words:
        closed = "STOP" if reply.rstrip()[-1:] in ".?!" else "OPEN"
        found += [f"END {words[-1]}", f"BEGIN {words[0]}", closed]
    found.append(f"LENGTH {min(8, len(words) // 4)}")
    return found + [f"{kind}:{term}" for term in found]


@cache
def shipped() -> PartialModel:
    """The one that comes with Viva Voce.

    Raises:
        WeightMissing, WeightCorrupt: its file is not the one that the manifest names.
    """
    return load(bundled("reply_partial"))


def load(path: Path) -> PartialModel:
    """One that :func:`models.replies.train.save` wrote."""
    table = json.loads(path.read_text(encoding="utf-8"))
    return PartialModel(
        bias=table["bias"],
        weights={term: pair[0] for term, pair in table["terms"].items()},
        frequency={term: pair[1] for term, pair in table["terms"].items()},
    )
