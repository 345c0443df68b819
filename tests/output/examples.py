"""Reports made by hand, for every output to write."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pandas as pd

from vockit.gaps.columns import columns_of
from vockit.gaps.model import Column, Findings, GapReport, Headline, Needs, Quote, Report
from vockit.settings import ReportSettings
from vockit.tallies.model import Tally


def _measure(tally: Tally, settings: ReportSettings) -> Findings:
    raise NotImplementedError


SERVQUAL = GapReport(
    name="servqual",
    title="SERVQUAL",
    question="Where does experience fall short of expectation?",
    unit="points of 1-7",
    unit_range=6.0,
    worse="lower",
    key=(Column("dimension", "SERVQUAL dimension"),),
    columns=(
        Column("perception", "mean perception, 1-7", "score", 2),
        Column("expectation", "what it is held against, 1-7", "score", 2),
        Column("expectation_source", "where the expectation is from"),
        Column("weight", "share of all", "share", 1, bar=True),
        Column("exceeded", "verbatims", "count"),
        Column("met", "verbatims", "count"),
        Column("short", "verbatims", "count"),
    ),
    needs=Needs(("dimensions",)),
    measure=_measure,
)

BENCHMARK = GapReport(
    name="benchmark",
    title="Benchmark",
    question="Which brand is best at what, how far behind are we?",
    unit="points of net sentiment",
    unit_range=200.0,
    worse="lower",
    key=(Column("brand", "the brand"), Column("theme", "the theme")),
    columns=(
        Column("net_sentiment", "net sentiment", "score", 1),
        Column("best_brand", "the best brand"),
        Column("best_net_sentiment", "its net sentiment", "score", 1),
    ),
    needs=Needs(("themes_by_brand",), roles=("brand",)),
    measure=_measure,
)


def quote(text: str, row: int = 7) -> Quote:
    return Quote(text, row, f"00{row}", "2015-02-17", "twitter", "Delta", "negative")


LONG_TEXT = (
    "I had been on hold for forty-five minutes, was cut off twice, called again the next morning, "
    "and when somebody finally answered they told me that nothing at all could be done about the "
    "bag until the office in another time zone opened, which is not what anybody expects."
)

servqual = Report(
    SERVQUAL,
    pd.DataFrame(
        {
            "dimension": ["reliability", "responsiveness", "assurance", "empathy", "tangibles"],
            "perception": [3.1234567, 3.5, 4.25, np.nan, 5.0],
            "expectation": [5.5, 4.0, 4.25, np.nan, 4.0],
            "expectation_source": ["target", "best brand", "stated", "stated", "target"],
            "weight": [0.4, 0.25, 0.2, 0.05, 0.1],
            "exceeded": [10, 20, 3, 1, 0],
            "met": [5, 4, 3, 1, 12],
            "short": [310, 120, 3, 2, 0],
            "n": [12345, 420, 88, 4, 25],
            "gap": [-2.376543, -0.5, -0.0000001, np.nan, 1.0],
            "ci_low": [-2.6, -1.1, -0.4, np.nan, -0.2],
            "ci_high": [-2.15, 0.1, 0.4, np.nan, 2.2],
            "flag": ["ok", "ok", "ok", "suppressed", "low base"],
        }
    ),
    quotes=(
        (quote(LONG_TEXT, 3), quote("Flight cancelled, again, no reason given.", 4)),
        (quote("=HYPERLINK is what nobody answered", 5),),
        (quote("@delta thanks for nothing", 6),),
        (),
        (quote("Die Sitze waren überraschend bequem – 座席は快適でした 😀", 9),),
    ),
    notes=(
        "4 tests; q by Benjamini-Hochberg, a finding at q ≤ 0.10.",
        "The intervals cover chance only: not tagging errors, and not who chose to write.",
    ),
    headlines=(
        Headline(
            "Reliability falls 2.4 points short of what customers expect (n = 12,345).",
            "delivery",
            2211.9,
            "servqual",
            "reliability",
            12345,
            quote(LONG_TEXT, 3),
        ),
    ),
)

benchmark = Report(
    BENCHMARK,
    pd.DataFrame(
        {
            "brand": ["=cmd|' /C calc'!A0", "Zürich Air", "全日空"],
            "theme": ["staff/rude", "a | pipe, and a comma", "座席 " * 20],
            "net_sentiment": [-80.0, -55.5, 12.25],
            "best_brand": ["全日空", "全日空", "全日空"],
            "best_net_sentiment": [12.25, 12.25, 12.25],
            "n": [100, 50, 31],
            "gap": [-92.25, -67.75, 0.0],
            "ci_low": [-101.0, -90.0, -3.0],
            "ci_high": [-80.0, -40.0, 3.0],
            "flag": ["ok", "ok", "no clear best"],
        }
    ),
    quotes=(
        (quote("+1 to what she said,\r\nrude\x1b[31m staff"),),
        (quote('He said "no"; that was it'),),
        (),
    ),
)

one_row = replace(servqual, table=servqual.table.head(1), quotes=servqual.quotes[:1], headlines=())
empty = Report(
    BENCHMARK,
    pd.DataFrame({column.name: [] for column in columns_of(BENCHMARK)}),
    missing="a brand column (--brand)",
)

ALL = {"servqual": servqual, "benchmark": benchmark, "one row": one_row, "empty": empty}
