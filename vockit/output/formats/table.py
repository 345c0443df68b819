"""Text for a terminal: headlines, tables with bars, quotes beneath their rows.

Columns that do not fit the width are left out and named, the least important first; the key, the
gap, its interval and n are always shown. Colour shows the direction of a gap: red is worse, green
is better, both only if the interval does not include the axis; cyan is a size without direction.
"""

from __future__ import annotations

import io
import shlex
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from typing import Any, BinaryIO

from rich.cells import cell_len, set_cell_size
from rich.console import Console
from rich.padding import Padding
from rich.text import Text

from vockit import schema as s
from vockit.gaps.headlines import top_headlines
from vockit.gaps.model import Column, Quote, Report
from vockit.output.bars import Scale, gap_bar, share_bar
from vockit.output.figures import aligned, figure, heading, one_line
from vockit.output.model import Output, Sheet, SheetPart, Style
from vockit.output.sheets import (
    HEADLINES,
    gap_decimals,
    quote_source,
    report_columns,
    report_sheet,
    unread_of,
    what_is_missing,
)

GAP_BETWEEN = 2
LEAST_KEY = 10
LEAST_BAR = 11
LEGEND = "bars: █ at least, ▒ to the estimate, ─ to the end of the interval, │ no gap"
ESSENTIAL = frozenset({s.N, s.GAP, s.CI_LOW, s.CI_HIGH, s.FLAG})


@dataclass(frozen=True, slots=True)
class Strip:
    """One column as it is drawn: all of its cells, and how they are aligned."""

    heading: str
    cells: Sequence[Text]
    right: bool = False
    most: int = 40

    @property
    def width(self) -> int:
        """Columns of the terminal that it takes, its heading broken between words."""
        words = max((cell_len(word) for word in self.heading.split()), default=0)
        return min(self.most, max([words, *(cell_len(cell.plain) for cell in self.cells)]))

    @property
    def heading_lines(self) -> list[str]:
        """The heading, broken to fit the width."""
        lines = [""]
        for word in self.heading.split():
            longer = f"{lines[-1]} {word}".strip()
            if cell_len(longer) <= self.width or not lines[-1]:
                lines[-1] = longer
            else:
                lines.append(word)
        return lines


def write_sheet(sheet: Sheet, style: Style, file: BinaryIO) -> None:
    """Write rows in columns as wide as their first part needs. Where the width is not enough, long
    cells are broken, or columns left out and named, as the sheet says."""
    console = _console(style)
    places: list[int] = []
    widths: list[int] = []
    left_out: list[str] = []
    for number, part in enumerate(sheet.parts):
        strips = _sheet_strips(sheet.columns, part)
        if not number:
            if sheet.wrapped:
                places = list(range(len(strips)))
                widths = _shrunk(strips, style.width)
            else:
                places = _fitting(strips, sheet, style.width)
                widths = [strips[place].width for place in places]
            left_out = [
                column.name for place, column in enumerate(sheet.columns) if place not in places
            ]
            if style.header:
                for line in _headings([strips[place] for place in places], widths):
                    _print_line(line, console)
        chosen = [strips[place] for place in places]
        for line in _rows(chosen, widths, console if sheet.wrapped else None):
            _print_line(line, console)
        file.write(_taken(console))
    if left_out:
        console.print(_left_out(left_out))
    file.write(_taken(console))


def write_report(report: Report, style: Style, file: BinaryIO) -> None:
    """Write one report."""
    console = _console(style)
    _print_unread([report], console)
    if not len(report.table):
        console.print(_missing(report))
    else:
        _print_report(report, style, console, "without --top", legend=True)
    file.write(_taken(console))


def write_reports(reports: Sequence[Report], style: Style, file: BinaryIO) -> None:
    """Write the headlines, then every report, then a line for each whose input is missing."""
    console = _console(style)
    _print_unread(reports, console)
    lines = top_headlines(reports, HEADLINES)
    if lines:
        console.print(Text("Headlines", "bold"))
        for number, line in enumerate(lines, 1):
            console.print(_hanging(f"{number}. ", Text(one_line(line.sentence), "bold"), console))
            where = Text(f"{line.report}: {one_line(line.row)}", "dim")
            console.print(_hanging("   ", where, console))
            if line.quote and style.quotes:
                console.print(_quoted(line.quote, 3, style.width))
        console.print()
    here = [report for report in reports if len(report.table)]
    for number, report in enumerate(here):
        _print_report(report, style, console, _command(report), legend=not number)
        console.print()
    gone = [report for report in reports if not len(report.table)]
    if gone:
        console.print(Text("Not measured", "bold"))
        for report in gone:
            console.print(_missing(report))
    file.write(_taken(console))


def _print_unread(reports: Sequence[Report], console: Console) -> None:
    """Print which verbatims are in no figure."""
    if text := unread_of(reports):
        console.print(_hanging("", Text(one_line(text), "bold"), console))
        console.print()


def _console(style: Style) -> Console:
    return Console(
        file=io.StringIO(),
        width=style.width,
        force_terminal=style.color,
        force_jupyter=False,
        force_interactive=False,
        color_system="standard" if style.color else None,
        no_color=not style.color,
        legacy_windows=False,
        markup=False,
        emoji=False,
        highlight=False,
        soft_wrap=False,
    )


def _taken(console: Console) -> bytes:
    """What was printed so far, without the blanks at the ends of lines; the console is emptied."""
    buffer = console.file
    assert isinstance(buffer, io.StringIO)
    text = buffer.getvalue()
    buffer.seek(0)
    buffer.truncate()
    return "".join(f"{line.rstrip()}\n" for line in text.splitlines()).encode(
        "utf-8", "backslashreplace"
    )


def _command(report: Report) -> str:
    """The command that prints all rows of a report."""
    by = "" if report.by is None else f" --by {shlex.quote(report.by)}"
    return f"vockit gap {report.gap.name}{by}"


def _print_line(line: Text, console: Console) -> None:
    """Print a line of a table: cut at the right edge, not wrapped."""
    console.print(line, no_wrap=True, overflow="crop", crop=True)


def _print_report(
    report: Report, style: Style, console: Console, rest_by: str, *, legend: bool
) -> None:
    """Print a report; ``rest_by`` is how to see its other rows."""
    gap = report.gap
    console.print(_hanging("", Text.assemble((gap.title, "bold"), "  ", gap.question), console))
    shown = report_sheet(report, style.top)
    part = next(iter(shown.parts))
    columns = {column.name: list(cells) for column, cells in zip(shown.columns, part, strict=True)}
    strips, left_out = _report_strips(report, columns, style.width)
    widths = [strip.width for strip in strips]
    unit = f"gap: {gap.unit}; {LEGEND}" if legend else f"gap: {gap.unit}"
    console.print(_hanging("", Text(unit, "dim"), console))
    for line in _headings(strips, widths):
        _print_line(line, console)
    for number, line in enumerate(_rows(strips, widths)):
        _print_line(line, console)
        for quote in report.quotes[number][: style.quotes] if report.quotes else ():
            console.print(_quoted(quote, 2, style.width))
    rest = len(report.table) - len(columns[s.N])
    if rest > 0:
        console.print(Text(f"{rest:,} more row{'s' if rest > 1 else ''}: {rest_by}", "dim"))
    if left_out:
        console.print(_left_out(left_out))
    for note in report.notes:
        console.print(_hanging("", Text(one_line(note), "dim"), console))


def _report_strips(
    report: Report, columns: dict[str, list[Any]], width: int
) -> tuple[list[Strip], list[str]]:
    """The columns that fit: key, gap, interval, bar and n first, then the most important."""
    gap, known = report.gap, {column.name: column for column in report_columns(report.gap)}
    looks = [_look(report, columns, row) for row in range(len(columns[s.N]))]
    signed = gap.neutral == 0 and not _one_sided(report)
    others = [name for name in columns if name not in ESSENTIAL and any(_filled(columns[name]))]
    keys = [name for name in others if name in {column.name for column in gap.key}]
    others = [name for name in others if name not in keys]

    def strip(name: str, most: int, style: Sequence[str]) -> Strip:
        column = known[name]
        texts = [figure(value, column) for value in columns[name]]
        return _strip(heading(name), texts, style, column.kind != "text", most)

    dim = ["dim" if flag == "suppressed" else "" for flag in columns[s.FLAG]]
    texts = [figure(value, known[s.GAP], signed=signed) for value in columns[s.GAP]]
    front = [_strip(s.GAP, texts, looks, right=True)]
    intervals = _intervals(columns[s.CI_LOW], columns[s.CI_HIGH], gap_decimals(gap), signed)
    front.append(_strip("interval", intervals, dim, right=True))
    back = [strip(s.N, 40, dim)]
    if any(flag != "ok" for flag in columns[s.FLAG]):
        flags = ["" if flag == "ok" else str(flag or "") for flag in columns[s.FLAG]]
        back.append(_strip(s.FLAG, flags, ["yellow" if flag else "" for flag in flags]))
    room = width - sum(strip.width + GAP_BETWEEN for strip in front + back) + GAP_BETWEEN
    front = [
        *_keys([strip(name, 40, dim) for name in keys], room - LEAST_BAR - GAP_BETWEEN),
        *front,
    ]
    room -= sum(strip.width + GAP_BETWEEN for strip in front[: len(keys)])
    bar_width = min(41 if width >= 160 else 21, room - GAP_BETWEEN)
    if bar_width >= LEAST_BAR and any(_filled(columns[s.GAP])):
        front.append(_bars(report, columns, looks, bar_width))
        room -= bar_width + GAP_BETWEEN
    fitting: dict[str, list[Strip]] = {}
    for name in sorted(others, key=lambda name: not known[name].main):
        candidate = strip(name, 28, dim)
        if candidate.width + GAP_BETWEEN <= room:
            fitting[name] = [candidate]
            room -= candidate.width + GAP_BETWEEN
            if known[name].bar and known[name].kind == "share" and room >= 10:
                bars = ["" if value is None else share_bar(value, 8) for value in columns[name]]
                fitting[name].append(_strip("", bars, ["cyan"] * len(bars)))
                room -= 8 + GAP_BETWEEN
    middle = [one for name in others if name in fitting for one in fitting[name]]
    left_out = [name for name in others if name not in fitting]
    return [*front, back[0], *middle, *back[1:]], left_out


def _keys(strips: Sequence[Strip], room: int) -> list[Strip]:
    """The key columns, the widest cut until all fit the room, though never to less than a word."""
    most = max((strip.width for strip in strips), default=0)
    while most > LEAST_KEY and sum(min(most, one.width) + GAP_BETWEEN for one in strips) > room:
        most -= 1
    return [replace(strip, most=most) for strip in strips]


def _filled(cells: Iterable[Any]) -> Iterable[bool]:
    return (cell not in (None, "") for cell in cells)


def _bars(report: Report, columns: dict[str, list[Any]], looks: list[str], width: int) -> Strip:
    axis = report.gap.neutral
    rows = list(zip(columns[s.GAP], columns[s.CI_LOW], columns[s.CI_HIGH], strict=True))
    values = [gap for gap, _, _ in rows if gap is not None]
    for (_, low, high), flag in zip(rows, columns[s.FLAG], strict=True):
        if flag == "ok" and low is not None and high is not None:
            values += [low, high]
    scale = Scale.over(values, axis)
    bars = [
        ""
        if gap is None
        else gap_bar(gap, gap if low is None else low, gap if high is None else high, scale, width)
        for gap, low, high in rows
    ]
    return _strip("", bars, looks, most=width)


def _intervals(low: Sequence[Any], high: Sequence[Any], decimals: int, signed: bool) -> list[str]:
    column = Column("", "", "score", decimals)
    lows = aligned([figure(value, column, signed=signed) for value in low])
    highs = aligned([figure(value, column, signed=signed) for value in high])
    return [
        f"[{first}, {last}]" if first.strip() or last.strip() else ""
        for first, last in zip(lows, highs, strict=True)
    ]


def _one_sided(report: Report) -> bool:
    """Whether the gap is a size that cannot point the other way, such as a share."""
    gaps = report.table[s.GAP].dropna()
    return report.gap.worse == "higher" and bool((gaps >= report.gap.neutral).all())


def _look(report: Report, columns: dict[str, list[Any]], row: int) -> str:
    """The colour of a gap: red is worse, green is better, none is within chance."""
    gap, low, high = (columns[name][row] for name in (s.GAP, s.CI_LOW, s.CI_HIGH))
    if gap is None or columns[s.FLAG][row] == "suppressed":
        return "dim"
    if _one_sided(report) and report.gap.neutral == 0:
        return "cyan"
    axis = report.gap.neutral
    if low is None or high is None or low <= axis <= high:
        return ""
    return "red" if (gap < axis) == (report.gap.worse == "lower") else "green"


def _sheet_strips(columns: Sequence[Column], part: SheetPart) -> list[Strip]:
    return [
        _strip(
            heading(column.name),
            [figure(value, column) for value in values],
            [""] * len(values),
            column.kind != "text",
        )
        for column, values in zip(columns, part, strict=True)
    ]


def _strip(
    name: str, texts: Sequence[str], styles: Sequence[str], right: bool = False, most: int = 40
) -> Strip:
    cells = [Text(text, style) for text, style in zip(texts, styles, strict=True)]
    return Strip(name, cells, right, most)


def _fitting(strips: Sequence[Strip], sheet: Sheet, width: int) -> list[int]:
    """The places of the columns that fit, in order; the first that cannot be spared always does."""
    order = sorted(range(len(strips)), key=lambda place: sheet.columns[place].name in sheet.spare)
    places: list[int] = []
    used = -GAP_BETWEEN
    for place in order:
        if not places or used + GAP_BETWEEN + strips[place].width <= width:
            places.append(place)
            used += GAP_BETWEEN + strips[place].width
    return sorted(places)


def _shrunk(strips: Sequence[Strip], width: int) -> list[int]:
    """Widths that fit together, taken from the widest columns of text first."""
    widths = [replace(strip, most=width).width for strip in strips]
    room = width - GAP_BETWEEN * (len(strips) - 1)
    soft = [place for place, strip in enumerate(strips) if not strip.right]
    while sum(widths) > room and soft:
        widest = max(soft, key=widths.__getitem__)
        if widths[widest] <= LEAST_KEY:
            break
        widths[widest] -= 1
    return widths


def _headings(strips: Sequence[Strip], widths: Sequence[int]) -> Iterable[Text]:
    tall = max((len(strip.heading_lines) for strip in strips), default=0)
    for level in range(tall):
        cells = []
        for strip in strips:
            lines = [""] * (tall - len(strip.heading_lines)) + strip.heading_lines
            cells.append(Text(lines[level], "bold"))
        yield _line(cells, strips, widths)
    yield Text("  ".join("─" * width for width in widths), "dim")


def _rows(
    strips: Sequence[Strip], widths: Sequence[int], console: Console | None = None
) -> Iterable[Text]:
    """A line a row; with a console several, where a cell is broken."""
    for cells in zip(*(strip.cells for strip in strips), strict=True):
        if console is None:
            yield _line(cells, strips, widths)
            continue
        broken = [
            [Text(line.plain.rstrip(), cell.style) for line in cell.wrap(console, width)]
            for cell, width in zip(cells, widths, strict=True)
        ]
        for level in range(max(map(len, broken))):
            lines = [part[level] if level < len(part) else Text() for part in broken]
            yield _line(lines, strips, widths)


def _line(cells: Sequence[Text], strips: Sequence[Strip], widths: Sequence[int]) -> Text:
    line = Text()
    for number, (cell, strip, width) in enumerate(zip(cells, strips, widths, strict=True)):
        if number:
            line.append(" " * GAP_BETWEEN)
        line.append(_sized(cell.plain, width, strip.right), cell.style)
    return line


def _sized(text: str, width: int, right: bool) -> str:
    room = width - cell_len(text)
    if room < 0:
        return set_cell_size(text, width - 1).rstrip() + "…" if width > 1 else "…"
    return " " * room + text if right else text + " " * room


def _quoted(quote: Quote, indent: int, width: int) -> Padding:
    """A quote in at most two lines, with where it is from."""
    source = one_line(quote_source(quote))
    room = max(20, 2 * (width - indent) - cell_len(source) - 10)
    text = one_line(quote.text)
    if cell_len(text) > room:
        text = set_cell_size(text, room).rsplit(" ", 1)[0].rstrip() + " …"
    return Padding(
        Text.assemble((f"“{text}”", "dim italic"), (f"  {source}", "dim")), (0, 0, 0, indent)
    )


def _hanging(lead: str, text: Text, console: Console) -> Text:
    """A text whose further lines are indented as far as its lead."""
    lines = text.wrap(console, max(20, console.width - cell_len(lead)))
    out = Text(lead)
    for number, line in enumerate(lines):
        if number:
            out.append("\n" + " " * cell_len(lead))
        line.rstrip()
        out.append_text(line)
    return out


def _left_out(names: Sequence[str]) -> Text:
    return Text(f"not shown, too wide: {', '.join(names)}", "dim")


def _missing(report: Report) -> Text:
    return Text(f"{report.gap.name}: {one_line(what_is_missing(report))}")


OUTPUT = Output("table", (".txt",), "text for a terminal", write_sheet, write_report, write_reports)
