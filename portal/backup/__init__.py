"""A backup of the whole installation in one file, which either database reads back: all of it, or nothing."""
