"""Initiatives and corrections that visitors send in: all of it waits for an editor, nothing is public by itself."""
