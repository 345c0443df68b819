from __future__ import annotations

from collections.abc import Mapping, Sequence

import pytest

from vockit.errors import InputError, UsageError
from vockit.readers.roles import FoundRoles, find_roles, is_mangled, names_role

LONG = ["a rather long answer to it", "another long one of the same kind"]


def roles(
    columns: Mapping[str, Sequence[str]], given: Mapping[str, str] | None = None
) -> FoundRoles:
    return find_roles(tuple(columns), columns, given or {})


def taken(found: FoundRoles) -> dict[str, str]:
    return {role: column for role, column in found.roles.items() if column is not None}


def test_names_in_any_spelling() -> None:
    found = roles(
        {
            "Review ID": ["1", "2"],
            "REVIEW_TEXT": LONG,
            "created-at": ["2024-01-02", "2024-01-03"],
            "Overall Rating": ["4", "5"],
            "Source": ["web", "app"],
            "Airline Name": ["A", "B"],
            "user name": ["x", "y"],
        }
    )
    assert taken(found) == {
        "text": "REVIEW_TEXT",
        "id": "Review ID",
        "date": "created-at",
        "rating": "Overall Rating",
        "channel": "Source",
        "brand": "Airline Name",
        "author": "user name",
    }


def test_the_role_s_own_name_wins() -> None:
    found = roles({"text": LONG, "comment": LONG, "date": ["2024-01-02"] * 2, "posted": ["x"] * 2})
    assert taken(found) == {"text": "text", "date": "date"}


def test_a_flag_called_feedback_is_no_text() -> None:
    assert taken(roles({"feedback": ["1", "0"], "verified_reviews": LONG})) == {
        "text": "verified_reviews"
    }


def test_the_longest_column_by_a_factor_of_two() -> None:
    assert taken(roles({"what": LONG, "where": ["home", "shop"]}))["text"] == "what"
    with pytest.raises(InputError, match=r"no text column.*--text \(columns: what, why\)"):
        roles({"what": LONG, "why": LONG})


def test_several_columns_of_what_customers_said_are_all_taken() -> None:
    other = ["something else entirely", "and once more in other words"]
    found = roles({"comment": LONG, "review": other, "content": LONG})
    assert found.columns["text"] == ("comment", "review")
    assert found.candidates["text"] == ("content",)


def test_a_copy_of_a_text_is_left_out() -> None:
    copy = [text.upper() + "!" for text in LONG]
    assert roles({"comment": LONG, "feedback": copy}).columns["text"] == ("comment",)


def test_numbers_alone_are_no_text() -> None:
    with pytest.raises(InputError, match="no column stands out"):
        roles({"a": ["1", "2"], "b": ["1.5", "2.5"]})


def test_an_ambiguous_role_stays_empty_and_names_its_candidates() -> None:
    found = roles({"text": LONG, "company": ["a", "b"], "vendor": ["c", "d"]})
    assert found.roles["brand"] is None
    assert any("'company', 'vendor'" in note and "--brand" in note for note in found.notes)


@pytest.mark.parametrize(
    "column", ["seat_comfort", "value_rating", "comfort_rating", "criticality"]
)
def test_ratings_of_an_aspect_are_not_the_rating(column: str) -> None:
    assert roles({"text": LONG, column: ["4", "5"]}).roles["rating"] is None


def test_a_rating_without_numbers_is_none() -> None:
    assert roles({"text": LONG, "rating": ["PG", "R"]}).roles["rating"] is None


def test_a_column_of_many_names_is_no_brand_unless_it_is_named() -> None:
    columns = {"text": LONG * 150, "hotel": [f"hotel {number}" for number in range(300)]}
    found = roles(columns)
    assert found.roles["brand"] is None
    assert any("over 200 distinct values" in note for note in found.notes)
    assert roles(columns, {"brand": "hotel"}).roles["brand"] == "hotel"


def test_mangled_ids_are_no_ids_even_when_named() -> None:
    columns = {"text": LONG, "id": ["5.70306E+17", "5.70301E+17"]}
    for given in ({}, {"id": "id"}):
        found = roles(columns, given)
        assert found.roles["id"] is None
        assert any("a spreadsheet has rounded" in note for note in found.notes)
    assert is_mangled(["5,70306E+17"])
    assert not is_mangled(["570306133677760513", "1e5", "3E2f"])


def test_ids_that_repeat_are_no_ids() -> None:
    assert roles({"text": LONG * 5, "id": ["1"] * 10}).roles["id"] is None


def test_dates_are_found_by_what_stands_in_them() -> None:
    found = roles({"text": LONG, "when": ["2024-01-02", "2024-01-03"]})
    assert found.roles["date"] == "when"
    two = roles({"text": LONG, "from": ["2024-01-02"] * 2, "until": ["2024-01-03"] * 2})
    assert two.roles["date"] is None
    assert any("'from', 'until'" in note for note in two.notes)


def test_a_date_column_of_other_things_is_none() -> None:
    assert roles({"text": LONG, "date": ["soon", "later"]}).roles["date"] is None


def test_an_unknown_column_names_the_nearest() -> None:
    with pytest.raises(UsageError, match=r"--text revew: .* did you mean 'review'"):
        roles({"review": LONG}, {"text": "revew"})


def test_names_of_roles() -> None:
    assert names_role("Tweet Text")
    assert not names_role("hello")
