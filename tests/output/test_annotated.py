from __future__ import annotations

import io
from collections.abc import Iterator
from dataclasses import replace

import numpy as np
import pytest

from vockit.annotation.model import Annotations, Clauses, Cues, Mentions, Pairs, Vocabulary
from vockit.arrays import Ints
from vockit.errors import VockitError
from vockit.gaps.evidence.showing import Shown
from vockit.output.annotated import (
    LEVELS,
    FormulaCount,
    Level,
    annotated_columns,
    annotated_sheet,
    rows_behind,
)
from vockit.output.model import Sheet, Style
from vockit.output.registry import outputs
from vockit.verbatims import Batch

TEXTS = ["=late and rude", "all fine"]


def ints(*values: int) -> Ints:
    return np.array(values, dtype=np.int64)


VOCABULARY = Vocabulary(
    themes=("delivery", "delivery/late", "staff/rude"),
    parent=ints(-1, 0, -1),
    tagged=np.array([False, True, True]),
    phrases=("late", "rude"),
    stages=("receive",),
    dimensions=("reliability", "empathy"),
    causes=("people",),
    poles=("needs",),
    cues=("surprise", "leaving"),
    brands=(),
    assumed_cause=ints(-1, -1, -1),
    general=np.array([False, False, False]),
    labels={},
)

ANNOTATIONS = Annotations(
    batch=Batch(0, ints(4, 7), TEXTS, id=["007", ""], cells={"themes": ["x", "y"], "text": TEXTS}),
    vocabulary=VOCABULARY,
    compound=np.array([-0.5423, -0.0]),
    pos=np.array([0.0, 0.2]),
    neu=np.array([0.333, 0.8]),
    neg=np.array([0.667, 0.0]),
    polarity=ints(-1, 0),
    clauses=Clauses(
        verbatim=ints(0, 0, 1),
        number=ints(1, 2, 1),
        start=ints(0, 6, 0),
        end=ints(5, 14, 8),
        compound=ints(-1234, -5000, 0),
        polarity=ints(-1, -1, 0),
        valenced=np.array([True, True, False]),
        duration_s=ints(-1, -1, -1),
        brand_named=ints(-1, -1, -1),
    ),
    mentions=Mentions(
        verbatim=ints(0, 0, 0),
        clause=ints(0, 1, 1),
        start=ints(1, 10, 10),
        end=ints(5, 14, 14),
        theme=ints(1, 2, 1),
        phrase=ints(0, 1, 0),
        stage=ints(0, -1, 0),
        dimension=ints(0, 1, 0),
        cause=ints(-1, 0, -1),
        pole=ints(-1, -1, 0),
        compound=ints(-1234, -5000, -5000),
        polarity=ints(-1, -1, -1),
    ),
    cues=Cues(
        verbatim=ints(0, 0), clause=ints(1, 1), cue=ints(0, 1), start=ints(6, 6), end=ints(9, 9)
    ),
    pairs=Pairs(
        verbatim=ints(0, 0, 0),
        theme=ints(0, 1, 2),
        clauses=ints(2, 2, 1),
        compound=ints(-6234, -6234, -5000),
        polarity=ints(-1, -1, -1),
    ),
)


def lines(sheet: Sheet, *, sanitize: bool = False) -> list[str]:
    file = io.BytesIO()
    outputs()["csv"].sheet(sheet, Style(sanitize=sanitize), file)
    return file.getvalue().decode().splitlines()


def test_verbatims_keep_the_input_and_names_that_are_taken_get_a_prefix() -> None:
    assert lines(annotated_sheet([ANNOTATIONS], "verbatim", ["themes", "text"])) == [
        "themes,text,vockit_themes,cues,compound,pos,neu,neg,polarity",
        (
            "x,=late and rude,delivery/late|staff/rude,leaving|surprise,"
            "-0.5423,0.0,0.333,0.667,negative"
        ),
        "y,all fine,,,0.0,0.2,0.8,0.0,neutral",
    ]


def test_clauses() -> None:
    assert lines(annotated_sheet([ANNOTATIONS], "clause")) == [
        "row,id,clause,start,end,text,themes,cues,compound,polarity",
        "4,007,1,0,5,=late,delivery/late,,-0.1234,negative",
        "4,007,2,6,14,and rude,delivery/late|staff/rude,leaving|surprise,-0.5,negative",
        "7,,1,0,8,all fine,,,0.0,neutral",
    ]


def test_mentions() -> None:
    assert lines(annotated_sheet([ANNOTATIONS], "mention"))[:3] == [
        "row,id,clause,start,end,text,theme,phrase,stage,dimension,cause,pole,compound,polarity",
        "4,007,1,1,5,late,delivery/late,late,receive,reliability,,,-0.1234,negative",
        "4,007,2,10,14,rude,staff/rude,rude,,empathy,people,,-0.5,negative",
    ]


def test_themes_are_those_mentioned_with_the_figures_of_their_pair() -> None:
    assert lines(annotated_sheet([ANNOTATIONS], "theme")) == [
        "row,id,theme,mentions,compound,polarity",
        "4,007,delivery/late,2,-0.3117,negative",
        "4,007,staff/rude,1,-0.5,negative",
    ]


def test_a_prefix_is_repeated_until_the_name_is_free() -> None:
    names = [column.name for column in annotated_columns("verbatim", ["cues", "vockit_cues"])]
    assert "vockit_vockit_cues" in names


def test_cells_that_a_spreadsheet_would_run_are_counted_or_made_safe() -> None:
    found = FormulaCount()
    kept = lines(annotated_sheet([ANNOTATIONS, ANNOTATIONS], "verbatim", ["text"], found))
    assert found.cells == 2
    assert kept[1].startswith("=late")
    safe = lines(annotated_sheet([ANNOTATIONS], "verbatim", ["text"]), sanitize=True)
    assert safe[1].startswith("'=late")
    assert ",-0.5423," in safe[1]


@pytest.mark.parametrize("level", LEVELS)
def test_names_that_a_spreadsheet_would_run_are_counted(level: Level) -> None:
    themes = ("delivery", "delivery/late", "=staff/rude")
    annotations = replace(ANNOTATIONS, vocabulary=replace(VOCABULARY, themes=themes))
    found, plain = FormulaCount(), FormulaCount()
    rows = lines(annotated_sheet([annotations], level, (), found))
    lines(annotated_sheet([ANNOTATIONS], level, (), plain))
    assert any("=staff/rude" in row for row in rows)
    assert found.cells == plain.cells + 1


def test_rows_behind_say_whether_the_gap_is_about_them() -> None:
    shown = Shown(ANNOTATIONS, np.array([1]), np.array([True]))
    header, *rows = lines(rows_behind([shown], ["text"]))
    assert header.endswith(",polarity,part_of_gap")
    assert rows == ["all fine,,,0.0,0.2,0.8,0.0,neutral,yes"]
    assert lines(rows_behind([replace(shown, part=np.array([False]))], ["text"]))[1].endswith(",no")
    nothing = Shown(ANNOTATIONS, np.array([], dtype=np.int64), np.array([], dtype=np.bool_))
    assert len(lines(rows_behind([nothing], ["text"]))) == 1


def test_rows_are_made_only_when_they_are_written() -> None:
    asked: list[int] = []

    def batches() -> Iterator[Annotations]:
        for number in range(3):
            asked.append(number)
            yield ANNOTATIONS

    parts = iter(annotated_sheet(batches(), "clause").parts)
    assert asked == []
    next(parts)
    assert asked == [0]


def test_parquet_says_which_column_changes_its_type() -> None:
    columns = annotated_columns("theme")[2:3]
    with pytest.raises(VockitError, match="column 'theme' begins as int64 and does not stay so"):
        outputs()["parquet"].sheet(Sheet(columns, [[[1]], [["one"]]]), Style(), io.BytesIO())
