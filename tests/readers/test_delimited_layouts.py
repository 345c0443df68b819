"""Where a delimited file begins, what is a header, and which delimiter it has."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from tests.readers.files import SHARED, read, written
from vockit.readers.peek import open_table
from vockit.readers.sources import Source
from vockit.readers.tables import Layout, Table
from vockit.settings import InputSettings

FAULTS = SHARED / "faults"
EXPORTS = SHARED / "exports"


def table_of(path: Path, **settings: Any) -> tuple[Table, list[list[str]]]:
    """The table of a file, and its records."""
    opened, table = open_table(Source(path.name, path), InputSettings(**settings))
    columns: list[list[str]] = [[] for _ in table.columns]
    try:
        for chunk in table.chunks:
            for column, cells in zip(columns, chunk.cells, strict=True):
                column.extend(cells)
    finally:
        opened.close()
    return table, [list(row) for row in zip(*columns, strict=True)]


def layout_of(path: Path, **settings: Any) -> Layout:
    return table_of(path, **settings)[0].layout


RECORDS = "1,Late again,1\n2,Lovely staff,5\n3,Nobody called back,2\n"
THREE = [["1", "Late again", "1"], ["2", "Lovely staff", "5"], ["3", "Nobody called back", "2"]]


@pytest.mark.parametrize(
    ("above", "line"),
    [
        ("Customer feedback export\nGenerated: 2024-02-01\n\n", 4),
        ("Customer feedback export,,\nGenerated: 2024-02-01,,\n,,\n", 4),
        ("Export of reviews\n", 2),
        ("\n\nExport of reviews\n\n\n", 6),
        ("Report:,Feedback\nFrom:,2024-01-01\nTo:,2024-02-01\n", 4),
        ("Report:,Feedback,\nFrom:,2024-01-01,\nTo:,2024-02-01,\n,,\n", 5),
        ('"A title, with a comma"\n"Generated, on: 2024-02-01"\n', 3),
        ('"A title\nin two lines"\n', 3),
        ("Filters: region = all, brand = all, from 1 January\n\n", 3),
        ("# exported by the shop\n# 3 records\n", 3),
        ("# exported by the shop\n# columns: id, comment, rating\n", 3),
        ("Feedback\n\n", 3),
        ("".join(f"Parameter {n}: value {n}\n" for n in range(12)) + "\n", 14),
        ("Report name,Customer voice\nRun by,Ann\nRun at,01/02/2024 10:33\nRecords,3\n\n", 6),
        ("Umfrage 2024,,\nStand: 01.02.2024,,\n", 3),
        ("Source: CRM,Export: 01.05.2024,\n,,\n", 3),
        ("Total responses,10,\nAverage score,3.2,\n\n", 4),
        ("Total responses,10,all\nAverage score,3.2,all\n", 3),
        ('"Monthly feedback, May 2024"\n\n\n', 4),
        ("*** CONFIDENTIAL ***\n", 2),
        (",,\n", 2),
        (",,\n,,\n", 3),
        ("sep=,\n", 2),
        ('"sep=,"\r\n', 2),
        ("\ufeffsep=,\n", 2),
        ("sep=,,,\n", 2),
        ("SEP = ,\n", 2),
        ("sep=,\nTitle of the export\n\n", 4),
    ],
)
def test_lines_above_the_header(tmp_path: Path, above: str, line: int) -> None:
    path = written(tmp_path, "in.csv", f"{above}id,comment,rating\n{RECORDS}")
    table, records = table_of(path)
    assert table.columns == ("id", "comment", "rating")
    assert records == THREE
    assert (table.layout.header_line, table.layout.header_rows) == (line, 1)
    assert any(f"header in line {line}" in note for note in table.notes)


def test_footers_and_titles_of_joined_files_are_no_records(tmp_path: Path) -> None:
    header = "id,comment,rating\n"
    content = f"Leeds\n\n{header}{RECORDS}\nYork\nas of May\n\n{header}{RECORDS}\nTotal: 6\nEnd\n"
    reading = read(written(tmp_path, "in.csv", content), dedupe="none")
    assert (reading.ledger.read, reading.ledger.rejected) == (6, 0)
    assert [note.partition(": ")[2] for note in reading.ledger.notes] == [
        "1 row repeats the header, left out, line 11: files were joined there",
        "4 titles or footers left out, lines 8, 9, 16 and 1 more",
    ]


def test_group_names_above_the_header(tmp_path: Path) -> None:
    content = (
        "Customer,,Feedback,\nid,region,comment,rating\n1,North,Late again,1\n2,South,Kind,5\n"
    )
    table, records = table_of(written(tmp_path, "in.csv", content))
    assert table.columns == ("id", "region", "comment", "rating")
    assert (table.layout.header_line, len(records)) == (2, 2)


def test_lines_above_a_column_of_comments(tmp_path: Path) -> None:
    content = "Feedback of May\nExported on 1 June\n\ncomment\nLate again\nLovely, all of it\n"
    table, records = table_of(written(tmp_path, "in.csv", content))
    assert table.columns == ("comment",)
    assert (table.layout.header_line, records) == (4, [["Late again"], ["Lovely, all of it"]])


def test_the_user_names_the_line_of_the_header(tmp_path: Path) -> None:
    content = f"a,b,c\nid,comment,rating\n{RECORDS}"
    path = written(tmp_path, "in.csv", content)
    table, records = table_of(path, header_line=2)
    assert (table.columns, records) == (("id", "comment", "rating"), THREE)
    assert read(path, header_line=2).texts == [row[1] for row in THREE]


def test_the_user_says_that_there_is_no_header(tmp_path: Path) -> None:
    path = written(tmp_path, "in.csv", f"id,comment,rating\n{RECORDS}")
    table, records = table_of(path, header_rows=0)
    assert table.columns == ("column_1", "column_2", "column_3")
    assert records == [["id", "comment", "rating"], *THREE]
    assert (table.layout.header_line, table.layout.header_rows) == (None, 0)
    assert table.warnings == ()


NO_HEADER = {
    "types": "1,A great service,5\n2,Not so good,1\n",
    "dates": "Delivered on a Sunday,3,7.5.2025\nSimple and quick,1,6.4.2025\nKind,2,1.1.2025\n",
    "quoted texts": '"North","The delivery was late","alex"\n"South","Lovely staff","sam"\n'
    '"East","Nobody called back","kim"\n',
    "tweets": '"0","1467810369","Mon Apr 06 22:19:45 PDT 2009","NO_QUERY","one_","Why so late"\n'
    '"4","1467810672","Mon Apr 06 22:19:49 PDT 2009","NO_QUERY","two","Thanks, all is fine"\n'
    '"0","1467810917","Mon Apr 06 22:19:53 PDT 2009","NO_QUERY","three","It never came"\n',
    "groups that recur": "Leeds,The queue was far too long for me,app\n"
    "York,I waited for an hour and left,web\nLeeds,Kind people at the desk today,app\n",
    "one record": "5,Great service all in all,2024-01-01\n",
    "prose": "The delivery was late and nobody called me back about it.,a1\n"
    "Lovely staff and a very quick answer to my question.,b7\n",
}


@pytest.mark.parametrize("kind", NO_HEADER)
@pytest.mark.parametrize("delimiter", [",", ";", "\t"])
def test_no_header(tmp_path: Path, kind: str, delimiter: str) -> None:
    content = NO_HEADER[kind]
    if delimiter != ",":
        content = content.replace(", ", " ").replace(",", delimiter)
    table, records = table_of(written(tmp_path, "in.csv", content))
    assert len(records) == content.count("\n")
    assert table.columns == tuple(f"column_{n}" for n in range(1, len(records[0]) + 1))
    assert (table.layout.header_line, table.layout.header_rows) == (None, 0)
    assert any("no header: columns are called column_1 to" in one for one in table.warnings)


HEADERS = {
    "roles": "id,comment,rating",
    "German": "Filiale;Bemerkung;Note",
    "codes": "Q1,Q2,Q3_TEXT",
    "questions": "How likely are you to come back?,Why do you say so?,Where did you buy?",
    "snake": "store_nr,customer_says,agent_name",
    "a year": "2023,comment,store",
    "words": "Store,Customer comments on delivery,Agent",
    "a blank name": ",comment,rating",
    "long questions": "What did you like about us today,Any room where we can do better,Store",
    "numbered questions": "Q1. How satisfied are you with us?,Q2. Why?,Q3. Where?",
    "no question marks": "Please tell us how we did,Which branch did you visit,Would you return",
}
BODIES = {
    "figures": ["7,The delivery was late again this week,3", "9,Lovely staff and a quick answer,5"],
    "texts": [
        "North,The delivery was late again and nobody called me,alex",
        "South,Lovely staff and a very quick answer to my question,sam",
        "East,Nobody called me back although they had promised it,kim",
    ],
}


@pytest.mark.parametrize("body", BODIES)
@pytest.mark.parametrize("names", HEADERS)
def test_headers_stay_headers(tmp_path: Path, names: str, body: str) -> None:
    header = HEADERS[names]
    delimiter = ";" if ";" in header else ","
    lines = [header, *(line.replace(",", delimiter) for line in BODIES[body])]
    table, records = table_of(written(tmp_path, "in.csv", "\n".join(lines)))
    assert (table.layout.header_line, table.layout.header_rows) == (1, 1)
    assert len(records) == len(BODIES[body])


def test_a_first_line_that_may_be_either_is_a_header_with_a_warning(tmp_path: Path) -> None:
    path = written(tmp_path, "in.csv", "alpha,Beta\ngamma,Delta\nepsilon,Zeta\n")
    table, records = table_of(path)
    assert (table.columns, len(records)) == (("alpha", "Beta"), 2)
    assert any("may be a record; --no-header-row" in warning for warning in table.warnings)
    assert table_of(path, header_line=1)[0].warnings == ()


QUALTRICS = (
    "RecordedDate,ResponseId,Q1,Q2\n"
    '"Recorded Date","Response ID","How likely are you to come back?","Why that score?"\n'
    '"{""ImportId"":""recordedDate""}","{""ImportId"":""_recordId""}",'
    '"{""ImportId"":""QID1""}","{""ImportId"":""QID2_TEXT""}"\n'
)
ANSWERS = (
    '2024-01-01 09:00:00,R_1x,2,"The delivery was late."\n'
    '2024-01-02 09:00:00,R_2x,4,"Lovely staff, very helpful."\n'
)


def test_three_header_rows(tmp_path: Path) -> None:
    table, records = table_of(written(tmp_path, "in.csv", QUALTRICS + ANSWERS))
    assert table.columns == ("RecordedDate", "ResponseId", "Q1", "Q2")
    assert [row[3] for row in records] == ["The delivery was late.", "Lovely staff, very helpful."]
    assert table.layout.header_rows == 3
    assert table.labels["Q1"] == "How likely are you to come back?"
    assert table.labels["Q2"] == "Why that score?"


def test_two_header_rows_of_names_and_questions(tmp_path: Path) -> None:
    two = "".join(QUALTRICS.splitlines(keepends=True)[:2])
    table, records = table_of(written(tmp_path, "in.csv", two + ANSWERS))
    assert (table.layout.header_rows, len(records)) == (2, 2)
    assert table.labels["Q2"] == "Why that score?"


def test_two_header_rows_of_names_and_internal_names(tmp_path: Path) -> None:
    lines = QUALTRICS.splitlines(keepends=True)
    table, records = table_of(written(tmp_path, "in.csv", lines[0] + lines[2] + ANSWERS))
    assert (table.layout.header_rows, len(records), table.labels) == (2, 2, {})


SURVEYS = {
    "numbers": """\
Respondent ID,How satisfied are you?,What could we do better?
,Response,Open-Ended Response
11741,1,The delivery was late.
11742,2,Lovely staff.
""",
    "words": """\
Respondent ID,Start Date,How satisfied are you?,Why?
,,Response,Open-Ended Response
11741,01/13/2024,Very satisfied,The delivery was late.
11742,02/14/2024,Dissatisfied,
""",
    "no columns but questions": """\
What do you like?,What could be better?
Open-Ended Response,Open-Ended Response
The staff,The queue
The food,Nothing at all
""",
    "German": """\
Teilnehmer-ID,Wie zufrieden sind Sie?,Warum?
,Antwort,Offene Antwort
11741,1,Die Lieferung kam zu spät.
11742,2,Nettes Personal.
""",
    "labels of codes": """\
v1,v2,v3
Store,Satisfaction,Reason
Leeds,1,The delivery was late.
York,2,Lovely staff.
""",
    "translations": """\
id,rating,comment
Nummer,Bewertung,Kommentar
7,1,The delivery was late.
8,2,Lovely staff.
""",
    "types": """\
id,comment,score
int,varchar(200),int
1,Late again,2
2,Lovely staff,5
""",
    "a line below": """\
id,comment,score
--,--------,-----
1,Late again,2
2,Lovely staff,5
""",
}
BOXES = """\
Respondent ID,Which do you use?,,,Why?
,Phone,Web,Other (please specify),Open-Ended Response
11741,Phone,,,It is quick.
11742,,Web,by letter,It is kind.
"""


@pytest.mark.parametrize("kind", SURVEYS)
def test_two_header_rows(tmp_path: Path, kind: str) -> None:
    lines = SURVEYS[kind].splitlines()
    path = written(tmp_path, "in.csv", SURVEYS[kind])
    table, records = table_of(path)
    assert table.columns == tuple(lines[0].split(","))
    assert (table.layout.header_line, table.layout.header_rows) == (1, 2)
    assert len(records) == len(lines) - 2
    assert any("left out of the records" in note for note in table.notes)
    assert len(table_of(path, header_rows=1)[1]) == len(lines) - 1


def test_columns_that_share_a_question(tmp_path: Path) -> None:
    table, records = table_of(written(tmp_path, "in.csv", BOXES))
    question = "Which do you use?"
    boxes = tuple(f"{question} / {one}" for one in ("Phone", "Web", "Other (please specify)"))
    assert table.columns == ("Respondent ID", *boxes, "Why?")
    assert table.labels == dict.fromkeys(boxes, question)
    assert (table.layout.header_rows, len(records)) == (2, 2)


@pytest.mark.parametrize(
    "first",
    [
        "1,Late again,n/a",
        "1,,",
        "unknown,Late again,3",
        ",Late again,",
        "1,Response,3",
        "n/a,What could we do better?,",
        "1,Is this the right address?,?",
    ],
)
def test_a_first_record_with_gaps_is_no_second_header(tmp_path: Path, first: str) -> None:
    content = f"id,comment,rating\n{first}\n2,Lovely staff,5\n3,Nobody called back,2\n"
    table, records = table_of(written(tmp_path, "in.csv", content))
    assert (len(records), table.layout.header_rows) == (3, 1)


@pytest.mark.parametrize(
    "again",
    [
        "id,comment,rating\n",
        "\ufeffid,comment,rating\r\n",
        '"id","comment","rating"\n',
        "id,comment,rating\n\nid,comment,rating\n",
        "ID,Comment,RATING\n",
        " id , comment , rating \n",
    ],
)
def test_files_joined_with_cat(tmp_path: Path, again: str) -> None:
    path = written(tmp_path, "in.csv", f"id,comment,rating\n{RECORDS}{again}4,Kind,5\n")
    reading = read(path)
    assert reading.texts == [*(row[1] for row in THREE), "Kind"]
    assert reading.ledger.read == 4
    (note,) = reading.ledger.notes
    assert "the header, left out" in note
    assert "5" in note


def test_joined_files_may_have_their_columns_in_another_order(tmp_path: Path) -> None:
    first = "".join(f"{n},fine {n},5\n" for n in range(5000))
    second = "".join(f"2,bad {n},{n}\n" for n in range(5000, 5003))
    header = "id,comment,rating\n"
    content = f"{header}{first}Rating,Comment,ID\n{second}{header}{first}"
    path = written(tmp_path, "in.csv", content)
    reading = read(path, dedupe="none")
    assert reading.ledger.read == reading.ledger.kept == 10_003
    assert reading.texts[4999:5004] == ["fine 4999", "bad 5000", "bad 5001", "bad 5002", "fine 0"]
    assert reading.cells("rating")[4998:5004] == ["5", "5", "2", "2", "2", "5"]
    assert reading.cells("id")[5000:5004] == ["5000", "5001", "5002", "0"]
    assert "2 headers name the columns in another order" in reading.ledger.notes[0]


def test_titles_and_questions_come_again_in_joined_files(tmp_path: Path) -> None:
    one = f"Feedback of May\n\n{QUALTRICS}{ANSWERS}"
    table, records = table_of(written(tmp_path, "in.csv", one * 3))
    assert len(records) == 6
    (note,) = table.late_notes()
    assert note.startswith("in.csv: 8 rows repeat the header")


def test_a_header_repeated_far_below_is_left_out(tmp_path: Path) -> None:
    body = "".join(f"{n},fine {n},5\n" for n in range(20_000))
    path = written(tmp_path, "in.csv", f"id,comment,rating\n{body}id,comment,rating\n{body}")
    reading = read(path, dedupe="none")
    assert reading.ledger.read == 40_000
    assert reading.ledger.notes == (
        f"{path}: 1 row repeats the header, left out, line 20002: files were joined there",
    )


ODD = [
    "^",
    "~",
    "\x01",
    "\x02",
    "\x07",
    "\x1e",
    "\x1f",
    "$",
    "/",
    "%|%",
    "@@@",
    "::",
    "||",
    "~|~",
    "|^|",
    "¦",
    "§",
    "þ",
    "#",
    "<>",
    "@@",
]


@pytest.mark.parametrize("delimiter", ODD)
@pytest.mark.parametrize("header", [True, False])
def test_delimiters_that_nobody_guesses(tmp_path: Path, delimiter: str, header: bool) -> None:
    lines = [[row[0], f"{row[1]}, really", row[2]] for row in THREE]
    rows = [["id", "comment", "rating"], *lines] if header else lines
    content = "".join(f"{delimiter.join(row)}\n" for row in rows)
    table, records = table_of(written(tmp_path, "in.csv", content))
    assert table.layout.delimiter == delimiter
    assert records == lines


def test_columns_lined_up_with_blanks(tmp_path: Path) -> None:
    lines = ("id   comment       rating", "1    Late, again   1", "2    Lovely staff  5")
    content = "\n".join(lines)
    table, records = table_of(written(tmp_path, "in.csv", content))
    assert table.columns == ("id", "comment", "rating")
    assert records == [["1", "Late, again", "1"], ["2", "Lovely staff", "5"]]


DRAWN = {
    "of PostgreSQL": """\
 id |   comment    | rating
----+--------------+--------
  1 | Late again   |      1
  2 | Lovely staff |      5
(2 rows)
""",
    "of MySQL": """\
+----+--------------+--------+
| id | comment      | rating |
+----+--------------+--------+
|  1 | Late again   |      1 |
|  2 | Lovely staff |      5 |
+----+--------------+--------+
""",
    "of Markdown": """\
| id | comment | rating |
|----|:-------:|-------:|
| 1 | Late again | 1 |
| 2 | Lovely staff | 5 |
""",
    "by hand": "id | comment | rating\n1 | Late again | 1\n2 | Lovely staff | 5\n",
}


@pytest.mark.parametrize("kind", DRAWN)
@pytest.mark.parametrize("name", ["in.csv", "in.txt"])
def test_drawn_tables(tmp_path: Path, kind: str, name: str) -> None:
    table, records = table_of(written(tmp_path, name, DRAWN[kind]))
    assert table.columns == ("id", "comment", "rating")
    assert records == [["1", "Late again", "1"], ["2", "Lovely staff", "5"]]


def test_single_quotes(tmp_path: Path) -> None:
    content = "'id','comment','rating'\n'1','Late, again','1'\n'2','It isn''t \"mine\"','5'\n"
    table, records = table_of(written(tmp_path, "in.csv", content))
    assert table.columns == ("id", "comment", "rating")
    assert records == [["1", "Late, again", "1"], ["2", 'It isn\'t "mine"', "5"]]


def test_a_delimiter_of_several_characters_inside_quotes(tmp_path: Path) -> None:
    content = 'id::comment::rating\n1::"a :: b, he said ""no"""::1\n2::Kind::5\n'
    _, records = table_of(written(tmp_path, "in.csv", content))
    assert records == [["1", 'a :: b, he said "no"', "1"], ["2", "Kind", "5"]]


@pytest.mark.parametrize(
    ("given", "delimiter"),
    [("\\x01", "\x01"), ("^A", "\x01"), ("::", "::"), ("caret", "^"), ("\\t", "\t"), ("tab", "\t")],
)
def test_delimiters_as_one_can_type_them(tmp_path: Path, given: str, delimiter: str) -> None:
    content = "id|comment\n1|Late\n".replace("|", delimiter)
    table, records = table_of(written(tmp_path, "in.csv", content), delimiter=given)
    assert (table.layout.delimiter, records) == (delimiter, [["1", "Late"]])


def test_one_column_that_may_be_several_is_a_warning(tmp_path: Path) -> None:
    content = "id%text and so on\n1%a%b, c\n2 and more, of it\n3%x\n"
    table, _ = table_of(written(tmp_path, "in.csv", content))
    assert table.layout.delimiter is None
    assert any("name it with --delimiter" in warning for warning in table.warnings)
    named = written(tmp_path, "named.csv", "comment\nLate, and late\nKind\n")
    assert table_of(named)[0].warnings == ()


@pytest.mark.parametrize(
    "content",
    [
        "a,b,c\n1,27,,Too long\n,Too short\n0,fine so far,17\n",
        "id,comment,rating\n1,Late, and late,1\n2,Late, late, late,1\n3,fine,5\n4,so, so,3\n",
    ],
)
def test_ragged_files_keep_their_delimiter(tmp_path: Path, content: str) -> None:
    path = written(tmp_path, "in.csv", content)
    table, records = table_of(path)
    assert (table.layout.delimiter, len(table.columns), len(records)) == (",", 3, 1)


def test_comments_with_commas_are_no_columns(tmp_path: Path) -> None:
    content = "Good, but slow\nBad, and dear\nFine, all in all\nSo, so\n"
    table, records = table_of(written(tmp_path, "in.csv", content))
    assert table.layout.delimiter is None
    assert len(records) == 4 - table.layout.header_rows


TEXTS = {
    "one word each": ["Hotel", "Food", "The staff", "Location"],
    "a role first": ["Rating", "Price", "Staff", "Date"],
    "a comma each": ["Overall, great stay", "Friendly, quick", "Slow, rude"],
    "two commas each": ["Staff, food, rooms", "Nice, clean, quiet", "Slow, rude, dear"],
    "semicolons": ["Great; loved it", "Bad; never again", "Score; low"],
    "colons": ["Food: cold", "Staff: kind", "Rating: good"],
    "slashes": ["Food/drinks", "Staff/service", "Price/value"],
    "hashtags": ["#late again", "#kind staff", "#never"],
}


@pytest.mark.parametrize("kind", TEXTS)
@pytest.mark.parametrize("name", ["in.txt", "-"])
def test_plain_texts_are_no_table(tmp_path: Path, kind: str, name: str) -> None:
    lines = TEXTS[kind]
    content = "".join(f"{line}\n" for line in lines)
    if name == "-":
        assert read("-", stdin=content.encode()).texts == lines
    else:
        assert read(written(tmp_path, name, content)).texts == lines


@pytest.mark.parametrize(
    ("content", "columns"),
    [
        ("id,comment,rating\n1,Late,1\n2,Kind,5\n", ("id", "comment", "rating")),
        ("So late again\t0\nLovely place\t1\nI will be back\t1\n", ("column_1", "column_2")),
        ("comment\nLate again, again\nKind\n", ("comment",)),
        ("id|comment\n1|Late\n2|Kind\n", ("id", "comment")),
    ],
)
def test_tables_called_text(tmp_path: Path, content: str, columns: tuple[str, ...]) -> None:
    assert table_of(written(tmp_path, "in.txt", content))[0].columns == columns


@pytest.mark.parametrize(
    ("options", "columns"),
    [
        ({"delimiter": ","}, ("Slow", "rude")),
        ({"header_row": False}, ("column_1", "column_2")),
        ({"header_line": 1}, ("Slow", "rude")),
    ],
)
def test_a_text_is_a_table_where_the_user_says_so(
    tmp_path: Path, options: dict[str, Any], columns: tuple[str, ...]
) -> None:
    path = written(tmp_path, "in.txt", "Slow,rude\nKind,quick\nDear,small\n")
    assert table_of(path)[0].columns == ("text",)
    assert table_of(path, **options)[0].columns == columns


def test_blanks_between_delimiters_and_quotes(tmp_path: Path) -> None:
    content = (
        'id, comment, stars\n1, "Late, and nobody called", 1\n2 , "Lovely ""staff""" , 5\n'
        "3, Fine, 3\n"
    )
    table, records = table_of(written(tmp_path, "in.csv", content))
    assert table.columns == ("id", "comment", "stars")
    assert records[0] == ["1", "Late, and nobody called", "1"]
    assert [row[1] for row in records] == ["Late, and nobody called", 'Lovely "staff"', "Fine"]


@pytest.mark.parametrize("delimiter", [",", ";", "\t", "|"])
@pytest.mark.parametrize("times", [1, 2])
def test_every_line_in_quotes(tmp_path: Path, delimiter: str, times: int) -> None:
    lines = ["id,text,stars", '1,"Late; or | late, again",1', '2,"He said ""no"", twice",5']
    wrapped = [line.replace(",", delimiter).replace(f"{delimiter} ", ", ") for line in lines]
    for _ in range(times):
        wrapped = ['"' + line.replace('"', '""') + '"' for line in wrapped]
    path = written(tmp_path, "in.csv", "\n".join(wrapped))
    reading = read(path)
    assert reading.corpus.columns == ("id", "text", "stars")
    assert len(reading.texts) == 2
    assert reading.ledger.notes == (
        f"{path}: 2 records stood in quotes as a whole and were taken apart",
    )


@pytest.mark.parametrize("beside", [";;;", "\t", ";"])
def test_lines_in_quotes_with_empty_cells_beside_them(tmp_path: Path, beside: str) -> None:
    lines = ["id,text,stars", '1,"Late, again",1', "2,Kind,5", "3,Slow,2"]
    wrapped = ['"' + line.replace('"', '""') + f'"{beside}' for line in lines]
    reading = read(written(tmp_path, "in.csv", "\n".join(wrapped) + "\n"))
    assert reading.corpus.columns == ("id", "text", "stars")
    assert reading.texts == ["Late, again", "Kind", "Slow"]


@pytest.mark.parametrize("end", ["\r\n\r\n", "\r\r\n", "\n\r", "\n\n\n"])
def test_line_ends_that_were_turned_twice(tmp_path: Path, end: str) -> None:
    content = f"id,comment,rating\n{RECORDS}".replace("\n", end)
    assert read(written(tmp_path, "in.csv", content)).texts == [row[1] for row in THREE]


def test_a_header_with_one_delimiter_more_than_the_records(tmp_path: Path) -> None:
    content = f'id,comment,rating,\n{RECORDS}4,"Late, late",1\n'
    table, records = table_of(written(tmp_path, "in.csv", content))
    assert table.columns == ("id", "comment", "rating")
    assert records == [*THREE, ["4", "Late, late", "1"]]


def test_records_in_quotes_over_several_lines(tmp_path: Path) -> None:
    inner = ["id,text,stars", '1,"Late\nand ""late"" again",1', "2,Kind,5"]
    wrapped = "".join('"' + line.replace('"', '""') + '"\n' for line in inner)
    reading = read(written(tmp_path, "in.csv", wrapped))
    assert reading.texts == ['Late\nand "late" again', "Kind"]


def test_many_lines_in_quotes_and_a_header_among_them(tmp_path: Path) -> None:
    lines = [f'{n},"Late, {n}",1' for n in range(9000)]
    lines[5000:5000] = ["id,text,stars"]
    wrapped = ['"' + line.replace('"', '""') + '"' for line in ["id,text,stars", *lines]]
    path = written(tmp_path, "in.csv", "\n".join(wrapped))
    reading = read(path)
    assert reading.texts == [f"Late, {n}" for n in range(9000)]
    assert [note.partition(": ")[2] for note in reading.ledger.notes] == [
        "9,000 records stood in quotes as a whole and were taken apart",
        "1 row repeats the header, left out, line 5002: files were joined there",
    ]


def test_some_lines_in_quotes(tmp_path: Path) -> None:
    lines = ["id,text,stars"]
    for n in range(60):
        line = f'{n},"Late, ""{n}""",{n % 5 + 1}'
        lines.append('"' + line.replace('"', '""') + '"' if n % 3 else line)
    path = written(tmp_path, "in.csv", "\n".join(lines))
    reading = read(path)
    assert reading.texts == [f'Late, "{n}"' for n in range(60)]
    assert "40 records stood in quotes as a whole" in reading.ledger.notes[0]


def test_comments_in_quotes_are_not_taken_apart(tmp_path: Path) -> None:
    content = '"comment"\n"Good, cheap, quick"\n"She said ""no"", then left"\n"Bad,really"\n'
    reading = read(written(tmp_path, "in.csv", content))
    assert reading.texts == ["Good, cheap, quick", 'She said "no", then left', "Bad,really"]


def test_records_that_lack_their_last_fields(tmp_path: Path) -> None:
    path = written(
        tmp_path, "in.csv", "id,text,region\n1,Late\n2,Lovely staff,North\n3,Slow,South\n"
    )
    reading = read(path)
    assert reading.texts == ["Late", "Lovely staff", "Slow"]
    assert reading.cells("region") == ["", "North", "South"]
    assert "1 record lacks its last fields" in reading.ledger.notes[0]


def test_a_text_broken_over_two_lines_is_not_cut(tmp_path: Path) -> None:
    lines = [f"{n},all fine here,{n % 5 + 1}" for n in range(30)]
    lines[10:10] = ["100,late and then", "nobody called,1"]
    path = written(tmp_path, "in.csv", "\n".join(["id,text,stars", *lines]))
    reading = read(path)
    assert reading.ledger.rejected == 2
    assert [one.line for one in reading.ledger.first_rejects] == [12, 13]
    assert set(reading.texts) == {"all fine here"}


@pytest.mark.parametrize("end", ["\r", "\r\n"])
def test_other_line_ends_in_texts_without_quotes(tmp_path: Path, end: str) -> None:
    lines = ["id;text;stars", "1;Late\n\nand late again;1", "2;Kind;5", '3;"in\nquotes";4']
    path = written(tmp_path, "in.csv", end.join(lines) + end)
    assert read(path).texts == ["Late\n\nand late again", "Kind", "in\nquotes"]


@pytest.mark.parametrize("name", ["in.csv", "in.txt"])
@pytest.mark.parametrize("encoding", ["cp1252", "mac_roman", "latin-1", "cp437"])
def test_text_that_was_encoded_twice(tmp_path: Path, name: str, encoding: str) -> None:
    texts = ["The café was not good", "Größe passt nicht", "plain"]
    twice = [text.encode().decode(encoding) for text in texts]
    header = "" if name == "in.txt" else "text\n"
    path = written(tmp_path, name, header + "".join(f"{text}\n" for text in twice))
    reading = read(path)
    assert reading.texts == texts
    assert reading.ledger.notes == (
        f"{path}: 2 cells held text that was encoded twice, as in cafÃ©, and were mended",
    )


def test_accents_are_not_taken_for_text_encoded_twice(tmp_path: Path) -> None:
    texts = ["NÃO GOSTEI", "là « très » bien…", "l’été – “non”", "Ärger mit Ölheizung", "café’s"]
    path = written(tmp_path, "in.csv", "text\n" + "".join(f"{text}\n" for text in texts))
    reading = read(path)
    assert (reading.texts, reading.ledger.notes) == (texts, ())


def test_names_without_what_nobody_sees(tmp_path: Path) -> None:
    content = "\ufeff\ufeff\u200btext,re\u00adgion,\u00a0star\u00a0 count \nLate again,North,1\n"
    assert table_of(written(tmp_path, "in.csv", content))[0].columns == (
        "text",
        "region",
        "star count",
    )


CASES: dict[str, tuple[list[str] | int, dict[str, Any]]] = {
    "k14a_preamble.csv": (["Late again", "Lovely staff", "Nobody called back"], {}),
    "k14c_commas.csv": (["Late again", "Lovely staff", "Nobody called back"], {}),
    "k15a_caret.csv": (["Late again", "Lovely staff"], {}),
    "k15d_hive.csv": (["Late again", "Lovely staff"], {}),
    "k16a_qualtrics.csv": (5, {"text": "Q2"}),
    "k16b_surveymonkey.csv": (5, {"text": "What could we do better?"}),
    "k16d_catted.csv": (["Late again", "Lovely staff", "Nobody called back"], {}),
    "k18a_noheader.csv": (
        ["The delivery was late", "Lovely staff", "Nobody called back"],
        {"text": "column_2"},
    ),
    "k18b_words.txt": (["Hotel", "Food", "The staff", "Location"], {}),
    "k18c_commas.txt": (["Overall, great stay", "Friendly, quick", "Slow, rude"], {}),
    "k19_space.csv": (["Late, and nobody called", "Lovely staff, really", "Fine"], {}),
    "k20_linequoted.csv": (["Late, again", "Lovely, really"], {}),
    "k23a_cut.csv": (["Café was lovely", "Fine service"], {}),
    "k24a_mojibake.csv": (["The food wasn’t good"] * 2, {}),
    "k27c_nul.csv": (["Late again"] * 2, {}),
    "k44a_zwsp.csv": (["Late again", "Lovely"], {"text": "text"}),
    "k44b_bombom.csv": (["Late again", "Lovely"], {"text": "text"}),
    "k45_sepquoted.csv": (["Late, again", "Lovely"], {}),
    "k47_short.csv": (["Late again", "Lovely staff", "Nobody called"], {}),
}


@pytest.mark.skipif(not FAULTS.is_dir(), reason="the files of ../shared/data are not there")
@pytest.mark.parametrize("name", CASES)
def test_files_that_went_wrong(name: str) -> None:
    expected, roles = CASES[name]
    reading = read(FAULTS / name, dedupe="none", **roles)
    assert (reading.texts if isinstance(expected, list) else len(reading.texts)) == expected


EXPORTED = {
    "survey_three_headers.csv": (3, 60),
    "survey_two_headers.csv": (2, 60),
    "records_quoted_whole.csv": (1, 60),
    "no_header.csv": (0, 60),
    "decimal_comma_mac.csv": (1, 60),
    "two_stores.csv": (1, 60),
    "call_transcripts.csv": (1, 24),
    "korean_with_emoji.csv": (1, 60),
    "form_questions.csv": (1, 60),
    "tickets.csv": (1, 60),
}


@pytest.mark.skipif(not EXPORTS.is_dir(), reason="the files of ../shared/data are not there")
@pytest.mark.parametrize("name", EXPORTED)
def test_exports(name: str) -> None:
    rows, records = EXPORTED[name]
    table, found = table_of(EXPORTS / name)
    assert (table.layout.header_rows, len(found)) == (rows, records)
    assert len(table.warnings) == (rows == 0)
