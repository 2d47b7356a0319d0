"""Keeping initiatives up to date: asking municipalities whether it still is right, and reminding editors."""
