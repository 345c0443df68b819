"""What holds for the package as a whole; import-linter holds the layers (pyproject.toml)."""

from __future__ import annotations

import ast
import subprocess
import sys
from pathlib import Path

import pytest

from vockit import language
from vockit.gaps import registry as gaps
from vockit.taxonomy.loading import load_cues, pack_names

ROOT = Path(__file__).resolve().parent.parent


def python(program: str, folder: Path, **variables: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, "-P", "-c", program],
        cwd=folder,
        env={"LC_ALL": "C.UTF-8", "HOME": str(folder), **variables},
        capture_output=True,
        encoding="utf-8",
        check=False,
    )


def test_every_report_has_its_cases_in_a_file_of_the_same_name() -> None:
    cases = {path.stem for path in (ROOT / "tests" / "gaps").rglob("test_*.py")}
    assert {f"test_{name.replace('-', '_')}" for name in gaps.names()} <= cases


@pytest.mark.slow
def test_an_installed_wheel_works_from_any_folder(tmp_path: Path) -> None:
    """The packs, cues and lexica are in the wheel, and nothing leans on the checkout."""
    site = tmp_path / "site"
    install = ["install", "--quiet", "--no-deps", "--no-build-isolation", "--target", str(site)]
    subprocess.run([sys.executable, "-m", "pip", *install, str(ROOT)], check=True, cwd=tmp_path)
    shipped = {path.relative_to(site) for path in (site / "vockit").rglob("*.toml")}
    assert shipped == {path.relative_to(ROOT) for path in (ROOT / "vockit").rglob("*.toml")}

    elsewhere = tmp_path / "elsewhere"
    elsewhere.mkdir()
    (elsewhere / "comments.txt").write_text("Nobody answers the phone.\n", encoding="utf-8")
    program = """
import sys, vockit
from vockit.cli import main
print(vockit.__file__, file=sys.stderr)
sys.argv = ["vockit", "annotate", "comments.txt"]
main()
"""
    done = python(program, elsewhere, PYTHONPATH=str(site))
    assert done.returncode == 0, done.stderr
    assert str(site) in done.stderr
    assert "support/reach" in done.stdout


def test_there_are_packs_and_cues() -> None:
    assert "service" in pack_names()
    assert load_cues()


def imported(path: Path) -> set[str]:
    """The modules that a file of Python imports from, wherever in it."""
    found: set[str] = set()
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.ImportFrom) and node.module:
            found |= {node.module, *(f"{node.module}.{name.name}" for name in node.names)}
        elif isinstance(node, ast.Import):
            found |= {name.name for name in node.names}
    return found


def test_tests_and_benchmarks_enter_language_by_its_door() -> None:
    """As import-linter has it of the package; only the tests of language itself look inside."""
    doors = {"vockit.language", *(f"vockit.language.{name}" for name in language.__all__)}
    looking_inside = {
        str(path.relative_to(ROOT))
        for folder in ("tests", "benchmarks", "docs")
        for path in (ROOT / folder).rglob("*.py")
        if any(module.startswith("vockit.language") for module in imported(path) - doors)
        and not path.is_relative_to(ROOT / "tests" / "language")
    }
    # That page shows what is inside.
    assert looking_inside == {"docs/one_comment.py"}


def test_the_door_of_language_says_what_is_behind_it() -> None:
    page = language.__doc__ or ""
    assert [name for name in language.__all__ if f"``{name}``" not in page] == []
