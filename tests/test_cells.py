from __future__ import annotations

import unicodedata
from datetime import date, datetime, time, timedelta
from decimal import Decimal
from math import nan
from typing import Any

import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from vockit.cells import as_text, as_texts, group_name, is_blank, tidy


@pytest.mark.parametrize(
    ("value", "text"),
    [
        ("007", "007"),
        (None, ""),
        (nan, ""),
        (pd.NaT, ""),
        (pd.NA, ""),
        (True, "true"),
        (False, "false"),
        (3, "3"),
        (5.0, "5"),
        (0.5, "0.5"),
        (-0.0, "0"),
        (Decimal("1.50"), "1.50"),
        (2.0**60, "1.152921504606847e+18"),
        (date(2024, 3, 1), "2024-03-01"),
        (datetime(2024, 3, 1), "2024-03-01"),  # noqa: DTZ001
        (datetime(2024, 3, 1, 12, 30), "2024-03-01T12:30:00"),  # noqa: DTZ001
        (time(12, 30), "12:30:00"),
        (timedelta(hours=30, seconds=5), "30:00:05"),
        (timedelta(minutes=-90), "-1:30:00"),
        (timedelta(seconds=1.5), "0:00:01.500000"),
        (b"caf\xc3\xa9", "café"),
        (["a", date(2024, 3, 1)], '["a", "2024-03-01"]'),
        ({"a": ["é"]}, '{"a": ["é"]}'),
    ],
)
def test_typed_values_as_text(value: Any, text: str) -> None:
    assert as_text(value) == text
    assert as_texts(["x", value]) == ["x", text]


@pytest.mark.parametrize(
    "value",
    [
        *("", " ", "\t\n", "\xa0", "\u200b", "\ufeff", "\x00", "\u3000\u2800", " " * 100),
        *("\u200b" * 100, "NA", "N/A", "n/a", "n.a.", "NULL", "null", "<null>", "\\N", "nan"),
        *("NaN", "NaT", "<NA>", "None", "none", "undefined", "(blank)", "nil", " NA ", "na\xa0"),
        *("Not available", "#N/A", "#NAME?", "#REF!", "#DIV/0!", "#VALUE!", "#NV", "#BEZUG!"),
        *("#VALEUR!", "Err:502", "-", "--", "—", "–", ".", "...", "…", "?", "???", "*", "_", "/"),
        *("'", '""', "-nan", "-1.#IND"),
    ],
)
def test_what_says_nothing_is_blank(value: str) -> None:
    assert is_blank(value)
    assert group_name(value) == ""


@pytest.mark.parametrize(
    "value",
    [
        *("0", "No", "no", "Nothing", "!", "!!!", ":-)", "=)", "👍", "x", "Nan's", "nap", "N", "a"),
        *("#love", "#AMAZING!", "Err: 502", "-1", "1.5", "./", "null and void", "Nul points"),
        *("NA region", "- late -", "?!", "Namibia", "♥", "好", "***", "..." + "late" * 10, "5"),
    ],
)
def test_what_says_something_is_not_blank(value: str) -> None:
    assert not is_blank(value)
    assert group_name(value) == value


@pytest.mark.parametrize(
    ("value", "name"),
    [
        ("Acme ", "Acme"),
        ("\ufeff\xa0Acme\u200b", "Acme"),
        ("New\xa0York", "New York"),
        ("New   York", "New York"),
        ("Zu\u0308rich", "Zürich"),
        (1.0, "1"),
        (True, "true"),
        (None, ""),
        (nan, ""),
    ],
)
def test_a_group_has_one_name(value: Any, name: str) -> None:
    assert group_name(value) == name


@given(st.text(st.characters(exclude_categories=["Cs"]), max_size=30))
def test_tidy_is_the_same_for_both_ways_to_compose_and_twice(value: str) -> None:
    assert tidy(tidy(value)) == tidy(value)
    assert tidy(unicodedata.normalize("NFD", value)) == tidy(unicodedata.normalize("NFC", value))
    assert tidy(f" {value}\u200b\t") == tidy(value)


@given(st.text(st.sampled_from("-.?naNA/#! \xa0\u200bé"), max_size=40))
def test_blanks_around_a_value_do_not_change_whether_it_is_blank(value: str) -> None:
    assert is_blank(f" {value}\t") == is_blank(value)
