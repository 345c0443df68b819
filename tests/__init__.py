"""The tests, mirrored on the package."""
