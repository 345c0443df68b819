from __future__ import annotations

from collections.abc import Sequence

from tests.gaps.tallies import Record, sampled, tally_for
from vockit.gaps.evidence.rules import (
    AnyClause,
    Both,
    Clauses,
    EveryVerbatim,
    Evidence,
    OfSpeaker,
    OnTheme,
    TheseVerbatims,
    WithCue,
)
from vockit.gaps.quotes import QuoteIndex, quote_index_of
from vockit.tallies.model import Tally


def quote_index(texts: Sequence[str], **columns: Sequence[object]) -> QuoteIndex:
    found = quote_index_of(tally_for("benchmark", **sampled(texts, **columns)))
    assert found is not None
    return found


def on(clauses: Clauses | None = None, polarity: int | None = None) -> Evidence:
    return Evidence(EveryVerbatim(), clauses=clauses or AnyClause(), polarity=polarity)


def first(found: QuoteIndex, wanted: Evidence, each: int = 9) -> list[str]:
    return [quote.text for quote in found.quotes([wanted], each)[0]]


LONG = " ".join(f"word{i}" for i in range(60))


def test_apt_length_first_then_strength_then_hash() -> None:
    texts = ["too short", "six words are what it takes", LONG, "also six words of weaker feeling"]
    found = quote_index(texts, compound=[-9000, -5000, -9900, -2000])
    assert first(found, on()) == [texts[1], texts[3], texts[0], texts[2]]
    equal = quote_index(["b b b b b b", "a a a a a a"], compound=[5, -5])
    assert first(equal, on()) == ["b b b b b b", "a a a a a a"]


def test_a_clear_clause_is_as_good_as_a_shout_and_better_than_a_weak_one() -> None:
    texts = [
        "Nobody came to help us today",
        "WORST COMPANY OF ALL TIME EVER",
        "It was a bit slow here",
    ]
    found = quote_index(texts, compound=[-5100, -9900, -1200])
    assert first(found, on()) == texts


def clauses_of(text: str, *starts: str, compound: int = -6000) -> list[Record]:
    """The clauses that begin with these words, numbered."""
    bounds = [text.index(start) for start in starts]
    ends = [*bounds[1:], len(text)]
    return [
        {"hash": 1, "clause": number, "start": start, "end": end, "compound": compound}
        for number, (start, end) in enumerate(zip(bounds, ends, strict=True), 1)
    ]


def test_sentences_come_before_fragments() -> None:
    starts = ("word0", "and they never", "which was more", "The clerk shouted")
    text = (
        f"{LONG} and they never called me back about it, which was more than I could take. "
        "The clerk shouted at all of us."
    )
    tables = sampled([text])
    tables["sample_clauses"] = clauses_of(text, *starts)
    found = quote_index_of(tally_for("benchmark", **tables))
    assert found is not None
    assert first(found, on()) == ["The clerk shouted at all of us."]


def test_what_feels_as_its_clause_does_comes_before_what_does_not() -> None:
    texts = ["Lovely hotel but a rude clerk", "Such a rude clerk they have"]
    tables = sampled(texts, polarity=[-1, -1], compound=[-6000, -6000])
    tables["sample_verbatims"] = [
        {**record, "polarity": polarity}
        for record, polarity in zip(tables["sample_verbatims"], (1, -1), strict=True)
    ]
    found = quote_index_of(tally_for("benchmark", **tables))
    assert found is not None
    assert first(found, on(polarity=-1)) == texts[::-1]


def test_quotes_that_open_alike_are_shown_once() -> None:
    texts = [
        "@one They were rude to all of us!",
        "they were rude to ALL of us...",
        "They are rude to all of us",
    ]
    assert first(quote_index(texts), on()) == [texts[0], texts[2]]


def test_a_clause_of_a_long_verbatim_is_quoted_alone() -> None:
    tables = sampled([f"{LONG}. The lounge was closed when we came."], theme=["place"])
    start = len(LONG) + 2
    tables["sample_clauses"] = [
        {"hash": 1, "clause": 1, "start": 0, "end": start - 1},
        {"hash": 1, "clause": 2, "start": start, "end": start + 37},
    ]
    tables["sample_mentions"] = [{"hash": 1, "clause": 2, "theme": "place"}]
    found = quote_index_of(tally_for("benchmark", **tables))
    assert found is not None
    assert first(found, on(OnTheme(("place",)))) == ["The lounge was closed when we came."]


def test_a_theme_takes_those_under_it_and_none_that_only_begins_alike() -> None:
    texts = [f"{i} is the number of these words" for i in range(3)]
    found = quote_index(texts, theme=["price/fees", "pricey", "price"])
    assert first(found, on(OnTheme(("price",)))) == [texts[0], texts[2]]


def test_every_condition_must_hold() -> None:
    texts = [f"{i} is the number of these words" for i in range(4)]
    found = quote_index(
        texts,
        theme=["price"] * 4,
        cue=["promise", "promise", "promise", ""],
        brand=["A", "B", "A", "A"],
        polarity=[-1, -1, 1, -1],
    )
    wanted = Evidence(
        OfSpeaker(("A",)), None, Both((OnTheme(("price",)), WithCue(("promise",)))), -1
    )
    assert first(found, wanted) == [texts[0]]
    assert first(found, Evidence(TheseVerbatims(frozenset({2, 3})))) == texts[1:3]
    assert first(found, Evidence(OfSpeaker(("",)))) == []


def test_no_verbatim_twice_and_the_rarest_row_chooses_first() -> None:
    texts = [f"{i} is the number of these words" for i in range(3)]
    found = quote_index(texts, theme=["price", "price", "staff"], brand=["A", "B", "B"])
    anyone, priced = found.quotes([on(), Evidence(OfSpeaker(("A",)))], 2)
    assert [quote.text for quote in priced] == [texts[0]]
    assert [quote.text for quote in anyone] == texts[1:]


def test_white_space_is_one_space_and_dates_are_blank_without_a_day() -> None:
    found = quote_index(
        ["six  words\nof it\tand more"], day=["2025-02-03"], channel=["web"], id=["007"]
    )
    quote = found.quotes([on()], 1)[0][0]
    assert quote.text == "six words of it and more"
    assert (quote.date, quote.channel, quote.id, quote.row) == ("2025-02-03", "web", "007", 1)
    assert quote_index(["no day at all is here"]).quotes([on()], 1)[0][0].date == ""


def test_finds_of_verbatims_outside_the_sample_are_left_out() -> None:
    tables = sampled(["six words are what it takes"], theme=["price"])
    for name in ("sample_clauses", "sample_mentions"):
        tables[name] = [*tables[name], {**tables[name][0], "hash": 99}]
    found = quote_index_of(tally_for("benchmark", **tables))
    assert found is not None
    assert len(first(found, on(OnTheme(("price",))))) == 1


def test_no_shelf_without_samples() -> None:
    assert quote_index_of(Tally({}, {})) is None
