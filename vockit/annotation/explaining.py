"""Why a text is tagged and scored as it is: clauses, rules that matched, each word's part."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np

from vockit.annotation.annotator import Annotator
from vockit.annotation.judgements import WordStream
from vockit.annotation.model import Annotations
from vockit.annotation.parsing import Parse
from vockit.language import RULES, valences
from vockit.profile import Asks
from vockit.verbatims import Batch, Parts, TextColumn


@dataclass(frozen=True, slots=True)
class WordPart:
    """A word or phrase with a valence, and how the words around it changed that."""

    text: str
    base: float
    """The lexicon's valence."""
    final: float
    """The valence that is added to the sum."""
    rules: tuple[str, ...]
    """What changed it, in the order of the rules, or what the question asks that adds it."""


@dataclass(frozen=True, slots=True)
class MatchedRule:
    """A theme or cue, the rule that found it, and the words that it matched."""

    name: str
    rule: str
    text: str
    facets: tuple[tuple[str, str], ...] = ()
    """(facet, value) pairs of a mention: what a cue states, else the theme's default."""


@dataclass(frozen=True, slots=True)
class ExplainedClause:
    """One clause and all that was found in it."""

    text: str
    compound: float
    total: float
    """The sum of the words' parts, with the emphasis of punctuation."""
    conceded: bool
    """Whether a contrast concedes it, so that it counts half in its verbatim."""
    mentions: tuple[MatchedRule, ...]
    cues: tuple[MatchedRule, ...]
    words: tuple[WordPart, ...]
    duration_s: int | None


@dataclass(frozen=True, slots=True)
class Explanation:
    """One text, explained."""

    text: str
    compound: float
    pos: float
    neu: float
    neg: float
    polarity: int
    clauses: tuple[ExplainedClause, ...]


def explain_text(text: str, annotator: Annotator, asks: Asks = "open") -> Explanation:
    """Explain one text, an answer to a question that asks for something or for nothing.

    A blank text has no clauses and scores 0.
    """
    if not text.strip():
        return Explanation(text, 0.0, 0.0, 0.0, 0.0, 0, ())
    batch = Batch(0, np.array([1]), [text], parts=_one_part(text, asks))
    parse, found = annotator.parser(batch), annotator(batch)
    words = _word_parts(text, parse, annotator)
    for clause, part in _answer_parts(parse, asks):
        words[clause].append(part)
    clauses = tuple(
        ExplainedClause(
            text=text[int(found.clauses.start[clause]) : int(found.clauses.end[clause])],
            compound=float(parse.clause_scores.compound[clause]),
            total=round(float(parse.clause_scores.total[clause]), 4),
            conceded=int(parse.layout.role[clause]) < 0,
            mentions=_mentions(text, found, clause),
            cues=_cues(text, found, parse, annotator, clause),
            words=tuple(words[clause]),
            duration_s=(
                int(found.clauses.duration_s[clause])
                if found.clauses.duration_s[clause] >= 0
                else None
            ),
        )
        for clause in range(len(parse.layout))
    )
    return Explanation(
        text=text,
        compound=float(found.compound[0]),
        pos=float(found.pos[0]),
        neu=float(found.neu[0]),
        neg=float(found.neg[0]),
        polarity=int(found.polarity[0]),
        clauses=clauses,
    )


def _one_part(text: str, asks: Asks) -> Parts | None:
    if asks == "open":
        return None
    start = np.array([len(text) - len(text.lstrip())])
    end = np.array([len(text.rstrip())])
    nothing = np.zeros(1, dtype=np.int64)
    return Parts((TextColumn("text", asks),), nothing, start, end, nothing)


def _answer_parts(parse: Parse, asks: Asks) -> Iterator[tuple[int, WordPart]]:
    """What the question adds to clauses, each with its number."""
    added = np.round(parse.clause_scores.total - parse.own_scores.total, 4)
    for clause in np.flatnonzero(added).tolist():
        reason = (f"asked for {asks}" if asks == "praise" else f"asked to {asks}",)
        yield clause, WordPart("the answer", *(float(added[clause]),) * 2, reason)


def _word_parts(text: str, parse: Parse, annotator: Annotator) -> list[list[WordPart]]:
    """For each clause, its words with a valence."""
    words = parse.words
    found = valences(words.words, words.starts, words.questions, annotator.parser.words)
    parts: list[list[WordPart]] = [[] for _ in range(len(parse.layout))]
    for position, segment, base, final, applied in zip(
        found.position.tolist(),
        found.segment.tolist(),
        found.base.tolist(),
        found.final.tolist(),
        found.rules.tolist(),
        strict=True,
    ):
        start, end = _span(position, words, parse)
        rules = tuple(name for bit, name in enumerate(RULES) if applied >> bit & 1)
        parts[segment].append(WordPart(text[start:end], base, round(final, 4), rules))
    return parts


def _span(position: int, words: WordStream, parse: Parse) -> tuple[int, int]:
    """Where the pieces of a scored word begin and end in the text as read, in code points."""
    first = position if words.first is None else int(words.first[position])
    last = position if words.first is None else int(words.first[position + 1]) - 1
    pieces = np.searchsorted(words.piece_start, [first, last], side="right") - 1
    verbatim = parse.stream.piece_verbatim(pieces)
    starts = parse.plain.start_as_read(verbatim, parse.stream.piece_start(pieces))
    ends = parse.plain.end_as_read(verbatim, parse.stream.piece_end(pieces))
    return int(starts[0]), int(ends[1])


def _mentions(text: str, found: Annotations, clause: int) -> tuple[MatchedRule, ...]:
    mentions, names = found.mentions, found.vocabulary
    facets = (
        ("stage", mentions.stage, names.stages),
        ("dimension", mentions.dimension, names.dimensions),
        ("cause", mentions.cause, names.causes),
        ("pole", mentions.pole, names.poles),
    )
    return tuple(
        MatchedRule(
            name=names.themes[int(mentions.theme[place])],
            rule=names.phrases[int(mentions.phrase[place])],
            text=text[int(mentions.start[place]) : int(mentions.end[place])],
            facets=tuple(
                (facet, values[int(codes[place])])
                for facet, codes, values in facets
                if codes[place] >= 0
            ),
        )
        for place in np.flatnonzero(mentions.clause == clause).tolist()
    )


def _cues(
    text: str, found: Annotations, parse: Parse, annotator: Annotator, clause: int
) -> tuple[MatchedRule, ...]:
    cues = found.cues
    return tuple(
        MatchedRule(
            name=found.vocabulary.cues[int(cues.cue[place])],
            rule=annotator.rule_of_cue(parse, clause, int(cues.cue[place])),
            text=text[int(cues.start[place]) : int(cues.end[place])],
        )
        for place in np.flatnonzero(cues.clause == clause).tolist()
    )
