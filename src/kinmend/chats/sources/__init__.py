"""One module a source. Each has NAME, sniff and read, and says in its docstring how a person takes the file out."""
