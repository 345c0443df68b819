"""What is found in a batch: places, facets, and that nothing depends on how texts are batched."""

from __future__ import annotations

from dataclasses import fields
from typing import Any

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.annotation.examples import annotated, annotator
from vockit.annotation.annotator import Annotator
from vockit.annotation.explaining import explain_text
from vockit.annotation.model import NO_BRAND, SEVERAL_BRANDS, Annotations
from vockit.profile import Brands, Profile, Promise
from vockit.settings import AnnotationSettings
from vockit.verbatims import Batch

WORDS = (
    *("The", "staff", "was", "rude", "but", "friendly", ",", "refund", "late", "delivery", "never"),
    *("arrived", "!", "great", "app", "crashes", "and", "price", ".", "45", "minutes", "on hold"),
    *("\n", "expected", "better", "didn’t", "😀", "https://t.co/abcd", "@you", "e.g.", "soooo"),
)
texts = st.lists(st.sampled_from(WORDS), min_size=1, max_size=20).map(lambda w: "x" + " ".join(w))


def mentioned(found: Annotations) -> set[tuple[str, str]]:
    """(theme, text that matched) of all mentions."""
    mentions = found.mentions
    return {
        (
            found.vocabulary.themes[int(mentions.theme[i])],
            found.batch.text[int(mentions.verbatim[i])][
                int(mentions.start[i]) : int(mentions.end[i])
            ],
        )
        for i in range(len(mentions))
    }


def plain(found: Annotations) -> dict[str, Any]:
    """Everything that is found, as lists."""
    scores = {name: getattr(found, name).tolist() for name in ("compound", "pos", "neu", "neg")}
    for table in ("clauses", "mentions", "cues", "pairs"):
        part = getattr(found, table)
        for field in fields(part):
            scores[f"{table}.{field.name}"] = getattr(part, field.name).tolist()
    return scores


def test_offsets_are_those_of_the_text_as_read() -> None:
    text = "  Sooo \u2003 bad:\n\nthe  REFUND’s   late 😀 refund"
    assert ("payment/refund", "REFUND") in mentioned(annotated(text))
    found = annotated(text)
    assert text[found.clauses.start[0] : found.clauses.end[0]] == "Sooo \u2003 bad:"


@given(st.lists(texts, min_size=1, max_size=6))
def test_a_verbatim_is_read_the_same_alone_and_in_company(verbatims: list[str]) -> None:
    together = annotated(*verbatims)
    for place, text in enumerate(verbatims):
        alone = annotated(text)
        assert alone.compound[0] == together.compound[place]
        for table in ("clauses", "mentions", "cues", "pairs"):
            mine = getattr(together, table).verbatim == place
            for field in fields(getattr(alone, table)):
                if field.name in {"verbatim", "clause" if table != "pairs" else ""}:
                    continue
                both = getattr(getattr(together, table), field.name)[mine]
                assert both.tolist() == getattr(getattr(alone, table), field.name).tolist()


def test_what_was_read_before_changes_nothing() -> None:
    text = "The staff was rude, refund never arrived."
    fresh = Annotator(AnnotationSettings(language="any"))
    assert plain(fresh(Batch(0, np.array([1]), [text]))) == plain(annotated(text))


def test_a_full_table_of_words_changes_nothing(monkeypatch: pytest.MonkeyPatch) -> None:
    small = Annotator(AnnotationSettings(language="any"))
    monkeypatch.setattr(small.parser._chunks, "_capacity", 3)
    for text in ("The staff was rude, yes.", "refund never arrived here", "The staff was rude."):
        assert plain(small(Batch(0, np.array([1]), [text]))) == plain(annotated(text))


def test_pairs_count_ancestors_and_take_the_mean() -> None:
    found = annotated("The waiter was rude. The crew was friendly and kind!")
    names = found.vocabulary.themes
    staff = found.pairs.theme == names.index("staff")
    attitude = found.pairs.theme == names.index("staff/attitude")
    assert found.pairs.clauses[staff].tolist() == [2]
    assert found.pairs.compound[staff].tolist() == [int(found.clauses.compound.sum())]
    assert found.pairs.clauses[attitude].tolist() == [2]


def test_cues_override_the_facets_of_a_theme() -> None:
    found = annotated("Company policy says no refund")
    causes = found.vocabulary.causes
    assert {causes[code] for code in found.mentions.cause.tolist()} == {"policy"}


def test_brands_and_promises_are_found_in_texts() -> None:
    profile = Profile(
        brands=Brands(own="Acme", aliases={"Acme": ("@acme_help",)}),
        promises=(Promise("On time", phrases=("on time",)),),
    )
    mine = Annotator(AnnotationSettings(profile=profile, language="any"))
    found = mine(Batch(0, np.array([1, 2]), ["ACME was on time", "I asked @acme_help"]))
    assert [found.vocabulary.brands[code] for code in found.clauses.brand_named] == ["Acme"] * 2
    assert "promised/1" in [found.vocabulary.cues[code] for code in found.cues.cue.tolist()]


def test_a_clause_that_names_several_brands_names_no_one() -> None:
    mine = Annotator(
        AnnotationSettings(profile=Profile(brands=Brands("Acme", ("Beta",))), language="any")
    )
    texts = ["Beta is cheaper than Acme", "Acme, only Acme", "Beta again", "no one"]
    named = mine(Batch(0, np.arange(1, 5), texts)).clauses.brand_named.tolist()
    assert named == [SEVERAL_BRANDS, 0, 1, NO_BRAND]


def test_an_explanation_adds_up() -> None:
    text = "The crew was really friendly, but I am still waiting for my refund after 3 weeks!!!"
    explanation = explain_text(text, annotator())
    first, second = explanation.clauses
    assert (first.conceded, second.conceded) == (True, False)
    assert first.total == pytest.approx(sum(word.final for word in first.words))
    assert [word.text for word in second.words] == ["still waiting"]
    assert second.duration_s == 3 * 7 * 86_400
    assert {match.name for match in second.mentions} >= {"payment/refund"}
    assert explain_text("  ", annotator()).clauses == ()


def test_a_hundred_thousand_words_of_anything_are_read() -> None:
    for word in ("but", "delivery late", "😀", "great,", "while", "no"):
        found = annotated(" ".join([word] * (100_000 // len(word.split()))))
        assert len(found.compound) == 1
