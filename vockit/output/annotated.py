"""Annotated rows at four levels: a row a verbatim, a clause, a mention, or a verbatim and theme."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import chain
from typing import Any, Final, Literal, get_args

import numpy as np
from numpy.typing import NDArray

from vockit import schema as s
from vockit.annotation.model import COMPOUND_UNIT, Annotations, Vocabulary
from vockit.arrays import Ints
from vockit.gaps.evidence.showing import Shown
from vockit.gaps.model import Column
from vockit.language import ENGLISH
from vockit.output.formulas import count, may_run
from vockit.output.model import Sheet, SheetPart

Level = Literal["verbatim", "clause", "mention", "theme"]
LEVELS: Final[tuple[Level, ...]] = get_args(Level)
JOINED: Final = "|"
"""Between the names in one cell."""
PREFIX: Final = "vockit_"
"""In front of a name that the input has taken."""
POLARITIES: Final = ("negative", "neutral", "positive")

_MEANINGS: Final = {
    column.name: column
    for column in (
        Column(s.ROW, "number of the record in the input", "count"),
        Column(s.ID, "the input's id"),
        Column(s.CLAUSE, "number of the clause in the verbatim", "count"),
        Column(s.START, "where it begins in the text, in characters", "count"),
        Column(s.END, "where it ends", "count"),
        Column(s.TEXT, "the characters from start to end"),
        Column(s.THEME, "the theme"),
        Column(s.THEMES, "themes that are mentioned, joined by |"),
        Column(s.CUES, "cues, joined by |"),
        Column(s.PHRASE, "the rule that matched"),
        Column(s.STAGE, "stage of the journey"),
        Column(s.DIMENSION, "SERVQUAL dimension"),
        Column(s.CAUSE, "cause that the clause states"),
        Column(s.POLE, "need, want, stereotype or emotion"),
        Column(s.MENTIONS, "clauses that mention the theme", "count"),
        Column(s.COMPOUND, "sentiment from -1 to 1", "score", 4),
        Column(s.POS, "share of positive words", "score", 3),
        Column(s.NEU, "share of neutral words", "score", 3),
        Column(s.NEG, "share of negative words", "score", 3),
        Column(s.POLARITY, "positive, neutral or negative"),
    )
}
_LANGUAGE = Column(s.LANGUAGE, "the language of the text; only English is tagged and scored")
_SIDE = Column(s.COLUMN, "the text column that it is from")
_WITH_SIDE: Final[tuple[Level, ...]] = ("clause", "mention")
"""Levels at which a row is from one text column; named where there are several of them."""
_PART_OF_GAP = Column(s.PART_OF_GAP, "whether the gap of the row is about it")

_NAMES: Final[dict[Level, tuple[str, ...]]] = {
    "verbatim": s.ADDED_TO_VERBATIMS,
    "clause": s.CLAUSE_COLUMNS,
    "mention": s.MENTION_COLUMNS,
    "theme": s.THEME_COLUMNS,
}
ADDED: Final = {level: tuple(_MEANINGS[name] for name in names) for level, names in _NAMES.items()}


@dataclass(slots=True)
class FormulaCount:
    """How many of the cells that passed are such that a spreadsheet would run them."""

    cells: int = 0


def annotated_sheet(
    annotations: Iterable[Annotations],
    level: Level,
    input_columns: Sequence[str] = (),
    formulas: FormulaCount | None = None,
    texts: Collection[str] = (),
    *,
    sided: bool = False,
    languages: bool = False,
) -> Sheet:
    """The rows of all batches, each made when it is written.

    At the level ``verbatim`` the input's columns come first, unchanged and in their order, and
    verbatims that are not English have rows, with nothing in them but the input's own cells.
    ``formulas`` counts the text cells that a spreadsheet would run; ``texts`` are the input's
    columns that a terminal does not go without. Where verbatims are made of several text columns
    (``sided``), clauses and mentions say which one they are from. ``languages`` adds a column that
    says which language a verbatim is in.
    """
    columns = annotated_columns(level, input_columns, sided=sided, languages=languages)
    parts = _parts(annotations, level, input_columns, formulas, sided=sided, languages=languages)
    return Sheet(columns, parts, frozenset(input_columns).difference(texts))


def rows_behind(
    shown: Iterable[Shown],
    input_columns: Sequence[str],
    formulas: FormulaCount | None = None,
    texts: Collection[str] = (),
) -> Sheet:
    """The verbatims behind a row of a report, as at the level ``verbatim``.

    The last column says of each whether the gap is about it.
    """
    columns = (
        *annotated_columns("verbatim", input_columns),
        _free(_PART_OF_GAP, frozenset(input_columns)),
    )
    if formulas is not None:
        formulas.cells += count(input_columns)
    parts = _behind(shown, input_columns, formulas)
    return Sheet(columns, parts, frozenset(input_columns).difference(texts))


def annotated_columns(
    level: Level,
    input_columns: Sequence[str] = (),
    *,
    sided: bool = False,
    languages: bool = False,
) -> tuple[Column, ...]:
    """The columns of a level; names that the input has taken get a prefix."""
    if level != "verbatim":
        return (*ADDED[level], _SIDE) if sided and level in _WITH_SIDE else ADDED[level]
    own = [Column(name, "the input's") for name in input_columns]
    taken = frozenset(input_columns)
    added = (*ADDED[level], *((_LANGUAGE,) if languages else ()))
    return (*own, *(_free(column, taken) for column in added))


def _free(column: Column, taken: frozenset[str]) -> Column:
    """The column, with a prefix where the input has one of its name."""
    name = column.name
    while name in taken:
        name = PREFIX + name
    return replace(column, name=name)


def _parts(
    annotations: Iterable[Annotations],
    level: Level,
    input_columns: Sequence[str],
    formulas: FormulaCount | None,
    *,
    sided: bool,
    languages: bool,
) -> Iterator[SheetPart]:
    rows = _ROWS.get(level)
    for batch in annotations:
        if rows is None:
            part = _with_foreign(_verbatims(batch, input_columns), batch, input_columns)
        else:
            part = rows(batch)
        if sided and level in _WITH_SIDE:
            part = [*part, _sides(batch, level)]
        if formulas is not None:
            formulas.cells += _formulas(part, level, input_columns, batch.vocabulary)
        yield [*part, _languages(batch)] if languages and rows is None else part


def _behind(
    shown: Iterable[Shown], input_columns: Sequence[str], formulas: FormulaCount | None
) -> Iterator[SheetPart]:
    for one in shown:
        if len(one.places):
            whole = _verbatims(one.annotations, input_columns)
            places = one.places.tolist()
            part = [[cells[place] for place in places] for cells in whole]
            if formulas is not None:
                vocabulary = one.annotations.vocabulary
                formulas.cells += _formulas(part, "verbatim", input_columns, vocabulary)
            yield [*part, ["yes" if is_part else "no" for is_part in one.part.tolist()]]


def _formulas(
    part: SheetPart, level: Level, input_columns: Sequence[str], vocabulary: Vocabulary
) -> int:
    """How many cells a spreadsheet would run; names are looked at one by one only if some may."""
    own = len(input_columns) if level == "verbatim" else 0
    named = _may_run(vocabulary)
    # Behind these may stand the text column, which is the name of one of the input's.
    added = zip(ADDED[level], part[own:], strict=False)
    return sum(map(count, part[:own])) + sum(
        count(cells)
        for column, cells in added
        if column.kind == "text" and (named or column.name in (s.ID, s.TEXT, s.PHRASE))
    )


def _may_run(vocabulary: Vocabulary) -> bool:
    """Whether any name may, but those of the many phrases."""
    names = (
        vocabulary.themes,
        vocabulary.cues,
        vocabulary.stages,
        vocabulary.dimensions,
        vocabulary.causes,
        vocabulary.poles,
    )
    return may_run(chain.from_iterable(names))


def _verbatims(annotations: Annotations, columns: Sequence[str]) -> SheetPart:
    batch, vocabulary = annotations.batch, annotations.vocabulary
    size = len(batch)
    mentions, cues = annotations.mentions, annotations.cues
    return [
        *(batch.cells[column] for column in columns),
        _joined(mentions.verbatim, mentions.theme, vocabulary.themes, size),
        _joined(cues.verbatim, cues.cue, vocabulary.cues, size),
        _floats(annotations.compound),
        _floats(annotations.pos),
        _floats(annotations.neu),
        _floats(annotations.neg),
        _polarities(annotations.polarity),
    ]


def _with_foreign(part: SheetPart, annotations: Annotations, columns: Sequence[str]) -> SheetPart:
    """The rows, and among them those of verbatims that are not English: their own cells alone."""
    foreign = annotations.foreign
    if foreign is None:
        return part
    own = [foreign.batch.cells[column] for column in columns]
    added = [_spread(cells, foreign.kept, len(foreign.batch)) for cells in part[len(columns) :]]
    for cells in added[:2]:
        # Names are joined, and none of them is "".
        cells[:] = ["" if cell is None else cell for cell in cells]
    return [*own, *added]


def _spread(cells: Sequence[Any], places: Ints, size: int) -> list[Any]:
    spread: list[Any] = [None] * size
    for place, cell in zip(places.tolist(), cells, strict=True):
        spread[place] = cell
    return spread


def _languages(annotations: Annotations) -> list[str]:
    foreign = annotations.foreign
    if foreign is None:
        return [ENGLISH] * len(annotations.batch)
    return [foreign.languages.get(place, ENGLISH) for place in range(len(foreign.batch))]


def _clauses(annotations: Annotations) -> SheetPart:
    vocabulary, clauses = annotations.vocabulary, annotations.clauses
    mentions, cues = annotations.mentions, annotations.cues
    return [
        *_records(annotations, clauses.verbatim),
        clauses.number.tolist(),
        clauses.start.tolist(),
        clauses.end.tolist(),
        _spans(annotations, clauses.verbatim, clauses.start, clauses.end),
        _joined(mentions.clause, mentions.theme, vocabulary.themes, len(clauses)),
        _joined(cues.clause, cues.cue, vocabulary.cues, len(clauses)),
        _floats(clauses.compound / COMPOUND_UNIT),
        _polarities(clauses.polarity),
    ]


def _mentions(annotations: Annotations) -> SheetPart:
    vocabulary, mentions = annotations.vocabulary, annotations.mentions
    return [
        *_records(annotations, mentions.verbatim),
        annotations.clauses.number[mentions.clause].tolist(),
        mentions.start.tolist(),
        mentions.end.tolist(),
        _spans(annotations, mentions.verbatim, mentions.start, mentions.end),
        _named(mentions.theme, vocabulary.themes),
        _named(mentions.phrase, vocabulary.phrases),
        _named(mentions.stage, vocabulary.stages),
        _named(mentions.dimension, vocabulary.dimensions),
        _named(mentions.cause, vocabulary.causes),
        _named(mentions.pole, vocabulary.poles),
        _floats(mentions.compound / COMPOUND_UNIT),
        _polarities(mentions.polarity),
    ]


def _themes(annotations: Annotations) -> SheetPart:
    """One row a verbatim and theme that it mentions; the figures are those of its pair."""
    vocabulary, mentions, pairs = annotations.vocabulary, annotations.mentions, annotations.pairs
    many = max(1, len(vocabulary.themes))
    mentioned = _distinct(mentions.verbatim * many + mentions.theme)
    at = np.searchsorted(pairs.verbatim * many + pairs.theme, mentioned)
    return [
        *_records(annotations, pairs.verbatim[at]),
        _named(pairs.theme[at], vocabulary.themes),
        pairs.clauses[at].tolist(),
        _floats(np.round(pairs.compound[at] / pairs.clauses[at]) / COMPOUND_UNIT),
        _polarities(pairs.polarity[at]),
    ]


def _sides(annotations: Annotations, level: Level) -> list[str]:
    """The text column that each clause or mention is from."""
    found = annotations.clauses if level == "clause" else annotations.mentions
    parts = annotations.batch.parts
    if parts is None:
        return [""] * len(found)
    names = [column.name for column in parts.columns]
    return _picked_names(names, parts.columns_at(found.verbatim, found.start))


_ROWS: Final[dict[Level, Callable[[Annotations], SheetPart]]] = {
    "clause": _clauses,
    "mention": _mentions,
    "theme": _themes,
}


def _records(annotations: Annotations, verbatim: Ints) -> SheetPart:
    """The columns ``row`` and ``id``."""
    ids = annotations.batch.id
    rows = annotations.batch.row[verbatim].tolist()
    if ids is None:
        return [rows, [""] * len(rows)]
    return [rows, list(map(ids.__getitem__, verbatim.tolist()))]


def _spans(annotations: Annotations, verbatim: Ints, start: Ints, end: Ints) -> list[str]:
    texts = annotations.batch.text
    return [
        texts[place][first:last]
        for place, first, last in zip(verbatim.tolist(), start.tolist(), end.tolist(), strict=True)
    ]


def _joined(holder: Ints, code: Ints, names: Sequence[str], size: int) -> list[str]:
    """For each holder, the distinct names of its codes, sorted and joined."""
    cells = [""] * size
    if not len(code):
        return cells
    order = sorted(range(len(names)), key=names.__getitem__)
    rank = np.empty(len(names), dtype=np.int64)
    rank[order] = np.arange(len(names))
    place, ranked = np.divmod(_distinct(holder * len(names) + rank[code]), len(names))
    texts = _picked_names([names[at] for at in order], ranked)
    starts = np.flatnonzero(np.diff(place, prepend=-1))
    ends = [*starts[1:].tolist(), len(texts)]
    for at, start, end in zip(place[starts].tolist(), starts.tolist(), ends, strict=True):
        cells[at] = JOINED.join(texts[start:end])
    return cells


def _distinct(values: Ints) -> Ints:
    """The distinct values, sorted; none is negative. NumPy's own ``unique`` is slow on integers."""
    values = np.sort(values)
    return values[np.diff(values, prepend=-1) > 0]


def _named(code: Ints, names: Sequence[str]) -> list[str]:
    """The name of each code, "" for none."""
    return _picked_names(("", *names), code + 1)


def _picked_names(names: Sequence[str], code: Ints) -> list[str]:
    picked: list[str] = np.array(names, dtype=np.object_)[code].tolist()
    return picked


def _floats(values: NDArray[np.float64]) -> list[float]:
    """Plain floats without a negative zero."""
    plain: list[float] = (values + 0.0).tolist()
    return plain


def _polarities(polarity: Ints) -> list[str]:
    return _named(polarity + 1, POLARITIES)
