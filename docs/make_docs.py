"""Keep the documentation in step with the program; ``make docs`` runs this.

- ``docs/reference.md`` is made whole, from ``--help`` of every command.
- In ``docs/reports.md`` what follows the marker comes from the reports: docstrings and columns.
- In ``docs/how_it_works.md`` the blocks behind ``<!-- drawn: … -->`` come from ``one_comment.py``.
- In ``README.md`` and ``docs/taxonomies.md`` what stands below a ``$ command`` of a console block
  is what the command prints.

The tests make the same pages and compare.
"""

from __future__ import annotations

import inspect
import os
import re
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import partial
from importlib import import_module
from pathlib import Path
from typing import Any, get_args

from one_comment import drawings
from typer.main import get_command

from vockit.cli.app import app
from vockit.gaps import reports
from vockit.gaps.registry import load, names

ROOT = Path(__file__).resolve().parent.parent
SAMPLES = ROOT / "data" / "samples"
WIDTH = "100"

_BLOCK = re.compile(r"^```(?P<language>\w+)\n(?P<body>.*?)^```$", re.MULTILINE | re.DOTALL)
_DRAWN = re.compile(r"(<!-- drawn: (\w+) -->\n```text\n).*?(?=^```$)", re.MULTILINE | re.DOTALL)
_MARKER = "<!-- What follows is made from the reports themselves: `make docs`. -->\n"


@dataclass(frozen=True, slots=True)
class Block:
    """A fenced block of a page."""

    language: str
    body: str
    start: int
    """Where its body begins in the page."""
    end: int
    line: int
    """1-based, of the opening fence."""


def blocks(page: str) -> Iterator[Block]:
    """The fenced blocks of a Markdown page."""
    for match in _BLOCK.finditer(page):
        line = page.count("\n", 0, match.start()) + 1
        yield Block(match["language"], match["body"], match.start("body"), match.end("body"), line)


def run_command(command: str, folder: Path) -> subprocess.CompletedProcess[str]:
    """Run one line of shell in ``folder``, with ``vockit`` of this checkout and no settings."""
    kept = {name: os.environ[name] for name in ("PATH", "SYSTEMROOT") if name in os.environ}
    here = str(Path(sys.executable).parent)
    environment = kept | {
        "PATH": os.pathsep.join([here, kept.get("PATH", os.defpath)]),
        "PYTHONPATH": str(ROOT),
        "HOME": str(folder),
        "LC_ALL": "C.UTF-8",
        "COLUMNS": WIDTH,
    }
    return subprocess.run(
        ["bash", "-o", "pipefail", "-c", command],
        cwd=folder,
        env=environment,
        capture_output=True,
        encoding="utf-8",
        check=False,
        timeout=120,
    )


def output_of(command: str, folder: Path) -> str:
    """What a command prints. Raises ``RuntimeError``, with what it complains of, where it fails."""
    done = run_command(command, folder)
    if done.returncode != 0:
        raise RuntimeError(f"{command}\nexit code {done.returncode}\n{done.stderr}")
    return done.stdout


def readme_folder(parent: Path, page: str) -> Path:
    """A fresh copy of the samples, with the files that the page tells its reader to write."""
    folder = Path(shutil.copytree(SAMPLES, parent / "samples"))
    for block in blocks(page):
        if block.language == "toml":
            name = block.body.splitlines()[0].removeprefix("# ")
            (folder / name).write_text(block.body, encoding="utf-8")
    return folder


def commands(body: str) -> list[str]:
    """The commands of a console block: what follows ``$``, with joined lines joined."""
    joined = body.replace("\\\n", "")
    return [line.removeprefix("$ ") for line in joined.splitlines() if line.startswith("$ ")]


def console(body: str, run: Callable[[str], str]) -> str:
    """A console block with each command's output below it, as ``run`` gives it."""
    shown = []
    lines = iter(body.splitlines())
    for line in lines:
        if not line.startswith("$ "):
            continue
        typed = [line]
        while typed[-1].endswith("\\"):
            typed.append(next(lines))
        output = run(commands("\n".join(typed))[0])
        shown.append(
            "\n".join(typed)
            + "\n"
            + "".join(f"{part.rstrip()}\n" for part in output.rstrip().splitlines())
        )
    return "".join(shown)


def readme_with_outputs(page: str, run: Callable[[str], str]) -> str:
    """The page with the outputs of its console blocks renewed."""
    parts = []
    done = 0
    for block in blocks(page):
        if block.language == "console":
            parts += [page[done : block.start], console(block.body, run)]
            done = block.end
    return "".join([*parts, page[done:]])


def reports_with_facts(page: str) -> str:
    """The page with all that follows its marker made anew: a section for each gap report."""
    prose, _, _ = page.partition(_MARKER)
    return "\n".join([prose + _MARKER, *(_explained(name) for name in names())])


def with_drawings(page: str) -> str:
    """The page with its drawings made anew. Raises ``KeyError`` where there is none of a name."""
    drawn = drawings()
    return _DRAWN.sub(lambda block: f"{block[1]}{drawn[block[2]]}\n", page)


def _explained(name: str) -> str:
    gap = load(name)
    module = import_module(f"{reports.__name__}.{name.replace('-', '_')}")
    explanation = inspect.cleandoc(module.__doc__ or "").partition("\n")[2]
    sections = (f"[{section}]" for section in gap.needs.profile)
    lines = [
        f"## {gap.title} · `{name}`",
        "",
        f"**{gap.question}**",
        "",
        _markdown(explanation),
        "",
    ]
    if needs := [*gap.needs.roles, *sections]:
        lines += [f"Needs: {', '.join(map(_code, needs))}.", ""]
    if gap.needs.better_with:
        lines += [f"Better with: {', '.join(map(_code, gap.needs.better_with))}.", ""]
    lines += [
        f"`gap` is in {gap.unit}; {gap.worse} is worse.",
        "",
        "| column | meaning |",
        "|---|---|",
        *(f"| `{column.name}` | {column.meaning} |" for column in (*gap.key, *gap.columns)),
        "",
    ]
    return "\n".join(lines)


def _code(name: str) -> str:
    return f"`{name}`"


def _markdown(docstring: str) -> str:
    """A docstring's text for Markdown: single backticks."""
    return docstring.strip().replace("``", "`")


def reference() -> str:
    """Every command: what ``--help`` says of it, without the boxes of a terminal."""
    opening = "# Reference\n\nWhat `--help` says of every command; `make docs` writes it.\n"
    return "\n".join([opening, *_commands(get_command(app), ("vockit",))])


def _commands(command: Any, path: tuple[str, ...]) -> Iterator[str]:
    arguments = [param for param in command.params if param.param_type_name == "argument"]
    options = [param for param in command.params if param.param_type_name == "option"]
    children = getattr(command, "commands", {})
    usage = [*path, *(param.metavar or param.name.upper() for param in arguments)]
    usage += ["[OPTIONS]"] * bool(options) + ["COMMAND …"] * bool(children)
    yield f"## {' '.join(path)}\n\n`{' '.join(usage)}`\n\n{inspect.cleandoc(command.help)}\n"
    for param in arguments:
        yield f"`{param.metavar or param.name.upper()}`: {param.help}\n"
    panels: dict[str, list[str]] = {}
    for param in options:
        panels.setdefault(param.rich_help_panel or "Options", []).append(_option(param))
    for panel, rows in panels.items():
        yield "\n".join([f"| {panel} | |", "|---|---|", *rows, ""])
    if command.epilog:
        yield inspect.cleandoc(command.epilog) + "\n"
    for name, child in children.items():
        yield from _commands(child, (*path, name))


def _option(param: Any) -> str:
    flags = " / ".join([*reversed(param.opts), *param.secondary_opts])
    value = param.metavar or "|".join(get_args(param.type_descriptor.annotation))
    typed = f"`{flags} {value}`" if value else f"`{flags}`"
    plain = param.is_flag or param.default is None or "[default" in param.help
    default = "" if plain else f" [default: {param.default}]"
    return "| " + " | ".join(_cell(text) for text in (typed, param.help + default)) + " |"


def _cell(text: str) -> str:
    return " ".join(text.split()).replace("|", "\\|")


def main() -> None:
    """Write the five pages."""
    drawn = ROOT / "docs" / "how_it_works.md"
    drawn.write_text(with_drawings(drawn.read_text(encoding="utf-8")), encoding="utf-8")
    (ROOT / "docs" / "reference.md").write_text(reference(), encoding="utf-8")
    explained = ROOT / "docs" / "reports.md"
    page = reports_with_facts(explained.read_text(encoding="utf-8"))
    explained.write_text(page, encoding="utf-8")
    for shown in (ROOT / "README.md", ROOT / "docs" / "taxonomies.md"):
        with tempfile.TemporaryDirectory() as parent:
            folder = readme_folder(Path(parent), page := shown.read_text(encoding="utf-8"))
            page = readme_with_outputs(page, partial(output_of, folder=folder))
        shown.write_text(page, encoding="utf-8")


if __name__ == "__main__":
    main()
