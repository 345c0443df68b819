"""One output per file: the name is what ``--format`` calls it, and the folder is the registry."""
