"""The small model that tells a part of an answer from none."""

from __future__ import annotations

from pathlib import Path

import pytest

from models.replies import partial, train

REPLIES = [
    *[
        train.LabelledReply("value", f"{start} it is at least {n}, more i cannot say", True, str(n))
        for n in range(4)
        for start in ("well", "hm")
    ],
    *[
        train.LabelledReply("value", f"{start} can you scroll to line {n}?", False, str(n))
        for n in range(4)
        for start in ("sorry", "wait")
    ],
]


def test_it_learns_manners_and_not_numbers() -> None:
    model = train.fit(REPLIES)
    assert model.probability("value", "It is at least 77, more I cannot say") > 0.6
    assert model.probability("value", "could you scroll to line 3?") < 0.4
    assert partial.terms("value", "at least 3") == partial.terms("value", "at least 12")


def test_it_gives_what_the_library_gives(tmp_path: Path) -> None:
    sklearn = pytest.importorskip("sklearn.linear_model")
    from sklearn.feature_extraction.text import TfidfVectorizer

    vectors = TfidfVectorizer(
        analyzer=lambda one: partial.terms(one.kind, one.text), min_df=2, sublinear_tf=True
    )
    rows = vectors.fit_transform(REPLIES)
    theirs = sklearn.LogisticRegression(C=10.0, solver="liblinear")
    theirs.fit(rows, [one.partial for one in REPLIES])
    expected = theirs.predict_proba(rows)[:, 1]
    ours = train.fit(REPLIES)
    for one, value in zip(REPLIES, expected, strict=True):
        assert ours.probability(one.kind, one.text) == pytest.approx(value, abs=1e-9)


def test_the_saved_one_is_the_same(tmp_path: Path) -> None:
    model = train.fit(REPLIES)
    train.save(model, tmp_path / "partial.json")
    saved = partial.load(tmp_path / "partial.json")
    for one in REPLIES:
        again = saved.probability(one.kind, one.text)
        assert again == pytest.approx(model.probability(one.kind, one.text), abs=1e-3)


def test_the_shipped_one_is_that_of_the_manifest() -> None:
    assert partial.shipped().weights
