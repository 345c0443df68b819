"""Where a rule matches tokens: everything is tried, as the meaning of the rule language."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import lru_cache
from itertools import product

from vockit.language import Token, tokenize
from vockit.taxonomy.model import Atom, Cue, Expression, Near, Phrase, Theme, TokenPattern

Span = tuple[int, int]
"""The first and the last token of a match."""


def matches(expression: Expression, clause: Sequence[Token]) -> bool:
    """Whether an expression is found in the tokens of a clause."""
    return bool(spans(expression, clause))


def spans(expression: Expression, clause: Sequence[Token]) -> list[Span]:
    """Every match of an expression in the tokens of a clause."""
    match expression:
        case Phrase(atoms):
            size = len(atoms)
            return [
                (start, start + size - 1)
                for start in range(len(clause) - size + 1)
                if all(map(fits, atoms, clause[start : start + size]))
            ]
        case Near(one, other, distance):
            return [
                (min(left[0], right[0]), max(left[1], right[1]))
                for left, right in product(spans(one, clause), spans(other, clause))
                if 1 <= right[0] - left[1] <= distance or 1 <= left[0] - right[1] <= distance
            ]
        case TokenPattern():
            raise NotImplementedError
    of_parts = [spans(part, clause) for part in expression.parts]
    if not all(of_parts):
        return []
    earliest = list(map(min, of_parts))
    return [(min(first for first, _ in earliest), max(last for _, last in earliest))]


def fits(atom: Atom, token: Token) -> bool:
    """Whether a token is what an atom asks for."""
    lower, lemma = forms(token)
    if atom.kind == "lemma":
        return lemma == atom.text
    if atom.kind == "exact":
        return lower == atom.text
    return lower.startswith(atom.text)


@lru_cache(1 << 12)
def forms(token: Token) -> tuple[str, str]:
    """A token in lower case, and its lemma."""
    return token.lower, token.lemma


def finder(entries: Sequence[Theme | Cue]) -> Callable[[Sequence[str]], list[set[str]]]:
    """A tagger of texts whose clauses end at *but*."""

    def names(text: str) -> set[str]:
        return {
            entry.name
            for part in text.split(" but ")
            for clause in [tokenize(part)]
            for entry in entries
            if any(matches(rule.expression, clause) for rule in entry.phrases)
            and not any(matches(rule.expression, clause) for rule in entry.unless)
        }

    return lambda texts: [names(text) for text in texts]
