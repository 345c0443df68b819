"""The command line: the only place that knows Typer, prints, or reads the terminal."""

from __future__ import annotations

import os


def main() -> None:
    """Run the command line."""
    # NumPy's linear algebra starts a thread for each processor when it is loaded. Nothing here is
    # large enough to need them, they cost time, and a process with threads should not be forked.
    os.environ.setdefault("OPENBLAS_NUM_THREADS", "1")
    from vockit.cli.app import main as run
    from vockit.cli.streams import fill_closed_streams

    fill_closed_streams()
    run()
