"""Workbooks: which sheets and rows are read, and how cells come out."""

from __future__ import annotations

import base64
import io
import os
import re
import subprocess
import sys
import zipfile
import zlib
from collections.abc import Callable, Mapping, Sequence
from contextlib import suppress
from datetime import date, datetime, time
from pathlib import Path
from typing import Any

import openpyxl
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tests.readers import files
from tests.readers.files import SHARED, Reading, read, written
from vockit.errors import InputError, UsageError
from vockit.readers.peek import open_table
from vockit.readers.sources import Source
from vockit.readers.tables import Layout
from vockit.readers.workbooks import OLE
from vockit.settings import InputSettings

FAULTS = SHARED / "faults"
HEADER: Sequence[Any] = ["id", "date", "text", "stars"]
ROWS: Sequence[Sequence[Any]] = [
    [1, date(2024, 1, 1), "The delivery was late and nobody answered the phone.", 1],
    [2, date(2024, 1, 2), "Lovely staff, very helpful.", 5],
    [3, date(2024, 1, 3), "My refund never came, I am furious.", 1],
]
TEXTS = [row[2] for row in ROWS]
KNOWN = settings(suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None)


def workbook(
    path: Path, sheets: Mapping[str, Sequence[Sequence[Any]]], hidden: Sequence[str] = ()
) -> Path:
    book = openpyxl.Workbook()
    book.remove(book.worksheets[0])
    for name, rows in sheets.items():
        sheet = book.create_sheet(name)
        for row in rows:
            sheet.append(list(row))
        if name in hidden:
            sheet.sheet_state = "hidden"
    book.save(path)
    return path


def one_sheet(folder: Path, *rows: Sequence[Any]) -> Reading:
    return read(workbook(folder / "in.xlsx", {"Answers": rows}))


def rewritten(path: Path, change: Callable[[str, bytes], bytes | None]) -> Path:
    """The archive with its parts changed, those left out that become None."""
    content = io.BytesIO()
    with zipfile.ZipFile(path) as old, zipfile.ZipFile(content, "w", zipfile.ZIP_DEFLATED) as new:
        for name in old.namelist():
            changed = change(name, old.read(name))
            if changed is not None:
                new.writestr(name, changed)
    path.write_bytes(content.getvalue())
    return path


@pytest.mark.parametrize("dimension", [b"A1", b"A1:B2", b"A1:XFD1048576", b"C3:D4", b""])
def test_a_wrong_dimension_loses_nothing(tmp_path: Path, dimension: bytes) -> None:
    def change(name: str, part: bytes) -> bytes:
        element = b'<dimension ref="%s"/>' % dimension if dimension else b""
        return re.sub(rb"<dimension[^>]*>", element, part) if "sheet1" in name else part

    path = workbook(tmp_path / "in.xlsx", {"S": [HEADER, *ROWS]})
    reading = read(rewritten(path, change))
    assert (reading.texts, reading.corpus.columns) == (TEXTS, tuple(HEADER))


def test_sheets_with_the_same_header_are_one_corpus(tmp_path: Path) -> None:
    path = workbook(
        tmp_path / "in.xlsx",
        {
            "Cover": [["Customer feedback", "confidential"]],
            "January": [HEADER, ROWS[0]],
            "Empty": [],
            "February": [["Feedback, February"], [], HEADER, *ROWS[1:]],
        },
    )
    reading = read(path)
    assert reading.texts == TEXTS
    assert reading.said("sheets 'January' and 'February', header in row 1 and row 3")
    assert reading.said("sheet 'Cover' is left out: it has no records")
    assert reading.corpus.warnings == ()


def test_columns_in_another_order_and_one_more(tmp_path: Path) -> None:
    path = workbook(
        tmp_path / "in.xlsx",
        {
            "Q1": [HEADER, ROWS[0]],
            "Q2": [["text", "ID ", "stars", "date", "agent"], ["Kind", 9, 4, None, "Ada"]],
        },
    )
    reading = read(path)
    assert reading.texts == [TEXTS[0], "Kind"]
    assert reading.cells("agent") == [None, "Ada"]
    assert reading.ratings == [1.0, 4.0]


def test_a_sheet_of_another_kind_is_left_out_with_a_warning(tmp_path: Path) -> None:
    stores = [["store", "city"], ["a", "Bern"], ["b", "Basel"]]
    sheets: Mapping[str, Any] = {"Stores": stores, "Answers": [HEADER, *ROWS]}
    path = workbook(tmp_path / "in.xlsx", sheets)
    reading = read(path)
    assert reading.texts == TEXTS
    assert "sheet 'Stores' is left out: it has other columns" in reading.corpus.warnings[0]
    assert read(path, sheet=("stores",), text="city").texts == ["Bern", "Basel"]


def test_findings_and_lists_have_prose_but_no_customers(tmp_path: Path) -> None:
    short = [
        [one, day, text, stars] for (one, day, _, stars), text in zip(ROWS, "abc", strict=True)
    ]
    sheets: Mapping[str, Any] = {
        "Summary": [["Key findings"], ["Customers complain of the late delivery of parcels."]],
        "Products": [["sku", "description"], *[["s", "A fine product with many features"]] * 9],
        "Answers": [HEADER, *short],
    }
    assert read(workbook(tmp_path / "in.xlsx", sheets)).texts == ["a", "b", "c"]


def test_a_table_far_below_blank_rows(tmp_path: Path) -> None:
    reading = one_sheet(tmp_path, *[[]] * 300, ["Report"], [], HEADER, *ROWS)
    assert reading.texts == TEXTS
    assert reading.said("header in row 303")


def test_hidden_sheets_are_left_out_and_named(tmp_path: Path) -> None:
    codes: Sequence[Sequence[Any]] = [
        ["code", "meaning"],
        ["a", "what it means, in a sentence of its own"],
    ]
    sheets = {"lookup": codes, "Old": [HEADER, ROWS[0]], "Data": [HEADER, *ROWS[1:]]}
    path = workbook(tmp_path / "in.xlsx", sheets, hidden=["lookup", "Old"])
    reading = read(path)
    assert reading.texts == TEXTS[1:]
    assert reading.said("sheet 'lookup' is left out: it is hidden (--sheet lookup reads it)")
    assert "sheet 'Old' is left out: it is hidden" in reading.corpus.warnings[0]
    assert read(path, sheet=("Old", "Data")).texts == TEXTS


def test_a_sheet_that_is_not_there(tmp_path: Path) -> None:
    path = workbook(tmp_path / "in.xlsx", {"Answers": [HEADER, *ROWS]})
    with pytest.raises(UsageError, match=r"--sheet Answer: .* did you mean 'Answers'"):
        read(path, sheet=("Answer",))
    with pytest.raises(UsageError, match="there are 'Answers'"):
        read(path, sheet=("2019",))


def test_a_workbook_of_hidden_sheets_alone(tmp_path: Path) -> None:
    sheets: Mapping[str, Any] = {"A": [HEADER, *ROWS], "Cover": [["Hello"]]}
    path = workbook(tmp_path / "in.xlsx", sheets, hidden=["A"])
    with pytest.raises(InputError, match="--sheet NAME reads a hidden one"):
        read(path)


TABLES: Mapping[str, tuple[int, Sequence[Sequence[Any]]]] = {
    "at the top": (1, [HEADER, *ROWS]),
    "below a title": (2, [["Feedback report"], HEADER, *ROWS]),
    "below a title and a blank row": (3, [["Feedback report"], [], HEADER, *ROWS]),
    "below names and values": (
        5,
        [["Exported by", "Ada"], ["On", date(2024, 5, 1)], ["Filter", "all"], [], HEADER, *ROWS],
    ),
    "below group names": (2, [["Survey", None, "Answers", None], HEADER, *ROWS]),
    "below a summary": (
        4,
        [["Store", "Answers", "Mean"], ["North", 3, 2.3], [], HEADER, *ROWS],
    ),
    "far down": (31, [*[[]] * 30, HEADER, *ROWS]),
    "in other columns": (3, [[], [], [None, None, *HEADER], *([None, None, *r] for r in ROWS)]),
}


@pytest.mark.parametrize("where", TABLES)
def test_the_header_is_found(tmp_path: Path, where: str) -> None:
    line, rows = TABLES[where]
    reading = one_sheet(tmp_path, *rows)
    assert reading.corpus.columns == tuple(HEADER)
    assert reading.texts == TEXTS
    assert reading.said(f"header in row {line}")


@pytest.mark.parametrize("number", [2024, 1, 3.5, date(2024, 5, 1), True])
def test_a_header_cell_may_be_no_text(tmp_path: Path, number: Any) -> None:
    rows = [["North", TEXTS[0], "a"], ["South", TEXTS[1], "b"], ["East", TEXTS[2], "c"]]
    reading = one_sheet(tmp_path, ["Region", "Comment", number], *rows)
    assert reading.texts == TEXTS
    assert reading.corpus.columns[:2] == ("Region", "Comment")


def test_years_as_names_above_figures(tmp_path: Path) -> None:
    rows = [["North", TEXTS[0], 3, 4.5], ["South", TEXTS[1], 7, 2]]
    reading = one_sheet(tmp_path, ["Region", "Comment", 2023, 2024], *rows)
    assert reading.corpus.columns == ("Region", "Comment", "2023", "2024")


def test_no_header_at_all(tmp_path: Path) -> None:
    reading = one_sheet(tmp_path, *ROWS)
    assert reading.texts == TEXTS
    assert reading.corpus.columns == ("column_1", "column_2", "column_3", "column_4")
    assert reading.said("no header")


def test_a_header_in_words_that_no_list_knows(tmp_path: Path) -> None:
    rows = [["Nord", "Alles gut", "x"], ["Süd", "Na ja", "y"], ["Nord", "Gut", "x"]]
    reading = read(
        workbook(tmp_path / "in.xlsx", {"S": [["Filiale", "Meinung", "Art"], *rows]}),
        text="Meinung",
    )
    assert reading.corpus.columns == ("Filiale", "Meinung", "Art")


def test_a_second_row_of_names_is_no_record(tmp_path: Path) -> None:
    header = ["Respondent ID", "Date", "Why do you say so?", "Which of these?", None]
    below = [None, None, "Open-Ended Response", "Phone", "Mail"]
    rows = [[one, day, text, "Phone", None] for one, day, text, _ in ROWS]
    reading = one_sheet(tmp_path, header, below, *rows)
    assert reading.texts == TEXTS
    assert reading.said("the header has 2 rows")
    assert reading.corpus.columns[:3] == ("Respondent ID", "Date", "Why do you say so?")


def test_three_rows_of_names(tmp_path: Path) -> None:
    header = ["StartDate", "ResponseId", "Q1", "Q2"]
    questions = ["Start Date", "Response ID", "How likely are you?", "What could we do better?"]
    ids = [f'{{"ImportId":"{name}"}}' for name in header]
    rows = [[day, f"R_{one}", stars, text] for one, day, text, stars in ROWS]
    path = workbook(tmp_path / "in.xlsx", {"Answers": [header, questions, ids, *rows]})
    opened, table = open_table(Source("in.xlsx", path), InputSettings())
    opened.close()
    assert table.layout.header_rows == 3
    assert table.labels["Q2"] == "What could we do better?"
    assert read(path).texts == TEXTS


def test_the_row_of_the_header_is_given(tmp_path: Path) -> None:
    rows = [["Report"], HEADER, ["nummer", "tag", "wort", "punkte"], *ROWS]
    path = workbook(tmp_path / "in.xlsx", {"Answers": rows})
    reading = read(path, header_line=3, text="wort")
    assert (reading.corpus.columns[0], reading.texts) == ("nummer", TEXTS)
    assert read(path, header_line=2, header_rows=2, text="text").texts == TEXTS
    without = read(path, header_row=False, text="column_3")
    assert without.texts == ["text", "wort", *TEXTS]
    with pytest.raises(InputError, match="--header-line 9: that row is blank"):
        read(path, header_line=9)


def test_a_note_beside_a_row_is_kept(tmp_path: Path) -> None:
    rows = [[*ROWS[0], None, "call him back"], *ROWS[1:]]
    reading = one_sheet(tmp_path, HEADER, *rows)
    assert reading.texts == TEXTS
    assert reading.cells("column_6") == ["call him back", None, None]
    assert reading.corpus.columns == (*HEADER, "column_6")
    assert reading.said("unnamed column read as 'column_6'")


def test_a_note_far_below_the_first_rows_is_kept(tmp_path: Path) -> None:
    rows = [[n, None, f"Comment number {n}", 3] for n in range(5000)]
    rows[4321] = [*rows[4321], "look"]
    reading = one_sheet(tmp_path, HEADER, *rows)
    assert reading.cells("column_5")[4321] == "look"


def test_rows_that_repeat_the_header_are_left_out_and_counted(tmp_path: Path) -> None:
    reading = one_sheet(tmp_path, HEADER, ROWS[0], [], ["Report"], HEADER, *ROWS[1:])
    assert reading.texts == TEXTS
    assert reading.ledger.read == 3
    notes = " ".join(reading.ledger.notes)
    assert "sheet 'Answers': 1 row repeats the header, left out, line 5" in notes
    assert "1 title or footer left out, line 4" in notes


def test_a_footer_is_no_record(tmp_path: Path) -> None:
    footer: Sequence[Sequence[Any]] = [[], ["Total: 3 answers"], [None, "confidential"]]
    reading = one_sheet(
        tmp_path, ["text", "id", "stars"], *([r[2], r[0], r[3]] for r in ROWS), *footer
    )
    assert reading.texts == TEXTS
    assert any("2 titles or footers left out" in note for note in reading.ledger.notes)


def test_a_short_record_below_a_blank_row_is_one_where_others_follow(tmp_path: Path) -> None:
    rows: Sequence[Sequence[Any]] = [["Late again", 1, 1], [], ["Just a text"], ["Kind", 2, 5]]
    reading = one_sheet(tmp_path, ["text", "id", "stars"], *rows)
    assert reading.texts == ["Late again", "Just a text", "Kind"]


def test_cells_come_out_as_excel_shows_them(tmp_path: Path) -> None:
    header = ["id", "text", "when", "day", "at", "share", "yes", "long id"]
    row = [7, "Two\nlines", datetime(2024, 1, 2, 3, 4), date(2024, 1, 2), time(9, 30), 0.25, True]  # noqa: DTZ001
    reading = one_sheet(tmp_path, header, [*row, "12345678901234567"], ["008", "x"])
    assert [reading.cells(name)[0] for name in header] == [*row, "12345678901234567"]
    assert type(reading.cells("id")[0]) is int
    assert reading.cells("id")[1] == "008"


def test_figures_have_fifteen_digits(tmp_path: Path) -> None:
    reading = one_sheet(tmp_path, ["text", "x"], ["a", 0.1 + 0.2], ["b", 1e-7], ["c", 2.5e20])
    assert reading.cells("x") == [0.3, 1e-7, 2.5e20]


def test_escaped_characters_are_undone(tmp_path: Path) -> None:
    texts = ["Rude staff_x000D_\nand slow", "a_x000D_b", "tab_x0009_here", "_x005F_x000D_ as it is"]
    reading = one_sheet(tmp_path, ["text"], *([text] for text in texts))
    assert reading.texts == ["Rude staff\nand slow", "a\nb", "tab\there", "_x000D_ as it is"]


def test_errors_of_formulas_are_empty(tmp_path: Path) -> None:
    reading = one_sheet(tmp_path, ["id", "text"], [1, "#REF!"], [2, "Late again"], [3, "#NAME?"])
    assert (reading.texts, reading.ledger.empty) == (["Late again"], 2)


def test_layout(tmp_path: Path) -> None:
    path = workbook(tmp_path / "in.xlsx", {"A": [["Title"], HEADER, *ROWS], "B": [HEADER, *ROWS]})
    opened, table = open_table(Source("in.xlsx", path), InputSettings())
    opened.close()
    assert table.layout == Layout(format="excel", header_line=2, header_rows=1, sheets=("A", "B"))


def office(part: str) -> bytes:
    """An old compound file that has a part of that name."""
    name = part.encode("utf-16-le")
    return OLE + bytes(1024) + name + bytes(512 - len(name))


@pytest.mark.parametrize(
    ("name", "part", "words"),
    [
        ("in.xlsx", "EncryptedPackage", "a workbook with a password; save a copy without one"),
        ("in.xls", "WordDocument", "is a Word document"),
        ("in.doc", "WordDocument", "is a Word document"),
        ("in.ppt", "PowerPoint Document", "is a PowerPoint file"),
        ("in.xls", "Anything", "not an Excel workbook, or a damaged one"),
    ],
)
def test_old_office_files_are_named(tmp_path: Path, name: str, part: str, words: str) -> None:
    with pytest.raises(InputError, match=words):
        read(written(tmp_path, name, office(part)))


def opendocument(table: str, manifest: str = "") -> bytes:
    content = io.BytesIO()
    with zipfile.ZipFile(content, "w") as archive:
        archive.writestr("mimetype", "application/vnd.oasis.opendocument.spreadsheet")
        archive.writestr("META-INF/manifest.xml", f"<manifest>{manifest}</manifest>")
        archive.writestr(
            "content.xml",
            '<?xml version="1.0"?><office:document-content '
            'xmlns:office="urn:oasis:names:tc:opendocument:xmlns:office:1.0" '
            'xmlns:table="urn:oasis:names:tc:opendocument:xmlns:table:1.0" '
            'xmlns:text="urn:oasis:names:tc:opendocument:xmlns:text:1.0">'
            "<office:body><office:spreadsheet>"
            f'<table:table table:name="Answers">{table}</table:table>'
            "</office:spreadsheet></office:body></office:document-content>",
        )
    return content.getvalue()


def opendocument_rows(*rows: Sequence[str]) -> str:
    cell = '<table:table-cell office:value-type="string"><text:p>{}</text:p></table:table-cell>'
    lines = ["".join(map(cell.format, row)) for row in rows]
    return "".join(f"<table:table-row>{line}</table:table-row>" for line in lines)


def test_a_workbook_of_libreoffice(tmp_path: Path) -> None:
    table = opendocument_rows(["id", "text"], ["1", "Late again"], ["2", "Kind"])
    empty = '<table:table-row table:number-rows-repeated="1048000"><table:table-cell/>'
    content = opendocument(f"{table}{empty}</table:table-row>")
    assert read(written(tmp_path, "in.ods", content)).texts == ["Late again", "Kind"]
    assert read(written(tmp_path, "in", content)).texts == ["Late again", "Kind"]


def test_a_password_of_libreoffice_is_said(tmp_path: Path) -> None:
    content = opendocument(opendocument_rows(["text"], ["x"]), "<manifest:encryption-data/>")
    with pytest.raises(InputError, match="a workbook with a password"):
        read(written(tmp_path, "in.ods", content))


XLS = zlib.decompress(
    base64.b85decode(
        b"c-rk)O-L0{6#nkKc|VFzpQeHaG6-3j3el#Gy)4sBiiKcBP*2}T;^P_f9+@r5vbPL^Rz(}Z7PYXSg%uSPZCV6HErK"
        b"A>TDA%bTBy@GXJ$;zz!xPL^9}dhd(S=R+%xx{`!n<URq6Ej-Rc=E!!86cZx<l6h^HtOc$FBa-L|>t<q=A@k9CED2"
        b"u)-th)2<vVV*;t?-^*gqdy}Ge57;~C(${SHjOpJ9`PZe*oS7NQ|xKDPN^7G;#Zl_KA{_g-WJ)%LU#-2lF(+7omNN"
        b"iD&ASY(~aXpTCKDd6IHk`I`4(E9Tj-NaeVHwa%6*Ou?7;Ub=FX$7hwW4rR`?gw76b^8z=-06B;`@8e3bZQBKo6fp"
        b"4|}eD&7#Q^V)4Enk87-<R^kzu`w{5|{I@XgV+o`?%s@&LN6!om+y~J9Nslawx&AATz>fNoR&lD>I884h>1PX}6hX"
        b"vNzE;Nbx_AB-LahYf_dqPiILllTBEeN}&6MX(Y|m0GS*yh7%bhMPf}+U_bSe8Zk(&zrU%F&j{I5VoUavsI0UiqDk"
        b"_H%cZj3V&uT=%`a~{db{GsgflAVh;!O(;#Y%>^Q=M2#S1MCtrv}LLNAEbjZ&@_T24bid0kh9TWA{-nTyg|NB!&&y"
        b"p3;ORNg}6+~)%iYI2|ATd6$RK69pg@?Cr!wRHL=NuQrFG^hr3?JDD8+{=}_FMSYN^~)X=(PFOewtJ+OV2)QMq0~8"
        b"dwK7bxDD7cCu@<8m5UQ`^QPo!*Reocq=8cY1)2J3$s0FB|ySCIaTTiHeCALCx^4xpQ@5_2htnlJGt8p#h%CHq}1u"
        b"L3ZDHJPH3sy9-5^}9*Vx`iH1*{YcK79D_;lqayAAb%dHzDWtr^`o!bF&P)|8?dl&HKMe{#zWx5ItG?q}+!z<rYTr"
        b"il0gZm1j$>QpfvW$mpToEexVp{20tTe(6rF7QfG`6=Q#I3FX`Wd_I2u<NkjDIW8Bx"
    )
)
"""A sheet Cover with one cell, and a sheet Answers of two records, as Excel 97 writes them."""


@pytest.mark.parametrize("name", ["in.xls", "in"])
def test_a_workbook_of_excel_97(tmp_path: Path, name: str) -> None:
    reading = read(written(tmp_path, name, XLS))
    assert reading.texts == ["The delivery was late.", "Lovely staff."]
    assert (reading.days, reading.ratings) == (["2024-01-01", "2024-01-02"], [1.0, 5.0])
    assert reading.cells("id") == [1, 2]
    assert reading.said("sheet 'Cover' is left out: it has no records")


@pytest.mark.parametrize("size", [100, 600, 2000, 4000, 5500])
def test_a_cut_workbook_of_excel_97_is_one_line(tmp_path: Path, size: int) -> None:
    with suppress(InputError):
        assert read(written(tmp_path, "in.xls", XLS[:size])).ledger.kept == 2


@pytest.mark.parametrize("share", [0.05, 0.3, 0.6, 0.9, 0.99])
def test_a_cut_workbook_is_one_line(tmp_path: Path, share: float) -> None:
    path = workbook(tmp_path / "in.xlsx", {"A": [HEADER, *ROWS]})
    path.write_bytes(path.read_bytes()[: int(path.stat().st_size * share)])
    with pytest.raises(InputError, match=r"not an Excel workbook, or a damaged one") as caught:
        read(path)
    assert "\n" not in str(caught.value)


CONTENT = files.excel_bytes(HEADER, [list(map(str, row)) for row in ROWS])


@KNOWN
@given(st.dictionaries(st.integers(0, 1 << 13), st.integers(0, 255), min_size=1, max_size=9))
def test_a_damaged_workbook_is_read_or_one_line(tmp_path: Path, changes: dict[int, int]) -> None:
    content = bytearray(CONTENT)
    for place, byte in changes.items():
        content[place % len(content)] = byte
    path = written(tmp_path, "in.xlsx", bytes(content))
    with suppress(InputError):
        read(path)


def test_a_part_that_is_missing_is_one_line(tmp_path: Path) -> None:
    path = workbook(tmp_path / "in.xlsx", {"A": [HEADER, *ROWS]})
    for part in ("xl/workbook.xml", "xl/worksheets/sheet1.xml"):
        broken = written(tmp_path, "broken.xlsx", path.read_bytes())
        rewritten(broken, lambda name, content, part=part: None if name == part else content)  # type: ignore[misc]
        with pytest.raises(InputError, match=r"broken\.xlsx"):
            read(broken)


def test_a_stray_cell_far_away_is_said(tmp_path: Path) -> None:
    book = openpyxl.Workbook()
    sheet = book.worksheets[0]
    for row in (HEADER, *ROWS):
        sheet.append(list(row))
    sheet.cell(1_048_576, 16_384, "x")
    path = tmp_path / "in.xlsx"
    book.save(path)
    with pytest.raises(InputError, match="column XFD or row 1048576, far from its table"):
        read(path)


@pytest.mark.parametrize(
    ("content", "kind"),
    [
        (b"<html><table><tr><td>text</td></tr></table></html>", "a web page"),
        ("\ufeff<table><tr><td>a</td></tr></table>".encode("utf-16"), "a web page"),
        (b'<?xml version="1.0"?><Workbook><Row/></Workbook>', "an XML file"),
    ],
)
@pytest.mark.parametrize("name", ["in.xls", "in.xlsx", "in.csv"])
def test_markup_that_is_called_a_workbook(
    tmp_path: Path, name: str, content: bytes, kind: str
) -> None:
    with pytest.raises(InputError, match=f"is {kind}"):
        read(written(tmp_path, name, content))


@pytest.mark.parametrize("encoding", ["utf-8", "utf-16"])
def test_a_text_with_tabs_that_is_called_xls(tmp_path: Path, encoding: str) -> None:
    content = "id\ttext\tstars\n1\tLate\t1\n2\tKind\t5\n".encode(encoding)
    assert read(written(tmp_path, "in.xls", content)).texts == ["Late", "Kind"]


def test_nothing_is_printed_by_what_reads_binary_workbooks(tmp_path: Path) -> None:
    path = written(tmp_path, "in.xls", XLS[:3000] + bytes(500) + XLS[3600:])
    code = (
        "import sys; from vockit.readers.corpus import open_corpus\n"
        "from vockit.settings import InputSettings\n"
        "from vockit.errors import InputError\n"
        "try: open_corpus([sys.argv[1]], InputSettings())\n"
        "except InputError: print('refused')\n"
    )
    done = subprocess.run(
        [sys.executable, "-c", code, str(path)],
        capture_output=True,
        text=True,
        check=False,
        env={**os.environ, "PYTHONPATH": os.pathsep.join(sys.path)},
    )
    assert (done.stdout, done.stderr) == ("refused\n", "")


@pytest.mark.skipif(not FAULTS.is_dir(), reason="../shared/data/faults is not there")
@pytest.mark.parametrize(
    ("name", "kept", "empty"),
    [
        ("k07a_dimA1.xlsx", 5, 0),
        ("k07b_dimrows.xlsx", 5, 0),
        ("k08a_months.xlsx", 5, 0),
        ("k08b_hidden.xlsx", 5, 0),
        ("k09a_number.xlsx", 3, 0),
        ("k09c_tworows.xlsx", 2, 0),
        ("k10_note.xlsx", 5, 0),
        ("k11a_x000d.xlsx", 2, 0),
        ("k12a_ext.xlsx", 2, 0),
        ("k12b_validation.xlsx", 2, 0),
        ("k13c_error.xlsx", 1, 1),
    ],
)
def test_examples(name: str, kept: int, empty: int) -> None:
    ledger = read(FAULTS / name).ledger
    assert (ledger.kept, ledger.empty, ledger.rejected) == (kept, empty, 0)
