"""Which objects of nested JSON are the records, and which columns they get."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.readers.files import SHARED, Reading, read, written
from vockit.errors import InputError, UsageError
from vockit.readers.nesting import Survey, choose
from vockit.readers.peek import open_table
from vockit.readers.sources import Source
from vockit.readers.tables import Reject
from vockit.readers.unfolding import Value, unfold
from vockit.settings import InputSettings

FAULTS = SHARED / "faults"
LONG = [
    "The delivery was late and nobody answered the phone.",
    "Lovely staff and a quiet room with a view.",
    "My refund never came, and I am furious about it.",
    "It took forty minutes until somebody answered me.",
]
REVIEWS: list[dict[str, Any]] = [{"id": number, "text": text} for number, text in enumerate(LONG)]


def of(folder: Path, value: Any, name: str = "in.json", **settings: Any) -> Reading:
    return read(written(folder, name, json.dumps(value)), **settings)


WRAPPED: Mapping[str, Any] = {
    "an array": REVIEWS,
    "a list in an object": {"reviews": REVIEWS},
    "data": {"data": REVIEWS, "meta": {"count": 4}, "links": {"next": None}},
    "results of a service": {"count": 4, "next": None, "previous": None, "results": REVIEWS},
    "items": {"kind": "list", "items": REVIEWS, "pageInfo": {"total": 4}},
    "deep down": {"a": {"b": {"c": {"d": {"e": REVIEWS}}}}},
    "beside users": {"data": REVIEWS, "includes": {"users": [{"id": 9, "name": "u"}] * 9}},
    "by id": {"reviews": {str(7000 + one["id"]): one for one in REVIEWS}},
    "by id at the top": {str(7000 + one["id"]): one for one in REVIEWS},
    "by names as ids": {"reviews": {f"r{'abcd'[one['id']]}x": one for one in REVIEWS}},
    "pages": [{"data": REVIEWS[:2]}, {"data": REVIEWS[2:]}],
    "pages by number": {"page 1": REVIEWS[:2], "page 2": REVIEWS[2:]},
    "months of ids": {
        "2024-01": {"r1": REVIEWS[0], "r2": REVIEWS[1]},
        "2024-02": {"r5": REVIEWS[2], "r6": REVIEWS[3]},
    },
    "a list of one as the one": [{"data": REVIEWS[0]}, *({"data": [one]} for one in REVIEWS[1:])],
    "columns of pandas": {
        "id": {str(at): at for at in range(4)},
        "text": {str(at): text for at, text in enumerate(LONG)},
    },
    "an index of pandas": {str(one["id"]): one for one in REVIEWS},
    "lists of pandas": {"id": list(range(4)), "text": LONG},
    "a split of pandas": {
        "columns": ["id", "text"],
        "index": list(range(4)),
        "data": [list(one.values()) for one in REVIEWS],
    },
    "a table of pandas": {"schema": {"fields": [{"name": "id"}]}, "data": REVIEWS},
    "rows of cells": [["id", "text"], *(list(one.values()) for one in REVIEWS)],
}


@pytest.mark.parametrize("how", WRAPPED)
def test_records_are_found(tmp_path: Path, how: str) -> None:
    reading = of(tmp_path, WRAPPED[how])
    assert sorted(reading.texts) == sorted(LONG)
    assert sorted(reading.cells("id")) == [0, 1, 2, 3]
    assert reading.ledger.rejected == 0


def test_nodes_of_graphql(tmp_path: Path) -> None:
    edges = [{"cursor": str(one["id"]), "node": one} for one in REVIEWS]
    value = {"data": {"product": {"reviews": {"edges": edges, "pageInfo": {"more": False}}}}}
    assert of(tmp_path, value).cells("node.text") == LONG


def test_hits_of_a_search(tmp_path: Path) -> None:
    hits = [{"_id": str(one["id"]), "_source": one} for one in REVIEWS]
    value = {"took": 3, "hits": {"total": {"value": 4}, "max_score": 1.0, "hits": hits}}
    assert of(tmp_path, value).cells("_source.text") == LONG


POSTS = [
    {"Title": "The new oven", "Post": LONG[0], "votes": 4, "author": {"name": "A"}, "tags": ["x"]}
    | {"comments": [{"said": LONG[1], "by": "B"}, {"said": LONG[2], "by": "C"}]},
    {"Title": "Again", "Post": "Is it as loud as they say it is?", "votes": 1, "comments": []},
    {"Title": "More", "Post": "I have had mine for a year now.", "votes": 2}
    | {"comments": [{"said": LONG[3], "by": "D", "tags": ["y", "z"]}]},
]


@pytest.mark.parametrize("name", ["in.json", "in.jsonl"])
def test_comments_of_posts(tmp_path: Path, name: str) -> None:
    lines = json.dumps(POSTS) if name == "in.json" else "\n".join(map(json.dumps, POSTS))
    path = written(tmp_path, name, lines)
    reading = read(path, text="comments.said")
    assert reading.texts == LONG[1:]
    assert reading.cells("Title") == ["The new oven", "The new oven", "More"]
    assert reading.cells("author.name") == ["A", "A", None]
    assert reading.cells("comments.by") == ["B", "C", "D"]
    assert reading.cells("comments.tags") == [None, None, '["y", "z"]']
    assert "tags" not in reading.corpus.columns
    assert reading.corpus.columns[:2] == ("comments.said", "comments.by")
    assert reading.said("a record is every object in 'comments'")
    assert reading.said("--records .")
    assert reading.ledger.rejected == 0
    outer = read(path, records=".", text="Post")
    assert outer.cells("Post") == [one["Post"] for one in POSTS]
    assert outer.said("--records comments")
    assert read(path, records="comments", text="comments.said").texts == LONG[1:]


def test_columns_of_what_holds_a_record_are_told_apart(tmp_path: Path) -> None:
    path = written(tmp_path, "in.json", json.dumps(POSTS))
    opened, table = open_table(Source("in.json", path), InputSettings())
    opened.close()
    assert set(table.layout.inherited) == {"Title", "Post", "votes", "author.name"}


def test_what_holds_a_record_plays_no_role_but_brand_channel_and_date(tmp_path: Path) -> None:
    posts = [
        {"id": 7, "text": LONG[0], "title": "Post", "author": "P", "rating": 4.5, "brand": "Acme"}
        | {"date": "2024-01-02", "comments": [{"words": LONG[1]}, {"words": LONG[2]}]},
        {"id": 8, "text": LONG[3], "title": "Other", "author": "Q", "rating": 3.5, "brand": "Best"}
        | {"date": "2024-01-03", "comments": [{"words": LONG[3]}]},
    ]
    reading = of(tmp_path, posts)
    assert reading.texts == LONG[1:]
    taken = {role: column for role, column in reading.corpus.roles.items() if column is not None}
    assert taken == {"text": "comments.words", "brand": "brand", "date": "date"}
    wrapped = {"title": "Export", "date": "2024-05-01", "reviews": REVIEWS}
    assert of(tmp_path, wrapped).texts == LONG


def test_reviews_of_products(tmp_path: Path) -> None:
    products = [
        {"name": "Kettle", "brand": "Norrow", "reviews": REVIEWS[:3]},
        {"name": "Oven", "brand": "Acme", "reviews": REVIEWS[3:]},
    ]
    reading = of(tmp_path, {"shop": "x", "products": products})
    assert reading.texts == LONG
    assert reading.cells("brand") == ["Norrow"] * 3 + ["Acme"]
    assert reading.cells("reviews.id") == [0, 1, 2, 3]


def test_two_levels_of_lists(tmp_path: Path) -> None:
    shop = [
        {"shop": name, "orders": [{"no": no, "reviews": [one]} for no, one in enumerate(part)]}
        for name, part in (("a", REVIEWS[:2]), ("b", REVIEWS[2:]))
    ]
    reading = of(tmp_path, shop)
    assert reading.texts == LONG
    assert reading.cells("shop") == ["a", "a", "b", "b"]
    assert reading.cells("orders.no") == [0, 1, 0, 1]


def test_texts_in_a_list(tmp_path: Path) -> None:
    products = [{"product": "a", "reviews": LONG[:3]}, {"product": "b", "reviews": LONG[3:]}]
    reading = of(tmp_path, products)
    assert reading.texts == LONG
    assert reading.cells("product") == ["a", "a", "a", "b"]


def test_replies_of_the_company_are_no_records(tmp_path: Path) -> None:
    reply = "Thank you very much for your kind words, number {}"
    reviews = [{**one, "replies": [{"text": reply.format(one["id"])}] * 2} for one in REVIEWS]
    assert of(tmp_path, {"reviews": reviews}).texts == LONG


def test_lists_without_prose_stay_in_their_cell(tmp_path: Path) -> None:
    reviews = [{**one, "photos": [{"url": "u", "w": 1}] * 3, "tags": ["a", "b"]} for one in REVIEWS]
    reading = of(tmp_path, reviews)
    assert reading.texts == LONG
    assert json.loads(reading.cells("photos")[0]) == [{"url": "u", "w": 1}] * 3


def test_short_answers_are_the_outermost_records(tmp_path: Path) -> None:
    reviews = [{"text": "Good", "tags": [{"a": 1}, {"a": 2}]}, {"text": "Bad", "tags": []}]
    assert of(tmp_path, {"page": {"reviews": reviews}}).texts == ["Good", "Bad"]


def test_a_buyer_and_a_seller_are_no_ids(tmp_path: Path) -> None:
    deals = [
        {"buyer": {"name": "a", "text": text}, "seller": {"name": "b", "text": "Thanks"}}
        for text in LONG
    ]
    assert of(tmp_path, deals).cells("buyer.text") == LONG


@pytest.mark.parametrize(
    "content",
    [
        "".join(json.dumps(one, indent=1) for one in REVIEWS),
        "\n".join(json.dumps(one, indent=1) for one in REVIEWS),
        "".join(f"\x1e{json.dumps(one)}\n" for one in REVIEWS),
        json.dumps(REVIEWS[:2]) + "\n" + json.dumps(REVIEWS[2:]),
        json.dumps({"data": REVIEWS[:2]}, indent=2) + json.dumps({"data": REVIEWS[2:]}),
        "\ufeff" + json.dumps(REVIEWS, indent=4) + "\n\n",
    ],
)
def test_documents_one_after_the_other(tmp_path: Path, content: str) -> None:
    assert read(written(tmp_path, "in.json", content)).texts == LONG


@pytest.mark.parametrize(
    "content",
    [
        json.dumps(REVIEWS),
        json.dumps(REVIEWS, indent=2),
        json.dumps({"reviews": REVIEWS}, indent=2),
        json.dumps(LONG),
        f"window.YTD.tweets.part0 = {json.dumps([{'tweet': one} for one in REVIEWS])};",
        f"var reviews = {json.dumps({'reviews': REVIEWS})}",
    ],
)
def test_json_is_known_by_what_it_is(tmp_path: Path, content: str) -> None:
    assert read(written(tmp_path, "in", content)).texts == LONG
    assert read("-", stdin=content.encode()).texts == LONG


@pytest.mark.parametrize(
    "line", ["[Deleted] Late again", '["Late"', "{sigh} late again", "[1] Late", 'x = "Late"']
)
def test_texts_with_brackets_are_no_json(tmp_path: Path, line: str) -> None:
    assert read(written(tmp_path, "in.txt", f"{line}\nKind\n")).texts == [line, "Kind"]


def test_answers_to_several_questions(tmp_path: Path) -> None:
    answers = [
        {
            "respondent": at,
            "answers": [
                {"question": "What could we do better?", "answer": text},
                {"question": "How likely are you to recommend us?", "answer": "9"},
            ],
        }
        for at, text in enumerate(LONG)
    ]
    reading = of(tmp_path, answers)
    assert reading.corpus.roles["text"] == "answers.answer"
    assert set(LONG) < set(reading.texts)


def test_lists_of_other_things_are_no_pages(tmp_path: Path) -> None:
    value = {
        "data": [{"type": "review", "id": str(one["id"]), "text": one["text"]} for one in REVIEWS],
        "included": [{"type": "author", "id": "1", "name": "Ada"}],
    }
    reading = of(tmp_path, value)
    assert (reading.texts, reading.ledger.read) == (LONG, 4)
    edges = [{"node": one} for one in REVIEWS]
    connection = {"edges": edges, "pageInfo": {"hasNextPage": False}}
    assert of(tmp_path, {"data": {"reviews": connection}}).ledger.read == 4


def test_texts_by_id(tmp_path: Path) -> None:
    reading = of(tmp_path, {f"r{at}": text for at, text in enumerate(LONG)})
    assert (reading.texts, reading.cells("key")) == (LONG, ["r0", "r1", "r2", "r3"])


def test_lines_of_an_array(tmp_path: Path) -> None:
    lines = ",\n".join(map(json.dumps, REVIEWS))
    for content in (lines, f"[\n{lines}\n]\n", f"[\n{lines},\n]"):
        assert read(written(tmp_path, "in.jsonl", content)).texts == LONG


def test_fields_that_are_all_objects_are_no_ids(tmp_path: Path) -> None:
    entries = [
        {
            "author": {"name": {"label": "Ada"}},
            "updated": {"label": "2024-01-02"},
            "content": {"label": one["text"]},
            "id": {"label": str(one["id"])},
            **({"extra": {"label": "x"}} if one["id"] else {}),
        }
        for one in REVIEWS
    ]
    assert of(tmp_path, {"feed": {"entry": entries}}).cells("content.label") == LONG


def test_short_comments_of_one_post(tmp_path: Path) -> None:
    comments = [{"text": text} for text in ("Good", "Late", "Rude staff")]
    post = {"post": "What do you think of the new opening hours we have?", "comments": comments}
    assert of(tmp_path, [post]).texts == ["Good", "Late", "Rude staff"]


def test_one_object_is_one_record(tmp_path: Path) -> None:
    assert of(tmp_path, {"text": "Late again", "rating": 1}).texts == ["Late again"]


def test_a_page_without_its_list_is_set_aside(tmp_path: Path) -> None:
    lines = [
        {"data": REVIEWS[:2]},
        {"errors": [{"code": 503}]},
        {"data": []},
        {"data": REVIEWS[2:]},
    ]
    reading = read(written(tmp_path, "in.jsonl", "\n".join(map(json.dumps, lines))))
    assert reading.texts == LONG
    assert [(one.line, one.reason) for one in reading.ledger.first_rejects] == [
        (2, "it has no 'data', where the others have their records")
    ]


def test_an_element_that_is_no_object_is_set_aside(tmp_path: Path) -> None:
    reading = of(tmp_path, {"data": [*REVIEWS, 7]})
    assert reading.texts == LONG
    assert reading.ledger.first_rejects[0].reason == "not an object with named values"


def test_the_id_by_which_records_are_kept_is_a_column(tmp_path: Path) -> None:
    value = {f"r{at}": {"text": text} for at, text in enumerate(LONG)}
    assert of(tmp_path, value).cells("key") == ["r0", "r1", "r2", "r3"]
    named = {f"r{at}": {"rid": f"r{at}", "text": text} for at, text in enumerate(LONG)}
    assert of(tmp_path, named).corpus.columns == ("rid", "text")


def test_an_object_that_is_null_in_some_records_is_no_column(tmp_path: Path) -> None:
    reviews = [{**REVIEWS[0], "reply": None}, {**REVIEWS[1], "reply": {"by": "us"}}]
    assert of(tmp_path, reviews).corpus.columns == ("id", "text", "reply.by")


def test_a_path_that_is_not_there(tmp_path: Path) -> None:
    with pytest.raises(UsageError, match=r"--records coments: .* did you mean 'comments'"):
        of(tmp_path, POSTS, records="coments")
    with pytest.raises(UsageError, match="--records x: no list of records is there"):
        of(tmp_path, REVIEWS, records="x")


@pytest.mark.parametrize("value", [[], {}, {"data": []}, [1, 2, 3], "text", 7, None, [[]]])
def test_nothing_to_read_is_one_line(tmp_path: Path, value: Any) -> None:
    if value == "text":
        assert of(tmp_path, value).texts == ["text"]
        return
    with pytest.raises(InputError, match=r"in\.json") as caught:
        of(tmp_path, value)
    assert "\n" not in str(caught.value)


@pytest.mark.parametrize(
    "content",
    ['{"a": [', '[{"text": "a"}', '[{"text": "a"}]]', '{"a": 1} oops', "[1, ", '{"a": tru'],
)
def test_cut_json_is_one_line(tmp_path: Path, content: str) -> None:
    with pytest.raises(InputError, match="line 1: not valid JSON"):
        read(written(tmp_path, "in.json", content))


def test_deep_nesting_is_bounded(tmp_path: Path) -> None:
    value: Any = {"text": LONG[0]}
    for _ in range(60):
        value = {"a": [value]}
    reading = of(tmp_path, [{"text": text, "more": value} for text in LONG], text="text")
    assert reading.texts == LONG


KEYS = st.sampled_from(["text", "id", "data", "a", "r1", "7"])
LEAVES = (
    st.none() | st.booleans() | st.integers(0, 9) | st.sampled_from(["", "x", LONG[0], LONG[1]])
)
VALUES = st.recursive(
    LEAVES,
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(KEYS, inner, max_size=3),
    max_leaves=12,
)


@given(st.lists(VALUES, max_size=4))
def test_any_json_is_unfolded_into_flat_records(values: Sequence[Any]) -> None:
    choose(Survey(values))
    found = unfold(iter([Value(1, value) for value in values]), "in.json", None)
    for record in found.records:
        if isinstance(record, Reject):
            assert record.file == "in.json"
        else:
            assert not any(isinstance(cell, dict | list) for cell in record.values())


@pytest.mark.skipif(not FAULTS.is_dir(), reason="../shared/data/faults is not there")
def test_pages_of_tweets() -> None:
    assert len(read(FAULTS / "k22a_twarc.jsonl").texts) == 6
