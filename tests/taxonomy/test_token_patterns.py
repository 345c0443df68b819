from __future__ import annotations

from typing import Any

import pytest

from vockit.errors import TaxonomyError
from vockit.taxonomy.model import TokenPattern
from vockit.taxonomy.token_patterns import token_pattern_rule


def test_patterns_are_taken_as_they_are() -> None:
    tokens: list[dict[str, Any]] = [
        {"LOWER": {"IN": ["late", "slow"]}},
        {"OP": "?"},
        {"LEMMA": "fée"},
    ]
    rule = token_pattern_rule(tokens, "here")
    assert rule.expression == TokenPattern(tuple(tokens))
    assert rule.source == '[{"LOWER": {"IN": ["late", "slow"]}}, {"OP": "?"}, {"LEMMA": "fée"}]'


@pytest.mark.parametrize(
    ("tokens", "reason"),
    [
        ([{"LOWR": "late"}], "LOWR"),
        ([{"LOWER": 3}], "LOWER"),
        ([{"LOWER": "late", "OP": "!!"}], "OP"),
        ([{"TEXT": {"REGEX": "("}}], "unterminated"),
        ([], "zero tokens"),
    ],
)
def test_what_spacy_refuses_is_named(tokens: list[dict[str, Any]], reason: str) -> None:
    with pytest.raises(TaxonomyError) as error:
        token_pattern_rule(tokens, "my.toml, theme late")
    message = str(error.value)
    assert message.startswith("my.toml, theme late: token pattern ")
    assert reason in message
    assert "\n" not in message


@pytest.mark.parametrize("key", ["POS", "tag", "DEP", "ENT_TYPE"])
def test_what_only_a_trained_pipeline_knows_is_refused(key: str) -> None:
    with pytest.raises(TaxonomyError, match=f"needs {key.upper()}, which only a trained"):
        token_pattern_rule([{"LOWER": "late"}, {key: {"IN": ["NOUN"]}}], "my.toml")
