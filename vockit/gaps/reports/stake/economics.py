"""What is at stake because of a share of complaints, and what a fix is worth."""

from __future__ import annotations

from dataclasses import dataclass

from vockit.profile import Economics


@dataclass(frozen=True, slots=True)
class Worth:
    """What a fix costs, and what it brings."""

    break_even: float | None
    roi: float | None
    payback_years: float | None


def at_stake(economics: Economics, share: float, loyalty_drop: float) -> float:
    """Revenue at stake: what affected customers are worth, times the part of it that is lost."""
    affected = economics.customers * economics.affected_share * share
    lifetime = economics.value_per_year * economics.years * economics.margin
    return affected * loyalty_drop * lifetime


def worth(economics: Economics, cost: float | None, stake: float) -> Worth:
    """What a fix at that cost is worth; None where a figure has no value."""
    if cost is None:
        return Worth(None, None, None)
    saved = economics.effect * stake
    return Worth(
        break_even=cost / stake if stake else None,
        roi=(saved - cost) / cost if cost else None,
        payback_years=cost / (saved / economics.years) if saved else None,
    )
