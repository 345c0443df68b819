"""spaCy's English, imported without spaCy's own command line.

That is a third of the time of the import: ``spacy.info`` brings in all commands, and with them
libraries that download. Whoever uses it gets it as before.
"""

from __future__ import annotations

import sys
from collections.abc import Iterator
from contextlib import contextmanager
from importlib.util import find_spec
from types import ModuleType
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from spacy.lang.en import English

_PACKAGE = "spacy"
_COMMANDS = "spacy.cli"
_INFO = "spacy.cli.info"


def english() -> type[English]:
    """The class of spaCy's English pipelines."""
    with _without_commands():
        from spacy.lang.en import English  # noqa: PLC0415 - slow to import: `--help` does without

    return English


@contextmanager
def _without_commands() -> Iterator[None]:
    """Stand-ins for the modules that ``spacy`` imports ``info`` from, until it is imported."""
    spec = None if _PACKAGE in sys.modules else find_spec(_PACKAGE)
    if spec is None:
        yield
        return
    commands, info = ModuleType(_COMMANDS), ModuleType(_INFO)
    commands.__path__ = [f"{place}/cli" for place in spec.submodule_search_locations or ()]
    info.__dict__["info"] = _info
    stand_ins = {_COMMANDS: commands, _INFO: info}
    sys.modules.update(stand_ins)
    try:
        yield
    finally:
        for name, stand_in in stand_ins.items():
            if sys.modules.get(name) is stand_in:
                del sys.modules[name]


def _info(*args: Any, **options: Any) -> Any:
    """What ``spacy.info`` does."""
    from spacy.cli.info import info  # noqa: PLC0415 - the import that is put off

    return info(*args, **options)
