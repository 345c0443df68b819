from __future__ import annotations

import pytest

from vockit.errors import TaxonomyError
from vockit.taxonomy.csv_files import read_taxonomy_csv
from vockit.taxonomy.phrases import parse_rule

WHOLE = '''\
Theme,Phrase,label,dimension,stage,cause,pole,unless,example,counter_example
delivery/late,late delivery,Late delivery,reliability,receive,process,needs,tea,So late,Late tea

delivery/late,"""never arrived""",,reliability,,,,,It never arrived,
staff,rude,,,,,,,,
'''


def test_reads_all_that_a_theme_can_have() -> None:
    draft = read_taxonomy_csv(WHOLE, "f.csv")
    late, staff = (entry.theme for entry in draft.themes)
    assert (late.name, late.label) == ("delivery/late", "Late delivery")
    assert (late.stage, late.dimension, late.cause, late.pole) == (
        "receive",
        "reliability",
        "process",
        "needs",
    )
    assert late.phrases == (parse_rule("late delivery"), parse_rule('"never arrived"'))
    assert late.unless == (parse_rule("tea"),)
    assert late.examples == ("So late", "It never arrived")
    assert late.counter_examples == ("Late tea",)
    assert (staff.label, staff.stage, staff.phrases) == ("Staff", None, (parse_rule("rude"),))
    assert draft.themes[1].where == "f.csv, line 5, theme staff"


@pytest.mark.parametrize("delimiter", [",", ";", "\t"])
def test_finds_the_delimiter(delimiter: str) -> None:
    text = "theme,phrase\r\nstaff,rude\r\n".replace(",", delimiter)
    (entry,) = read_taxonomy_csv(text, "f.csv").themes
    assert entry.theme.phrases == (parse_rule("rude"),)


def test_a_row_may_give_no_phrase() -> None:
    (entry,) = read_taxonomy_csv("theme,phrase,stage\ndelivery,,receive\n", "f.csv").themes
    assert (entry.theme.stage, entry.theme.phrases) == ("receive", ())


@pytest.mark.parametrize(
    ("text", "message"),
    [
        (
            "",
            (
                "f.csv, line 1: no column 'theme' in the header; it is `theme,phrase`, "
                "optionally with label, stage, dimension, cause, pole, unless, example, "
                "counter_example"
            ),
        ),
        ("theme\nlate", "f.csv, line 1: no column 'phrase'; add it after 'theme'"),
        ("theme,frase\n", "f.csv, line 1: unknown column 'frase'; did you mean 'phrase'?"),
        ("theme,phrase,phrase\n", "f.csv, line 1: two columns 'phrase'; delete one"),
        (
            "theme,phrase\nlate,late\n,slow",
            "f.csv, line 3: the theme is missing; fill in its name",
        ),
        (
            "theme,phrase\nlate,late,slow",
            "f.csv, line 2: 3 cells where the header has 2; put cells with a ',' inside in quotes",
        ),
        (
            "theme,phrase,stage\nlate,late,use\nlate,slow,pay",
            (
                "f.csv, line 3, theme late: stage 'pay' differs from 'use' in f.csv, line 2, theme "
                "late; a theme has one"
            ),
        ),
        (
            "theme;phrase;cause\nlate;late;weather",
            (
                "f.csv, line 2, theme late: unknown cause 'weather'; cause is one of process, "
                "policy, people, product, technology, price"
            ),
        ),
        (
            'theme,phrase\nlate,"late\nfee"\nlate,slow NEAR fee',
            (
                "f.csv, line 4, theme late: phrase 'slow NEAR fee': NEAR needs a number, such as "
                "NEAR/4; write `near` for the word itself"
            ),
        ),
        (
            'theme,phrase\nlate,"late" fee',
            (
                "f.csv, line 2: not valid CSV: ',' expected after '\"'; a quote inside a cell is "
                'doubled and the cell quoted: """late fee"""'
            ),
        ),
        (
            'theme,phrase\nlate,"late fee',
            (
                "f.csv, line 2: not valid CSV: unexpected end of data; a quote inside a cell is "
                'doubled and the cell quoted: """late fee"""'
            ),
        ),
        (
            "theme,phrase\n(late),late",
            "f.csv, line 2, theme (late): names in parentheses, as '(late)', are kept for reports",
        ),
    ],
)
def test_says_what_is_wrong_where_and_how_to_mend_it(text: str, message: str) -> None:
    with pytest.raises(TaxonomyError) as error:
        read_taxonomy_csv(text, "f.csv")
    assert str(error.value) == message
