"""Clauses, mentions, facets and cues of a batch of verbatims."""
