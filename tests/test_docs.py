"""The pages in docs/ say what the program does today."""

from __future__ import annotations

import pytest
from make_docs import ROOT, reference, reports_with_facts

from vockit.gaps.registry import load, names

REFERENCE = ROOT / "docs" / "reference.md"
REPORTS = ROOT / "docs" / "reports.md"


def test_the_reference_is_what_help_prints() -> None:
    assert REFERENCE.read_text(encoding="utf-8") == reference(), "stale: run `make docs`"


def test_the_page_of_reports_is_what_the_reports_say() -> None:
    page = REPORTS.read_text(encoding="utf-8")
    assert page == reports_with_facts(page), "stale: run `make docs`"


@pytest.mark.parametrize("name", names())
def test_a_report_says_how_to_read_it_and_how_it_misleads(name: str) -> None:
    section = reports_with_facts("").partition(f"· `{name}`")[2].partition("\n## ")[0]
    assert load(name).question in section
    assert "*How to read it.*" in section
    assert "*How it misleads.*" in section
