"""Distinct words to tokens, lemmas and valences; matching and scoring over arrays of ids."""
