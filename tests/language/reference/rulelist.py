"""All rules of a run in one list, and their matches in the tokens of a clause."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from tests.language.reference.rules import Span, spans
from vockit.language import SentimentLexicon, Token
from vockit.taxonomy.model import Atom, Cue, Near, Phrase, Rule, Taxonomy, TokenPattern
from vockit.taxonomy.phrases import parse_rule


@dataclass(frozen=True, slots=True)
class Match:
    """A match of a rule, and what the rule is for."""

    kind: str
    """``theme``, ``theme unless``, ``cue``, ``cue unless`` or ``sentiment``."""
    name: str
    """Of the theme or cue; the number of the phrase in the lexicon."""
    order: int
    """Number of the rule among those of this name."""
    rule: Rule
    span: Span


class RuleList:
    """The rules of themes and cues, and the phrases of a lexicon."""

    def __init__(self, taxonomy: Taxonomy, cues: Sequence[Cue], lexicon: SentimentLexicon) -> None:
        self._by_first_atom: dict[Atom, list[tuple[str, str, int, Rule]]] = defaultdict(list)
        """Where no token is what its first atom asks for, a rule need not be tried."""
        for kind, entries in (("theme", taxonomy.themes), ("cue", cues)):
            for entry in entries:
                self._add(kind, entry.name, entry.phrases)
                self._add(f"{kind} unless", entry.name, entry.unless)
        for number, phrase in enumerate(lexicon.phrases):
            self._add("sentiment", str(number), [parse_rule(phrase.source)])

    def matches(self, tokens: Sequence[Token]) -> Iterator[Match]:
        """Every match of every rule."""
        atoms = dict.fromkeys(atom for token in tokens for atom in _atoms_of(token))
        for atom in atoms:
            for kind, name, order, rule in self._by_first_atom.get(atom, ()):
                for span in spans(rule.expression, tokens):
                    yield Match(kind, name, order, rule, span)

    def _add(self, kind: str, name: str, rules: Sequence[Rule]) -> None:
        for order, rule in enumerate(rules):
            self._by_first_atom[_first_atom(rule)].append((kind, name, order, rule))


def _atoms_of(token: Token) -> Iterator[Atom]:
    """Every atom that a token satisfies."""
    lower = token.lower
    yield Atom("lemma", token.lemma)
    yield Atom("exact", lower)
    for length in range(1, len(lower) + 1):
        yield Atom("prefix", lower[:length])


def _first_atom(rule: Rule) -> Atom:
    expression = rule.expression
    while not isinstance(expression, Phrase):
        assert not isinstance(expression, TokenPattern)
        expression = expression.left if isinstance(expression, Near) else expression.parts[0]
    return expression.atoms[0]
