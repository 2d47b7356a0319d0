"""Identifiers and linked data: what every record is called for ever, and what machines read of it."""
