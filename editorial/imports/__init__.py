"""Initiatives from a sheet (XLSX or CSV), and the same sheet out again."""
