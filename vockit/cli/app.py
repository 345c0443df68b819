"""The commands, and how a run ends."""

from __future__ import annotations

import sys
import warnings
from typing import Annotated

import typer

from vockit import __version__
from vockit.cli import annotate, config, explain, gap, init, inspect, report, themes
from vockit.cli.groups import PIPE_CLOSED
from vockit.cli.interrupts import Interrupts
from vockit.cli.messages import say
from vockit.cli.usage import CommandLineError, debugging, error_lines
from vockit.engines.collector import collect_no_more, collect_rarely
from vockit.errors import UsageError, VockitError

EPILOG = """
**Exit codes**: 0 done; 1 an error in the input, the profile or a taxonomy; 2 unknown command,
option, report, theme or column; 3 a `--fail-on` condition is true; 130 interrupted; 141 the pipe
was closed.
"""

INTERRUPTED = 130

app = typer.Typer(
    name="vockit",
    no_args_is_help=True,
    rich_markup_mode="markdown",
    pretty_exceptions_enable=False,
    context_settings={"help_option_names": ["--help", "-h"]},
    epilog=EPILOG,
)
app.command(epilog=report.EPILOG)(report.report)
app.command(epilog=gap.EPILOG)(gap.gap)
app.command(epilog=annotate.EPILOG)(annotate.annotate)
app.command(epilog=explain.EPILOG)(explain.explain)
app.command(epilog=inspect.EPILOG)(inspect.inspect)
app.command(epilog=init.EPILOG)(init.init)
app.add_typer(themes.app, name="themes")
app.add_typer(config.app, name="config")


def _version(value: bool) -> None:
    if value:
        typer.echo(f"vockit {__version__}")
        raise typer.Exit


@app.callback()
def vockit(
    version: Annotated[
        bool, typer.Option("--version", callback=_version, is_eager=True, help="Print the version.")
    ] = False,
) -> None:
    """The voice of the customer on the command line.

    Reads comments, reviews and tweets, finds what customers talk about and how they feel about it,
    and reports where experience falls short of expectation.

    Start with `vockit report FILE`. Data goes to standard output, all else to standard error.
    """


def _show_nothing(*_: object, **__: object) -> None:
    """Take a warning of Python and print nothing."""


def main() -> None:
    """Run the command line: one line for an error, and the exit code that goes with it.

    Errors of the system (a full disk, a file without permission to read) are one line, too.
    """
    collect_rarely()
    if not debugging():
        # Python's warnings are for those who develop vockit; users get messages in plain words.
        warnings.showwarning = _show_nothing
    interrupts = Interrupts()
    interrupts.listen()
    try:
        if sys.stdout is None:
            raise UsageError("standard output is closed: leave it open, or name a file with -o")
        done = app(standalone_mode=False, prog_name="vockit")
        sys.exit(INTERRUPTED if interrupts.happened else done)
    except CommandLineError as error:
        for line in error_lines(error):
            typer.echo(line, err=True)
        sys.exit(UsageError.exit_code)
    except VockitError as error:
        if debugging():
            raise
        say(f"error: {error}")
        sys.exit(error.exit_code)
    except BrokenPipeError:
        sys.exit(PIPE_CLOSED)
    except OSError as error:
        if debugging():
            raise
        say(f"error: {error.filename or 'standard output'}: {error.strerror or error}")
        sys.exit(1)
    except KeyboardInterrupt:
        sys.exit(INTERRUPTED)
    finally:
        interrupts.end()
        collect_no_more()
