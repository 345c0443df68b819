"""One comment of the samples on its way to a row of a report, drawn for docs/how_it_works.md.

Every drawing is made from what the program does with this comment.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from functools import cache
from itertools import pairwise
from pathlib import Path

import numpy as np
import pandas as pd

from vockit import pipeline
from vockit import schema as s
from vockit.annotation.annotator import Annotator
from vockit.annotation.explaining import Explanation, explain_text
from vockit.annotation.parsing import Parse
from vockit.language import PieceFact, chunks_of, lemma, lower_form
from vockit.language.pieces import CLAUSE_WORDS
from vockit.language.shapes import outline_of
from vockit.profile import Brands, Profile
from vockit.request import Request
from vockit.settings import InputSettings
from vockit.tallies.model import Tally
from vockit.verbatims import Batch

SAMPLE = Path(__file__).resolve().parent.parent / "data" / "samples" / "reviews.csv"
COMMENT = "0041423"
THEME = "product/fault"
REPORT = "benchmark"
SOME_CHUNKS = ("bargain", "sale,", "fridge", "the", "box")


def drawings() -> Mapping[str, str]:
    """The drawings of the page by name, each as the lines of a text block."""
    made = (file, verbatim, chunks, units, tokens, pieces, clauses, mentions, scores, tally, row)
    return {each.__name__: each() for each in made}


def file() -> str:
    """The line of the file."""
    header, *lines = SAMPLE.read_text(encoding="utf-8").splitlines()
    return "\n".join([header, *(line for line in lines if line.startswith(COMMENT))])


def verbatim() -> str:
    """The same as a verbatim: a row number, and a value a role."""
    batch = _batch()
    roles = {
        "row": batch.row[0],
        "id": _first(batch.id),
        "date": "" if batch.day is None else batch.day[0],
        "brand": _first(batch.brand),
        "channel": _first(batch.channel),
        "rating": "" if batch.rating is None else batch.rating[0],
        "text": batch.text[0],
    }
    return _table((role, str(value)) for role, value in roles.items())


def chunks() -> str:
    """The chunks of the text."""
    made = chunks_of([_text()])
    return " | ".join(made.strings(np.arange(len(made))))


def units() -> str:
    """Some chunks as the tokenizer gets them, and their units."""
    rows = [("chunk", "cores", "for the tokenizer", "units")]
    for chunk in SOME_CHUNKS:
        outline = outline_of(chunk, keeps_all=False)
        cores = ", ".join(re.findall("[A-Za-z]+|[0-9]+", chunk))
        begins = [at for at, unit in enumerate(outline.unit_at) if unit >= 0]
        cut = [outline.text[start:end] for start, end in pairwise(begins)]
        rows.append((chunk, cores, outline.text, " ".join(f"[{unit}]" for unit in cut)))
    return _table(rows)


def tokens() -> str:
    """The tokens of the second clause, their lemmas, and the symbols that they carry."""
    symbols = _annotator().parser.book.rules.matcher.symbols
    names = {
        symbols.code((kind, text)): f"{kind} {text}"
        for kind in ("lemma", "exact", "prefix")
        for text in symbols.texts(kind)
    }
    parse = _parse()
    stream = parse.stream
    of_clause = np.flatnonzero(parse.clause[stream.token_piece] == 1)
    sets = stream.columns.token_symbols[stream.token[of_clause]]
    places = zip(stream.token_start(of_clause), stream.token_end(of_clause), sets, strict=True)
    rows = [("token", "lemma", "symbols")]
    for start, end, number in places:
        lower = lower_form(_text()[start:end])
        rows.append((lower, lemma(lower), ", ".join(names[code] for code in symbols.sets[number])))
    return _table(rows)


def pieces() -> str:
    """The pieces that say something about clauses, and what."""
    parse = _parse()
    every = np.arange(len(parse.pieces))
    rows = [("piece", "says", "clause")]
    for start, end, facts, word, clause in zip(
        parse.stream.piece_start(every),
        parse.stream.piece_end(every),
        parse.pieces.facts,
        parse.pieces.word,
        parse.clause,
        strict=True,
    ):
        names = [name for name, fact in vars(PieceFact).items() if name.isupper() and facts & fact]
        says = [name.lower().replace("_", " ") for name in names if name != "WORD"]
        says += [f'the word "{CLAUSE_WORDS[word]}"'] * bool(CLAUSE_WORDS[word])
        if says:
            rows.append((_text()[start:end], ", ".join(says), str(clause + 1)))
    return _table(rows)


def clauses() -> str:
    """The clauses."""
    return "\n".join(
        f"{number}. {clause.text}{'   (conceded: counts half)' if clause.conceded else ''}"
        for number, clause in enumerate(_explained().clauses, 1)
    )


def mentions() -> str:
    """The themes and cues of each clause."""
    rows = [("clause", "found", "in the words", "by the rule", "facets")]
    for number, clause in enumerate(_explained().clauses, 1):
        for kind, every in (("mention", clause.mentions), ("cue", clause.cues)):
            for found in every:
                facets = ", ".join(f"{facet} {value}" for facet, value in found.facets)
                rows.append((str(number), f"{kind} {found.name}", found.text, found.rule, facets))
    return _table(rows)


def scores() -> str:
    """The words with a valence, and what clauses and verbatim get by them."""
    explained = _explained()
    rows = [("clause", "word", "valence", "sum", "compound")]
    for number, clause in enumerate(explained.clauses, 1):
        words = [(word.text, f"{word.final:+.1f}") for word in clause.words] or [("", "")]
        for place, (text, valence) in enumerate(words):
            whole = (f"{clause.total:+.1f}", f"{clause.compound:+.4f}") if not place else ("", "")
            rows.append((str(number), text, valence, *whole))
    rows.append(("both", "", "", "", f"{explained.compound:+.4f}"))
    return _table(rows)


def tally() -> str:
    """What the statistic by speaker and theme counts of this comment, and of the whole file."""
    alone, whole = _counted([_batch()]), _counted(_batches())
    columns = [s.SPEAKER, s.THEME, s.N, s.POSITIVE, s.NEGATIVE]
    found = []
    for name, counted in (("this comment", alone), ("the whole file", whole)):
        table = counted.tables["speaker_theme"]
        chosen = table[(table[s.SPEAKER] == _brand()) & table[s.THEME].isin(_themes())]
        found.append(chosen[columns].assign(of=name))
    rows = pd.concat(found)[["of", *columns]]
    return _table([("", *columns), *rows.astype(str).itertuples(index=False, name=None)])


def row() -> str:
    """The row of the report."""
    (report,) = pipeline.report(_counted(_batches()), _request())
    table = report.table
    chosen = table[(table[s.THEME] == THEME) & (table[s.BRAND] == _brand())]
    columns = [s.BRAND, s.THEME, "net_sentiment", s.N, s.FLAG]
    return _table([columns, *chosen[columns].astype(str).itertuples(index=False, name=None)])


@cache
def _request() -> Request:
    profile = Profile(brands=Brands(own="Norrow"))
    return Request(inputs=[str(SAMPLE)], reports=[REPORT], profile=profile)


@cache
def _annotator() -> Annotator:
    return Annotator(_request().annotation)


@cache
def _batches() -> Sequence[Batch]:
    """The whole file."""
    return tuple(pipeline.read(_request()).batches())


@cache
def _batch() -> Batch:
    """The comment alone."""
    request = replace(_request(), reading=InputSettings(where=(("id", COMMENT),)))
    (batch,) = pipeline.read(request).batches()
    return batch


def _text() -> str:
    return _batch().text[0]


def _brand() -> str:
    return _first(_batch().brand)


@cache
def _parse() -> Parse:
    return _annotator().parser(_batch())


@cache
def _explained() -> Explanation:
    return explain_text(_text(), _annotator())


def _themes() -> set[str]:
    return {found.name for clause in _explained().clauses for found in clause.mentions}


def _counted(batches: Sequence[Batch]) -> Tally:
    return pipeline.tally(batches, _request())


def _first(values: Sequence[str] | None) -> str:
    return "" if values is None else values[0]


def _table(rows: Iterable[Sequence[str]]) -> str:
    """Rows with their cells one under the other."""
    cells = [[*map(str, cells)] for cells in rows]
    widths = [max(map(len, column)) for column in zip(*cells, strict=True)]
    lines = (
        "   ".join(cell.ljust(width) for cell, width in zip(line, widths, strict=True))
        for line in cells
    )
    return "\n".join(line.rstrip() for line in lines)
