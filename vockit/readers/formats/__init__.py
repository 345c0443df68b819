"""One format per file; ``vockit.readers.formats.registry`` names them all."""
