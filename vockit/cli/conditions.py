"""``--fail-on``: conditions on figures of gap reports.

::

    servqual[reliability].gap < -1
    benchmark["British Airways", staff/rude].gap <= -10
    servqual.reliability.gap < -1

A key that contains commas, brackets or quotes is quoted; the dotted form is for keys of letters,
digits, ``-``, ``_`` and ``/``.
"""

from __future__ import annotations

import operator
import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from vockit.errors import InputError, UsageError

if TYPE_CHECKING:
    from vockit.gaps.model import Report

OPERATORS: Mapping[str, Callable[[float, float], bool]] = {
    "<": operator.lt,
    "<=": operator.le,
    ">": operator.gt,
    ">=": operator.ge,
    "==": operator.eq,
    "!=": operator.ne,
}
_PART = r"""\s*(?:"(?:[^"\\]|\\.)*"|'(?:[^'\\]|\\.)*'|[^"',\[\]]+)\s*"""
_CONDITION = re.compile(
    rf"""\s*(?P<report>[a-z][a-z-]*)
    (?:\[(?P<key>{_PART}(?:,{_PART})*)\]|(?P<dotted>(?:\.[\w/-]+)+?))
    \.(?P<column>\w+)
    \s*(?P<operator><=|>=|==|!=|<|>)\s*
    (?P<value>[-+]?(?:\d+\.?\d*|\.\d+))\s*""",
    re.VERBOSE,
)


@dataclass(frozen=True, slots=True)
class Condition:
    """A figure of one row of one report, compared with a number."""

    source: str
    report: str
    key: tuple[str, ...]
    column: str
    operator: str
    value: float


@dataclass(frozen=True, slots=True)
class Verdict:
    """Whether a condition is true; without a figure where those of the row are suppressed."""

    condition: Condition
    figure: float | None

    @property
    def holds(self) -> bool:
        """Whether the condition is true; without a figure it is not."""
        if self.figure is None:
            return False
        return OPERATORS[self.condition.operator](self.figure, self.condition.value)


def parse_condition(source: str) -> Condition:
    """Read a condition. Raises ``UsageError`` where the text is not one."""
    match = _CONDITION.fullmatch(source)
    if match is None:
        raise UsageError(
            f"--fail-on {source!r}: not a condition; "
            "write one such as 'servqual[reliability].gap < -1'"
        )
    parts = re.findall(_PART, match["key"]) if match["key"] else match["dotted"][1:].split(".")
    return Condition(
        source.strip(),
        match["report"],
        tuple(map(_unquoted, parts)),
        match["column"],
        match["operator"],
        float(match["value"]),
    )


def judge(condition: Condition, reports: Sequence[Report]) -> Verdict:
    """Compare a condition with the reports.

    Raises:
        UsageError: the report has no such column, or one without figures.
        InputError: the report has no such row, or its input is missing.
    """
    from vockit.gaps.rows import row_place
    from vockit.output.sheets import report_columns, what_is_missing
    from vockit.verbatims import is_missing

    report = next(report for report in reports if report.gap.name == condition.report)
    figures = [column.name for column in report_columns(report.gap) if column.kind != "text"]
    if condition.column not in figures:
        raise UsageError(
            f"--fail-on {condition.source!r}: no figure {condition.column!r} in {report.gap.name}; "
            f"it has {', '.join(figures)}"
        )
    if not len(report.table):
        raise InputError(
            f"--fail-on {condition.source!r}: {report.gap.name} {what_is_missing(report)}"
        )
    name = ", ".join(condition.key)
    try:
        place = row_place(report, name)
    except UsageError as error:
        raise InputError(f"--fail-on {condition.source!r}: {error}") from error
    value = report.table[condition.column].iloc[place]
    return Verdict(condition, None if is_missing(value) else float(value))


def _unquoted(part: str) -> str:
    part = part.strip()
    if part[:1] in "\"'" and part[:1] == part[-1:]:
        return re.sub(r"\\(.)", r"\1", part[1:-1])
    return part
