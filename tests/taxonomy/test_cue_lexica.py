from __future__ import annotations

from collections.abc import Sequence

import pytest

from tests.annotation.examples import annotated
from vockit.profile import Profile
from vockit.taxonomy.checking import check_cues
from vockit.taxonomy.facets import FACET_VALUES
from vockit.taxonomy.loading import load_cues
from vockit.taxonomy.model import Cue

JOURNEY = Profile().journey


def cues_of(texts: Sequence[str]) -> list[set[str]]:
    annotations = annotated(*texts)
    found: list[set[str]] = [set() for _ in texts]
    cues = annotations.cues
    for verbatim, cue in zip(cues.verbatim.tolist(), cues.cue.tolist(), strict=True):
        found[verbatim].add(annotations.vocabulary.cues[cue])
    return found


def test_nothing_is_wrong_with_them() -> None:
    assert check_cues(load_cues(), cues_of) == ()


@pytest.mark.parametrize("cue", load_cues(), ids=lambda cue: cue.name)
def test_a_cue_shows_what_it_means(cue: Cue) -> None:
    assert len(cue.examples) >= 2


@pytest.mark.parametrize("facet", FACET_VALUES)
def test_every_value_of_a_facet_has_a_cue(facet: str) -> None:
    named = {cue.name.partition("/")[2] for cue in load_cues() if cue.name.startswith(f"{facet}/")}
    assert named == set(FACET_VALUES[facet] or JOURNEY)


@pytest.mark.parametrize(
    ("text", "cue", "found"),
    [
        ("You should have told us", "expectation/short", True),
        ("I should have stayed at home", "expectation/short", False),
        ("So disappointed", "expectation/short", False),
        ("So disappointed", "emotion/disappointment", True),
        ("The seat was as described", "expectation/met", True),
        ("The seat was not as described", "expectation/met", False),
        ("The seat was not as described", "expectation/short", True),
        ("I don’t trust them", "emotion/trust", False),
        ("Third time I call about this", "repeat", True),
        ("Our third time in this hotel", "repeat", False),
        ("They transferred me to billing", "transfer", True),
        ("I transferred money to my sister", "transfer", False),
        ("Never again", "leaving", True),
        ("They never returned my call", "leaving", False),
        ("I was told by email to ring the shop", "channel/email", True),
        ("Lost my phone on the bus", "channel/phone", False),
        ("I can't get my head around it", "outcome", False),
        ("The website says flight 12 is on time", "promise", False),
        ("The website said it would arrive on Friday", "promise", True),
        ("I can guarantee I will never shop here again", "promise", False),
        ("I was waiting for the claims to be denied", "promise", False),
        ("They covered what they said they would", "promise", False),
        ("A used car seat is illegal", "stage/buy", False),
        ("I can't get it to work", "outcome", True),
        ("I cannot get it to work", "outcome", True),
        ("The waiter was trying to help", "outcome", False),
        ("They won't let us board", "cause/policy", True),
        ("They wont let us board", "cause/policy", True),
        ("They will not let us board", "cause/policy", True),
        ("What is your policy on pets?", "cause/policy", False),
        ("Good hotel for the price", "cause/price", False),
        ("The claims process was simple", "cause/process", False),
        ("The system has good speakers", "cause/technology", False),
        ("I got an error message", "cause/technology", True),
        ("My GP will answer quickly", "dimension/responsiveness", True),
        ("The water cooled quickly", "dimension/responsiveness", False),
        ("We had to call the manager over", "leaving", False),
        ("Our waitress never came back with the bill", "leaving", False),
        ("The guest must be aware", "pole/needs", False),
        ("The usual cereals and toast", "pole/stereotypes", False),
        ("I understand why people like it", "question/why", False),
        ("Why was I charged twice", "question/why", True),
        ("I asked for more time with them", "suggestion", False),
        ("I never trusted them", "emotion/trust", False),
    ],
)
def test_a_cue_and_its_false_friend(text: str, cue: str, found: bool) -> None:
    assert (cue in cues_of([text])[0]) is found
