from __future__ import annotations

import subprocess
import sys
import time
from pathlib import Path

import pytest
from typer.main import get_command

from tests.cli.running import vockit
from vockit.cli.app import app
from vockit.output.registry import outputs

SLOW = ("spacy", "pandas", "numpy", "pyarrow", "scipy", "vaderSentiment", "python_calamine")


@pytest.mark.parametrize(
    "args", [["--help"], ["report", "--help"], ["themes", "check", "--help"], ["--version"]]
)
def test_help_loads_nothing_that_is_slow(args: list[str]) -> None:
    script = (
        "import sys; from vockit.cli import main\n"
        f"sys.argv = ['vockit', *{args!r}]\n"
        "try: main()\n"
        "except SystemExit: pass\n"
        f"print('LOADED', [name for name in {SLOW!r} if name in sys.modules])"
    )
    done = subprocess.run([sys.executable, "-c", script], capture_output=True, check=True)
    assert done.stdout.decode().splitlines()[-1] == "LOADED []"


@pytest.mark.slow
def test_help_takes_under_a_third_of_importing_spacy() -> None:
    def best(script: str, *args: str) -> float:
        times = []
        for _ in range(3):
            start = time.perf_counter()
            subprocess.run([sys.executable, "-c", script, *args], capture_output=True, check=True)
            times.append(time.perf_counter() - start)
        return min(times)

    helps = best("from vockit.cli import main; main()", "--help")
    assert helps < best("import spacy") / 3


def test_every_command_and_option_says_what_it_does() -> None:
    commands = [*getattr(get_command(app), "commands", {}).values()]
    while commands:
        command = commands.pop()
        assert command.help, command.name
        commands += getattr(command, "commands", {}).values()
        for param in command.params:
            assert getattr(param, "help", None), f"{command.name} {param.name}"


def test_formats_in_help_are_those_that_there_are(folder: Path) -> None:
    text = " ".join(vockit("report", "--help", cwd=folder).out.replace("│", " ").split())
    listed = text.split("--format", 2)[1].split("FORMAT", 1)[1].split(".")[0]
    assert {word.strip(" ,") for word in listed.replace(" or ", " ").split()} == set(outputs())
