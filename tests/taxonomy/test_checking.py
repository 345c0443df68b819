from __future__ import annotations

import pytest

from tests.language.reference.rules import finder
from vockit.taxonomy.checking import Problem, check, check_cues, phrase_lemmas
from vockit.taxonomy.loading import load_taxonomy
from vockit.taxonomy.model import Cue, Rule, Taxonomy, Theme, TokenPattern
from vockit.taxonomy.phrases import parse_rule


def rules(*sources: str) -> tuple[Rule, ...]:
    return tuple(map(parse_rule, sources))


def problems(*themes: Theme, journey: tuple[str, ...] = ()) -> tuple[Problem, ...]:
    taxonomy = Taxonomy("t", tuple(sorted(themes, key=lambda theme: theme.name)))
    return check(taxonomy, finder(taxonomy.themes), journey)


def outlines(*themes: Theme) -> list[tuple[str, str, str, str]]:
    return [(p.severity, p.kind, p.name, p.text) for p in problems(*themes)]


def test_nothing_is_wrong_with_a_sound_taxonomy() -> None:
    late = Theme(
        "delivery/late",
        "Late",
        stage="receive",
        phrases=rules("late delivery", "deliver* NEAR/4 late", "id*", 'pay + "late fee"'),
        unless=rules("late checkout"),
        examples=("The delivery was late",),
        counter_examples=("A late checkout and a late delivery",),
    )
    assert problems(Theme("delivery", "Delivery", stage="receive"), late, journey=("receive",)) == (
        Problem(
            "warning",
            "needless",
            "delivery/late",
            "late delivery",
            "it adds nothing to 'deliver* NEAR/4 late'; delete it",
        ),
    )


def test_a_phrase_over_the_end_of_a_clause_never_matches() -> None:
    theme = Theme("a", "A", phrases=rules("slow but nice", "slow start"))
    assert outlines(theme) == [("error", "never matches", "a", "slow but nice")]


def test_a_phrase_that_its_own_unless_stops_never_matches() -> None:
    theme = Theme("a", "A", phrases=rules("late checkout", "late fee"), unless=rules("checkout"))
    (problem,) = problems(theme)
    assert (problem.kind, problem.text) == ("never matches", "late checkout")
    assert "unless 'checkout'" in problem.message


def test_examples_are_run() -> None:
    theme = Theme(
        "a",
        "A",
        phrases=rules("late"),
        examples=("It was late", "It was slow"),
        counter_examples=("It was quick", "It was never late"),
    )
    assert outlines(theme) == [
        ("error", "example", "a", "It was slow"),
        ("error", "counter-example", "a", "It was never late"),
    ]


def test_a_theme_below_counts_for_the_examples_of_its_ancestor() -> None:
    below = Theme("a/b", "B", phrases=rules("late"))
    above = Theme("a", "A", examples=("It was late",), counter_examples=("So late",))
    assert outlines(above, below) == [("error", "counter-example", "a", "So late")]


def test_a_phrase_twice() -> None:
    theme = Theme("a", "A", phrases=rules("parcel", "late fee", "Parcels"))
    assert problems(theme) == (
        Problem(
            "warning",
            "twice",
            "a",
            "Parcels",
            "it means 'parcel', as 'parcel' does; delete one of them",
        ),
    )


def test_a_swallowed_theme() -> None:
    wide = Theme("a", "A", phrases=rules("late", "slow"))
    narrow = Theme("b", "B", phrases=rules("late fee", "slow delivery"))
    assert outlines(wide, narrow) == [("error", "swallowed", "b", "")]


@pytest.mark.parametrize(
    ("wide", "narrow"),
    [
        (Theme("a", "A", phrases=rules("late")), Theme("a/b", "B", phrases=rules("late fee"))),
        (
            Theme("a", "A", phrases=rules("late"), unless=rules("pay")),
            Theme("b", "B", phrases=rules("late fee")),
        ),
        (
            Theme("a", "A", phrases=rules("late")),
            Theme("b", "B", phrases=rules("late fee", "slow")),
        ),
    ],
    ids=["by its ancestor", "but for what unless leaves", "but for one phrase"],
)
def test_not_swallowed(wide: Theme, narrow: Theme) -> None:
    assert outlines(wide, narrow) == []


def test_a_theme_that_nothing_can_find() -> None:
    assert outlines(Theme("a", "A"), Theme("a/b", "B")) == [("error", "no phrases", "a/b", "")]


def test_stages_that_the_journey_and_the_themes_do_not_share() -> None:
    theme = Theme("a", "A", stage="fly", phrases=rules("late"))
    found = problems(theme, journey=("buy", "use"))
    assert [(p.severity, p.kind, p.name) for p in found] == [
        ("warning", "unknown stage", "fly"),
        ("warning", "unused stage", "buy"),
        ("warning", "unused stage", "use"),
    ]


def test_a_taxonomy_without_stages_leaves_none_out() -> None:
    theme = Theme("a", "A", phrases=rules("late"))
    assert not problems(theme, journey=("buy", "use"))


def test_cues_are_checked_like_themes() -> None:
    cue = Cue("promise", phrases=rules("slow but nice"), examples=("You promised",))
    assert [(p.kind, p.name, p.text) for p in check_cues((cue,), finder((cue,)))] == [
        ("never matches", "promise", "slow but nice"),
        ("example", "promise", "You promised"),
    ]


def test_the_lemmas_of_a_phrase() -> None:
    assert phrase_lemmas(parse_rule('better "Fees" + deliver*')) == 'well "fees" + deliver*'
    assert phrase_lemmas(Rule("[{}]", TokenPattern(({},)))) == "[{}]"


def test_the_default_pack_has_no_swallowed_theme() -> None:
    themes = load_taxonomy("service").themes
    found = check(
        Taxonomy("t", themes), lambda texts: [{t.name for t in themes} for _ in texts], ()
    )
    assert [p for p in found if p.kind in {"swallowed", "no phrases", "never matches"}] == []
