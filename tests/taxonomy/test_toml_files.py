from __future__ import annotations

import pytest

from vockit.errors import TaxonomyError
from vockit.taxonomy.model import TokenPattern
from vockit.taxonomy.phrases import parse_rule
from vockit.taxonomy.toml_files import read_cues_toml, read_taxonomy_toml

WHOLE = """
name = "parcels"

[themes."delivery/late"]
label = "Late delivery"
dimension = "reliability"
stage = "receive"
cause = "process"
pole = "needs"
phrases = ["late delivery", "deliver* NEAR/4 late", [{LOWER = "never"}, {LEMMA = "arrive"}]]
unless = ["late checkout"]
examples = ["Parcel came two weeks late", "still waiting on my order"]
counter_examples = ["Asked for a late checkout"]

[themes.delivery]

[valence]
gutted = -3
"no refund" = -2.5
"""


def test_reads_all_that_a_theme_can_have() -> None:
    draft = read_taxonomy_toml(WHOLE, "parcels.toml")
    late, delivery = (entry.theme for entry in draft.themes)
    assert draft.name == "parcels"
    assert (late.name, late.label) == ("delivery/late", "Late delivery")
    assert (late.stage, late.dimension, late.cause, late.pole) == (
        "receive",
        "reliability",
        "process",
        "needs",
    )
    assert late.phrases[:2] == (parse_rule("late delivery"), parse_rule("deliver* NEAR/4 late"))
    assert late.phrases[2].expression == TokenPattern(({"LOWER": "never"}, {"LEMMA": "arrive"}))
    assert late.unless == (parse_rule("late checkout"),)
    assert late.examples == ("Parcel came two weeks late", "still waiting on my order")
    assert late.counter_examples == ("Asked for a late checkout",)
    assert (delivery.label, delivery.stage, delivery.phrases) == ("Delivery", None, ())
    assert draft.valence == {"gutted": -3.0, "no refund": -2.5}
    assert draft.themes[0].where == "parcels.toml, line 4, theme delivery/late"


def test_a_label_is_made_of_the_last_part_of_the_name() -> None:
    draft = read_taxonomy_toml('[themes."delivery/lost-or_late"]', "f.toml")
    assert draft.themes[0].theme.label == "Lost or late"


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("a = \n", "f.toml: not valid TOML: Invalid value (at line 1, column 5)"),
        (
            '\n[themes.delivery/late]\nphrases = ["late"]',
            (
                "f.toml: not valid TOML: Expected ']' at the end of a table declaration (at "
                'line 2, column 17); names with a / need quotes: [themes."delivery/late"]'
            ),
        ),
        ('a = "x"', "f.toml, line 1: unknown section 'a'; known are themes, valence"),
        ("\n[theme.late]", "f.toml, line 2: unknown section 'theme'; did you mean 'themes'?"),
        ("# themes\nthemes = 3", "f.toml, line 2: themes is a table; open it with [themes]"),
        ("name = 3", 'f.toml, line 1: name is text: name = "…"'),
        (
            '[themes.late]\n\nphrase = ["late"]',
            "f.toml, line 3, theme late: unknown key 'phrase'; did you mean 'phrases'?",
        ),
        (
            '[themes.late]\nphrases = "late"',
            'f.toml, line 2, theme late: phrases is a list: phrases = ["…", "…"]',
        ),
        (
            "[themes.late]\nphrases = [3]",
            "f.toml, line 2, theme late: phrases holds phrases or lists of token patterns, not 3",
        ),
        (
            '[themes.late]\nphrases = [\n  "late",\n  "late NEAR fee",\n]',
            (
                "f.toml, line 4, theme late: phrase 'late NEAR fee': NEAR needs a number, such as "
                "NEAR/4; write `near` for the word itself"
            ),
        ),
        (
            "[themes.late]\nunless = ['say \"late']",
            (
                "f.toml, line 2, theme late: phrase 'say \"late': a quote is not closed; quotes "
                'come in pairs around exact words, `"late fee"`'
            ),
        ),
        (
            '[themes.late]\nexamples = ["late", 3]',
            "f.toml, line 2, theme late: examples holds texts, not 3",
        ),
        ("[themes.late]\nlabel = 3", 'f.toml, line 2, theme late: label is text: label = "…"'),
        (
            '[themes.late]\n\ndimension = "Reliable"',
            (
                "f.toml, line 3, theme late: unknown dimension 'Reliable'; dimension is one of "
                "reliability, responsiveness, assurance, empathy, tangibles"
            ),
        ),
        (
            '[themes.late]\ncause = "logistics"',
            (
                "f.toml, line 2, theme late: unknown cause 'logistics'; cause is one of process, "
                "policy, people, product, technology, price"
            ),
        ),
        (
            '[themes.late]\npole = "need"',
            (
                "f.toml, line 2, theme late: unknown pole 'need'; pole is one of needs, wants, "
                "stereotypes, emotions"
            ),
        ),
        (
            '[themes.delivery.late]\nphrases = ["late"]',
            (
                "f.toml, line 1, theme delivery: a theme below another is written with a /: "
                '[themes."delivery/late"]'
            ),
        ),
        (
            '[themes]\n"delivery/late" = 4',
            (
                "f.toml, line 2, theme delivery/late: it is not a table; write "
                '[themes."delivery/late"]'
            ),
        ),
        (
            '[themes."delivery//late"]',
            (
                "f.toml, line 1, theme delivery//late: 'delivery//late' has an empty part or a "
                "space beside /; write `delivery/late`"
            ),
        ),
        (
            '[themes."a|b"]',
            "f.toml, line 1, theme a|b: 'a|b' has a | or a control character; leave it out",
        ),
        (
            '[themes."(all)"]',
            "f.toml, line 1, theme (all): names in parentheses, as '(all)', are kept for reports",
        ),
        (
            "[valence]\nlate = 5",
            "f.toml, line 2, valence of 'late': 5 is outside -4 to 4, the scale of VADER's lexicon",
        ),
        (
            "[valence]\nlate = nan",
            (
                "f.toml, line 2, valence of 'late': nan is outside -4 to 4, the scale of VADER's "
                "lexicon"
            ),
        ),
        (
            "[valence]\nlate = true",
            "f.toml, line 2, valence of 'late': it is a number from -4 to 4, not True",
        ),
    ],
)
def test_says_what_is_wrong_where_and_how_to_mend_it(text: str, message: str) -> None:
    with pytest.raises(TaxonomyError) as error:
        read_taxonomy_toml(text, "f.toml")
    assert str(error.value) == message


def test_the_line_of_a_phrase_is_looked_for_in_its_own_theme() -> None:
    text = '[themes.a]\nexamples = ["x NEAR y"]\n[themes.b]\nphrases = ["x NEAR y"]'
    with pytest.raises(TaxonomyError, match=r"^f\.toml, line 4, theme b: "):
        read_taxonomy_toml(text, "f.toml")


def test_reads_cues() -> None:
    (cue,) = read_cues_toml(
        """
        [cues."expectation/short"]
        phrases = ["expected better"]
        unless = ["as expected"]
        examples = ["I expected better"]
        counter_examples = ["Just as expected"]
        """,
        "cues.toml",
    )
    assert cue.name == "expectation/short"
    assert cue.phrases == (parse_rule("expected better"),)
    assert cue.unless == (parse_rule("as expected"),)
    assert cue.examples == ("I expected better",)
    assert cue.counter_examples == ("Just as expected",)


@pytest.mark.parametrize(
    ("text", "complaint"),
    [
        ("[themes.late]", "line 1: unknown section 'themes'; known are cues"),
        ("[cues.late]\nlabel = 'Late'", "line 2, cue late: unknown key 'label'; known are phrases"),
        ("[cues.'cause/weather']", "cue cause/weather: unknown cause 'weather'; cause is one of"),
        ("[cues.stage]", "line 1, cue stage: it sets no stage; name one after a /"),
    ],
)
def test_says_what_is_wrong_with_a_cue(text: str, complaint: str) -> None:
    with pytest.raises(TaxonomyError) as error:
        read_cues_toml(text, "cues.toml")
    assert complaint in str(error.value)
