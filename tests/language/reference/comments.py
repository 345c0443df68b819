"""One comment read: its clauses, the themes and cues in each, and how each and all of it feel."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import reduce
from operator import add

from tests.language.reference.clauses import (
    CONNECTIVES,
    CONTRASTS,
    LEADS,
    contrast_cuts,
    judgement_cuts,
    sentence_starts,
)
from tests.language.reference.rulelist import Match, RuleList
from tests.language.reference.scores import Score, Word, compound, join_phrases, score, word_of
from tests.language.reference.tokens import Piece, pieces_of_text
from vockit.language import SentimentLexicon, Token
from vockit.language.sentiment.words import chunk_words
from vockit.taxonomy.model import Cue, Phrase, Taxonomy

FACETS = ("stage", "dimension", "cause", "pole")


@dataclass(frozen=True, slots=True)
class Found:
    """A theme or cue in a clause: its rule, and the first of its matches, the longest of these."""

    name: str
    rule: str
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Clause:
    """A clause and all that is in it."""

    start: int
    end: int
    role: int
    """-1 where a contrast concedes it, 1 on the other side of a contrast, else 0."""
    themes: tuple[Found, ...]
    facets: tuple[Mapping[str, str | None], ...]
    """Of each theme: what the earliest cue of a facet says, else the theme's own."""
    cues: tuple[Found, ...]
    score: Score
    compound: float


@dataclass(frozen=True, slots=True)
class Comment:
    """A comment, read."""

    clauses: tuple[Clause, ...]
    compound: float
    """By its clauses, of which one that is conceded counts half."""


class Reader:
    """Reads comments by one taxonomy, its cues and a lexicon."""

    def __init__(self, taxonomy: Taxonomy, cues: Sequence[Cue], lexicon: SentimentLexicon) -> None:
        self._themes = {theme.name: theme for theme in taxonomy.themes}
        self._rules = RuleList(taxonomy, cues, lexicon)
        self._lexicon = lexicon

    def __call__(self, text: str) -> Comment:
        """Read a comment, which is not blank."""
        pieces = pieces_of_text(text)
        roles = contrast_cuts(pieces)
        hard = sorted({*sentence_starts(pieces), *roles})
        starts = sorted({*hard, *self._judgement_cuts(pieces, hard)})
        clauses = []
        for first, stop in zip(starts, [*starts[1:], len(pieces)], strict=True):
            role = roles.get(max(cut for cut in hard if cut <= first), 0)
            clauses.append(self._clause(pieces[first:stop], role))
        totals = [clause.score.total * (0.5 if clause.role < 0 else 1) for clause in clauses]
        opinions = sum(clause.score.has_opinion for clause in clauses)
        return Comment(tuple(clauses), compound(reduce(add, totals, 0.0), max(opinions, 1)))

    def _clause(self, pieces: Sequence[Piece], role: int) -> Clause:
        tokens = [token for piece in pieces for token in piece.tokens]
        matches = list(self._rules.matches(tokens))
        cues, themes = earliest("cue", matches, tokens), earliest("theme", matches, tokens)
        marks = [chunk_words(piece.text, self._lexicon) for piece in pieces]
        scored = score(
            self._words_of_clause(pieces, matches),
            sum(one.exclamations for one in marks),
            sum(one.questions for one in marks),
            self._lexicon,
        )
        return Clause(
            start=pieces[0].start,
            end=pieces[-1].end,
            role=role,
            themes=themes,
            facets=tuple(self._facets(theme.name, cues) for theme in themes),
            cues=cues,
            score=scored,
            compound=compound(scored.total),
        )

    def _facets(self, theme: str, cues: Sequence[Found]) -> dict[str, str | None]:
        facets: dict[str, str | None] = {}
        for facet in FACETS:
            values = (
                cue.name.partition("/")[2] for cue in cues if cue.name.startswith(facet + "/")
            )
            # The cause of a theme is an assumption, which a mention leaves open.
            own = None if facet == "cause" else getattr(self._themes[theme], facet)
            facets[facet] = next(values, own)
        return facets

    def _judgement_cuts(self, pieces: Sequence[Piece], hard: Sequence[int]) -> set[int]:
        """Cuts by the rules that are phrases alone, matched between hard cuts."""
        themes, whole = [], []
        opinions = {
            number
            for number, piece in enumerate(pieces)
            if any(word.valence for word in self._words_of(piece))
        }
        for first, stop in zip(hard, [*hard[1:], len(pieces)], strict=True):
            tokens = [token for piece in pieces[first:stop] for token in piece.tokens]
            for match in self._rules.matches(tokens):
                if not isinstance(match.rule.expression, Phrase) or "unless" in match.kind:
                    continue
                start, end = (first + pieces_of_tokens(pieces[first:stop])[t] for t in match.span)
                whole.append((start, end))
                if match.kind == "theme":
                    themes.append((start, match.name))
                else:
                    opinions.add(start)
        return judgement_cuts(pieces, hard, themes, opinions, whole)

    def _words_of_clause(self, pieces: Sequence[Piece], matches: Sequence[Match]) -> list[Word]:
        """The words that are scored: each phrase of the lexicon is one, and a connective none."""
        n_silent = int(pieces[0].word in CONNECTIVES)
        if pieces[0].word in LEADS and len(pieces) > 1 and pieces[1].word in CONTRASTS:
            n_silent = 2
        words: list[Word] = []
        begins = [0]
        """Where the words of each piece begin, and the end of the last."""
        for number, piece in enumerate(pieces):
            words += self._words_of(piece) if number >= n_silent else []
            begins.append(len(words))
        piece_of = pieces_of_tokens(pieces)
        phrases = [
            (begins[piece_of[first]], begins[piece_of[last] + 1], int(match.name))
            for match in matches
            if match.kind == "sentiment"
            for first, last in [match.span]
        ]
        return join_phrases(words, phrases, self._lexicon)

    def _words_of(self, piece: Piece) -> list[Word]:
        words = chunk_words(piece.text, self._lexicon).words
        return [word_of(word, self._lexicon) for word in words]


def earliest(kind: str, matches: Sequence[Match], tokens: Sequence[Token]) -> tuple[Found, ...]:
    """The first and longest match of each theme or cue that no ``unless`` forbids, by place."""
    forbidden = {match.name for match in matches if match.kind == f"{kind} unless"}
    chosen: dict[str, Match] = {}
    for match in sorted(matches, key=lambda m: (m.span[0], -m.span[1], m.order)):
        if match.kind == kind and match.name not in forbidden:
            chosen.setdefault(match.name, match)
    return tuple(
        Found(name, match.rule.source, tokens[match.span[0]].start, tokens[match.span[1]].end)
        for name, match in sorted(chosen.items(), key=lambda found: (found[1].span[0], found[0]))
    )


def pieces_of_tokens(pieces: Sequence[Piece]) -> list[int]:
    """The number of each token's piece."""
    return [number for number, piece in enumerate(pieces) for _ in piece.tokens]
