"""The visitor's list: the examples that they chose, which stand in the address of every page."""
