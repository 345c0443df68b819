from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.readers.files import read, written
from vockit.errors import UsageError
from vockit.pipeline import annotate
from vockit.readers.answers import says_nothing
from vockit.readers.corpus import open_corpus
from vockit.readers.joining import Silent, each_answer, joined, parts_of
from vockit.settings import InputSettings
from vockit.verbatims import PART_BREAK, TextColumn

SIDES = (
    TextColumn("title"),
    TextColumn("pros", "praise", True),
    TextColumn("cons", "improve", True),
)
cells = st.text(alphabet="ab N/A-\n.ü", max_size=12)


@given(st.lists(st.tuples(cells, cells, cells), min_size=1, max_size=6))
def test_each_part_is_the_cell_that_it_is_from(rows: list[tuple[str, str, str]]) -> None:
    columns = [list(column) for column in zip(*rows, strict=True)]
    silent = Silent()
    texts, spans = joined(columns, [0, 1, 2], SIDES, False, silent)
    for row, text, marks in zip(rows, texts, spans, strict=True):
        found = zip(marks[::3], marks[1::3], marks[2::3], strict=True)
        kept = {column: text[start:end] for column, start, end in found}
        said = {
            place: cell.strip()
            for place, cell in enumerate(row)
            if not says_nothing(cell, SIDES[place].asks if place else None)
        }
        assert kept == said
        assert text == PART_BREAK.join(said.values())
    owner, answers, own = each_answer(texts, spans)
    parts = parts_of(spans, SIDES)
    assert len(answers) == len(own) == len(parts)
    assert np.array_equal(owner, parts.verbatim)
    assert answers == [
        texts[verbatim][start:end]
        for verbatim, start, end in zip(parts.verbatim, parts.start, parts.end, strict=True)
    ]


def test_a_title_that_the_text_begins_with_is_left_out() -> None:
    titles = ["Great service…", "Great", "Bad"]
    bodies = ["Great service from the start", "great stuff", "Good"]
    columns = (TextColumn("title"), TextColumn("body"))
    texts, spans = joined([titles, bodies], [0, 1], columns, True, Silent())
    assert texts == [*bodies[:2], "Bad\n\nGood"]
    assert spans == [(1, 0, 28), (1, 0, 11), (0, 0, 3, 1, 5, 9)]


FORM = (
    "id,Headline,pros,cons\n"
    "1,Fine,Good pay,Long hours\n"
    "2,,N/A,None\n"
    "3,,Nothing,Nothing\n"
    "4,,-,The food was cold. Nobody cared\n"
)


def test_pros_cons_and_headline_are_one_comment(tmp_path: Path) -> None:
    reading = read(written(tmp_path, "in.csv", FORM))
    assert reading.texts == [
        "Fine\n\nGood pay\n\nLong hours",
        "Nothing\n\nNothing",
        "The food was cold. Nobody cared",
    ]
    assert reading.rows == [1, 3, 4]
    assert reading.ledger.empty == 1
    assert reading.ledger.silent == {"-": 1, "N/A": 1, "None": 1}
    (batch,) = reading.batches
    assert batch.parts is not None
    names = [batch.parts.columns[code].name for code in batch.parts.column]
    assert names == ["Headline", "pros", "cons", "pros", "cons", "cons"]
    assert batch.parts.asking("improve").tolist() == [False, False, True, False, True, True]


def test_batches_of_any_size_have_the_same_parts(tmp_path: Path) -> None:
    path = written(tmp_path, "in.csv", FORM)
    for size in (1, 2, 3):
        batches = read(path, batch_size=size).batches
        assert [len(batch) for batch in batches if batch.parts is not None]
        found = [
            (batch.text[verbatim][start:end], batch.parts.columns[column].name)
            for batch in batches
            if batch.parts is not None
            for verbatim, start, end, column in zip(
                batch.parts.verbatim, batch.parts.start, batch.parts.end, batch.parts.column,
                strict=True,
            )
        ]  # fmt: skip
        assert found[0] == ("Fine", "Headline")
        assert len(found) == 6


def test_no_clause_crosses_from_one_part_to_the_next(tmp_path: Path) -> None:
    rows = "".join(f"{n},great staff and,slow service but\n" for n in range(20))
    corpus = open_corpus(
        [str(written(tmp_path, "in.csv", "id,pros,cons\n" + rows))], InputSettings()
    )
    for found in annotate(corpus.batches()):
        parts, clauses = found.batch.parts, found.clauses
        assert parts is not None
        inside = parts.at(clauses.verbatim, clauses.start)
        assert np.array_equal(inside, parts.at(clauses.verbatim, clauses.end - 1))
        assert (clauses.end <= parts.end[inside]).all()


def test_one_plain_text_column_costs_nothing(tmp_path: Path) -> None:
    reading = read(written(tmp_path, "in.csv", "id,comment\n1,Good\n2,No\n3,no comment\n"))
    assert [batch.parts for batch in reading.batches] == [None]
    # A comment of one word is left as it is; what says that nothing is said is none.
    assert reading.texts == ["Good", "No"]


def test_each_answer_as_a_verbatim_of_its_own(tmp_path: Path) -> None:
    reading = open_corpus([str(written(tmp_path, "in.csv", FORM))], InputSettings(each_answer=True))
    batches = list(reading.batches())
    assert [text for batch in batches for text in batch.text] == [
        "Fine", "Good pay", "Long hours", "Nothing", "Nothing", "The food was cold. Nobody cared"
    ]  # fmt: skip
    assert [row for batch in batches for row in batch.row.tolist()] == [1, 1, 1, 3, 3, 4]
    sides = [side for batch in batches for side in batch.cells["question"]]
    assert sides == ["Headline", "pros", "cons", "pros", "cons", "cons"]
    ledger = reading.ledger()
    assert (ledger.kept, ledger.answers) == (3, 6)


def test_there_are_no_answers_to_tell_apart_in_one_column(tmp_path: Path) -> None:
    path = written(tmp_path, "in.csv", "id,comment\n1,Good\n")
    with pytest.raises(UsageError, match="all that customers wrote is in one column"):
        open_corpus([str(path)], InputSettings(each_answer=True))
    own = written(tmp_path, "own.csv", "question,comment\na,Good\n")
    corpus = open_corpus([str(own)], InputSettings(each_answer=True))
    assert [list(batch.cells["question"]) for batch in corpus.batches()] == [["a"]]


def test_columns_that_take_turns(tmp_path: Path) -> None:
    rows = "".join(
        f"Fine {n},,{1 + n % 5},,2025-01-{n + 1:02}, \n,Bad {n},,{1 + n % 5},,{13 + n}/02/2025\n"
        for n in range(12)
    )
    content = "content,review,score,rating,at,date\n" + rows
    reading = read(written(tmp_path, "in.csv", content))
    assert reading.corpus.role_columns["rating"] == ("score", "rating")
    assert reading.texts[:2] == ["Fine 0", "Bad 0"]
    assert reading.ratings[:4] == [1, 1, 2, 2]
    assert reading.days[:2] == ["2025-01-01", "2025-02-13"]
    assert reading.ledger.undated == 0


def test_a_column_of_questions(tmp_path: Path) -> None:
    asked = ("What could we do better?", "What did you like?", "Anything else?")
    rows = "".join(f"{asked[n % 3]},Answer {n}\n" for n in range(12)) + "Another one?,No\n"
    reading = read(written(tmp_path, "in.csv", "question,answer\n" + rows))
    (batch,) = reading.batches
    assert batch.parts is not None
    assert batch.parts.asking("improve").sum() == batch.parts.asking("praise").sum() == 4
    codes = written(tmp_path, "codes.csv", "item,comment\nQ1,The food\nQ2,The food\n")
    (plain,) = read(codes).batches
    assert plain.parts is None
    (told,) = read(codes, questions={"Q1": "improve"}).batches
    assert told.parts is not None
    assert told.parts.asking("improve").tolist() == [True, False]
