"""Gap reports."""
