from __future__ import annotations

from vockit.naming import did_you_mean, nearest


def test_the_nearest_name_in_any_case() -> None:
    assert nearest("SERVQAL", ["drivers", "servqual"]) == "servqual"
    assert nearest("servqal", ["Servqual"]) == "Servqual"
    assert nearest("zzzz", ["servqual"]) is None
    assert nearest("x", []) is None


def test_a_hint_or_what_to_read_otherwise() -> None:
    assert did_you_mean("gapp", ["gap"]) == "did you mean 'gap'?"
    assert did_you_mean("zzz", ["gap"], "there are gap") == "there are gap"
