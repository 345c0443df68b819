from __future__ import annotations

import io
import re
from dataclasses import replace
from math import nan

import pytest
from rich.cells import cell_len

from tests.output.examples import ALL, LONG_TEXT, benchmark, servqual
from vockit.gaps.model import Column, Report
from vockit.output.formats.table import OUTPUT
from vockit.output.model import Sheet, Style


def lines(report: Report, style: Style) -> list[str]:
    file = io.BytesIO()
    OUTPUT.report(report, style, file)
    return file.getvalue().decode().splitlines()


@pytest.mark.parametrize("width", [60, 80, 100, 140, 200])
@pytest.mark.parametrize("name", sorted(ALL))
def test_no_line_is_wider_than_the_terminal(width: int, name: str) -> None:
    assert max(cell_len(line) for line in lines(ALL[name], Style(width=width))) <= width


@pytest.mark.parametrize("width", [80, 100, 200])
def test_n_gap_and_interval_are_always_there(width: int) -> None:
    row = next(line for line in lines(servqual, Style(width=width)) if line.startswith("reliab"))
    assert "-2.38" in row
    assert "[-2.60, -2.15]" in row
    assert "12,345" in row
    assert "█" in row


def test_what_does_not_fit_is_named() -> None:
    narrow = " ".join(lines(servqual, Style(width=80)))
    assert "not shown, too wide: perception, expectation, expectation_source" in narrow
    wide = lines(servqual, Style(width=200))
    assert not any("not shown" in line for line in wide)
    assert any("5.50" in line for line in wide)


def test_the_main_columns_are_left_out_last() -> None:
    columns = servqual.gap.columns
    main = tuple(replace(column, main=column.name == "short") for column in columns)
    report = replace(servqual, gap=replace(servqual.gap, columns=main))

    def shown(report: Report) -> str:
        return next(line for line in lines(report, Style(width=88)) if "dimension" in line)

    assert "short" not in shown(servqual)
    assert "short" in shown(report)


def test_a_gap_in_money_has_no_decimals() -> None:
    report = replace(servqual, gap=replace(servqual.gap, decimals=0))
    row = next(line for line in lines(report, Style(width=80)) if line.startswith("reliab"))
    assert re.search(r" -?\d+  \[ *[+-]?\d+, *[+-]?\d+\]", row)


def test_quotes_stand_beneath_their_row_in_two_lines_at_most() -> None:
    shown = lines(servqual, Style(width=80, quotes=1))
    at = next(number for number, line in enumerate(shown) if line.startswith("reliability"))
    assert shown[at + 1].startswith("  “I had been on hold")
    assert shown[at + 2].endswith("row 3")
    assert shown[at + 3].startswith("responsiveness")
    assert LONG_TEXT in " ".join(" ".join(lines(servqual, Style(width=200))).split())


def test_no_quotes_are_shown_where_none_are_wanted() -> None:
    assert not any("“" in line for line in lines(servqual, Style(quotes=0)))


def test_top_cuts_and_says_so() -> None:
    shown = lines(servqual, Style(top=2))
    assert "3 more rows: without --top" in shown
    assert not any(line.startswith("tangibles") for line in shown)


@pytest.mark.parametrize(
    ("by", "command"),
    [
        (None, "vockit gap servqual"),
        ("plan", "vockit gap servqual --by plan"),
        ("the plan", "vockit gap servqual --by 'the plan'"),
    ],
)
def test_what_is_cut_is_said_with_the_command_that_has_it(by: str | None, command: str) -> None:
    file = io.BytesIO()
    OUTPUT.reports([replace(servqual, by=by)], Style(top=2), file)
    assert f"3 more rows: {command}" in file.getvalue().decode().splitlines()


def test_colour_has_meaning_and_is_only_where_wanted() -> None:
    plain = "\n".join(lines(servqual, Style()))
    assert "\x1b" not in plain
    coloured = lines(servqual, Style(color=True))
    by_row = {line.split()[0].strip(): line for line in coloured if "\x1b[3" in line}
    assert "\x1b[31m-2.38" in by_row["reliability"]
    assert not re.search(r"\x1b\[3[12]m-0.50", "\n".join(coloured))


def test_text_of_customers_cannot_steer_the_terminal() -> None:
    for line in lines(benchmark, Style(width=100)):
        assert "\x1b" not in line
        assert "\r" not in line


def test_a_share_points_nowhere_and_is_cyan() -> None:
    gap = replace(servqual.gap, unit="share", unit_range=1.0, worse="higher")
    table = servqual.table.assign(
        gap=[0.1, 0.2, 0.3, nan, 0.4],
        ci_low=[0.05, 0.1, 0.2, nan, 0.3],
        ci_high=[0.2, 0.3, 0.4, nan, 0.5],
    )
    text = "\n".join(lines(replace(servqual, gap=gap, table=table), Style(color=True)))
    assert "\x1b[36m0.100" in text
    assert "\x1b[31m" not in text


def test_a_ratio_starts_at_one() -> None:
    gap = replace(servqual.gap, unit="times", unit_range=1.0, worse="higher", neutral=1.0)
    table = servqual.table.assign(
        gap=[2.0, 0.5, 1.0, nan, 1.1],
        ci_low=[1.5, 0.4, 0.9, nan, 0.8],
        ci_high=[2.5, 0.6, 1.1, nan, 1.4],
    )
    text = "\n".join(lines(replace(servqual, gap=gap, table=table), Style(color=True)))
    assert "\x1b[31m2.000" in text
    assert "\x1b[32m0.500" in text


def test_a_sheet_drops_the_last_columns_and_names_them() -> None:
    columns = tuple(Column(name * 10, name) for name in "abcdefgh")
    file = io.BytesIO()
    OUTPUT.sheet(Sheet(columns, [[["x"]] * 8, [["y" * 30]] * 8]), Style(width=60), file)
    shown = file.getvalue().decode().splitlines()
    assert "not shown, too wide: ffffffffff, gggggggggg" in " ".join(shown)
    assert "…" in shown[3]
    assert max(map(len, shown)) <= 60
