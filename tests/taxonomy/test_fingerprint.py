from __future__ import annotations

import subprocess
import sys
from dataclasses import replace

import pytest

from vockit.taxonomy.fingerprint import fingerprint
from vockit.taxonomy.model import Cue, Taxonomy, Theme
from vockit.taxonomy.phrases import parse_rule
from vockit.taxonomy.token_patterns import token_pattern_rule

THEME = Theme(
    "late",
    "Late",
    stage="use",
    phrases=(
        parse_rule("late"),
        parse_rule("slow NEAR/2 fee + pay"),
        token_pattern_rule([{"LOWER": "slow", "OP": "?"}], "here"),
    ),
    unless=(parse_rule("late checkout"),),
)
CUE = Cue("promise", phrases=(parse_rule("promised"),))
TAXONOMY = Taxonomy("t", (THEME,), {"late": -1.0})
KNOWN = fingerprint(TAXONOMY, (CUE,))


def with_theme(theme: Theme) -> str:
    return fingerprint(replace(TAXONOMY, themes=(theme,)), (CUE,))


@pytest.mark.parametrize(
    "other",
    [
        with_theme(replace(THEME, name="slow")),
        with_theme(replace(THEME, stage="buy")),
        with_theme(replace(THEME, dimension="empathy")),
        with_theme(replace(THEME, cause="people")),
        with_theme(replace(THEME, pole="needs")),
        with_theme(replace(THEME, phrases=THEME.phrases[1:])),
        with_theme(replace(THEME, phrases=(parse_rule('"late"'), *THEME.phrases[1:]))),
        with_theme(replace(THEME, unless=())),
        fingerprint(replace(TAXONOMY, valence={"late": -2.0}), (CUE,)),
        fingerprint(TAXONOMY, ()),
        fingerprint(TAXONOMY, (replace(CUE, phrases=(parse_rule("swore"),)),)),
        fingerprint(TAXONOMY, (replace(CUE, unless=(parse_rule("not"),)),)),
    ],
)
def test_changes_with_what_shapes_matching(other: str) -> None:
    assert other != KNOWN


@pytest.mark.parametrize(
    "other",
    [
        fingerprint(replace(TAXONOMY, name="other"), (CUE,)),
        with_theme(replace(THEME, label="Too late", examples=("late",), counter_examples=("x",))),
        with_theme(replace(THEME, phrases=THEME.phrases[::-1])),
        with_theme(replace(THEME, phrases=(parse_rule("LATE"), *THEME.phrases[1:]))),
    ],
)
def test_keeps_with_what_does_not(other: str) -> None:
    assert other == KNOWN


def test_is_the_same_in_another_process() -> None:
    code = "from tests.taxonomy.test_fingerprint import KNOWN; print(KNOWN)"
    run = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert run.stdout.strip() == KNOWN
    assert len(KNOWN) == 32
