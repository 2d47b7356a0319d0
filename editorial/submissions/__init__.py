"""Initiatives and corrections that visitors submit: each waits for an editor, none is public by itself."""
