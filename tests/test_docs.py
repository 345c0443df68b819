"""The pages in docs/ say what the program does today."""

from __future__ import annotations

import re

import pytest
from make_docs import ROOT, reference, reports_with_facts, with_drawings
from one_comment import drawings

from vockit.gaps.registry import load, names

REFERENCE = ROOT / "docs" / "reference.md"
HOW_IT_WORKS = ROOT / "docs" / "how_it_works.md"
REPORTS = ROOT / "docs" / "reports.md"


def test_the_reference_is_what_help_prints() -> None:
    assert REFERENCE.read_text(encoding="utf-8") == reference(), "stale: run `make docs`"


def test_the_page_of_reports_is_what_the_reports_say() -> None:
    page = REPORTS.read_text(encoding="utf-8")
    assert page == reports_with_facts(page), "stale: run `make docs`"


def test_a_comment_goes_its_way_as_it_is_drawn() -> None:
    page = HOW_IT_WORKS.read_text(encoding="utf-8")
    assert page == with_drawings(page), "stale: run `make docs`"
    assert all(f"<!-- drawn: {name} -->" in page for name in drawings())


TERMS = (
    *("chunk", "core", "unit", "piece", "token", "symbol", "cue", "clause", "mention", "facet"),
    *("verbatim", "tally", "statistic", "sample"),
)


@pytest.mark.parametrize("term", TERMS)
def test_a_term_has_a_sentence_of_its_own(term: str) -> None:
    assert re.search(rf"^An? \*\*{term}\*\* is .+\.", HOW_IT_WORKS.read_text("utf-8"), re.MULTILINE)


@pytest.mark.parametrize("name", names())
def test_a_report_says_how_to_read_it_and_how_it_misleads(name: str) -> None:
    section = reports_with_facts("").partition(f"· `{name}`")[2].partition("\n## ")[0]
    assert load(name).question in section
    assert "*How to read it.*" in section
    assert "*How it misleads.*" in section
