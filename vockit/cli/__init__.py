"""The command line: the only place that knows Typer, prints, or reads the terminal."""

from vockit.cli.app import main

__all__ = ["main"]
