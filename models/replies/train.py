"""Learn :mod:`models.replies.partial` from labelled replies."""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np

from models.replies.partial import PartialModel, terms

_STRENGTH = 10.0
_TIMES_SEEN = 2


@dataclass(frozen=True)
class LabelledReply:
    """``author`` is the set it is of: no author is learned from and measured on."""

    kind: str
    text: str
    partial: bool
    author: str


def fit(replies: Sequence[LabelledReply]) -> PartialModel:
    """Partial against all others."""
    from sklearn.feature_extraction.text import TfidfVectorizer
    from sklearn.linear_model import LogisticRegression

    def analysed(one: LabelledReply) -> list[str]:
        return terms(one.kind, one.text)

    vectors = TfidfVectorizer(
        analyzer=analysed,  # pyright: ignore[reportArgumentType]
        min_df=_TIMES_SEEN,
        sublinear_tf=True,
    )
    rows = vectors.fit_transform(replies)
    model = LogisticRegression(C=_STRENGTH, solver="liblinear")
    model.fit(rows, np.array([one.partial for one in replies]))
    names = vectors.get_feature_names_out()
    return PartialModel(
        bias=float(np.ravel(model.intercept_)[0]),
        weights=dict(zip(names, model.coef_[0].tolist(), strict=True)),
        frequency=dict(zip(names, vectors.idf_.tolist(), strict=True)),
    )


def save(model: PartialModel, path: Path) -> None:
    """As JSON, with four digits: what a term weighs and how rare it is."""
    table = {
        "bias": round(model.bias, 4),
        "terms": {
            term: [round(weight, 4), round(model.frequency[term], 3)]
            for term, weight in sorted(model.weights.items())
        },
    }
    path.write_text(json.dumps(table, ensure_ascii=False, separators=(",", ":")) + "\n", "utf-8")


def probabilities_of_unseen_authors(replies: Sequence[LabelledReply]) -> list[float]:
    """For each reply, by a model that learned from all other authors."""
    found = [0.0] * len(replies)
    for author in sorted({one.author for one in replies}):
        model = fit([one for one in replies if one.author != author])
        for at, one in enumerate(replies):
            if one.author == author:
                found[at] = model.probability(one.kind, one.text)
    return found
