from __future__ import annotations

from pathlib import Path

import pytest

from tests.cli.running import COMMENTS


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A folder with a small file of comments."""
    (tmp_path / "comments.csv").write_text(COMMENTS, encoding="utf-8")
    return tmp_path
