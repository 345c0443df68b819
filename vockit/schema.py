"""The tables and their columns. Column names are written nowhere else.

A name that means the same in several tables is one constant. Offsets are code points of the text as
read: ``text[start:end]`` is what matched.
"""

from __future__ import annotations

from typing import Final

# -- verbatims, clauses, mentions, cues: what annotation gives -----------------------------------

ROW: Final = "row"
"""1-based number of the record in the corpus."""
ID: Final = "id"
TEXT: Final = "text"
TITLE: Final = "title"
DATE: Final = "date"
CHANNEL: Final = "channel"
BRAND: Final = "brand"
AUTHOR: Final = "author"
RATING: Final = "rating"
COMPOUND: Final = "compound"
POS: Final = "pos"
NEU: Final = "neu"
NEG: Final = "neg"
POLARITY: Final = "polarity"
"""-1, 0 or 1 in tallies; ``negative``, ``neutral`` or ``positive`` in outputs."""

ROLES: Final = (TEXT, TITLE, ID, DATE, RATING, CHANNEL, BRAND, AUTHOR)
"""The roles that columns of an input can have."""

QUESTION: Final = "question"
"""The text column that an answer is from, where each answer is a verbatim of its own."""

CLAUSE: Final = "clause"
"""1-based number of the clause in its verbatim."""
START: Final = "start"
END: Final = "end"
VALENCED: Final = "valenced"
"""With an opinion word: of a clause 0 or 1, of a group the number of its verbatims."""
DURATION_S: Final = "duration_s"

THEME: Final = "theme"
PHRASE: Final = "phrase"
STAGE: Final = "stage"
DIMENSION: Final = "dimension"
CAUSE: Final = "cause"
POLE: Final = "pole"
CUE: Final = "cue"

COLUMN: Final = "column"
"""The text column that a clause is from, where a verbatim is made of several."""
LANGUAGE: Final = "language"
"""ISO 639 code."""

THEMES: Final = "themes"
CUES: Final = "cues"
"""Cells that join several names, in outputs only."""
MENTIONS: Final = "mentions"
"""How many clauses of a verbatim mention a theme."""

ADDED_TO_VERBATIMS: Final = (THEMES, CUES, COMPOUND, POS, NEU, NEG, POLARITY)
"""What ``annotate`` adds to the input's own columns."""
CLAUSE_COLUMNS: Final = (ROW, ID, CLAUSE, START, END, TEXT, THEMES, CUES, COMPOUND, POLARITY)
MENTION_COLUMNS: Final = (
    *(ROW, ID, CLAUSE, START, END, TEXT),
    *(THEME, PHRASE, STAGE, DIMENSION, CAUSE, POLE, COMPOUND, POLARITY),
)
THEME_COLUMNS: Final = (ROW, ID, THEME, MENTIONS, COMPOUND, POLARITY)

# -- tallies: keys -------------------------------------------------------------------------------

DAY: Final = "day"
SPEAKER: Final = "speaker"
"""The group that a verbatim counts for: its brand, or with ``--by`` its segment."""
SEGMENT: Final = "segment"
LEFT: Final = "left"
RIGHT: Final = "right"
"""The two features of a cross product."""
CHANNEL_FROM: Final = "channel_from"
CHANNEL_TO: Final = "channel_to"
HASH: Final = "hash"
"""Keyed 64-bit hash of a verbatim's identity, as a signed integer."""
STAGES_MENTIONED: Final = "stages_mentioned"
STAGES_NEGATIVE: Final = "stages_negative"
"""Bit patterns over the profile's stages: bit i is the stage at place i."""
PROMISE: Final = "promise"
"""0-based place of the promise in the profile, -1 for any of them."""
DURATION: Final = "duration"
"""How the longest stated duration compares with the standard: ``none``, ``within`` or ``over``."""
OUTCOME: Final = "outcome"
"""The outcome of an expectation: ``short``, ``exceeded`` or ``met``."""
NEGATIVE_THEMES: Final = "negative_themes"
"""On how many leaf themes a verbatim is negative."""

# -- tallies: values -----------------------------------------------------------------------------

N: Final = "n"
"""Verbatims."""
POSITIVE: Final = "positive"
NEGATIVE: Final = "negative"
TAGGED: Final = "tagged"
"""Verbatims with a theme; of one verbatim 0 or 1."""
RATED: Final = "rated"
"""Verbatims with a rating."""
RATING_SUM: Final = "rating_sum"
RATING_SQUARES: Final = "rating_squares"
"""Ratings are ten-thousandths of their scale: 0 at its low end, 10,000 at its high end."""
VERBATIM_POSITIVE: Final = "verbatim_positive"
VERBATIM_NEGATIVE: Final = "verbatim_negative"
"""By the polarity of the whole verbatim, where ``positive`` is about a part of it."""
CLAUSE_COMPOUND: Final = "s"
CLAUSE_COUNT: Final = "k"
COMPOUND_SQUARES: Final = "ss"
COMPOUND_COUNTS: Final = "sk"
COUNT_SQUARES: Final = "kk"
"""Sums over verbatims with k clauses whose compounds add up to s: of s, k, s·s, s·k and k·k."""
TOTAL: Final = "total"
"""Sum of the products of two features."""
PART_OF_GAP: Final = "part_of_gap"
"""Whether the gap of a row is about a verbatim of its base: ``yes`` or ``no``."""
COPIES: Final = "copies"
"""Verbatims of the same identity."""
WORDS: Final = "words"
BREACHED: Final = "breached"
"""Verbatims that report that a standard was not kept."""
BROKEN: Final = "broken"
"""Verbatims that mention a promise in a negative clause."""
MET: Final = "met"
UNMET: Final = "unmet"

# -- reports: the columns that end each of them --------------------------------------------------

GAP: Final = "gap"
CI_LOW: Final = "ci_low"
CI_HIGH: Final = "ci_high"
FLAG: Final = "flag"
Q: Final = "q"
"""False discovery rate of a row's test, over the tests of its table."""
LABEL: Final = "label"
"""A theme's name for readers."""
LEAF: Final = "leaf"
"""Whether a theme has no children: 0 or 1."""
OWN_RULES: Final = "own_rules"
"""Whether a theme has rules of its own: 0 or 1."""
GENERAL: Final = "general"
"""Whether a theme is a general judgement, without stage, dimension and cause: 0 or 1."""
ASSUMED_CAUSE: Final = "assumed_cause"
"""The cause that a theme's problems have unless the text states another; "" without one."""

# -- reports: all of them in one table, with their quotes and headlines --------------------------

REPORT: Final = "report"
RANK: Final = "rank"
"""1-based place of a row in its report, or of a headline."""
UNIT: Final = "unit"
HEADLINE: Final = "headline"
QUOTE: Final = "quote"
NUMBER: Final = "number"
"""1-based place of a quote under its row."""
RECORD: Final = "record"
"""Number of a quote's record in the input, where ``row`` is the key of a report's row."""
AFFECTED: Final = "affected"
"""Verbatims affected, which rank a headline."""

LONG_COLUMNS: Final = (
    *(REPORT, RANK, ROW, N, GAP, UNIT, CI_LOW, CI_HIGH, FLAG),
    *(HEADLINE, QUOTE),
)
QUOTE_COLUMNS: Final = (REPORT, ROW, NUMBER, QUOTE, RECORD, ID, DATE, CHANNEL, BRAND, POLARITY)
HEADLINE_COLUMNS: Final = (RANK, HEADLINE, REPORT, ROW, THEME, N, AFFECTED, QUOTE)
