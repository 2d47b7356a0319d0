"""Presence: shows an editor who else has the form of an initiative open; it never locks anything."""
