"""Every command, file and lemma in docs/taxonomies.md is as the page shows it."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from make_docs import ROOT, Block, blocks, console, readme_folder

from tests.pages import printed
from vockit.language import lemma
from vockit.taxonomy.facets import FACET_VALUES

PAGE = (ROOT / "docs" / "taxonomies.md").read_text(encoding="utf-8")
CONSOLE = [block for block in blocks(PAGE) if block.language == "console"]
(PLAIN,) = [block for block in blocks(PAGE) if block.language == "bash"]
TRAPS = re.findall(r"^\| ([a-z', ]+) \| (\w+) \|[^|]*\|$", PAGE, re.MULTILINE)


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return readme_folder(tmp_path_factory.mktemp("taxonomies"), PAGE)


@pytest.mark.slow
@pytest.mark.parametrize("block", CONSOLE, ids=lambda block: f"line{block.line}")
def test_a_command_prints_what_the_page_shows(block: Block, folder: Path) -> None:
    assert console(block.body, lambda command: printed(command, folder)) == block.body


@pytest.mark.slow
@pytest.mark.parametrize("command", PLAIN.body.splitlines())
def test_a_command_runs(command: str, folder: Path) -> None:
    printed(command, folder)


@pytest.mark.parametrize(("words", "expected"), TRAPS)
def test_a_lemma_is_as_it_says(words: str, expected: str) -> None:
    assert {lemma(word) for word in words.split(", ")} == {expected}


def test_it_shows_the_traps() -> None:
    assert len(TRAPS) >= 15
    assert len(CONSOLE) >= 5


@pytest.mark.parametrize("facet", FACET_VALUES)
def test_it_names_every_value_of_a_facet(facet: str) -> None:
    (row,) = re.findall(rf"^\| `{facet}` \|.*$", PAGE, re.MULTILINE)
    assert all(value in row for value in FACET_VALUES[facet] or ("discover", "renew or leave"))
