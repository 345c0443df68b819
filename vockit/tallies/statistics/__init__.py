"""One statistic a file; the file's name is the statistic's."""
