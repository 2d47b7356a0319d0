"""Figures about migration as a whole, grouped by theme."""
