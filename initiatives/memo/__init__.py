"""One note (memo) on the examples of a list, for the council of the reader's municipality."""
