"""Exports as they come, with no option: what a person sees at once, vockit sees, too."""

from __future__ import annotations

import shlex
import tomllib
from codecs import lookup
from collections.abc import Iterable
from dataclasses import replace
from typing import Any

import pytest

from tests.readers.files import SHARED, read
from vockit.readers.answers import says_nothing
from vockit.readers.inspection import Inspection, inspect_inputs
from vockit.readers.tables import Layout
from vockit.settings import InputSettings

EXPORTS = SHARED / "exports"
TABLE: dict[str, dict[str, Any]] = (
    tomllib.loads((EXPORTS / "expected.toml").read_text(encoding="utf-8"))
    if EXPORTS.is_dir()
    else {}
)
SINGLE = ("title", "date", "rating", "brand", "channel", "author", "id")


pytestmark = pytest.mark.skipif(not TABLE, reason="the shared data are not beside the repository")


def inspected(name: str) -> Inspection:
    (found,) = inspect_inputs([str(EXPORTS / name)], InputSettings())
    return found


def single(found: Inspection, role: str) -> str | tuple[str, ...]:
    columns = found.roles[role]
    return columns[0] if len(columns) == 1 else columns or ""


@pytest.mark.parametrize("name", TABLE)
def test_columns_have_the_roles_that_a_person_sees(name: str) -> None:
    expected, found = TABLE[name], inspected(name)
    texts = expected.get("text") or list(expected.get("sides", {}))
    alternatives = expected.get("alternatives", {})
    assert list(found.roles["text"]) == (texts or alternatives["text"])
    for role in SINGLE:
        if role in expected:
            assert single(found, role) == expected[role].strip(), role
    for role, columns in alternatives.items():
        assert list(found.roles[role]) == columns, role
    if "sides" in expected:
        assert found.questions == expected["sides"]
    if "scale" in expected:
        scale = found.rating_scale
        assert scale is not None
        assert [scale.low, scale.high] == expected["scale"]
    if "header_rows" in expected:
        assert found.layout.header_rows == expected["header_rows"]
    if "header_line" in expected:
        assert found.layout.header_line == expected["header_line"]
    if "english" in expected:
        share = expected["english"] / found.records
        assert found.languages.get("en", 0) == pytest.approx(share, abs=0.01)
    if "customers_only" in expected:
        assert found.speakers["customer"] == expected["customers_only"]
    if "turns" in expected:
        assert set(found.speakers) == {"customer", "company"}
    if "sheets" in expected:
        assert list(found.layout.sheets) == expected["sheets"]


@pytest.mark.parametrize("name", TABLE)
def test_nothing_that_is_not_a_customer_s_is_a_text(name: str) -> None:
    columns = {column.name for column in inspected(name).columns}
    texts = set(inspected(name).roles["text"])
    assert not texts & columns.intersection(TABLE[name].get("not_customer", ()))


@pytest.mark.parametrize("name", TABLE)
def test_answers_that_say_nothing_are_empty(name: str) -> None:
    for answer in TABLE[name].get("blank", ()):
        # "Nothing" to what could be better is praise.
        assert says_nothing(answer, "open") or answer == "Nothing"
    silent = read(EXPORTS / name).ledger.silent
    assert set(silent) <= _spellings(TABLE[name].get("blank", ())), silent


def _spellings(answers: Iterable[str]) -> set[str]:
    return {*answers, "Nothing", "No", "-"}


@pytest.mark.parametrize("name", TABLE)
def test_the_options_that_inspect_prints_say_the_same(name: str) -> None:
    found = inspected(name)
    settings = settings_of(found.options)
    (again,) = inspect_inputs([str(EXPORTS / name)], settings)
    assert again.roles == found.roles
    assert again.questions == found.questions
    assert again.rating_scale == found.rating_scale
    assert again.dates == found.dates
    assert codecs_of(again) == codecs_of(found)


def codecs_of(found: Inspection) -> Layout:
    """The layout with one spelling for each encoding."""
    encoding = found.layout.encoding
    return replace(found.layout, encoding=None if encoding is None else lookup(encoding).name)


def settings_of(options: str) -> InputSettings:
    """The settings of a line of options, as the command line reads them."""
    from vockit.configuration.values import setting_value  # noqa: PLC0415
    from vockit.settings import settings_of as options_of  # noqa: PLC0415

    known = {flag: one for one in options_of(InputSettings) for flag in one.flags}
    values: dict[str, Any] = {}
    words = iter(shlex.split(options))
    for word in words:
        if word in ("--dayfirst", "--no-dayfirst"):
            values["dayfirst"] = word == "--dayfirst"
            continue
        flag, equals, text = word.partition("=")
        setting = known[flag]
        text = text if equals else next(words)
        value = setting_value(setting, text, text=True)
        several = (*values.get(setting.field, ()), *value) if setting.several else value
        values[setting.field] = several
    return InputSettings(**values)
