from __future__ import annotations

import subprocess
import sys
from datetime import date
from pathlib import PurePosixPath

import pytest

from vockit.errors import TallyMismatchError
from vockit.profile import Event, Profile, Standard
from vockit.tallies.fingerprint import digest, joined_fingerprint


def test_digests_tell_values_apart() -> None:
    values = [
        Profile(),
        Profile(standards=(Standard("delivery", "in 3 days", 3),)),
        Profile(events=(Event("move", date(2024, 3, 1)),)),
        {"a": 1},
        {"a": 2},
        ["a", 1],
        PurePosixPath("a/b"),
        frozenset({"a", "b"}),
        None,
    ]
    assert len({digest(value) for value in values}) == len(values)


def test_digests_do_not_depend_on_order_where_there_is_none() -> None:
    assert digest({"a": 1, "b": 2}) == digest({"b": 2, "a": 1})
    assert digest({"x", "y", "z"}) == digest({"z", "y", "x"})


def test_digests_are_the_same_in_another_process() -> None:
    code = "from vockit.tallies.fingerprint import digest; print(digest({'a', 'b', 'c'}))"
    run = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert run.stdout.strip() == digest({"a", "b", "c"})


def test_what_has_no_canonical_form_has_no_digest() -> None:
    with pytest.raises(TypeError, match="object"):
        digest(object())


def test_the_first_difference_is_named() -> None:
    with pytest.raises(TallyMismatchError, match=r"cues differs \(1 and 2\)"):
        joined_fingerprint({"cues": "1", "taxonomy": "3"}, {"cues": "2", "taxonomy": "4"})


def test_what_only_one_has_is_taken_over() -> None:
    assert joined_fingerprint({"b": "1"}, {"a": "2"}) == {"a": "2", "b": "1"}
