"""One gap report a file; the file's docstring is the report's documentation."""
