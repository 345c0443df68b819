"""Delimited files as people have them: odd delimiters, stray quotes, ragged rows."""

from __future__ import annotations

import csv
import io
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.readers.files import delimited, read, written
from vockit.errors import InputError, UsageError
from vockit.readers import delimited_records
from vockit.readers.delimited_form import find_form
from vockit.readers.dialects import Dialect
from vockit.readers.ledger import Ledger


def rejects(ledger: Ledger) -> list[tuple[int, str]]:
    return [(one.line, one.reason) for one in ledger.first_rejects]


@pytest.mark.parametrize("delimiter", [",", ";", "\t", "|"])
def test_delimiters_are_found(tmp_path: Path, delimiter: str) -> None:
    rows = [["1", "Well, well; or | not\tat all", "5"], ["2", 'A "quote"', "1"]] * 5
    path = written(tmp_path, "in.csv", delimited(["no", "text", "rating"], rows, delimiter))
    assert read(path).texts == [row[1] for row in rows]


def test_a_single_column_with_unquoted_commas(tmp_path: Path) -> None:
    path = written(tmp_path, "in.csv", "comment\nGood, cheap, quick\nBad\nOh, no\n")
    assert read(path).texts == ["Good, cheap, quick", "Bad", "Oh, no"]


def test_the_line_that_excel_writes_before_the_header(tmp_path: Path) -> None:
    assert read(written(tmp_path, "in.csv", "sep=;\ntext;stars\nGood, all in all;5\n")).texts == [
        "Good, all in all"
    ]


def test_a_delimiter_may_be_given_by_name(tmp_path: Path) -> None:
    path = written(tmp_path, "in.csv", "a,b|text\n1,2|Good\n")
    assert read(path, delimiter="pipe").texts == ["Good"]
    for wrong in ('"', "\n", "", "far too long to be one"):
        with pytest.raises(UsageError, match="--delimiter"):
            read(path, delimiter=wrong)


def test_quotes_that_enclose_nothing(tmp_path: Path) -> None:
    lines = ["no\ttext", '1\t"Alexa" is fine', '2\tsay "stop', '3\t"so" and "so"'] * 1
    reading = read(written(tmp_path, "in.tsv", "\n".join(lines)))
    assert reading.texts == ['"Alexa" is fine', 'say "stop', '"so" and "so"']
    assert reading.said("quotes are read as text")


def test_some_stray_quotes_do_not_make_text_of_the_others(tmp_path: Path) -> None:
    lines = (
        ['"no","text"'] + [f'"{n}","fine {n}"' for n in range(50)] + ['"50","a "stray" one"'] * 2
    )
    reading = read(written(tmp_path, "in.csv", "\n".join(lines)))
    assert reading.texts[0] == "fine 0"
    assert (reading.ledger.kept, reading.ledger.rejected) == (50, 2)


def test_backslashes_before_quotes(tmp_path: Path) -> None:
    lines = ["no,text,place"] + [f'{n},"He said \\"no, {n}\\" twice",home' for n in range(9)]
    assert read(written(tmp_path, "in.csv", "\n".join(lines))).texts[3] == 'He said "no, 3" twice'


def test_ragged_rows_are_rejected_with_their_first_line(tmp_path: Path) -> None:
    content = 'text,stars\n"two\nlines",5\nGood\n\n"three\n\nlines",1,too much\nFine,3\n'
    reading = read(written(tmp_path, "in.csv", content), max_rejects=2)
    assert reading.texts == ["two\nlines", "Fine"]
    assert reading.rows == [1, 4]
    assert rejects(reading.ledger) == [
        (4, "1 field instead of 2"),
        (6, "3 fields instead of 2"),
    ]
    assert reading.ledger.first_rejects[1].raw == '"three\n\nlines",1,too much'


def test_empty_fields_beyond_the_header_are_no_fault(tmp_path: Path) -> None:
    reading = read(written(tmp_path, "in.csv", "text,stars\nGood,5,,\nBad,1\nFine,3,,,\n"))
    assert (reading.texts, reading.ledger.rejected) == (["Good", "Bad", "Fine"], 0)


def test_unnamed_columns_at_the_end_count_where_something_stands_in_them(tmp_path: Path) -> None:
    empty = read(written(tmp_path, "a.csv", "text,stars,,\nGood,5,,\nBad,1,,\n"))
    filled = read(written(tmp_path, "b.csv", "text,stars,,\nGood,5,x,\nBad,1,,\n"))
    assert empty.corpus.columns == ("text", "stars")
    assert filled.corpus.columns == ("text", "stars", "column_3")
    assert filled.cells("column_3") == ["x", ""]


def test_repeated_names_get_numbers(tmp_path: Path) -> None:
    reading = read(written(tmp_path, "in.csv", "text,a,a,a_2\nGood,1,2,3\n"))
    assert reading.corpus.columns == ("text", "a", "a_3", "a_2")
    assert reading.said("repeats the name 'a'")


def test_an_unclosed_quote_costs_its_own_record_only(tmp_path: Path) -> None:
    lines = ["no,text,place"] + [f"{n},good {n},home" for n in range(5000)]
    lines[3] = '2,"never closed,home'
    reading = read(written(tmp_path, "in.csv", "\n".join(lines)))
    assert len(reading.texts) == 4999
    assert rejects(reading.ledger) == [(4, "a quote that is never closed")]
    assert reading.rows[:4] == [1, 2, 4, 5]


def test_an_unclosed_quote_does_not_end_at_the_next_quoted_field(tmp_path: Path) -> None:
    good = "".join(f'{n},"fine, {n}",home\n' for n in range(9))
    content = f'no,text,place\n{good}90,"bad,home\n91,plain,home\n92,"good, too",home\n'
    reading = read(written(tmp_path, "in.csv", content))
    assert reading.texts[-2:] == ["plain", "good, too"]
    assert [line for line, _ in rejects(reading.ledger)] == [11]


def test_many_unclosed_quotes_take_linear_time(tmp_path: Path) -> None:
    lines = ["no,text,place"] + ['1,"fine, so far",home'] * 600 + ['2,"never closed,home'] * 20_000
    reading = read(written(tmp_path, "in.csv", "\n".join(lines)), max_rejects=20_000)
    assert reading.ledger.rejected == 20_000


def test_a_field_longer_than_the_csv_module_allows_by_default(tmp_path: Path) -> None:
    text = "word " * 100_000
    assert read(written(tmp_path, "in.csv", delimited(["text"], [[text], ["x"]]))).texts[0] == text


def test_a_file_with_the_line_ends_of_an_old_macintosh(tmp_path: Path) -> None:
    assert read(written(tmp_path, "in.csv", "text,stars\rGood,5\rBad,1\r")).texts == ["Good", "Bad"]


def test_other_line_separators_stay(tmp_path: Path) -> None:
    texts = ["c\u2028d", "e\x0cf", "g\x85h"]
    content = "text,stars\n" + "".join(f"{text},5\n" for text in texts)
    assert read(written(tmp_path, "in.csv", content)).texts == texts


def test_all_rows_rejected_is_an_error(tmp_path: Path) -> None:
    path = written(tmp_path, "in.csv", "text,stars\n1,2,3\n4,5,6\n")
    with pytest.raises(InputError, match="all 2 records rejected; the first, on line 2"):
        read(path, text="text")


def test_rejects_are_written_whole(tmp_path: Path) -> None:
    target = tmp_path / "rejects.csv"
    path = written(tmp_path, "in.csv", 'text,stars\nGood,5\n"a\nb",1,2\n')
    read(path, rejects=target)
    with target.open(newline="", encoding="utf-8") as stream:
        assert list(csv.reader(stream)) == [
            ["file", "line", "reason", "record"],
            [str(path), "3", "3 fields instead of 2", '"a\nb",1,2'],
        ]
    assert sorted(one.name for one in tmp_path.iterdir()) == ["in.csv", "rejects.csv"]


def test_too_many_rejects_end_the_run(tmp_path: Path) -> None:
    path = written(tmp_path, "in.csv", "text,stars\nGood,5\nx\ny\n")
    assert read(path, max_rejects=2).ledger.rejected == 2
    with pytest.raises(InputError, match=r"more than 1 records rejected \(--max-rejects\)"):
        read(path, max_rejects=1)


@pytest.mark.parametrize(("good", "bad", "refused"), [(18, 2, False), (17, 2, True), (1, 1, False)])
def test_more_than_a_tenth_of_rejects_is_an_error(
    tmp_path: Path, good: int, bad: int, refused: bool
) -> None:
    lines = ["text,stars", *(f"fine {n},5" for n in range(good)), *["1,2,3"] * bad]
    path = written(tmp_path, "in.csv", "\n".join(lines))
    if not refused:
        assert read(path).ledger.rejected == bad
        return
    with pytest.raises(InputError, match=rf"{bad} of {good + bad} records rejected.*max-rejects 2"):
        read(path)
    assert read(path, max_rejects=bad).ledger.rejected == bad
    with pytest.raises(InputError, match=r"more than 1 records rejected \(--max-rejects\)"):
        read(path, max_rejects=1)


def test_undecodable_bytes_cost_their_record_only(tmp_path: Path) -> None:
    content = "text,stars\nCafé,5\nnaïve,4\nHÉ,3\n".encode() + b"caf\xe9,5\nlast,1\n"
    reading = read(written(tmp_path, "in.csv", content))
    assert reading.texts == ["Café", "naïve", "HÉ", "last"]
    assert rejects(reading.ledger) == [(5, "bytes that are not in the encoding")]
    assert reading.ledger.first_rejects[0].raw == "caf\\xe9,5"


FIELDS = st.text(st.characters(codec="utf-8", exclude_characters="\r\0"), max_size=8)


@given(
    st.lists(st.tuples(FIELDS, FIELDS, FIELDS), min_size=1, max_size=8),
    st.sampled_from([",", ";", "\t", "|"]),
)
def test_a_proper_table_is_never_misread(rows: list[tuple[str, ...]], delimiter: str) -> None:
    content = delimited(["a", "text", "c"], [[f"{a}x", f"{b}y", c] for a, b, c in rows], delimiter)
    form = find_form(list(io.StringIO(content.decode(), newline="")), whole=True)
    assert (form.dialect, form.names) == (Dialect(delimiter), ("a", "text", "c"))
    assert (form.consistent, form.header.above, form.header.rows) == (1, 0, 1)


def test_names_in_front_of_the_records_that_the_header_has_none_for(tmp_path: Path) -> None:
    content = '"text","stars"\n"1","Great, really",5\n"7","Bad",1\n'
    reading = read(written(tmp_path, "in.csv", content))
    assert reading.texts == ["Great, really", "Bad"]
    assert reading.corpus.columns == ("column_1", "text", "stars")
    assert reading.cells("column_1") == ["1", "7"]
    assert reading.said("every record begins with a name of its own")
    rows = "".join(f"{n}\tfine {n}\t5\n" for n in range(1, 41))
    reading = read(written(tmp_path, "in.tsv", f"text\tstars\n{rows}"))
    assert (reading.texts[0], reading.ledger.rejected) == ("fine 1", 0)


@pytest.mark.parametrize(
    "content",
    [
        "id,text\n" + "".join(f"{n},good, cheap\n" for n in range(9)),
        '"id","text"\n' + '"1","good",cheap\n' * 9,
        '"id","text"\n"1","good"\n' + "".join(f'"{n}","good",cheap\n' for n in range(2, 9)),
    ],
)
def test_records_that_are_wider_by_chance_are_rejected(tmp_path: Path, content: str) -> None:
    path = written(tmp_path, "in.csv", f"{content}10,fine\n")
    assert read(path, max_rejects=9).ledger.rejected in (7, 9)


def test_a_delimiter_that_makes_one_column_of_all_is_said(tmp_path: Path) -> None:
    path = written(tmp_path, "in.csv", "text,stars\nGood,5\nBad,1\n")
    corpus = read(path, delimiter=";").corpus
    assert corpus.warnings == (f"{path}: --delimiter ; makes one column of it, comma would make 2",)


@pytest.mark.parametrize("end", ["\n", "\r\n", "\r"])
@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "cp1252"])
def test_records_are_the_same_however_fast_they_are_read(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, end: str, encoding: str
) -> None:
    texts = [
        f"{one} {n}" for n, one in enumerate(["a, b", 'so "called"', "two\nlines", "é"] * 2300)
    ]
    lines = delimited(["no", "text"], [[str(n), text] for n, text in enumerate(texts)]).decode()
    lines = (
        lines.replace('4500,"', '4500,x"').replace("\n5000,", "\n5000,,").replace("\n6000", "\n")
    )
    content = (lines + '9200,"never closed').replace("\n", end).encode(encoding)
    path = written(tmp_path, "in.csv", content)
    fast = read(path, encoding=encoding)
    monkeypatch.setattr(delimited_records, "find_fields", lambda *_, **__: None)
    slow = read(path, encoding=encoding)
    assert (fast.texts, fast.rows, fast.ledger) == (slow.texts, slow.rows, slow.ledger)
    assert fast.ledger.rejected > 1


def test_a_byte_order_mark_that_is_not_there(tmp_path: Path) -> None:
    path = written(tmp_path, "in.csv", "text,stars\nGood,5\n")
    assert read(path, encoding="utf-8-sig").corpus.columns == ("text", "stars")
