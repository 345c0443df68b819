"""The same cases through the command line and through the library give the same tables."""

from __future__ import annotations

import json
import shutil
import subprocess
import sys
from pathlib import Path
from typing import Any

import pandas as pd
import pytest

from vockit import pipeline
from vockit.configuration import read_configuration
from vockit.gaps.registry import names
from vockit.request import Request

SAMPLES = Path(__file__).parents[1] / "data" / "samples"
FILES = ("reviews.csv", "survey.csv", "tweets.csv")


@pytest.fixture(scope="module")
def by_command(tmp_path_factory: pytest.TempPathFactory) -> dict[str, dict[str, Any]]:
    """Every report as the command line prints it, by its name."""
    folder = tmp_path_factory.mktemp("samples")
    for file in (*FILES, "vockit.toml"):
        shutil.copy(SAMPLES / file, folder)
    command = [sys.executable, "-c", "from vockit.cli import main; main()", "report", *FILES]
    found = subprocess.run(
        [*command, "--format", "json", "--quiet"], cwd=folder, capture_output=True, check=True
    )
    printed = json.loads(found.stdout)
    reports = printed["reports"] if isinstance(printed, dict) else printed
    return {report["report"]: report for report in reports}


@pytest.fixture(scope="module")
def by_library() -> dict[str, pd.DataFrame]:
    """The table of every report as the library's functions give it, by its name."""
    profile = read_configuration(SAMPLES / "vockit.toml").profile
    request = Request([str(SAMPLES / file) for file in FILES], profile=profile)
    counted = pipeline.tally(pipeline.read(request).batches(), request)
    found = pipeline.report(counted, request)
    return {report.gap.name: report.table for report in found}


@pytest.mark.parametrize("name", names())
def test_the_tables_are_the_same(
    name: str, by_command: dict[str, dict[str, Any]], by_library: dict[str, pd.DataFrame]
) -> None:
    table = by_library[name]
    rows = by_command[name]["rows"]
    assert len(rows) == len(table)
    for column in table.columns:
        ours = [None if pd.isna(cell) else cell for cell in table[column]]
        assert [row[column] for row in rows] == ours
