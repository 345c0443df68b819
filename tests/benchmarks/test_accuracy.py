"""What accuracy is measured with, and that it is not lost."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pandas as pd
import pytest

from benchmarks import accuracy
from benchmarks.accuracy import SETS, Labelled, as_markdown, labels, main, measure
from benchmarks.corpus import REAL
from vockit.annotation.annotator import Annotator
from vockit.settings import AnnotationSettings

TEXTS = [
    "The waiter was rude, but the pizza was delicious.",
    "Delicious pizza.",
    "We sat by the window.",
    " ",
]
ASPECTS = [
    (("staff", "negative"), ("food", "positive")),
    (("food", "negative"),),
    (("other", "neutral"), ("food", "conflict")),
    (("food", "positive"),),
]
THEMES = {"staff": ["staff"], "food": ["food"], "other": []}
MADE_UP = Labelled(
    TEXTS,
    polarity=np.array([np.nan, 1, 1, 1]),
    figure=np.array([3.0, 5.0, 4.0, 1.0]),
    aspects=ASPECTS,
)


@pytest.fixture(scope="module")
def tables() -> dict[str, pd.DataFrame]:
    """Of made-up texts that are all in the half that is only scored."""
    with pytest.MonkeyPatch.context() as patch:
        for name in ("sentiment_scored", "themes_scored"):
            patch.setattr(accuracy, name, lambda texts: np.ones(len(texts), dtype=np.bool_))
        return measure({"made up": MADE_UP}, {"made": THEMES})


def test_polarity_counts_texts_that_have_one(tables: dict[str, pd.DataFrame]) -> None:
    (row,) = tables["Polarity of texts"].to_dict("records")
    assert (row["half"], row["n"]) == ("score", 2)
    assert row["accuracy cx"] == 0.5
    # Of the three classes only the positive one has a right answer: 2 · 1 / (2 + 1), over three.
    assert row["macro-F1 cx"] == pytest.approx(2 / 9)
    assert row["commonest class"] == 1


def test_labels_are_found_by_their_themes(tables: dict[str, pd.DataFrame]) -> None:
    found = tables["Themes"].set_index("label")
    figures = found[["n", "recall", "precision"]].to_dict("index")
    assert figures["staff"] == {"n": 1, "recall": 1, "precision": 1}
    assert figures["food"] == {"n": 3, "recall": pytest.approx(2 / 3), "precision": 1}
    assert figures["other"] == {"n": 1, "recall": 1, "precision": 1}
    assert figures["with themes"] == {"n": 4, "recall": 0.75, "precision": 1}
    assert figures["all labels"] == {"n": 5, "recall": 0.8, "precision": 1}


def test_a_label_has_the_polarity_of_its_clauses(tables: dict[str, pd.DataFrame]) -> None:
    (row,) = tables["Polarity of labels"].to_dict("records")
    assert (row["n"], row["found"]) == (5, 0.6)
    assert row["cx, found"] == pytest.approx(2 / 3)
    assert row["cx, all"] == pytest.approx(3 / 5)


def test_correlations_and_untagged_shares(tables: dict[str, pd.DataFrame]) -> None:
    (row,) = tables["Correlations"].to_dict("records")
    assert (row["measure"], row["n"]) == ("Spearman", 3)
    assert 0 < row["cx"] <= 1
    (row,) = tables["Untagged"].to_dict("records")
    assert row["untagged"] == pytest.approx(1 / 3)


def test_both_halves_stand_in_one_cell() -> None:
    frame = pd.DataFrame(
        {"set": ["a", "a"], "half": ["look", "score"], "n": [1200, 3], "r": [0.25, 0.5]}
    )
    assert list(as_markdown(frame))[-1] == "| a | 1,200 / 3 | 0.250 / 0.500 |"


def test_the_halves_do_not_depend_on_each_other() -> None:
    texts = [f"text {number}" for number in range(400)]
    words, rules = accuracy.sentiment_scored(texts), accuracy.themes_scored(texts)
    for half in (words, rules, words[rules], words[~rules]):
        assert 0.4 < half.mean() < 0.6
    assert accuracy.sentiment_scored(texts).tolist() == words.tolist()


def test_labels_name_themes_of_the_pack() -> None:
    known = set(Annotator(AnnotationSettings(language="any")).vocabulary.themes)
    named = {theme for of_set in labels().values() for some in of_set.values() for theme in some}
    assert named
    assert named <= known


def test_says_so_where_the_sets_are_missing(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(accuracy, "REAL", tmp_path / "missing")
    main()
    assert "nothing measured" in capsys.readouterr().out


# A little under what the half that was only scored gave on 2026-11-21.
FLOORS = [
    ("Polarity of texts", "airline_tweets", "accuracy cx", 0.70),
    ("Polarity of texts", "airline_tweets", "macro-F1 cx", 0.65),
    ("Polarity of texts", "nhs_feedback", "accuracy cx", 0.46),
    ("Polarity of texts", "semeval14", "accuracy cx", 0.71),
    ("Correlations", "trustpilot_pet_insurance", "cx", 0.61),
    ("Correlations", "skytrax lounges", "cx", 0.74),
    ("Correlations", "skytrax airline", "cx", 0.76),
    ("Correlations", "messy alexa", "cx", 0.45),
    ("Correlations", "vader_ground_truth tweets", "cx", 0.83),
    ("Correlations", "vader_ground_truth snippets", "cx", 0.68),
    ("Themes", "airline_tweets", "F1", 0.44),
    ("Themes", "airline_tweets unspoilt", "F1", 0.42),
    ("Themes", "nhs_feedback", "F1", 0.35),
    ("Themes", "semeval14", "F1", 0.77),
    ("Themes", "mams_acsa", "F1", 0.72),
    ("Polarity of labels", "semeval14", "cx, all", 0.64),
    ("Polarity of labels", "mams_acsa", "cx, all", 0.44),
]
STOCK = [
    ("Polarity of texts", "airline_tweets", "accuracy stock", 0.487),
    ("Correlations", "vader_ground_truth tweets", "stock", 0.872),
    ("Correlations", "vader_ground_truth snippets", "stock", 0.590),
]


@pytest.mark.slow
@pytest.mark.skipif(not REAL.is_dir(), reason="the labelled sets are not in ../shared/data")
def test_accuracy_is_not_lost() -> None:
    found = measure({name: read() for name, read in SETS.items()}, labels())
    scored = {title: frame[frame["half"] == "score"] for title, frame in found.items()}
    # Of themes, all labels together.
    scored["Themes"] = scored["Themes"][scored["Themes"]["label"] == "all labels"]
    figures = {title: frame.set_index("set").to_dict() for title, frame in scored.items()}
    lost = [
        (title, name, figure, figures[title][figure][name])
        for title, name, figure, floor in FLOORS
        if figures[title][figure][name] < floor
    ]
    assert not lost
    for title, name, figure, expected in STOCK:
        assert figures[title][figure][name] == pytest.approx(expected, abs=0.01)
