"""Statistics that count batches into integers, and how tallies add."""
