"""Checklist before publication of an initiative: blocking errors, warnings and advice."""
