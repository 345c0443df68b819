"""Sentiment by the rules of VADER (Hutto and Gilbert 2014): exact, linear, batched."""
