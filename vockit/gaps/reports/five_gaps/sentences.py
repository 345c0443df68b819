"""The sentences of the report: what a gap needs."""

from __future__ import annotations


def needs_section(section: str) -> str:
    """That a section of the profile is missing."""
    return f"needs a section {section} in the profile (vockit.toml)"
