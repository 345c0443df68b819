"""A matcher that tries everything, as the meaning of the rule language in its plainest form."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from vockit.language import Token, tokenize
from vockit.taxonomy.model import Atom, Cue, Expression, Near, Phrase, Theme, TokenPattern


def matches(expression: Expression, clause: Sequence[Token]) -> bool:
    """Whether an expression is found in the tokens of a clause."""
    if isinstance(expression, TokenPattern):
        raise NotImplementedError
    if isinstance(expression, Phrase):
        return bool(_spans(expression, clause))
    if isinstance(expression, Near):
        return any(
            1 <= right[0] - left[1] <= expression.distance
            or 1 <= left[0] - right[1] <= expression.distance
            for left in _spans(expression.left, clause)
            for right in _spans(expression.right, clause)
        )
    return all(matches(part, clause) for part in expression.parts)


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


def _spans(phrase: Phrase, clause: Sequence[Token]) -> list[tuple[int, int]]:
    """First and last token of each match."""
    size = len(phrase.atoms)
    return [
        (start, start + size - 1)
        for start in range(len(clause) - size + 1)
        if all(map(_fits, phrase.atoms, clause[start : start + size]))
    ]


def _fits(atom: Atom, token: Token) -> bool:
    if atom.kind == "lemma":
        return token.lemma == atom.text
    if atom.kind == "exact":
        return token.lower == atom.text
    return token.lower.startswith(atom.text)
