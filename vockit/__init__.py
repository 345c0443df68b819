"""vockit: the voice of the customer, from comments to gap reports."""

__version__ = "0.1.0"
