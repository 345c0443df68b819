"""Lists of spaCy token patterns as rules, for what the phrase language cannot say."""

from __future__ import annotations

import json
import re
from collections.abc import Mapping, Sequence
from typing import Any, Final

from vockit.errors import TaxonomyError
from vockit.language import blank_english
from vockit.taxonomy.model import Rule, TokenPattern

_MODEL_ATTRIBUTES: Final = frozenset(
    {"POS", "TAG", "MORPH", "DEP", "ENT_TYPE", "ENT_IOB", "ENT_ID", "ENT_KB_ID"}
)
"""What only a trained pipeline knows, and vockit runs none."""


def token_pattern_rule(tokens: Sequence[Mapping[str, Any]], where: str) -> Rule:
    """A rule from a list of token patterns, if spaCy's Matcher takes it.

    Raises ``TaxonomyError`` that opens with ``where``.
    """
    from spacy.matcher import Matcher  # noqa: PLC0415 - `--help` does without spaCy

    source = json.dumps(tokens, ensure_ascii=False, default=str)
    try:
        Matcher(blank_english().vocab, validate=True).add("rule", [list(map(dict, tokens))])
    except (ValueError, TypeError, re.error) as error:
        raise TaxonomyError(
            f"{where}: token pattern {source} is not one of spaCy's: {_reason(error)}; "
            "write it as [{LOWER = 'late'}, {LEMMA = 'delivery'}]"
        ) from None
    unknown = sorted({key.upper() for token in tokens for key in token} & _MODEL_ATTRIBUTES)
    if unknown:
        raise TaxonomyError(
            f"{where}: token pattern {source} needs {', '.join(unknown)}, which only a trained "
            "pipeline knows and vockit runs none; use LOWER, LEMMA, SHAPE or a phrase"
        )
    return Rule(source, TokenPattern(tuple(dict(token) for token in tokens)))


def _reason(error: Exception) -> str:
    """The first complaint of spaCy's several lines, without its headings."""
    lines = [line.strip() for line in str(error).splitlines()]
    complaints = [line.removeprefix("- ") for line in lines if line.startswith("- ")]
    return complaints[0] if complaints else " ".join(lines)
