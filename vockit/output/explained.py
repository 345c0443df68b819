"""Explanations of single texts: as rows, and as people read them on a terminal."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import BinaryIO, Final

from vockit.annotation.explaining import ExplainedClause, Explanation, MatchedRule, WordPart
from vockit.gaps.model import Column
from vockit.output.annotated import POLARITIES
from vockit.output.figures import aligned, one_line
from vockit.output.model import Sheet

COLUMNS: Final = (
    Column("number", "place of the text", "count"),
    Column("clause", "number of the clause", "count"),
    Column("text", "the clause"),
    Column("compound", "sentiment of the clause", "score", 4),
    Column("kind", "theme, cue or word"),
    Column("matched", "the characters that matched"),
    Column("name", "the theme or cue"),
    Column("rule", "the rule that found it"),
    Column("facets", "what the mention takes part in"),
    Column("base", "the lexicon's valence of the word", "score", 2),
    Column("part", "the word's part in the score", "score", 4),
    Column("why", "what the words around it changed"),
)


def explained_sheet(explanations: Sequence[Explanation]) -> Sheet:
    """A row for every theme, cue and opinion word of every clause; one for a clause without any."""
    rows = [
        row
        for number, explanation in enumerate(explanations, 1)
        for place, clause in enumerate(explanation.clauses, 1)
        for row in _rows(number, place, clause)
    ]
    part = [list(cells) for cells in zip(*rows, strict=True)]
    return Sheet(COLUMNS, (part,) if rows else (), wrapped=True)


def write_explained(explanations: Sequence[Explanation], file: BinaryIO) -> None:
    """Write each text with its score, its clauses, and why they are tagged and scored so."""
    for number, explanation in enumerate(explanations):
        if number:
            file.write(b"\n")
        for line in _lines(explanation):
            file.write(f"{line.rstrip()}\n".encode("utf-8", "backslashreplace"))


def _rows(number: int, place: int, clause: ExplainedClause) -> Iterator[tuple[object, ...]]:
    start = (number, place, clause.text, clause.compound)
    matches = [("theme", match) for match in clause.mentions]
    matches += [("cue", match) for match in clause.cues]
    for kind, match in matches:
        yield (*start, kind, match.text, match.name, match.rule, _facets(match), None, None, "")
    for word in clause.words:
        why = ", ".join(word.rules)
        yield (*start, "word", word.text, "", "", "", word.base, word.final, why)
    if not matches and not clause.words:
        yield (*start, "", "", "", "", "", None, None, "")


def _lines(explanation: Explanation) -> Iterator[str]:
    yield f"“{one_line(explanation.text)}”"
    yield (
        f"{POLARITIES[explanation.polarity + 1]}, compound {explanation.compound:+.4f} "
        f"(pos {explanation.pos:.3f}, neu {explanation.neu:.3f}, neg {explanation.neg:.3f})"
    )
    for number, clause in enumerate(explanation.clauses, 1):
        yield ""
        weight = ", counts half: what follows is set against it" if clause.conceded else ""
        yield f"{number}. {one_line(clause.text)}"
        yield f"   compound {clause.compound:+.4f} from a sum of {clause.total:+.4f}{weight}"
        yield from _matches("theme", clause.mentions)
        yield from _matches("cue", clause.cues)
        yield from _words(clause.words)
        if clause.duration_s is not None:
            yield f"   duration  {clause.duration_s:,} s"
        if not (clause.mentions or clause.cues or clause.words):
            yield "   no theme, no cue, no opinion word"


def _matches(kind: str, matches: Sequence[MatchedRule]) -> Iterator[str]:
    width = max((len(match.name) for match in matches), default=0)
    for match in matches:
        facets = f"  ({_facets(match)})" if match.facets else ""
        found = f"“{one_line(match.text)}” by {match.rule}"
        yield f"   {kind:<8}  {match.name:<{width}}  {found}{facets}"


def _words(words: Sequence[WordPart]) -> Iterator[str]:
    parts = aligned([f"{word.final:+.4f}" for word in words])
    for word, part in zip(words, parts, strict=True):
        changed = f"  from {word.base:+g}" if word.rules or word.base != word.final else ""
        why = f": {', '.join(word.rules)}" if word.rules else ""
        yield f"   {'word':<8}  {part}  {one_line(word.text)}{changed}{why}"


def _facets(match: MatchedRule) -> str:
    return ", ".join(f"{facet} {value}" for facet, value in match.facets)
