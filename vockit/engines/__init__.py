"""Engines: in one process, in several, or elsewhere; one protocol, and one chooser."""
