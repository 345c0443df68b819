"""Every command and program in README.md runs, and prints what the page shows."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest
from make_docs import ROOT, Block, blocks, commands, console, output_of, readme_folder

from tests.pages import printed

PAGE = (ROOT / "README.md").read_text(encoding="utf-8")
RUN = [block for block in blocks(PAGE) if block.language in {"console", "bash", "python"}]


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return readme_folder(tmp_path_factory.mktemp("readme"), PAGE)


def named(block: Block) -> str:
    return f"line{block.line}"


def of_language(language: str) -> list[Block]:
    return [block for block in RUN if block.language == language]


@pytest.mark.slow
@pytest.mark.parametrize("block", of_language("console"), ids=named)
def test_a_command_prints_what_the_page_shows(block: Block, folder: Path) -> None:
    # The first one is run as readers will run it.
    run = output_of if block == of_language("console")[0] else printed
    assert console(block.body, lambda command: run(command, folder)) == block.body


@pytest.mark.slow
@pytest.mark.parametrize("block", of_language("bash"), ids=named)
def test_a_command_runs(block: Block, folder: Path) -> None:
    for command in block.body.replace("\\\n", "").splitlines():
        printed(command, folder)


@pytest.mark.slow
@pytest.mark.parametrize("block", of_language("python"), ids=named)
def test_a_program_runs(block: Block, folder: Path) -> None:
    done = subprocess.run(
        [sys.executable, "-W", "error", "-c", block.body],
        cwd=folder,
        capture_output=True,
        encoding="utf-8",
        check=False,
    )
    assert done.returncode == 0, done.stderr


def test_the_page_shows_something_of_every_kind() -> None:
    shown = {block.language for block in blocks(PAGE)}
    assert {"console", "bash", "python", "toml"} <= shown
    assert all(commands(block.body) for block in of_language("console"))


def test_links_lead_somewhere() -> None:
    targets = [part.partition(")")[0] for part in PAGE.split("](")[1:]]
    assert targets
    for target in targets:
        assert target.startswith("https://") or (ROOT / target).exists(), target
