from __future__ import annotations

import subprocess
import sys

from vockit.language import special_cases, stop_words
from vockit.language.english import english_words
from vockit.language.function_words import function_words


def test_what_spacy_has_is_known() -> None:
    known = function_words() | english_words()
    assert {word for word in stop_words() if word.isalpha()} <= known
    contracted = {case.lower() for case in special_cases() if "'" in case or "’" in case}
    assert {case for case in contracted - known if any(map(str.isalpha, case))} == set()


def test_languages_are_told_without_spacy() -> None:
    code = (
        "import sys; from vockit.language import LanguageIdentifier; "
        "assert LanguageIdentifier().foreign(['Très bon service, je recommande sans hésiter.']); "
        "assert 'spacy' not in sys.modules"
    )
    subprocess.run([sys.executable, "-c", code], check=True)
