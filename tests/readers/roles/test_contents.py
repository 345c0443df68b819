from __future__ import annotations

import pytest

from vockit.readers.roles.contents import Contents

SENTENCES = [f"The delivery came {number} days late and nobody called" for number in range(12)]


@pytest.mark.parametrize(
    ("values", "kind"),
    [
        (["", " ", "N/A"], "blank"),
        (["1", "2.5", "1.234,5", "30 %"], "number"),
        (["7.5.2025", "6.4.2025", "15.1.2025"], "date"),
        (["2025-01-02T10:00:00Z", ""], "date"),
        (["yes", "No", "yes"], "yes or no"),
        (["https://example.com/a?b=c", "www.example.com"], "link"),
        (["a@example.com", "b@example.org"], "address"),
        (["00000000-a1", "R_0x", "B000K1"], "code"),
        (["[' Leisure trip ']", '{"a": 1}'], "list"),
        (["Web, Phone", "Web", "Phone, Store", "Store, Web", "Web, Phone, Store"], "check boxes"),
        (["North", "South"] * 6, "few values"),
        (["Never again"] * 12, "few values"),
        (["Late again", "Lovely staff", "No refund"], "short text"),
        (SENTENCES, "prose"),
        (["배송이 빠르고 직원이 친절해요", "고객센터가 전화를 받지 않습니다"], "prose"),
        (["応答が遅くて困りました", "とても親切でした"], "prose"),
    ],
)
def test_what_stands_in_a_column(values: list[str], kind: str) -> None:
    assert Contents(values).kind == kind


def test_prose_with_commas_is_no_list_of_check_boxes() -> None:
    prose = [f"{text}, and {text.lower()}, again {text}" for text in SENTENCES]
    assert Contents(prose).kind == "prose"


def test_shares() -> None:
    contents = Contents(["a", "", "N/A", "b b"])
    assert contents.fill == 0.5
    assert contents.filled == ["a", "b b"]
    assert contents.words == 1.5
