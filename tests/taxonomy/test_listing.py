from __future__ import annotations

from vockit.taxonomy.listing import ThemeRow, theme_rows
from vockit.taxonomy.model import Taxonomy, Theme
from vockit.taxonomy.phrases import parse_rule


def test_one_row_a_theme() -> None:
    late = Theme(
        "delivery/late",
        "Late delivery",
        stage="receive",
        dimension="reliability",
        cause="process",
        pole="needs",
        phrases=(parse_rule("late"), parse_rule("slow")),
    )
    assert theme_rows(Taxonomy("t", (Theme("delivery", "Delivery"), late))) == (
        ThemeRow("delivery", None, "Delivery", None, None, None, None, 0),
        ThemeRow(
            "delivery/late",
            "delivery",
            "Late delivery",
            "receive",
            "reliability",
            "process",
            "needs",
            2,
        ),
    )
