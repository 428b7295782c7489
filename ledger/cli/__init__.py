"""The command line: a thin shell over the book; each command is imported when it is called."""
