from __future__ import annotations

import csv
from collections.abc import Sequence
from pathlib import Path

import pytest

from tests.annotation.examples import annotated
from vockit.profile import Profile
from vockit.taxonomy.checking import check
from vockit.taxonomy.facets import FACET_VALUES
from vockit.taxonomy.loading import load_taxonomy
from vockit.taxonomy.model import Theme

JOURNEY = Profile().journey
SHARED = Path(__file__).parents[3] / "shared" / "data"


def leaves() -> list[Theme]:
    return [theme for theme in load_taxonomy("service").themes if theme.phrases]


def themes_of(texts: Sequence[str]) -> list[set[str]]:
    annotations = annotated(*texts)
    found: list[set[str]] = [set() for _ in texts]
    mentions = annotations.mentions
    for verbatim, theme in zip(mentions.verbatim.tolist(), mentions.theme.tolist(), strict=True):
        found[verbatim].add(annotations.vocabulary.themes[theme])
    return found


def test_nothing_is_wrong_with_it() -> None:
    assert check(load_taxonomy("service"), themes_of, JOURNEY) == ()


def test_phrases_sit_on_leaves() -> None:
    names = [theme.name for theme in load_taxonomy("service").themes]
    for leaf in leaves():
        assert not any(name.startswith(f"{leaf.name}/") for name in names), leaf.name


@pytest.mark.parametrize("leaf", leaves(), ids=lambda leaf: leaf.name)
def test_a_leaf_can_be_reported_on(leaf: Theme) -> None:
    assert leaf.label
    assert len(leaf.examples) >= 2
    if not leaf.name.startswith("overall/"):
        assert None not in (leaf.dimension, leaf.cause), "a facet is missing"
        assert leaf.stage or leaf.name == "trust", "trust alone is won and lost at every stage"


@pytest.mark.parametrize("facet", FACET_VALUES)
def test_every_value_of_a_facet_has_a_theme(facet: str) -> None:
    used = {getattr(leaf, facet) for leaf in leaves()} - {None}
    # What is assumed of a whole trade is said in so many words or not at all: only a cue tells.
    expected = set(FACET_VALUES[facet] or JOURNEY) - {"stereotypes"}
    assert used == expected


@pytest.mark.parametrize(
    ("text", "themes"),
    [
        ("The nurses were kind", {"staff/people", "staff/attitude"}),
        ("Parcel never arrived and nobody answers the phone", {"delivery/time", "support/reach"}),
        ("My router lost its signal during the outage", {"digital/network", "digital/fault"}),
        ("They denied my claim because of a pre-existing condition", {"claims/coverage"}),
        (
            "Could not log in, payment declined",
            {"digital/account", "payment/transaction"},
        ),
        ("Queued an hour to return a faulty kettle", {"waiting/queues", "product/fault"}),
        ("The broken lift left my mother on the fourth floor", {"product/fault"}),
        ("Lovely view from the balcony", {"place/room"}),
        ("Bin lorries never come on Tuesdays", set()),
    ],
)
def test_industries_that_it_was_not_drawn_from(text: str, themes: set[str]) -> None:
    (found,) = themes_of([text])
    assert found >= themes
    assert found if themes else not found


@pytest.mark.parametrize(
    ("text", "theme"),
    [
        ("Decline is sad", "payment/transaction"),
        ("Service has declined over the years", "payment/transaction"),
        ("They kindly moved me to an earlier flight", "staff/attitude"),
        ("The nurses made us very comfortable", "place/seats"),
        ("READ ALL THE 1 STAR REVIEWS", "booking/making"),
        ("We got through customs in five minutes", "support/reach"),
        ("The plane was taxiing", "place/location"),
        ("I messed up several times", "overall/experience"),
        ("A very complicated mental illness", "product/use"),
        ("Taking my money elsewhere", "payment/billing"),
        ("I was looked after so well buying a ring", "product/quality"),
        ("Sorry for any inconvenience", "product/use"),
        ("That would be convenient for me", "product/use"),
        ("After reading the reviews I was worried", "advertising"),
        ("The wifi coverage was patchy", "claims/coverage"),
        ("The hotel claims to have sea views", "claims/process"),
        ("My email address is wrong", "support/reach"),
        ("I sent the email to my vet", "support/reach"),
        ("You need to redeem yourself", "relationship/rewards"),
        ("I could not figure out a solution", "support/resolution"),
        ("That does not help", "support/resolution"),
        ("He was diagnosed with cancer", "care/treatment"),
        ("We could not afford such expensive vet bills", "price/value"),
        ("Only glitch was the towels", "digital/fault"),
        ("No apologies from anyone", "payment/compensation"),
        ("A birthday greeting from the crew", "arrival"),
        ("Plenty loud for a large room", "place/room"),
        ("Sent it back due to crackling noise", "place/noise"),
        ("The jack is located in the back of the player", "place/location"),
        ("The camera takes a compact flash card", "payment/transaction"),
        ("Works as advertised", "advertising"),
        ("The fridge I bought broke after a month", "place/facilities"),
        ("The bot gave me the opening times quickly", "booking/availability"),
        ("I am happy with my policy", "claims/policy"),
        ("This company is a scam", "safety/fraud"),
        ("My dog broke his leg", "product/fault"),
        ("A month after I signed up my dog fell ill", "booking/making"),
        ("They do not cover dog boarding", "arrival"),
    ],
)
def test_false_friends(text: str, theme: str) -> None:
    assert theme not in themes_of([text])[0]


@pytest.mark.parametrize(
    ("theme", "texts"),
    [
        (
            "support/reach",
            [
                "I can't get hold of anyone",
                "I cannot get hold of anyone",
                "couldn’t get hold of you",
            ],
        ),
        ("overall/recommend", ["I won't return", "I will not return", "I wont return"]),
        ("product/fault", ["It doesn't work", "It does not work", "It dont work", "It won’t work"]),
    ],
)
def test_contractions_and_full_forms_are_one(theme: str, texts: list[str]) -> None:
    assert all(theme in found for found in themes_of(texts))


def test_a_chatbot_that_keeps_people_away_is_about_reaching_the_company() -> None:
    blocking = [
        "I could not get past the chatbot to a person",
        "Phone sends you to the chatbot",
        "Talk to a robot, repeat",
        "Still no human",
        "I want a human being",
        "He just wanted to speak to a person",
    ]
    assert all("support/reach" in found for found in themes_of(blocking))
    (found,) = themes_of(["The chatbot found my receipt in seconds"])
    assert "digital/site" in found
    assert "support/reach" not in found


@pytest.mark.parametrize(
    ("theme", "stage"),
    [
        ("price/value", "pay"),
        ("price/offers", "choose"),
        ("place/location", "use"),
        ("claims/coverage", "get help"),
        ("claims/policy", "use"),
        ("support/service", "use"),
        ("trust", None),
    ],
)
def test_stages_that_are_easily_misplaced(theme: str, stage: str | None) -> None:
    assert {leaf.name: leaf.stage for leaf in leaves()}[theme] == stage


@pytest.mark.parametrize(
    ("text", "stage"),
    [
        ("They denied my claim without an explanation", "get help"),
        ("The customer service rep was rude", "get help"),
        ("The service was slow", "use"),
        ("Signing up took two minutes", "buy"),
        ("When I enrolled the staff were rude", "buy"),
        ("My gift card has not arrived", "receive"),
        ("They raised my premium without a warning", "pay"),
        ("I will be looking for another company", "renew or leave"),
    ],
)
def test_a_wording_tells_the_stage_of_all_that_its_clause_mentions(text: str, stage: str) -> None:
    annotations = annotated(text)
    stages = annotations.vocabulary.stages
    assert {stages[code] for code in annotations.mentions.stage.tolist()} == {stage}


@pytest.mark.skipif(not SHARED.is_dir(), reason="the shared data are not beside the repository")
def test_four_in_ten_airline_tweets_at_most_go_untagged() -> None:
    with (SHARED / "airline_tweets" / "tweets.csv").open(encoding="utf-8", newline="") as file:
        texts = [row["text"] for row in csv.DictReader(file)]
    untagged = sum(not found for found in themes_of(texts))
    assert untagged / len(texts) <= 0.4
