"""The language in which a taxonomy writes its phrases, read into expressions.

::

    late delivery            lemmas that follow one another, in any case
    "late delivery"          exactly these words, in any case
    deliver*                 words that begin like this
    late NEAR/4 delivery     at most four tokens from the one to the other, either way round
    refund + wait*           both in one clause

Quotes may stand inside a phrase (``"late" delivery``); a part of ``a + b`` may be ``a NEAR/n b``.
Words are cut and lemmatised by the same functions as texts, so ``can't`` is two tokens in both.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache
from itertools import chain
from typing import Final

from vockit.errors import TaxonomyError
from vockit.language import APOSTROPHES, lemma, lower_form, special_cases, tokenize
from vockit.taxonomy.model import Atom, AtomKind, Expression, Near, Phrase, Rule, Together

QUOTES: Final = str.maketrans({"“": '"', "”": '"', "„": '"', "‟": '"', "＂": '"'})
FURTHEST: Final = 99
"""The largest n of ``NEAR/n``; what is further apart than this is ``a + b``."""

_STRAIGHT: Final = QUOTES | APOSTROPHES
_PLAIN: Final = re.compile(r"[a-z]+(?: [a-z]+)*")
"""Most phrases are words in small letters, in which there is nothing to look for."""
_NEAR: Final = re.compile(r"NEAR/([0-9]+)")
_NEAR_OR_MISWRITTEN: Final = re.compile(r"NEAR(?![A-Za-z]).*|(?i:near/.*)")
_PREFIX_IN_QUOTES: Final = re.compile(r"[^\W\d_]\*(?!\S)")
_INSTEAD: Final = {
    "AND": "write `a + b` for two things in one clause",
    "OR": "write each alternative as a phrase of its own",
    "NOT": "write what must not be there under `unless`",
}


def parse_rule(source: str, where: str = "") -> Rule:
    """A phrase as its author wrote it, with what it means.

    A phrase at fault raises ``TaxonomyError``; ``where`` (file, line, theme) opens its message.
    """
    try:
        return Rule(source.strip(), _expression(source))
    except _PhraseError as fault:
        opening = f"{where}: " if where else ""
        raise TaxonomyError(f"{opening}phrase {_shown(source)}: {fault}") from None


def written_words(source: str, ending: str = "") -> str:
    """The words of a phrase as a customer could write them, prefixes completed by ``ending``."""
    words = []
    for quoted, plain in re.findall(r'"([^"]*)"|(\S+)', source.translate(QUOTES)):
        if plain.endswith("*"):
            words.append(plain[:-1] + ending)
        elif plain != "+" and not _NEAR.fullmatch(plain):
            words.append(quoted or plain)
    return " ".join(words)


def render(expression: Phrase | Near | Together) -> str:
    """The expression in the rule language, every word as the matcher looks for it."""
    if isinstance(expression, Phrase):
        return " ".join(
            [a.text if a.kind == "lemma" else _render_atom(a) for a in expression.atoms]
        )
    if isinstance(expression, Near):
        return f"{render(expression.left)} NEAR/{expression.distance} {render(expression.right)}"
    return " + ".join(render(part) for part in expression.parts)


class _PhraseError(Exception):
    """What is wrong with a phrase, before its place is known."""


@dataclass(frozen=True, slots=True)
class _Plus:
    pass


@dataclass(frozen=True, slots=True)
class _Within:
    distance: int


_Item = Atom | _Plus | _Within


def _shown(source: str) -> str:
    return repr(source if len(source) <= 80 else source[:79] + "…")


def _render_atom(atom: Atom) -> str:
    if atom.kind == "exact":
        return f'"{atom.text}"'
    return f"{atom.text}*" if atom.kind == "prefix" else atom.text


def _expression(source: str) -> Expression:
    if _PLAIN.fullmatch(source):
        return Phrase(tuple(chain.from_iterable(map(_plain_word, source.split(" ")))))
    items = _items(source)
    if not items:
        raise _PhraseError("it is empty; write at least one word, or delete it")
    words = [item for item in items if isinstance(item, Atom)]
    if len(words) == len(items):
        return Phrase(tuple(words))
    parts = [_part(part) for part in _split_at_plus(items)]
    return parts[0] if len(parts) == 1 else Together(tuple(parts))


def _split_at_plus(items: Sequence[_Item]) -> list[list[Atom | _Within]]:
    parts: list[list[Atom | _Within]] = [[]]
    for item in items:
        if isinstance(item, _Plus):
            parts.append([])
        else:
            parts[-1].append(item)
    if not all(parts):
        raise _PhraseError("+ needs words on both sides, such as `refund + wait*`")
    return parts


def _part(items: Sequence[Atom | _Within]) -> Phrase | Near:
    sides: list[list[Atom]] = [[]]
    distances: list[int] = []
    for item in items:
        if isinstance(item, _Within):
            distances.append(item.distance)
            sides.append([])
        else:
            sides[-1].append(item)
    if not all(sides):
        raise _PhraseError("NEAR needs words on both sides, such as `late NEAR/4 delivery`")
    phrases = [Phrase(tuple(side)) for side in sides]
    if not distances:
        return phrases[0]
    if len(distances) > 1:
        raise _PhraseError(
            "one NEAR joins two sides; write three things as `a NEAR/4 b + b NEAR/4 c`"
        )
    return Near(phrases[0], phrases[1], distances[0])


def _items(source: str) -> list[_Item]:
    text = source.translate(_STRAIGHT)
    shouted = text.upper() == text
    if '"' not in text:
        return [item for word in text.split() for item in _read_word(word, shouted=shouted)]
    items: list[_Item] = []
    position = 0
    while position < len(text):
        if text[position].isspace():
            position += 1
        elif text[position] == '"':
            end = _closing_quote(text, position)
            items += _exact(text[position + 1 : end])
            position = end + 1
        else:
            word = text[position:].split(maxsplit=1)[0]
            items += _read_word(word, shouted=shouted)
            position += len(word)
    return items


def _closing_quote(text: str, start: int) -> int:
    end = text.find('"', start + 1)
    if end < 0:
        raise _PhraseError(
            'a quote is not closed; quotes come in pairs around exact words, `"late fee"`'
        )
    if text[end + 1 : end + 2].strip():
        raise _PhraseError("a space is missing after a closing quote")
    return end


def _exact(words: str) -> Sequence[Atom]:
    if _PREFIX_IN_QUOTES.search(words):
        raise _PhraseError("* does not end a prefix within quotes; write it outside, `deliver*`")
    # Tokens never cross white space.
    atoms = [*chain.from_iterable(map(_exact_word, words.split()))]
    if not atoms:
        raise _PhraseError("there is nothing between two quotes")
    return atoms


@lru_cache(maxsize=16_384)
def _exact_word(word: str) -> Sequence[Atom]:
    """A word within quotes; remembered, as any other."""
    return _atoms("exact", word)


@lru_cache(maxsize=16_384)
def _read_word(word: str, *, shouted: bool) -> Sequence[_Item]:
    """What a word stands for; remembered, since a taxonomy's phrases share most of their words."""
    if word == "+":
        return [_Plus()]
    if _NEAR_OR_MISWRITTEN.fullmatch(word):
        return [_near(word)]
    if word in _INSTEAD and not shouted:
        raise _PhraseError(
            f"{word} is not an operator; {_INSTEAD[word]}, or the word in small letters"
        )
    _refuse_stray_signs(word)
    if word.endswith("*"):
        return _prefix(word[:-1])
    return _atoms("lemma", word)


@lru_cache(maxsize=16_384)
def _plain_word(word: str) -> Sequence[Atom]:
    """The same for a word in small letters: one token, unless spaCy has an exception for it."""
    if word in special_cases():
        return _atoms("lemma", word)
    return (Atom("lemma", lemma(word)),)


def _near(word: str) -> _Within:
    match = _NEAR.fullmatch(word)
    if match is None:
        written = _NEAR.fullmatch(word.upper())
        if written is not None:
            raise _PhraseError(f"{word} is written in capitals: {written.group()}")
        raise _PhraseError(
            f"{word} needs a number, such as NEAR/4; write `near` for the word itself"
        )
    distance = int(match.group(1)[:9])
    if not 1 <= distance <= FURTHEST:
        raise _PhraseError(
            f"{word[:20]} is out of range; n is 1 to {FURTHEST}, `a + b` any distance"
        )
    return _Within(distance)


def _refuse_stray_signs(word: str) -> None:
    if '"' in word:
        raise _PhraseError(
            'a quote stands inside a word; quotes go around whole words, `"late fee"`'
        )
    if re.search(r"[^\W_]\+[^\W_]|^\+[^\W\d_]", word):
        raise _PhraseError(
            "+ needs a space on both sides, `refund + wait*`; put a literal + in quotes"
        )
    if re.search(r"[()].*[^\W\d_]|[^\W\d_].*[()]", word):
        raise _PhraseError("there are no groups; write each alternative as a phrase of its own")
    if "|" in word and (word == "|" or re.search(r"[^\W\d_]", word)):
        raise _PhraseError(f"| is not an operator; {_INSTEAD['OR']}")
    if word == "*":
        raise _PhraseError("* alone stands for no word; leave a gap with `wait NEAR/3 hour`")
    if "*" in word[:-1] or (word.endswith("*") and not word[-2:-1].isalnum()):
        raise _PhraseError("* ends the beginning of a word, `deliver*`; put a literal * in quotes")


def _prefix(stem: str) -> Sequence[Atom]:
    """The beginning of a word is no word: ``id*`` stays whole, though spaCy cuts ``id`` in two."""
    if stem.isalnum():
        return [Atom("prefix", lower_form(stem))]
    *before, last = tokenize(stem)
    return [*(Atom("lemma", token.lemma) for token in before), Atom("prefix", last.lower)]


def _atoms(kind: AtomKind, words: str) -> tuple[Atom, ...]:
    if kind == "lemma":
        return tuple(Atom(kind, token.lemma) for token in tokenize(words))
    return tuple(Atom(kind, token.lower) for token in tokenize(words))
