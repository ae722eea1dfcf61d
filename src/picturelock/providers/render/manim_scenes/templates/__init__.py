"""Scene templates, one a file: the file's name is the template's name."""
