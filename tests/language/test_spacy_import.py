import subprocess
import sys

import pytest


def _run(code: str) -> str:
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    return done.stdout


@pytest.mark.parametrize("before", ["", "import spacy;"])
def test_it_is_the_class_that_spacy_has(before: str) -> None:
    said = _run(
        f"{before}from vockit.language.spacy_import import english; from spacy.lang.en import "
        "English; print(english() is English, len(English()('So it is.')))"
    )
    assert said.split() == ["True", "4"]


def test_spacys_commands_are_not_imported() -> None:
    said = _run(
        "import sys; from vockit.language.spacy_import import english; english();"
        "print([name for name in sys.modules if name.startswith('spacy.cli')])"
    )
    assert said.strip() == "[]"


def test_spacys_commands_are_there_for_those_who_ask() -> None:
    said = _run(
        "from vockit.language.spacy_import import english; english();"
        "import spacy; from spacy.cli import download, info;"
        "print(callable(download), spacy.info(silent=True)['spacy_version'] == spacy.__version__,"
        "info(silent=True) == spacy.info(silent=True))"
    )
    assert said.split() == ["True", "True", "True"]
