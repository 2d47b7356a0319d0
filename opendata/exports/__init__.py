"""Selections of records as files: CSV, XLSX, JSON and JSON Lines, each streamed."""
